"""Rewriting the inlines of every paragraph of a document, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import panflute as pf

from ..inlines import items, pieces

Rewrite = Callable[[list[pf.Inline]], list[pf.Inline] | None]


def rewrite_paragraphs(doc: pf.Doc, rewrite: Rewrite, *, skip: Iterable[str] = ()) -> None:
    """Hand the inlines of each paragraph to `rewrite`; what it returns takes their place (`None`: as they are).

    Captions, lists, quotations, table cells and footnotes are included; Divs with a class in `skip` are left out.
    """
    _blocks(doc.content.list, rewrite, frozenset(skip))


def _blocks(blocks: list[pf.Element], rewrite: Rewrite, skip: frozenset[str]) -> None:
    for block in blocks:
        kind = type(block)
        if kind is pf.Para or kind is pf.Plain:
            _paragraph(block, rewrite, skip)
        elif kind is pf.Div:
            if not set(block.classes) & skip:
                _blocks(items(block), rewrite, skip)
        elif kind in (pf.BlockQuote, pf.BulletList, pf.OrderedList, pf.ListItem, pf.Definition):
            _blocks(items(block), rewrite, skip)
        elif kind is pf.DefinitionList:
            for item in items(block):
                for definition in item.definitions:
                    _blocks(items(definition), rewrite, skip)
        elif kind is pf.LineBlock:
            for line in items(block):
                _paragraph(line, rewrite, skip)
        elif kind is pf.Figure:
            if block.caption:
                _blocks(block.caption.content.list, rewrite, skip)
        elif kind is pf.Table:
            if block.caption:
                _blocks(block.caption.content.list, rewrite, skip)
            for part in (block.head, *block.content.list, block.foot):
                if part is not None:
                    for row in part.content.list:
                        for cell in row.content.list:
                            _blocks(cell.content.list, rewrite, skip)


def _paragraph(block: pf.Element, rewrite: Rewrite, skip: frozenset[str]) -> None:
    inlines = items(block)
    for inline in inlines:
        if type(inline) is pf.Note:
            _blocks(items(inline), rewrite, skip)
    new = rewrite(inlines)
    if new is not None:
        block.content = new


def wrap_spans(
    inlines: list[pf.Inline],
    size: int,
    spans: Sequence[tuple[int, int]],
    wrap: Callable[[list[pf.Inline], int], pf.Inline],
) -> list[pf.Inline] | None:
    """Replace each `(start, end)` of the text by `wrap(its inlines, its number)`; one that holds a link or citation stays.

    `None` where there is nothing to wrap.
    """
    if not spans:
        return None
    points = [0]
    inner: dict[int, int] = {}
    for number, (start, end) in enumerate(spans):
        if start < points[-1]:
            continue
        if start > points[-1]:
            points.append(start)
        inner[len(points) - 1] = number
        points.append(end)
    points.append(size + 1)
    out: list[pf.Inline] = []
    for at, piece in enumerate(pieces(inlines, points)):
        if at in inner and not any(_is_link(inline) for inline in piece):
            out.append(wrap(piece, inner[at]))
        else:
            out += piece
    return out


def _is_link(inline: pf.Inline) -> bool:
    if isinstance(inline, pf.Link | pf.Cite):
        return True
    return hasattr(inline, "_content") and type(inline) is not pf.Note and any(map(_is_link, items(inline)))
