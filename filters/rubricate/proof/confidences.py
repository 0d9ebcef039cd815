"""How sure each value of the article is, from the report of its conversion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from ..corrections import kind_of, numbers_of
from ..corrections.alike import squeezed
from ..corrections.record import METADATA

Element = etree._Element
KEYS = {"title": "title", "subtitle": "subtitle", "publication date": "date", "abstract": "abstract", "keyword": "keywords",
        "received date": "history", "revised date": "history", "accepted date": "history", "translated title": "translated-titles"}  # fmt: skip
GROUPS = {
    "author": "author",
    "affiliation": "affiliation",
    "correspondence": "article.author-notes.corresp",
    "author note": "article.author-notes.fn",
}
PARTS = frozenset(("sec-title", "back-title", "back-run-in", "fig", "table-caption", "ref-title"))
SPANS = {
    "article title": "article-title", "chapter title": "chapter-title", "source": "source", "year": "year", "month": "month", "day": "day",
    "volume": "volume", "issue": "issue", "first page": "fpage", "last page": "lpage", "publisher": "publisher-name", "edition": "edition",
    "publisher place": "publisher-loc", "doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "arxiv": "arxiv", "article number": "elocation-id",
    "link": "uri", "surname": "surname", "given names": "given-names", "group": "collab", "suffix": "suffix", "conference": "conf-name",
    "supplement": "supplement", "series": "series", "isbn": "isbn", "version": "version", "date accessed": "date-in-citation",
}  # fmt: skip


def confidences(fields: Mapping[Element, str], report: Mapping[str, Any]) -> dict[Element, float]:
    """0 to 1 for every element whose value was recognised; nothing for what is sure by form or was given."""
    values = {entry["key"]: float(entry["confidence"]) for entry in report.get("values", ()) if "confidence" in entry}
    parts = {
        squeezed(str(entry["value"])): float(entry["confidence"])
        for entry in report.get("parts", ())
        if entry.get("part") in PARTS and "confidence" in entry
    }
    references = [_spans(entry) for entry in report.get("references", ())]
    out: dict[Element, float] = {}
    for node, part in fields.items():
        sure = _sure(node, part, values, parts, references)
        if sure is not None:
            out[node] = sure
    return out


def _sure(
    node: Element,
    part: str,
    values: Mapping[str, float],
    parts: Mapping[str, float],
    references: list[dict[tuple[str, str, int], float]],
) -> float | None:
    kind = kind_of(part)
    first = kind.split(" / ")[0]
    if first == "reference":
        numbers = numbers_of(part)
        names = kind.split(" / ")
        name = SPANS.get(names[-1], names[-1])
        if not numbers or numbers[0] > len(references):
            return None
        role, person = (names[1], numbers[-1]) if len(names) == 3 else ("", 0)
        return references[numbers[0] - 1].get((name, role, person))
    if kind in ("heading", "caption"):
        text = squeezed("".join(node.itertext()))[:110]
        if not text:
            return None
        above = node.getparent()
        label = above.findtext("label", "") if above is not None else ""
        longer = next((sure for known, sure in parts.items() if len(known) > 60 and text.startswith(known[:100])), None)
        return parts.get(text, parts.get(squeezed(f"{label} {text}"), longer))
    key = METADATA.get(kind) or KEYS.get(kind) or GROUPS.get(first)
    return values.get(key) if key else None


def _spans(entry: Mapping[str, Any]) -> dict[tuple[str, str, int], float]:
    out: dict[tuple[str, str, int], float] = {}
    for field in entry.get("fields", ()):
        out.setdefault((field["field"], field.get("role", ""), field.get("person", 0)), float(field["confidence"]))
    return out
