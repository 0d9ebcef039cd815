"""What came of one document: a value that can be pickled, stored as a row, and compared with another run's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..findings import Finding


class Status(StrEnum):
    """How a document ended."""

    WRITTEN = "written"
    """Written, no error."""
    WITH_ERRORS = "with-errors"
    """Written, and findings of severity error say what to look at."""
    REFUSED = "refused"
    """Nothing could be written; the findings say why."""
    FAULT = "fault"
    """A fault of rubricate itself, said as the finding `internal-fault`."""
    LOST = "lost"
    """The worker died at it."""
    POISON = "poison"
    """It killed its worker as often as is allowed; it is left alone until `--retry-failed`."""
    TIMEOUT = "timeout"
    """It took longer than the limit `document-seconds`."""
    UNREAD = "unread"
    """A worker of a cluster could not read it; it is tried again by the next run."""
    UNWRITTEN = "unwritten"
    """A worker of a cluster could not write its output; it is tried again by the next run."""

    @property
    def failed(self) -> bool:
        """Whether there is no output."""
        return self not in (Status.WRITTEN, Status.WITH_ERRORS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document's result. All but `milliseconds` is the same in every run of the same input, settings and versions."""

    name: str
    status: Status
    input_sha256: str
    output: bytes | None = None
    media: dict[str, bytes] = field(default_factory=dict)
    """Pictures to write beside the output, by their names there."""
    findings: tuple[Finding, ...] = ()
    ledger: dict[str, int] = field(default_factory=dict)
    """words-in, words-out, furniture, lost, added, unexplained."""
    doubtful: dict[str, int] = field(default_factory=dict)
    """How many values of each metadata key, and how many parts, were recognised with doubt."""
    title: str = ""
    tag_set: str = ""
    report: dict[str, Any] = field(default_factory=dict)
    """The whole report, where the settings ask for it."""
    milliseconds: float = 0.0

    @property
    def output_sha256(self) -> str:
        """Digest of the output; "" where there is none."""
        return sha256(self.output) if self.output is not None else ""


def sha256(data: bytes) -> str:
    """The digest in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
