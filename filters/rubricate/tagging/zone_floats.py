"""Zone rule: figure and table captions, table bodies and notes, headings of caption lists."""

from __future__ import annotations

import re

from ..inlines import begins_raised
from ..parsing.captions import parse_caption
from ..values import Caption
from .front_cues import foot_by_words
from .units import Unit
from .zone_state import Zoning

NOTE_START = re.compile(
    r"^(?:notes?\b|abbreviations?\b|legend\b|source\b|values are|data are|[*†‡§¶#]|[a-z][)\s]|\([a-z]\)|주[:)]|\*)",
    re.IGNORECASE,
)
"""How a note under a table begins: "Note:", "*P < 0.05", "a Mean", "Abbreviations:"."""
OWN_ADDRESS = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?10\.[0-9]{4,9}/\S{3,120}\.[gf][0-9]{1,4}", re.IGNORECASE
)
"""The address of a figure below its caption: "https://doi.org/10.5555/journal.0123457.g001"."""
CITES = re.compile(r"\[[0-9]{1,3}(?:[,–-]\s?[0-9]{1,3}){0,9}\]|\bet al\.")
"""A citation: legends seldom have one."""
LEGEND = 3
"""Paragraphs of a legend, at most."""
SURE = 0.5


def caption_of(unit: Unit) -> Caption | None:
    """The caption that a unit is, where it is one with more than even odds."""
    if not unit.textual or unit.kind == "header" or len(unit.text) > 6000:
        return None
    caption = parse_caption(unit.text)
    return caption if caption and caption.confidence >= SURE and caption.label else None


def floats(zones: Zoning) -> None:
    """Label `fig`, `table-caption`, `table-body`, `table-foot`, `float-title` (a heading over captions)."""
    at = 0
    while at < len(zones):
        unit = zones.units[at]
        if not zones.free(at):
            at += 1
            continue
        if unit.kind == "table":
            zones.put(at, "table-body")
            at = _foot(zones, at + 1, unit)
            continue
        if unit.kind == "figure":
            zones.put(at, "fig-block")
            at += 1
            continue
        end = _grid(zones, at)
        if end > at:
            for row in range(at, end):
                zones.put(row, "table-body", 0.9)
            at = end
            continue
        caption = caption_of(unit)
        if caption is not None and caption.number.startswith("S") and _in_supplement(zones, at):
            at += 1
            continue
        if caption is None:
            if zones.section(at) in ("figure-legends", "tables") and _captions_follow(zones, at + 1):
                zones.put(at, "float-title")
            at += 1
            continue
        at = _caption(zones, at, caption)
    _repeated(zones)


def _grid(zones: Zoning, at: int) -> int:
    """Where rows with tabs end that have no caption above them, but a row of dashes in them or a caption below; else `at`."""
    end = at
    ruled = False
    while (
        end < len(zones)
        and zones.free(end)
        and "\t" in zones.units[end].text
        and (end == at or zones.units[end].blank == 0)
    ):
        ruled = ruled or not zones.units[end].text.strip("-:=+–—_ |\t")
        end += 1
    if end - at < 2:
        return at
    below = caption_of(zones.units[end]) if end < len(zones) else None
    captioned = (
        below is not None
        and below.kind == "table-wrap"
        and not (end + 1 < len(zones) and ("\t" in zones.units[end + 1].text or zones.units[end + 1].kind == "table"))
    )
    return end if ruled or captioned else at


def _repeated(zones: Zoning) -> None:
    """A caption without rows whose label comes a third time is a remark ("Table 1: Sites 1-3."), not a table."""
    bare: dict[str, list[int]] = {}
    for at, unit in enumerate(zones.units):
        if zones.role(at) == "table-caption" and zones.role(at + 1) not in ("table-body", "table-caption-text"):
            caption = caption_of(unit)
            if caption is not None:
                bare.setdefault(caption.number, []).append(at)
    for places in bare.values():
        if len(places) >= 3:
            for at in places:
                zones.labels[at] = None


def _in_supplement(zones: Zoning, at: int) -> bool:
    """In a list of supplements "Table S1. Daily counts" names a file and is no caption."""
    for i in range(at - 1, max(-1, at - 30), -1):
        if zones.section(i):
            return zones.section(i) == "supplementary-material"
    return False


def _captions_follow(zones: Zoning, at: int) -> bool:
    return any(
        caption_of(zones.units[i]) or zones.units[i].kind in ("table", "figure")
        for i in range(at, min(at + 3, len(zones)))
    )


def _caption(zones: Zoning, at: int, caption: Caption) -> int:
    role = "table-caption" if caption.kind == "table-wrap" else "fig"
    unit = zones.units[at]
    zones.put(at, role, caption.confidence)
    after = at + 1
    bare = not unit.text[caption.start :].strip()
    if (
        (
            bare
            and zones.free(after)
            and zones.units[after].textual
            and "\t" not in zones.units[after].text
            and not zones.cues[after].section
        )
        and zones.units[after].kind != "header"
        and not caption_of(zones.units[after])
    ):
        zones.put(after, role + "-text", 0.8)
        after += 1
    if role == "fig":
        address = _address(zones, after)
        for line in range(after, address + 1):
            zones.put(line, "fig-text", 0.9)
            zones.sure.add(line)
        after = max(after, address + 1)
    if role == "table-caption":
        after = _body(zones, after)
    return after


def _address(zones: Zoning, at: int) -> int:
    """The figure's own address behind its legend, which lies between the caption and that; -1 where there is none near."""
    for line in range(at, min(at + LEGEND + 1, len(zones))):
        unit = zones.units[line]
        if not zones.free(line) or unit.kind == "header" or not unit.textual or caption_of(unit) or zones.section(line):
            break
        if OWN_ADDRESS.fullmatch(unit.text):
            return line
        if CITES.search(unit.text):
            break  # running text
    return -1


def _body(zones: Zoning, at: int) -> int:
    """Rows under a table caption: a native table, or lines with tabs."""
    start = at
    if zones.free(at) and zones.units[at].kind == "table":
        zones.put(at, "table-body")
        return _foot(zones, at + 1, zones.units[at])
    while zones.free(at) and zones.units[at].textual and _row_like(zones, at, start):
        zones.put(at, "table-body", 0.9)
        at += 1
    return _foot(zones, at, zones.units[at - 1]) if at > start else at


def _row_like(zones: Zoning, at: int, start: int) -> bool:
    """A line with tabs, or a spanning line of the same group between lines with tabs."""
    unit = zones.units[at]
    if "\t" in unit.text:
        return True
    if (unit.blank and at > start) or caption_of(unit):
        return False
    ahead: list[int] = []
    for i in range(at + 1, min(at + 4, len(zones))):
        if zones.units[i].blank:
            break
        ahead.append(i)
    between = (
        at > start and "\t" in zones.units[at - 1].text and at + 1 < len(zones) and "\t" in zones.units[at + 1].text
    )
    return (
        unit.words <= (40 if between else 12)
        and any("\t" in zones.units[i].text for i in ahead)
        and (at == start or unit.blank == 0)
    )


def _foot(zones: Zoning, at: int, above: Unit) -> int:
    """Notes under a table: lines of its own group, or lines that begin as notes do."""
    while zones.free(at):
        unit = zones.units[at]
        if not unit.textual or unit.kind == "header" or caption_of(unit) or foot_by_words(unit.text):
            break
        glued = unit.kind == "line" and above.kind == "line" and unit.blank == 0
        if zones.cues[at].section and not NOTE_START.match(unit.text):
            break
        note = bool(NOTE_START.match(unit.text)) and not zones.cues[at].heading_like
        if not (glued or note or begins_raised(unit.inlines) or _among_floats(zones, at)):
            break
        zones.put(at, "table-foot", 0.8)
        at += 1
    return at


def _among_floats(zones: Zoning, at: int) -> bool:
    """A paragraph between a table and the next caption, in a part where only captions and tables stand."""
    following = range(at + 1, min(at + 2, len(zones)))
    before = [zones.role(i) for i in range(max(0, at - 8), at)]
    only_floats = all(
        role in ("table-body", "table-caption", "fig", "table-foot", "float-title", "ref") for role in before
    )
    ends = at + 1 == len(zones) or any(caption_of(zones.units[i]) for i in following)
    return only_floats and ends
