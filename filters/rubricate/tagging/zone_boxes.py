"""Parts of a journal's page that a word above them names: the box beside an article, an address, an abstract in parts."""

from __future__ import annotations

from ..parsing.abstract_parts import leading_part
from ..parsing.journal_line import parse_journal_line
from .front_cues import front_cues
from .units import PRINTED
from .zone_state import Zoning

NEAR = 4
"""Units between the issue and the section in such a box."""
SHORT = 14
"""Words of a line of an address."""
ADDRESS = 8
"""Lines of an address under its heading, the e-mail among them."""


def box(zones: Zoning) -> None:
    """The box beside an article on a journal's site: "Issue", "Vol. 12 No. 3 (2021)", "Section", "Articles", "License"."""
    issue = None
    for at in range(len(zones) - 1):
        if not zones.free(at) or zones.units[at].kind == "header":
            continue
        label, below = zones.units[at].text.strip(" :").casefold(), zones.units[at + 1]
        if label in front_cues("issue_labels"):
            line = parse_journal_line(below.text)
            if line is None or not line.volume + line.issue or line.pages.text:
                continue
            roles = ("page-furniture", "journal-line")
            issue = at
        elif issue is not None and label in front_cues("section_labels") and at - issue <= NEAR and below.words <= 6:
            roles = ("page-furniture", "article-type")
        elif label in front_cues("licence_labels") and below.text.casefold().startswith(front_cues("licence")):
            roles = ("page-furniture", "permissions")
        else:
            continue
        for place, role in zip((at, at + 1), roles, strict=True):
            if role and zones.free(place):
                zones.put(place, role, 0.9)
                zones.sure.add(place)


def parts(zones: Zoning) -> None:
    """An abstract in parts whose titles no mark closes: "Background Bakers sleep little.", "Methods We asked 120 bakers."."""
    for head in range(len(zones) - 2):
        if not zones.free(head) or zones.section(head) != "abstract":
            continue
        end = head + 1
        while zones.free(end) and zones.units[end].kind in PRINTED and leading_part(zones.units[end].text):
            end += 1
        if end - head > 2:
            for at in range(head, end):
                zones.put(at, "abstract-title" if at == head else "abstract", 0.9)
                zones.sure.add(at)


def address(zones: Zoning, at: int) -> None:
    """An address on lines of its own, under "Correspondence:"; where none follows, the word alone leads to it on the page."""
    unit = zones.units[at]
    if not zones.free(at) or unit.kind not in PRINTED or unit.words > SHORT:
        return
    head = unit.text.rstrip(" :：.").casefold()
    if head not in front_cues("correspondence_heads") or at < 3:
        return
    end = at + 1
    while zones.free(end) and end - at <= ADDRESS:
        below = zones.units[end]
        if not below.textual or below.kind == "header" or zones.cues[end].prose or zones.section(end):
            break
        apart = below.blank > zones.units[at + 1].blank
        if (below.words > SHORT and "@" not in below.text) or (apart and end > at + 1):
            break
        end += 1
        if "@" in below.text:
            for line in range(at, end):
                zones.put(line, "corresp", 0.9)
                zones.sure.add(line)
            return
    if zones.section(at + 1) == "abstract" and not unit.text.endswith((":", "：")):
        zones.put(at, "page-furniture", 0.8)
        zones.sure.add(at)
