"""Lines that hold two things or one thing too many: "Ann Lee, University of Oslo", "Ann Lee (University of Oslo)", "■ METHODS"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..inlines import cut, plain, strip
from ..parsing.affiliation import affiliation_score
from ..parsing.author_list import name_like
from ..parsing.headings import section_type
from .units import PRINTED, Unit

ABOVE = 12
"""Units of a text among which its title block lies."""
PROSE = 40
"""Words; a longer unit is text, and the title block has ended."""
LONGEST = 25
"""Words of a name with its affiliation."""
SURE_NAME, SURE_PLACE = 0.9, 0.45
YEAR = re.compile(r"\b(?:1[5-9]|20)[0-9]{2}\b")
BRACKETED = re.compile(r"(?P<name>[^(),;:0-9]{5,60}?)\s?\((?P<place>[^()]{5,160})\)$")
BEHIND = re.compile(r"(?P<name>[^(),;:0-9]{5,60}),\s(?P<place>[^;]{5,160})$")
DECORATION = frozenset("■□▪▫◆◇►▶●")
HEADING = 10
"""Words of a heading, at most."""


def signed_lines(units: Sequence[Unit]) -> list[Unit]:
    """Part a name from the affiliation behind it, in the title block; other units come back as they are."""
    out: list[Unit] = []
    above = True
    for number, unit in enumerate(units):
        above = above and number <= ABOVE and unit.words <= PROSE and not section_type(unit.text.strip(" :."))
        place = _place(unit) if above and number else None
        if place is None:
            out.append(unit)
            continue
        (name_end, start, end), text = place, plain(unit.inlines)
        out.append(replace(unit, inlines=strip(cut(unit.inlines, 0, name_end)), block=None))
        out.append(replace(unit, inlines=strip(cut(unit.inlines, start, min(end, len(text)))), block=None, blank=0))
    return out


def _place(unit: Unit) -> tuple[int, int, int] | None:
    """Where the name ends and the affiliation stands, in the text of the unit's inlines."""
    if unit.kind not in PRINTED or unit.marker or not 3 <= unit.words <= LONGEST or unit.rest or unit.noted:
        return None
    text = plain(unit.inlines)
    begin = len(text) - len(text.lstrip())
    for form in (BRACKETED, BEHIND):
        match = form.match(text[begin:].rstrip())
        if (
            match
            and not YEAR.search(text)
            and name_like(match["name"]) >= SURE_NAME
            and affiliation_score(match["place"]) >= SURE_PLACE
        ):
            return begin + match.end("name"), begin + match.start("place"), begin + match.end("place")
    return None


def undecorated(units: Sequence[Unit]) -> None:
    """Take the square from lines that stand alone with one, as some journals decorate headings; two at least do."""
    decorated = [
        at
        for at, unit in enumerate(units)
        if unit.marker in DECORATION
        and unit.kind in PRINTED
        and unit.words <= HEADING
        and not unit.text.endswith(".")
        and not any(units[near].marker for near in (at - 1, at + 1) if 0 <= near < len(units))
    ]
    if len(decorated) >= 2:
        for at in decorated:
            units[at].marker = ""
