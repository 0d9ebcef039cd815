"""The sheet that zone rules write on: units, their cues, and the labels given so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .units import Unit
from .zone_cues import Cue

LINES = frozenset(
    ("title", "subtitle", "trans-title", "running-head", "article-type", "journal-line", "contrib-group", "aff", "corresp",
     "history", "permissions", "article-id", "kwd-group", "mesh")
)  # fmt: skip
"""Roles that only a line of text can have: never a block of code, a quotation, a picture."""


@dataclass(slots=True)
class ZoneLabel:
    """The role of one unit. `section` is a section type, `offset` where the text begins behind a run-in cue."""

    role: str
    confidence: float = 1.0
    level: int = 0
    section: str = ""
    offset: int = 0
    by: str = "rules"
    """Who decided: the rules, or the model (which hears the rules)."""


class Zoning:
    """Units with their cues; each unit is labelled once, by the first rule that is sure of it."""

    def __init__(self, units: Sequence[Unit], *, titled: bool = False) -> None:
        self.units = units
        self.titled = titled
        """True where the document already has a title in its metadata."""
        self.styled = sum(unit.kind == "header" for unit in units) >= 3
        """True where the source marks its headings, so that a plain paragraph is none."""
        self.cues = [Cue(unit) for unit in units]
        self.listed: set[int] = set()
        """Units that stand in a list under the heading of a reference list."""
        self.whole = any(unit.entry for unit in units)
        """True where the entries of the reference list are known by their form."""
        self.cited: set[int] = set()
        """Units that tell how to cite the article."""
        self.placed: set[int] = set()
        """Units whose role follows from where they stand: other articles under a heading that says so, an address under its cue."""
        self.sure: set[int] = set()
        """Units whose own wording leaves no doubt of what they are: a page's counts and buttons, a date with its label."""
        self.behind: set[int] = set()
        """Units behind the foot of an article that has no heading: no references stand there."""
        self.labelled: set[int] = set()
        """Units below a label of a record that names what they are ("Type", "Copyright")."""
        self.labels: list[ZoneLabel | None] = [None] * len(units)

    def __len__(self) -> int:
        return len(self.units)

    def free(self, at: int) -> bool:
        return 0 <= at < len(self.units) and self.labels[at] is None

    def role(self, at: int) -> str:
        label = self.labels[at] if 0 <= at < len(self.units) else None
        return label.role if label else ""

    def put(
        self, at: int, role: str, confidence: float = 1.0, *, level: int = 0, section: str = "", offset: int = 0
    ) -> None:
        if self.labels[at] is None and (self.units[at].inlines or role not in LINES):
            self.labels[at] = ZoneLabel(role, confidence, level, section, offset)

    def section(self, at: int) -> str:
        """Section type that unit `at` names as a heading, or empty."""
        return self.cues[at].section if 0 <= at < len(self.units) else ""
