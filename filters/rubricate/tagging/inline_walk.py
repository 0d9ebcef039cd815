"""Rewriting the inlines of every paragraph of a document, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import panflute as pf

from ..inlines import items

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
