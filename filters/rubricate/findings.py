"""What is told to people: findings, each with its place, and the error that carries them.

A file of its own because the validator needs these and none of the other values: it is to start fast.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding matters. `query` asks the author or editor; it never fails a run."""

    ERROR = "error"
    WARNING = "warning"
    QUERY = "query"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 is the most severe."""
        return RANKS[self]

    def reaches(self, least: Severity) -> bool:
        """Whether this is as severe as `least`, or more."""
        return RANKS[self] <= RANKS[least]


RANKS = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found. Lines and columns count from 1; unknown is `None` or empty."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    block: int | None = None
    """Number of the block in the source, from 1, where the reader gives no lines."""
    xpath: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        return ":".join([self.file or "-", *numbers])


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell a person: what was found, where, what was expected, what to do.

    `id` is a stable kebab-case name ("no-title"); its meaning never changes.
    """

    id: str
    severity: Severity
    message: str
    place: Place = field(default_factory=Place)
    suggestion: str = ""
    link: str = ""

    def at(self, file: str) -> Finding:
        """The same finding, placed in `file` where it named none."""
        return self if self.place.file else replace(self, place=replace(self.place, file=file))

    def renamed(self, path: str, name: str) -> Finding:
        """The finding with `name` where it says `path`: a file that was unpacked, or is called otherwise by who sent it."""
        if not name or path == name:
            return self
        place = replace(self.place, file=name) if self.place.file == path else self.place
        return replace(self, place=place, message=self.message.replace(path, name))

    def fails(self, fail_on: str) -> bool:
        """Whether this finding alone makes a run fail; `fail_on` is "error", "warning" or "never"."""
        return fail_on != "never" and self.severity.reaches(Severity(fail_on))

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready dict without the empty parts."""
        place = {
            key: value
            for key in ("file", "line", "column", "block", "xpath", "excerpt")
            if (value := getattr(self.place, key)) not in (None, "")
        }
        parts = {
            "id": self.id,
            "severity": str(self.severity),
            "message": self.message,
            "place": place,
            "suggestion": self.suggestion,
            "link": self.link,
        }
        return {key: value for key, value in parts.items() if value}


class RubricateError(Exception):
    """Bad input or wrong use, told as findings; the faces print them and never a traceback."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def internal_fault(error: BaseException, name: str = "") -> Finding:
    """What is said where the program, not the document, is at fault."""
    message = f"Unexpected {type(error).__name__}: {error}"
    suggestion = "This is a fault of rubricate: please report it with the file. RUBRICATE_DEBUG=1 shows more."
    return Finding("internal-fault", Severity.ERROR, message, suggestion=suggestion).at(name)
