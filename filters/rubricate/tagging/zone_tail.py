"""Zone rule: what journals print behind the references: dates of history, correspondence, licence."""

from __future__ import annotations

from .front_cues import licence_of_article
from .furniture_cues import is_furniture_behind_references
from .zone_front import front_kind
from .zone_state import Zoning

KINDS = frozenset(("history", "corresp", "author-note", "permissions", "article-id"))
BEFORE = 12
"""Units above the references among which dates of history may stand."""
EMPTY = frozenset(("graphical abstract", "graphic abstract", "visual abstract"))
"""Headings over a picture; where a section follows, the picture was not copied."""
SHORT = 25
"""Words; a line under a correspondence ("Tel: …", "E-mail: …") is short."""


def tail(zones: Zoning) -> None:
    """Label lines behind the last reference that the wording of a title block names; the rest is left to the body."""
    refs = [at for at in range(len(zones)) if zones.role(at) == "ref"]
    if not refs:
        return
    for at in range(max(0, refs[0] - BEFORE), refs[0]):
        if zones.free(at) and zones.units[at].kind != "header" and front_kind(zones, at) == "history":
            zones.put(at, "history", 0.7)
    for at in range(refs[-1] + 1, len(zones)):
        unit = zones.units[at]
        if not zones.free(at) or not unit.textual or unit.kind == "header":
            continue
        kind = front_kind(zones, at)
        below = zones.role(at - 1) == "corresp" and unit.blank == 0 and unit.words <= SHORT
        if kind in KINDS:
            zones.put(at, kind, 0.7)
        elif below and not zones.cues[at].section:
            zones.put(at, "corresp", 0.6)


def feet(zones: Zoning) -> None:
    """Label the sentence that names the licence of the article, wherever a page prints it, and headings that only a page
    has: "Summary" behind the references, "Graphical Abstract" with nothing under it."""
    last = max((at for at in range(len(zones)) if zones.role(at) == "ref"), default=len(zones))
    for at, unit in enumerate(zones.units):
        if not zones.free(at) or not unit.textual or unit.kind == "header":
            continue
        empty = unit.text.casefold() in EMPTY and bool(zones.section(at + 1) or zones.role(at + 1) == "page-furniture")
        if licence_of_article(unit.text):
            zones.put(at, "permissions", 0.9)
        elif empty or (at > last and is_furniture_behind_references(unit.text)):
            zones.put(at, "page-furniture", 0.9)
            zones.sure.add(at)
