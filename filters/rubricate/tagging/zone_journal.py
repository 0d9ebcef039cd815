"""Zone rule of the title block: lines that are the journal's name, by where they stand."""

from __future__ import annotations

from ..parsing.article_type import article_type
from .journal_names import JOURNAL
from .zone_state import Zoning

SITE = frozenset(("journal-line", "page-furniture"))
"""Roles of what a page prints above its article."""
SHORTEST_TITLE = 3
"""Words of what may be the title below a journal's name."""


def journal_names(zones: Zoning, free: list[int]) -> list[int]:
    """Label the journal's name above the numbers, between lines of the site, or above the kind of the article; the units that
    are still free come back."""
    if (
        free
        and free[0] == 0
        and len(zones) > 1
        and zones.role(1) == "journal-line"
        and (zones.units[1].blank == 0 or JOURNAL.match(zones.units[0].text))
        and zones.units[0].words <= 12
    ):
        zones.put(0, "journal-line", 0.7)  # the journal's name above its numbers
        free = free[1:]
    if free and free[0] == 0 and _journal_above_kind(zones, free):
        zones.put(0, "journal-line", 0.8)
        free = free[1:]
    if free[:2] == [0, 1] and zones.role(2) == "journal-line" and _name_and_motto(zones):
        zones.put(0, "journal-line", 0.7)
        zones.put(1, "front-notes", 0.5)
        free = free[2:]
    for at in free[:6]:
        above = {zones.role(i) for i in range(at)}
        among = bool(above) and above <= SITE and zones.role(at + 1) in SITE
        if among and zones.units[at].words <= 12 and JOURNAL.match(zones.units[at].text):
            zones.put(at, "journal-line", 0.8)  # between a line of numbers and those of the site
            free = [i for i in free if i > at]
    return free


def _name_and_motto(zones: Zoning) -> bool:
    """A journal's name and a line about it, both short, directly above its numbers."""
    name, motto, numbers = zones.units[:3]
    short = all(unit.kind == "line" and unit.words <= 8 and not article_type(unit.text)[0] for unit in (name, motto))
    return short and motto.blank == numbers.blank == 0


def _journal_above_kind(zones: Zoning, free: list[int]) -> bool:
    """A journal's name above "Original Article" or a badge of the page, and lines below that may be the title."""
    first = zones.units[0]
    badge = zones.role(1) == "article-type" or (zones.role(1) == "page-furniture" and first.kind == "line")
    named = first.words <= 12 and JOURNAL.match(first.text) is not None
    return named and badge and any(zones.units[at].words >= SHORTEST_TITLE for at in free[1:4])
