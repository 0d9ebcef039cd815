"""Filter: in-text citations become `Cite` elements that point to the reference list; the printed form is kept."""

from __future__ import annotations

from collections import Counter

import panflute as pf

from ..inlines import items, marked_spans, plain
from ..parsing.citations_in_text import find_citations
from .inline_walk import rewrite_paragraphs, wrap_spans
from .reference_index import ReferenceIndex

SKIP = ("ref-list", "page-furniture", "front-notes")


def citations(doc: pf.Doc) -> None:
    """Wrap every printed citation whose target is in the list: "[1,3–5]", superscripts, "(Kim et al., 2014)"."""
    _restore(doc)
    index = ReferenceIndex.of(doc)
    if index.size:
        kinds = kinds_in_use(doc, index)
        rewrite_paragraphs(doc, lambda inlines: _cited(inlines, index, kinds), skip=SKIP)


def kinds_in_use(doc: pf.Doc, index: ReferenceIndex) -> frozenset[str]:
    """Which kinds of citation the article uses: "(1)" and "word12" are citations only where no surer kind is common."""
    counts: Counter[str] = Counter()

    def look(inlines: list[pf.Inline]) -> None:
        counts.update(spot.kind for spot in find_citations(plain(inlines), marked_spans(inlines)) if index.find(spot))

    rewrite_paragraphs(doc, look, skip=SKIP)
    if not index.labelled and counts["author-year"] >= max(3, counts["bracket"] + counts["superscript"]):
        return frozenset(("author-year",))
    kinds = {"author-year", "bracket", "superscript", "glued"}
    sure = counts["bracket"] + counts["superscript"]
    glued = counts["glued"] + counts["glued-word"]
    if glued > 2 * sure:
        kinds.add("glued-word")
    if counts["round"] > 2 * (sure + counts["glued"]):
        kinds.add("round")
        kinds -= {"glued", "glued-word"}
    return frozenset(kinds)


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
        ids = inline.attributes["rid"].split()
        inner = items(inline)
        if len(inner) == 1 and type(inner[0]) is pf.Superscript:
            return pf.Superscript(cite(items(inner[0]), ids))
        return cite(inner, ids)
    if hasattr(inline, "_content") and type(inline) is not pf.Note:
        inline.content = [_restored_inline(child) for child in items(inline)]
    return inline


def cite(inlines: list[pf.Inline], ids: list[str]) -> pf.Cite:
    """A citation with its printed form."""
    return pf.Cite(*inlines, citations=[pf.Citation(name, mode="NormalCitation") for name in ids])


def _cited(inlines: list[pf.Inline], index: ReferenceIndex, kinds: frozenset[str]) -> list[pf.Inline] | None:
    text = plain(inlines)
    if not text:
        return None
    spots = find_citations(text, marked_spans(inlines))
    if not spots:
        return None
    chosen: list[tuple[int, int, list[str]]] = []
    at = 0
    for spot in sorted(spots, key=lambda spot: spot.start):
        ids = index.find(spot) if spot.kind in kinds else []
        if ids and spot.start >= at:
            chosen.append((spot.start, spot.end, ids))
            at = spot.end
    return wrap_spans(
        inlines,
        len(text),
        [(start, end) for start, end, _ in chosen],
        lambda inner, number: _wrapped(inner, chosen[number][2]),
    )


def _wrapped(inlines: list[pf.Inline], ids: list[str]) -> pf.Inline:
    """A superscript stays outside: `<sup><xref>1</xref></sup>` is one superscript, as printed."""
    if len(inlines) == 1 and type(inlines[0]) is pf.Superscript:
        return pf.Superscript(cite(items(inlines[0]), ids))
    return cite(inlines, ids)
