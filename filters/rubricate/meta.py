"""Pandoc metadata values as text, inlines, blocks and lists, however they were given."""

from __future__ import annotations

from typing import Any

import panflute as pf

from .inlines import inlines_of, items, plain


def meta_text(value: Any) -> str:
    """The text of a metadata value; maps and unknown things give nothing."""
    if value is None or isinstance(value, pf.MetaMap):
        return ""
    if isinstance(value, pf.MetaString):
        return str(value.text)
    if isinstance(value, pf.MetaBool):
        return "true" if value.boolean else ""
    if isinstance(value, pf.MetaInlines):
        return plain(items(value))
    if isinstance(value, pf.MetaBlocks):
        return " ".join(
            plain(items(block)) for block in items(value) if isinstance(block, pf.Para | pf.Plain | pf.Header)
        )
    if isinstance(value, pf.MetaList):
        return ", ".join(meta_text(item) for item in value)
    return str(value)


def meta_inlines(value: Any) -> tuple[pf.Inline, ...]:
    """The inlines of a metadata value; of blocks, those of all paragraphs with a space between."""
    if isinstance(value, pf.MetaInlines):
        return tuple(items(value))
    if isinstance(value, pf.MetaBlocks):
        out: list[pf.Inline] = []
        for block in items(value):
            if isinstance(block, pf.Para | pf.Plain | pf.Header):
                out += [pf.Space()] if out else []
                out += items(block)
        return tuple(out)
    return tuple(inlines_of(meta_text(value))) if value is not None else ()


def meta_blocks(value: Any) -> tuple[pf.Block, ...]:
    """The blocks of a metadata value; inlines become one paragraph."""
    if isinstance(value, pf.MetaBlocks):
        return tuple(items(value))
    inlines = meta_inlines(value)
    return (pf.Para(*inlines),) if inlines else ()


def meta_list(value: Any) -> list[Any]:
    """The entries of a list; a single value is a list of one, nothing is an empty one."""
    if value is None:
        return []
    return list(value) if isinstance(value, pf.MetaList) else [value]


def meta_maps(value: Any) -> list[pf.MetaMap]:
    """The maps among the entries of a list (see `meta_list`); what is written as text is left out."""
    return [entry for entry in meta_list(value) if isinstance(entry, pf.MetaMap)]


def meta_get(value: Any, path: str) -> Any:
    """The value at a dotted path below a map, or `None`."""
    for key in path.split("."):
        if not isinstance(value, pf.MetaMap) or key not in value.content:
            return None
        value = value.content[key]
    return value


def meta_words(value: Any) -> str:
    """All text of a value, maps and lists included, with line feeds between."""
    if isinstance(value, pf.MetaMap):
        return "\n".join(meta_words(item) for item in value.content.values())
    if isinstance(value, pf.MetaList):
        return "\n".join(meta_words(item) for item in value)
    return meta_text(value)
