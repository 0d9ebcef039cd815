"""Abstracts of Chinese and Japanese articles: "目的：…方法：…结果：…" or "【背景】…【方法】…" in one paragraph are as many sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

import panflute as pf

from ..inlines import cut, items, plain, strip
from ..parsing.headings import section_type
from .zone_cues import SECTIONS_OF_ABSTRACT

TITLE = re.compile(
    r"(?:【(?P<a>[^【】]{1,12})】|［(?P<b>[^［］]{1,12})］|(?P<c>[\u3040-\u30ff\u4e00-\u9fff]{2,8})\s{0,2}[:：])\s{0,2}"
)
"""A title in brackets, or one with a colon: "【方法】", "结果："."""
ENDS = "。！？；.;"
LEAST = 2


def in_wide_parts(blocks: Iterable[pf.Block]) -> list[pf.Block]:
    """The blocks of an abstract; a paragraph that begins with such a title and has another one is cut at each of them."""
    out: list[pf.Block] = []
    for block in blocks:
        parts = _parts(block) if type(block) is pf.Para else []
        out += parts or [block]
    return out


def _parts(block: pf.Para) -> list[pf.Block]:
    inlines = items(block)
    text = plain(inlines)
    found = [match for match in TITLE.finditer(text) if _begins(text, match)]
    if len(found) < LEAST or found[0].start() != 0:
        return []
    out: list[pf.Block] = []
    for match, stop in pairwise([*found, None]):
        if match is not None:
            group = next(name for name in "abc" if match[name])
            end = stop.start() if stop is not None else len(text)
            out.append(pf.Header(*cut(inlines, match.start(group), match.end(group)), level=2))
            out.append(pf.Para(*strip(cut(inlines, match.end(), end))))
    return out


def _begins(text: str, match: re.Match[str]) -> bool:
    """Whether a known title stands at the beginning or behind the end of a sentence."""
    title = match["a"] or match["b"] or match["c"]
    before = text[: match.start()].rstrip()
    return section_type(title.strip()) in SECTIONS_OF_ABSTRACT and (not before or before[-1] in ENDS)
