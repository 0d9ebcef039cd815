"""Filter: in-text citations become `Cite` elements that point to the reference list; the printed form is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import panflute as pf

from ..inlines import items, marked_spans, plain
from ..parsing.citations_in_text import find_citations
from ..values import Spot
from ..walk import descendants
from .inline_walk import APART, paragraphs, rewrite_paragraphs, wrap_spans
from .queries import about, around, never_called, of_more
from .record import record_parts
from .reference_index import PARTIAL, ReferenceIndex

BEYOND = 20
"""A number that is so much higher than the last of the list is no citation."""


def citations(doc: pf.Doc) -> None:
    """Wrap every printed citation whose target is in the list: "[1,3–5]", superscripts, "(Kim et al., 2014)"."""
    _restore(doc)
    index = ReferenceIndex.of(doc)
    if not index.size:
        return
    found: list[tuple[pf.Element, int, list[tuple[Spot, list[str]]]]] = []
    for block in paragraphs(doc, skip=APART):
        inlines = items(block)
        text = plain(inlines)
        printed = find_citations(text, marked_spans(inlines)) if text else []
        if printed:
            found.append((block, len(text), [(spot, index.find(spot)) for spot in printed]))
    cited = [spot.kind for _, _, spots in found for spot, ids in spots if ids]
    kinds = kinds_in_use(cited, index.labelled)
    _queries(doc, index, found, kinds)
    record_parts(
        doc,
        [
            citation_part(plain(items(block)), spot, ids)
            for block, _, spots in found
            for spot, ids in spots
            if ids and spot.kind in kinds
        ],
    )
    for block, size, spots in found:
        new = _cited(items(block), size, [entry for entry in spots if entry[1] and entry[0].kind in kinds])
        if new is not None:
            block.content = new


def citation_part(text: str, spot: Spot, ids: Sequence[str]) -> dict[str, object]:
    """What the report says of one citation: what was printed, what it points to, how it was known."""
    sure = spot.confidence / len(ids) if spot.kind == "author-year" else spot.confidence
    return {
        "part": "citation", "value": text[spot.start : spot.end], "target": " ".join(ids), "confidence": round(sure, 2),
        "by": f"citations ({spot.kind})", "excerpt": around(text, spot),
    }  # fmt: skip


def _queries(
    doc: pf.Doc,
    index: ReferenceIndex,
    found: Sequence[tuple[pf.Element, int, list[tuple[Spot, list[str]]]]],
    kinds: frozenset[str],
) -> None:
    """Ask about entries that are cited and not there, could be two, or are there and never cited."""
    cited: set[str] = set()
    missing: dict[str, list[tuple[str, Spot]]] = {}
    doubtful: dict[str, list[tuple[str, Spot]]] = {}
    for block, _, spots in found:
        text = ""
        for spot, ids in spots:
            if spot.kind not in kinds:
                continue
            cited.update(ids)
            absent = [
                str(number) for number in index.absent(spot) if spot.kind in PARTIAL and number <= index.size + BEYOND
            ]
            if spot.kind == "author-year" and not ids and spot.confidence >= 0.8 and not index.labelled:
                absent = [author_year(spot.value)]
            if absent or (spot.kind == "author-year" and len(ids) > 1):
                text = text or plain(items(block))
            for name in absent:
                missing.setdefault(name, []).append((text, spot))
            if spot.kind == "author-year" and len(ids) > 1:
                doubtful.setdefault(author_year(spot.value), []).append((text, spot))
    if not cited:
        return
    for name, places in missing.items():
        about(
            doc, "missing-reference", f"Unexpected citation of {name}{of_more(len(places))}, expected an entry in the reference list: it has none.",
            "Add the entry, or correct the citation.", text=places[0][0], at=places[0][1], doubt=0.85,
        )  # fmt: skip
    for name, places in doubtful.items():
        about(
            doc, "ambiguous-citation", f"Unexpected citation of {name}{of_more(len(places))} that fits several entries, expected one; all are linked.",
            "Give the years letters (2014a, 2014b) in the text and in the list.", text=places[0][0], at=places[0][1], doubt=0.8,
        )  # fmt: skip
    left = [label for name, label in index.labels.items() if name not in cited]
    if left and len(left) <= 0.5 * index.size:
        never_called(doc, "uncited-reference", "reference", left)


def author_year(value: str) -> str:
    """A citation's value for people.

    >>> author_year("Kim+|2014a"), author_year("Kim&Lee|2014")
    ('Kim et al., 2014a', 'Kim and Lee, 2014')
    """
    names, _, year = value.partition("|")
    return f"{names.replace('+', ' et al.').replace('&', ' and ')}, {year}"


def kinds_in_use(found: Iterable[str], labelled: bool) -> frozenset[str]:
    """Which kinds of citation the article uses: "(1)" and "word12" are citations only where no surer kind is common.

    `found` has the kind of every citation that has an entry in the list; `labelled` says that the list has numbers.
    """
    counts = Counter(found)
    if not labelled and counts["author-year"] >= max(3, counts["bracket"] + counts["superscript"]):
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
    if any(type(element) is pf.Span and "xref" in element.classes for element in descendants(doc)):
        rewrite_paragraphs(doc, lambda inlines: [_restored_inline(inline) for inline in inlines])


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


def _cited(inlines: list[pf.Inline], size: int, spots: list[tuple[Spot, list[str]]]) -> list[pf.Inline] | None:
    chosen: list[tuple[int, int, list[str]]] = []
    at = 0
    for spot, ids in sorted(spots, key=lambda entry: entry[0].start):
        if spot.start >= at:
            chosen.append((spot.start, spot.end, ids))
            at = spot.end
    return wrap_spans(
        inlines,
        size,
        [(start, end) for start, end, _ in chosen],
        lambda inner, number: _wrapped(inner, chosen[number][2]),
    )


def _wrapped(inlines: list[pf.Inline], ids: list[str]) -> pf.Inline:
    """A superscript stays outside: `<sup><xref>1</xref></sup>` is one superscript, as printed."""
    if len(inlines) == 1 and type(inlines[0]) is pf.Superscript:
        return pf.Superscript(cite(items(inlines[0]), ids))
    return cite(inlines, ids)
