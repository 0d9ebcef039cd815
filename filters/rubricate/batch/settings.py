"""How the documents of a run are converted: the options of `rubricate convert` as values that travel."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..files import read_file


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that the user gave: the name that findings call it, and its bytes."""

    name: str
    data: bytes

    @classmethod
    def of(cls, name: str) -> GivenFile:
        """Raises RubricateError as `read_file` does."""
        return cls(name, read_file(Path(name)))


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What decides how a document comes out, beside its bytes and the versions of the programs. The defaults are the command's."""

    from_: str = ""
    to: str = "jats"
    """As `--to`: jats, markdown, or what pandoc writes."""
    jats: str = "1.3"
    tag_set: str = ""
    citations: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    metadata_files: tuple[GivenFile, ...] = ()
    references: GivenFile | None = None
    strict: bool = False
    limits: tuple[tuple[str, int], ...] = ()
    report: bool = False
    """Whether the whole report of each document comes back too."""

    def digest(self) -> str:
        """SHA-256 of all of it, in hexadecimal digits: equal where the same bytes come out."""
        return hashlib.sha256(self.as_json().encode("utf-8")).hexdigest()

    def as_json(self) -> str:
        """What a person reads to know how a run was made; of given files their names and digests."""
        values: dict[str, Any] = asdict(self)
        values["metadata_files"] = [_told(file) for file in self.metadata_files]
        values["references"] = _told(self.references) if self.references is not None else None
        return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _told(file: GivenFile) -> dict[str, str]:
    return {"name": file.name, "sha256": hashlib.sha256(file.data).hexdigest()}


def given_files(names: Sequence[str]) -> tuple[GivenFile, ...]:
    """Files by their names, in order."""
    return tuple(map(GivenFile.of, names))
