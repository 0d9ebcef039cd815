"""Zone rule: what journals print behind the references: dates of history, correspondence, licence."""

from __future__ import annotations

from .zone_front import front_kind
from .zone_state import Zoning

KINDS = frozenset(("history", "corresp", "author-note", "permissions", "article-id"))
SHORT = 25
"""Words; a line under a correspondence ("Tel: …", "E-mail: …") is short."""


def tail(zones: Zoning) -> None:
    """Label lines behind the last reference that the wording of a title block names; the rest is left to the body."""
    last = max((at for at in range(len(zones)) if zones.role(at) == "ref"), default=None)
    if last is None:
        return
    for at in range(last + 1, len(zones)):
        unit = zones.units[at]
        if not zones.free(at) or not unit.textual or unit.kind == "header":
            continue
        kind = front_kind(zones, at)
        below = zones.role(at - 1) == "corresp" and unit.blank == 0 and unit.words <= SHORT
        if kind in KINDS:
            zones.put(at, kind, 0.7)
        elif below and not zones.cues[at].section:
            zones.put(at, "corresp", 0.6)
