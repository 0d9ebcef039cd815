"""What can be pointed to: identifiers of figures, tables, formulas, references, and of headings that something links to."""

from __future__ import annotations

import panflute as pf

from ..walk import descendants
from .context import Context

REF_TYPES = {
    "fig": "fig",
    "t": "table",
    "B": "bibr",
    "app": "app",
    "sec": "sec",
    "eq": "disp-formula",
    "supp": "supplementary-material",
}
PREFIXES = {"fig": "fig", "table-wrap": "t", "ref": "B", "app": "app", "supplementary-material": "supp"}


def collect_targets(doc: pf.Doc, context: Context) -> None:
    """Give every target its XML id before anything is written, so that links forward resolve."""
    linked = {item.url[1:] for item in descendants(doc) if type(item) is pf.Link and item.url.startswith("#")}
    _walk(doc.content.list, linked, context)


def _walk(blocks: list[pf.Element], linked: set[str], context: Context) -> None:
    for block in blocks:
        kind = type(block)
        identifier = getattr(block, "identifier", "")
        if kind is pf.Figure:
            _add(identifier, "fig", context)
        elif kind is pf.Table:
            _add(identifier, "t", context)
        elif kind is pf.Div:
            prefix = next((PREFIXES[name] for name in block.classes if name in PREFIXES), "")
            if prefix:
                _add(identifier, prefix, context)
            _walk(block.content.list, linked, context)
        elif kind is pf.Header and identifier in linked:
            _add(identifier, "sec", context)
        elif kind is pf.Para or kind is pf.Plain:
            for inline in block.content.list:
                if type(inline) is pf.Span and "disp-formula" in inline.classes:
                    _add(inline.identifier, "eq", context)


def _add(identifier: str, prefix: str, context: Context) -> None:
    if identifier and identifier not in context.targets:
        context.targets[identifier] = name = context.id_for(identifier, prefix)
        context.kinds[name] = REF_TYPES[prefix]
