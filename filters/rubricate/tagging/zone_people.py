"""Zone rule: what pages tell of each author once more below the text: "Author details", "Authorship", "About the authors"."""

from __future__ import annotations

import re

from ..parsing.affiliation import affiliation_score
from ..parsing.author_list import author_list_score
from ..parsing.identifiers import find_identifiers
from ..parsing.own_citation import letters
from .front_cues import front_cues
from .zone_state import Zoning

TOP = 25
"""Units among which the authors are named first."""
HEADS = frozenset(("author-information", "bio", "author-contributions"))
INSIDE = frozenset(("", "author-contributions", "coi-statement", "orcid", "author-information"))
"""Sections that stand under one author's name: "Contribution", "Competing interests"."""
HEADINGS = frozenset(
    ("contribution", "contributions", "contributed equally with", "role", "roles", "competing interests")
)
"""Other headings under one author's name."""
NAME = 6
"""Words."""
LEAST = 6
"""Letters of a name."""
SHORT = 40
LINES = 12
"""Lines that a page prints of one author."""
CONTACT = re.compile(r"\s?\((?:contact|corresponding) author\)$", re.IGNORECASE)
EMAIL_LINK = re.compile(r"\(\s?e-?mail\s?\)$", re.IGNORECASE)
"""What is left of a link to an address: "University of Oslo ( email )"."""


def people_below(zones: Zoning) -> None:
    """Name, affiliation, address and ORCID get their roles; other lines of an author are kept as notes."""
    known = "".join(letters(unit.names) for unit in zones.units[:TOP] if _names(unit.names))
    at = 0
    while known and at < len(zones) - 2:
        if (
            zones.free(at)
            and zones.section(at) in HEADS
            and at > 1
            and _person(zones, at + 1, known)
            and _placed(zones, at + 2)
        ):
            zones.put(at, "page-furniture", 0.9)
            zones.sure.add(at)
            at = _block(zones, at + 1, known)
        elif at >= TOP // 2 and _person(zones, at, known) and EMAIL_LINK.search(zones.units[at + 1].text):
            at = _block(zones, at, known)
        else:
            at += 1


def _names(text: str) -> bool:
    return len(text) < 3000 and author_list_score(text) >= 0.55


def _person(zones: Zoning, at: int, known: str) -> bool:
    """One author, whom the title block has named."""
    if (
        not zones.free(at)
        or not zones.units[at].textual
        or zones.units[at].words > NAME
        or zones.units[at].kind == "header"
    ):
        return False
    name = letters(CONTACT.sub("", zones.units[at].text))
    return len(name) >= LEAST and name in known and _names(CONTACT.sub("", zones.units[at].text))


def _placed(zones: Zoning, at: int) -> bool:
    return zones.free(at) and affiliation_score(zones.units[at].text) >= 0.45


def _block(zones: Zoning, at: int, known: str) -> int:
    """Label the lines of one author after the other; gives the index behind the last.

    A line of another kind ends them, unless it stands under a heading of its own ("Contribution") or is a place of the
    address of a contact author.
    """
    below = 0
    linked = headed = False
    while (zones.free(at) or zones.role(at) == "corresp") and below <= LINES:
        unit, section = zones.units[at], zones.section(at)
        if not zones.free(at):
            at += 1
            continue
        if not unit.textual or unit.kind == "header" or unit.words > SHORT:
            break
        if not {section, zones.cues[at].run_in[0]} <= INSIDE:
            break
        if _person(zones, at, known):
            role, below, linked, headed = (
                "contrib-group" if not CONTACT.search(unit.text) else "front-notes",
                0,
                False,
                False,
            )
        elif unit.text.strip(" :").casefold() in front_cues("correspondence_heads"):
            role = "page-furniture"
        elif EMAIL_LINK.search(unit.text):
            role, linked = "front-notes", True
        elif section or unit.text.casefold() in HEADINGS:
            role, headed = "front-notes", True
        elif headed and not _telling(unit.text):
            role, headed = "front-notes", False
        elif any(spot.kind == "orcid" for spot in find_identifiers(unit.text)):
            role = "article-id"
        elif "@" in unit.text and unit.words <= 3:
            role = "corresp"
        elif _placed(zones, at) and not linked:
            role = "aff"
        elif linked and unit.words <= NAME:
            role = "front-notes"
        else:
            break
        zones.put(at, role, 0.8)
        zones.sure.add(at)
        below += 1
        at += 1
    return at


def _telling(text: str) -> bool:
    """An address or an ORCID."""
    return "@" in text or any(spot.kind == "orcid" for spot in find_identifiers(text)) or affiliation_score(text) >= 0.6
