"""Zone rule: the line that tells how to cite the article, wherever a page prints it."""

from __future__ import annotations

from ..parsing.own_citation import announces_citation, own_citation
from .zone_state import Zoning


def cited(zones: Zoning) -> None:
    """Label "How to cite: …" as a journal line, and the citation under a heading that announces it."""
    for at in range(len(zones)):
        unit = zones.units[at]
        if not zones.free(at) or not unit.textual or unit.kind == "header":
            continue
        below = at > 0 and announces_citation(zones.units[at - 1].text) and zones.cues[at].reference_like
        if below or own_citation(unit.text, inside=unit.words <= 40):
            zones.put(at, "journal-line", 0.9)
            zones.cited.add(at)
        elif announces_citation(unit.text) and zones.free(at + 1) and zones.cues[at + 1].reference_like:
            zones.put(at, "page-furniture", 0.9)
