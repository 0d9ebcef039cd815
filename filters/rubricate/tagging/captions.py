"""What figures and tables share: a caption cut into label, title and text, with panel marks and a stable id."""

from __future__ import annotations

from collections.abc import Sequence

import panflute as pf

from ..inlines import cut, items, plain, strip, without_shell
from ..parsing.captions import find_panels, parse_caption

CLOSERS = " .:|—–-\u00a0\t\n"


def read_caption(paragraphs: Sequence[Sequence[pf.Inline]]) -> tuple[str, str, list[pf.Block]]:
    """`(label as printed, its number, caption blocks)` of the paragraphs of a caption.

    The title, if there is one, is a `Span.title` at the start of the first block; panel marks are `Span.panel-label`.
    """
    if not paragraphs:
        return "", "", []
    first = strip(paragraphs[0])
    text = plain(first)
    caption = parse_caption(text)
    label, number = "", ""
    rest = [list(p) for p in paragraphs[1:]]
    if caption is not None and caption.label:
        number = caption.number
        label = text[: caption.start].strip(" \t\n\u00a0\u3000|—–-") if caption.start else caption.label
        body = strip(cut(first, caption.start, len(text)))
        title_end = caption.title_end - caption.start
        if not plain(body).strip() and rest:
            body, rest = strip(rest[0]), rest[1:]
            title_end = parse_title_end(plain(body))
    else:
        body, title_end = first, parse_title_end(text)
    body = without_shell(_behind_label(body))
    blocks: list[pf.Block] = []
    size = len(plain(body))
    if size:
        title_end = max(0, min(title_end, size))
        title = without_shell(strip(cut(body, 0, title_end)), (pf.Strong,)) if title_end else []
        more = strip(cut(body, title_end, size)) if title_end < size else []
        inlines: list[pf.Inline] = [pf.Span(*title, classes=["title"])] if title else []
        if more:
            inlines += [pf.Space(), *mark_panels(more)] if title else mark_panels(more)
        blocks.append(pf.Para(*inlines))
    blocks += [pf.Para(*mark_panels(strip(p))) for p in rest if plain(p).strip()]
    return label, number, blocks


def _behind_label(inlines: list[pf.Inline]) -> list[pf.Inline]:
    """A caption that begins with the closing stop of its bold label begins behind it."""
    text = plain(inlines)
    lead = len(text) - len(text.lstrip(CLOSERS))
    return strip(cut(inlines, lead, len(text))) if lead else inlines


def parse_title_end(text: str) -> int:
    """Where the title of a caption without a label ends."""
    made_up = "Figure 1. "
    caption = parse_caption(made_up + text)
    return max(0, caption.title_end - len(made_up)) if caption else len(text)


def mark_panels(inlines: list[pf.Inline]) -> list[pf.Inline]:
    """Wrap "(A)" and the like into `Span.panel-label`."""
    text = plain(inlines)
    out: list[pf.Inline] = []
    at = 0
    for spot in find_panels(text):
        if spot.start < at:
            continue
        out += cut(inlines, at, spot.start)
        out.append(pf.Span(*cut(inlines, spot.start, spot.end), classes=["panel-label"]))
        at = spot.end
    return (out + cut(inlines, at, len(text) + 1)) if out else inlines


def paragraphs_of(block: pf.Element) -> list[list[pf.Inline]]:
    """The inlines of every paragraph in a block."""
    if isinstance(block, pf.Para | pf.Plain | pf.Header):
        return [items(block)]
    if hasattr(block, "_content"):
        return [p for child in items(block) if isinstance(child, pf.Block) for p in paragraphs_of(child)]
    return []


class Ids:
    """Identifiers `fig1`, `fig2`, `t1` … that no other block has."""

    def __init__(self, doc: pf.Doc) -> None:
        self.taken = {getattr(block, "identifier", "") for block in doc.content.list}

    def next(self, prefix: str) -> str:
        number = 1
        while f"{prefix}{number}" in self.taken:
            number += 1
        self.taken.add(f"{prefix}{number}")
        return f"{prefix}{number}"
