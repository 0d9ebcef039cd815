"""Several captions in one paragraph ("Figure 1. … Figure 2. …") become one unit each."""

from __future__ import annotations

import re
from dataclasses import replace

from ..inlines import cut, plain, strip
from ..parsing.captions import parse_caption
from .units import PRINTED, Unit

SENTENCE_END = re.compile(r"[.!?)。\]][\s\u00a0]+(?=[^\W\d_])|[\n\r]+")
"""Where a caption may end and the next one begin."""
SURE = 0.9


def split_captions(units: list[Unit]) -> list[Unit]:
    """Cut caption units before each further caption that counts on by one; other units come back as they are."""
    out: list[Unit] = []
    for unit in units:
        cuts = _cuts(unit)
        if not cuts:
            out.append(unit)
            continue
        text = plain(unit.inlines)
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(text)], strict=True)):
            piece = replace(
                unit, inlines=strip(cut(unit.inlines, start, end)), block=None, blank=unit.blank if number == 0 else 1
            )
            out.append(piece)
    return out


def _cuts(unit: Unit) -> list[int]:
    """Offsets in the unit's inlines at which further captions begin."""
    if not unit.textual or unit.kind not in PRINTED or unit.rest or "\t" in unit.text:
        return []
    first = parse_caption(unit.text)
    if first is None or first.confidence < SURE or not first.number.isdigit():
        return []
    text = plain(unit.inlines)
    wanted = int(first.number) + 1
    out: list[int] = []
    for match in SENTENCE_END.finditer(text):
        caption = parse_caption(text[match.end() :])
        if caption and caption.kind == first.kind and caption.number == str(wanted) and caption.confidence >= SURE:
            out.append(match.end())
            wanted += 1
    return out
