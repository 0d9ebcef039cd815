"""Zone rule: affiliations behind the text, each above the names of those who belong there, and who answers letters.

"Authors and Affiliations / Department of Bread, … / Ann Lee & Cy Roe / School of Mills, … / Bo Chen", "Corresponding author /
Correspondence to Ann Lee."
"""

from __future__ import annotations

from ..parsing.affiliation import affiliation_score
from ..parsing.author_list import author_list_score
from ..parsing.correspondence import correspondence_score
from .zone_state import Zoning

EVEN = 0.5
HEAD = "author-information"
NOTES = frozenset(
    ("author notes", "authors and affiliations", "author information", "authors' information", "author details")
)
"""Headings of a site that stand directly above each other or above such lists."""
NAME = 5
"""Words of a name above a button."""
SENTENCE = 25
"""Words; who answers letters is said in fewer."""


def cards(zones: Zoning) -> None:
    """Label affiliations, names, and the headings above them that only a page has."""
    for at in range(len(zones)):
        if zones.section(at) != HEAD or not zones.free(at) or zones.units[at].kind == "header":
            continue
        end = _listed(zones, at + 1)
        if end > at + 1:
            while at >= 0 and zones.free(at) and _bare(zones, at) in NOTES:
                _put(zones, at, "page-furniture")
                at -= 1
        elif zones.free(at + 1) and _written_to(zones, at + 1):
            for line in (at, at + 1):
                _put(zones, line, "corresp")
    for at in range(len(zones) - 1):
        button = zones.units[at + 1].text.casefold().startswith("view author")
        if button and zones.free(at) and zones.units[at].textual and zones.units[at].words <= NAME:
            _put(zones, at, "page-furniture")
    for at in range(len(zones) - 1):  # "Author information" above "Author notes"
        if zones.free(at) and _bare(zones, at) == "author information" and _bare(zones, at + 1) in NOTES:
            _put(zones, at, "page-furniture")
            if zones.free(at + 1):
                _put(zones, at + 1, "page-furniture")


def _bare(zones: Zoning, at: int) -> str:
    return zones.units[at].text.strip(" :").casefold().replace("’", "'")


def _put(zones: Zoning, at: int, role: str) -> None:
    zones.put(at, role, 0.9)
    zones.sure.add(at)


def _listed(zones: Zoning, start: int) -> int:
    """Label what follows: affiliations, then names, as often as they come in turn; gives where they end."""
    at = end = start
    roles: dict[int, str] = {}
    while at < len(zones):
        begun = at
        while _is(zones, at, "aff"):
            roles[at] = "aff"
            at += 1
        if at == begun or not _is(zones, at, "contrib-group"):
            break
        roles[at] = "contrib-group"
        at += 1
        end = at
    for line, role in roles.items():
        if line < end:
            _put(zones, line, role)
    return end


def _is(zones: Zoning, at: int, role: str) -> bool:
    if not zones.free(at) or not zones.units[at].textual or zones.units[at].kind == "header" or zones.section(at):
        return False
    text = zones.units[at].text
    place, names = affiliation_score(text), author_list_score(text)
    return place >= EVEN and place > names if role == "aff" else names >= EVEN and names > place


def _written_to(zones: Zoning, at: int) -> bool:
    unit = zones.units[at]
    return (
        unit.textual
        and unit.words <= SENTENCE
        and unit.text.casefold().startswith("correspond")
        and correspondence_score(unit.text) >= EVEN
    )
