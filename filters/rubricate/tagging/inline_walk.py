"""Rewriting the inlines of every paragraph of a document, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import panflute as pf

from ..inlines import items, length, pieces

APART = ("ref-list", "page-furniture", "front-notes")
"""Divs whose text is no running text of the article: it calls and cites nothing."""
Rewrite = Callable[[list[pf.Inline]], list[pf.Inline] | None]


def rewrite_paragraphs(doc: pf.Doc, rewrite: Rewrite, *, skip: Iterable[str] = ()) -> None:
    """Hand the inlines of each paragraph to `rewrite`; what it returns takes their place (`None`: as they are)."""
    for block in paragraphs(doc, skip=skip):
        new = rewrite(items(block))
        if new is not None:
            block.content = new


def paragraphs(doc: pf.Doc, *, skip: Iterable[str] = ()) -> list[pf.Element]:
    """Every block that holds inlines: of captions, lists, quotations, table cells and footnotes too, headings not.

    Divs with a class in `skip` are left out. A footnote's paragraphs come before the paragraph that it stands in.
    """
    out: list[pf.Element] = []
    _blocks(doc.content.list, frozenset(skip), out)
    return out


def _blocks(blocks: list[pf.Element], skip: frozenset[str], out: list[pf.Element]) -> None:
    for block in blocks:
        kind = type(block)
        if kind is pf.Para or kind is pf.Plain:
            _paragraph(block, skip, out)
        elif kind is pf.Div:
            if not set(block.classes) & skip:
                _blocks(items(block), skip, out)
        elif kind in (pf.BlockQuote, pf.BulletList, pf.OrderedList, pf.ListItem, pf.Definition):
            _blocks(items(block), skip, out)
        elif kind is pf.DefinitionList:
            for item in items(block):
                for definition in item.definitions:
                    _blocks(items(definition), skip, out)
        elif kind is pf.LineBlock:
            for line in items(block):
                _paragraph(line, skip, out)
        elif kind is pf.Figure:
            if block.caption:
                _blocks(block.caption.content.list, skip, out)
        elif kind is pf.Table:
            if block.caption:
                _blocks(block.caption.content.list, skip, out)
            for part in (block.head, *block.content.list, block.foot):
                if part is not None:
                    for row in part.content.list:
                        for cell in row.content.list:
                            _blocks(cell.content.list, skip, out)


def _paragraph(block: pf.Element, skip: frozenset[str], out: list[pf.Element]) -> None:
    inlines = items(block)
    for inline in inlines if pf.Note in map(type, inlines) else ():
        if type(inline) is pf.Note:
            _blocks(items(inline), skip, out)
    out.append(block)


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
    within = _within_titles(inlines, spans, wrap)
    points = [0]
    inner: dict[int, int] = {}
    for number, (start, end) in enumerate(spans):
        if start < points[-1] or number in within:
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


def _within_titles(
    inlines: list[pf.Inline], spans: Sequence[tuple[int, int]], wrap: Callable[[list[pf.Inline], int], pf.Inline]
) -> set[int]:
    """Wrap what stands inside the `Span.title` of a caption there, so that the title stays one; the numbers of those spans."""
    done: set[int] = set()
    at = 0
    for inline in inlines:
        size = length(inline)
        if type(inline) is pf.Span and "title" in inline.classes:
            numbers = [number for number, (start, end) in enumerate(spans) if at <= start and end <= at + size]
            shifted = [(spans[number][0] - at, spans[number][1] - at) for number in numbers]
            new = wrap_spans(items(inline), size, shifted, lambda piece, place, own=numbers: wrap(piece, own[place]))  # type: ignore[misc]
            if new is not None:
                inline.content = new
            done.update(numbers)
        at += size
    return done


def _is_link(inline: pf.Inline) -> bool:
    if isinstance(inline, pf.Link | pf.Cite):
        return True
    return hasattr(inline, "_content") and type(inline) is not pf.Note and any(map(_is_link, items(inline)))
