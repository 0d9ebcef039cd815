"""Filter: in-text citations become `Cite` elements that point to the reference list; the printed form is kept."""

from __future__ import annotations

import panflute as pf

from ..parsing.citations_in_text import find_citations
from ..values import Spot
from .inline_walk import rewrite_paragraphs
from .reference_index import ReferenceIndex
from ..inlines import cut, items, marked_spans, plain

SKIP = ("ref-list", "page-furniture", "front-notes")


def citations(doc: pf.Doc) -> None:
    """Wrap every printed citation whose target is in the list: "[1,3–5]", superscripts, "(Kim et al., 2014)"."""
    _restore(doc)
    index = ReferenceIndex.of(doc)
    if index.size:
        rewrite_paragraphs(doc, lambda inlines: _cited(inlines, index), skip=SKIP)


def _restore(doc: pf.Doc) -> None:
    """Spans `.xref` with `rid`s, as the correctable Markdown has them, are citations again."""
    rewrite_paragraphs(doc, _restored)


def _restored(inlines: list[pf.Inline]) -> list[pf.Inline] | None:
    if not any(type(inline) is pf.Span and "xref" in inline.classes for inline in _all(inlines)):
        return None
    return [_restored_inline(inline) for inline in inlines]


def _all(inlines: list[pf.Inline]) -> list[pf.Inline]:
    out: list[pf.Inline] = []
    for inline in inlines:
        out.append(inline)
        if hasattr(inline, "_content") and type(inline) is not pf.Note:
            out.extend(_all(items(inline)))
    return out


def _restored_inline(inline: pf.Inline) -> pf.Inline:
    if type(inline) is pf.Span and "xref" in inline.classes and inline.attributes.get("rid"):
        return cite(items(inline), inline.attributes["rid"].split())
    if hasattr(inline, "_content") and type(inline) is not pf.Note:
        inline.content = [_restored_inline(child) for child in items(inline)]
    return inline


def cite(inlines: list[pf.Inline], ids: list[str]) -> pf.Cite:
    """A citation with its printed form."""
    return pf.Cite(*inlines, citations=[pf.Citation(name, mode="NormalCitation") for name in ids])


def _cited(inlines: list[pf.Inline], index: ReferenceIndex) -> list[pf.Inline] | None:
    text = plain(inlines)
    if not text:
        return None
    spots = find_citations(text, marked_spans(inlines))
    if not spots:
        return None
    out: list[pf.Inline] = []
    at = 0
    for spot in sorted(spots, key=lambda spot: spot.start):
        ids = index.find(spot)
        if not ids or spot.start < at or _taken(inlines, spot):
            continue
        out += cut(inlines, at, spot.start)
        out.append(_wrapped(cut(inlines, spot.start, spot.end), ids))
        at = spot.end
    return [*out, *cut(inlines, at, len(text) + 1)] if out else None


def _wrapped(inlines: list[pf.Inline], ids: list[str]) -> pf.Inline:
    """A superscript stays outside: `<sup><xref>1</xref></sup>` is one superscript, as printed."""
    if len(inlines) == 1 and type(inlines[0]) is pf.Superscript:
        return pf.Superscript(cite(items(inlines[0]), ids))
    return cite(inlines, ids)


def _taken(inlines: list[pf.Inline], spot: Spot) -> bool:
    return any(isinstance(inline, pf.Cite | pf.Link) for inline in _all(cut(inlines, spot.start, spot.end)))
