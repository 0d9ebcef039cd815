"""CSL-JSON items as pandoc metadata and back. Mark-up in titles is pandoc's in one and CSL's (`<i>`, `<sup>` …) in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import panflute as pf

from ..inlines import inlines_of, items, plain
from ..meta import meta_inlines, meta_text
from .record import to_meta

TAGS: tuple[tuple[type[pf.Inline], str], ...] = (
    (pf.Emph, "i"),
    (pf.Strong, "b"),
    (pf.Superscript, "sup"),
    (pf.Subscript, "sub"),
)
"""CSL-JSON's rich text (CSL 1.0.2, appendix "Rich text")."""
TAG = re.compile(r"<(/?)(i|b|sup|sub)>")
KIND = {tag: kind for kind, tag in TAGS}


def rich(inlines: Iterable[pf.Inline]) -> str:
    """Inlines as a CSL string.

    >>> rich([pf.Str("In"), pf.Space(), pf.Emph(pf.Str("vivo"))])
    'In <i>vivo</i>'
    """
    out = []
    for inline in inlines:
        tag = next((tag for kind, tag in TAGS if type(inline) is kind), "")
        if tag:
            out.append(f"<{tag}>{rich(items(inline))}</{tag}>")
        elif hasattr(inline, "_content") and not isinstance(inline, pf.Note | pf.Quoted):
            out.append(rich(items(inline)))
        else:
            out.append(plain((inline,)))
    return "".join(out)


def inlines_of_rich(text: str) -> list[pf.Inline]:
    """A CSL string as inlines; a tag without its partner is text.

    >>> [type(inline).__name__ for inline in inlines_of_rich("a<sup>2</sup>")]
    ['Str', 'Superscript']
    """
    stack: list[tuple[str, list[pf.Inline]]] = [("", [])]
    at = 0
    for match in TAG.finditer(text):
        closing, tag = match.groups()
        if closing and (len(stack) < 2 or stack[-1][0] != tag):
            continue
        if not closing and f"</{tag}>" not in text[match.end() :]:
            continue
        stack[-1][1].extend(inlines_of(text[at : match.start()]))
        at = match.end()
        if closing:
            _, inner = stack.pop()
            stack[-1][1].append(KIND[tag](*inner))
        else:
            stack.append((tag, []))
    stack[-1][1].extend(inlines_of(text[at:]))
    while len(stack) > 1:
        _, inner = stack.pop()
        stack[-1][1].extend(inner)
    return stack[0][1]


def item_to_meta(item: Mapping[str, Any]) -> pf.MetaMap:
    """One CSL-JSON item as a map of metadata, as citeproc reads `references`."""
    return pf.MetaMap(*[(key, _to_meta(value)) for key, value in item.items() if value not in ("", None, [], {})])


def _to_meta(value: Any) -> pf.MetaValue:
    if isinstance(value, str):
        return pf.MetaInlines(*inlines_of_rich(value)) if "<" in value else to_meta(value)
    if isinstance(value, Mapping):
        return pf.MetaMap(*[(key, _to_meta(inner)) for key, inner in value.items()])
    if isinstance(value, list | tuple) and not (value and all(isinstance(entry, pf.Inline) for entry in value)):
        return pf.MetaList(*map(_to_meta, value))
    return to_meta(value)


def item_of_meta(value: pf.MetaValue) -> Any:
    """The item that a map of metadata is; numbers come as strings, as they stand in YAML."""
    if isinstance(value, pf.MetaMap):
        return {key: item_of_meta(inner) for key, inner in value.content.items()}
    if isinstance(value, pf.MetaList):
        return [item_of_meta(inner) for inner in value]
    if isinstance(value, pf.MetaBool):
        return bool(value.boolean)
    if isinstance(value, pf.MetaInlines | pf.MetaBlocks):
        return rich(meta_inlines(value))
    return meta_text(value)
