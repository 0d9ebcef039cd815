"""Every element of a document, fast: panflute's own walk rebuilds what it visits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import panflute as pf


def descendants(root: Any) -> Iterator[pf.Element]:
    """Every element below a document, block or inline (metadata not included), in document order."""
    stack: list[Any] = list(reversed(_children(root)))
    while stack:
        element = stack.pop()
        yield element
        stack.extend(reversed(_children(element)))


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
