"""Lines that pages break in pieces: the bibliographic line of a database ("J Gard Med", ". 2025 Aug 1;46(3):211-223.", "doi: 10.…"),
bullets and marks that stand alone above what they mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import panflute as pf

from ..inlines import strip
from ..parsing.affiliation import affiliation_score
from ..parsing.correspondence import correspondence_score
from ..parsing.dates import history_dates
from .front_cues import front_cues
from .units import PRINTED, Unit

GOES_ON = re.compile(r"[.,;]\s?(?:1[5-9]|20)[0-9]{2}\b")
"""A line that begins with the stop of the line above it, and a year."""
DOI = re.compile(r"doi:\s?10\.[0-9]{4}", re.IGNORECASE)
NUMBERS = re.compile(r"vol(?:ume|\.)?\s?[0-9]", re.IGNORECASE)
PART = re.compile(
    r"(?:[0-3]?[0-9]\s)?[^\W\d_]{3,9}\.?\s(?:1[5-9]|20)[0-9]{2}|(?:pages?|pp\.)\s?[a-z]?[0-9]{1,6}(?:\s?[-–]\s?[a-z]?[0-9]{1,6})?|(?:article|article id|e-?location)\s[a-z]?[0-9]{1,9}",
    re.IGNORECASE,
)
"""Parts below "Volume 12, Issue 3" on lines of their own: "March 2021", "Pages 101-119"."""
PAGES = re.compile(r"(?:pages?|pp\.)\s[0-9]{1,6}\s?[-–]\s?[0-9]{1,6}", re.IGNORECASE)
"""Pages alone above the dates of the article's history."""
SHORT = 10
LONGEST = 12
"""Words of a journal's name."""


def bibliographic_lines(units: Sequence[Unit]) -> list[Unit]:
    """Join the parts of such a line; other units come back as they are."""
    out: list[Unit] = []
    whole: Unit | None = None
    for unit in units:
        before = out[-1] if out else None
        if before is None or unit.kind not in PRINTED or before.kind not in PRINTED or unit.running or before.running:
            out.append(unit)
        elif GOES_ON.match(unit.text) and 0 < before.words <= LONGEST and before.text[-1].isalnum():
            whole = out[-1] = replace(before, inlines=[*strip(before.inlines), *strip(unit.inlines)])
        elif (
            before.words <= SHORT
            and NUMBERS.match(before.text)
            and PART.fullmatch(unit.text)
            and (unit.blank == 0 or unit.kind == "para")
        ):
            out[-1] = replace(before, inlines=[*strip(before.inlines), pf.Str(","), pf.Space(), *strip(unit.inlines)])
        elif PAGES.fullmatch(before.text) and history_dates(unit.text):
            out[-1] = replace(before, inlines=[*strip(before.inlines), pf.Str(" | "), *strip(unit.inlines)])
        elif before is whole and unit.blank == 0 and DOI.match(unit.text):
            whole = out[-1] = replace(before, inlines=[*before.inlines, pf.Space(), *strip(unit.inlines)])
        else:
            out.append(unit)
    return out


ALONE = re.compile(
    r"(?:[0-9]{1,2}|[a-z]|[*†‡§¶#✉⁎∗]{1,3}|[0-9a-z](?:\s?,\s?(?:[0-9]{1,2}|[a-z]|[*†‡§¶✉⁎∗])){1,4})[.)]?"
)
"""A mark on a line of its own, as pages print one that was raised: "1", "a", "*", "a,1"."""
SIGNS = "*†‡§¶#✉⁎∗"
DOTS = "•●▪◦‣∙■□"
"""Bullets that mean nothing where they stand alone."""
NOTE = 60
"""Words of the longest note under a mark."""
PLACE, NEXT_PLACE = 0.5, 0.15
"""How likely a line is an affiliation for the mark above it to be its own; the next ones of a row may be less so."""


def marked_lines(units: Sequence[Unit]) -> list[Unit]:
    """Join a bullet that stands alone to the line below it, and a lone mark to the affiliation or note below it."""
    out: list[Unit] = []
    waiting: Unit | None = None
    joined = -1
    for at, unit in enumerate(units):
        below = units[at + 1] if at + 1 < len(units) else None
        if waiting is not None:
            out.append(_with_mark(waiting, unit))
            waiting = None
        elif below is None or unit.kind not in PRINTED or not _takes_mark(below) or unit.running or unit.marker:
            out.append(unit)
        elif unit.text in DOTS and len(unit.text) == 1:
            waiting = unit
        elif ALONE.fullmatch(unit.text) and _belongs(unit, below, NEXT_PLACE if joined == at - 1 else PLACE):
            waiting, joined = unit, at + 1
        else:
            out.append(unit)
    return out


def _takes_mark(unit: Unit) -> bool:
    return (
        unit.kind in PRINTED
        and not (unit.running or unit.marker or unit.entry)
        and unit.words > 0
        and "\t" not in unit.text
    )


def _belongs(mark: Unit, below: Unit, least: float) -> bool:
    """Whether the line below a mark is what the mark stands for: a place, an address, a note on an author."""
    text = below.text
    low = text.casefold()
    if below.words > NOTE or text[:1] in SIGNS:
        return False
    if mark.text[0] in SIGNS and len(mark.text) < 3 and below.words >= 2 and below.blank == 0:
        return True  # "***" and a star between blank lines part sections
    noted = any(cue in low for cue in front_cues("notes")) or low.startswith(front_cues("note_starts"))
    return noted or correspondence_score(text) >= PLACE or affiliation_score(text) >= least


def _with_mark(mark: Unit, unit: Unit) -> Unit:
    if mark.text in DOTS:
        return replace(unit, marker=mark.text, blank=mark.blank)
    raised: list[pf.Inline] = [pf.Superscript(*strip(mark.inlines)), pf.Space()]
    return replace(unit, block=None, inlines=[*raised, *strip(unit.inlines)], blank=mark.blank)
