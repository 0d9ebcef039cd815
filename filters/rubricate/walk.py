"""Every element of a document, fast: panflute's own walk rebuilds what it visits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import panflute as pf

LEAVES = frozenset(
    (pf.Str, pf.Space, pf.SoftBreak, pf.LineBreak, pf.Code, pf.Math, pf.RawInline, pf.RawBlock, pf.CodeBlock)
)
"""Elements without children; most of a text."""
WITHOUT_DIVS = LEAVES | {pf.Para, pf.Plain, pf.Header}


def descendants(root: Any, *, closed: frozenset[Any] = LEAVES) -> Iterator[pf.Element]:
    """Every element below a document, block or inline (metadata not included), in document order.

    What is inside elements of the types in `closed` is left out.
    """
    stack: list[Iterator[Any]] = [iter(_children(root))]
    while stack:
        for element in stack[-1]:
            yield element
            if type(element) not in closed:
                stack.append(iter(_children(element)))
                break
        else:
            stack.pop()


def divs(root: Any) -> Iterator[pf.Div]:
    """Every Div of a document, also inside of others, of quotations, lists and tables; those in footnotes not."""
    for element in descendants(root, closed=WITHOUT_DIVS):
        if type(element) is pf.Div:
            yield element


def _children(element: Any) -> list[Any]:
    content = getattr(element, "_content", None)
    kind = type(element)
    inner: list[Any] = list(content.list) if content is not None and hasattr(content, "list") else []
    if kind is pf.Table:
        return [part for part in (element.caption, element.head, *inner, element.foot) if part is not None]
    if kind is pf.Figure:
        return [*([element.caption] if element.caption is not None else []), *inner]
    if kind is pf.DefinitionItem:
        return [*element.term.list, *element.definitions.list]
    if kind is pf.TableBody:
        return [*(element.head or []), *inner]
    return inner
