"""Filter: what each entry of the reference lists says: CSL-JSON records in the metadata `references`, fields for the writers.

Every list is parsed as one, since its entries share a style. A record that the user gave or corrected wins over what was
recognised; it is matched by its id or label and its printed text (`custom.text`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import panflute as pf

from ..inlines import cut, items, plain, strip
from ..meta import meta_maps
from ..references import parse_all
from ..references.corrections import Entry, Outcome, checksum, corrected_all, with_linked
from ..references.record import Reference
from ..references.stored import as_data
from .corrected_references import corrected_records
from .csl_metadata import inlines_of_rich, item_of_meta, item_to_meta, rich
from .record import REFERENCES
from .reference_list import LINKED

KEY = "references"


def reference_fields(doc: pf.Doc) -> None:
    """Write `references` (ids are those of the entries) and, for the writers and the report, every span."""
    lists = [block for block in doc.content.list if type(block) is pf.Div and "ref-list" in block.classes]
    given = [item_of_meta(entry) for entry in meta_maps(doc.metadata.content.get(KEY))]
    entries: list[tuple[Entry, list[pf.Inline]]] = []
    parsed: list[Reference] = []
    for block in lists:
        of_list = list(_entries(block))
        entries += of_list
        parsed += with_linked(
            [entry for entry, _ in of_list],
            parse_all([entry.text for entry, _ in of_list], labels=[entry.label for entry, _ in of_list]),
        )
    if not entries:
        return
    records = corrected_records(doc, [entry for entry, _ in entries], parsed, [_plain_item(item) for item in given])
    outcome = corrected_all([entry for entry, _ in entries], parsed, records)
    _store(doc, entries, outcome, [checksum(reference.item) for reference in parsed])


def _entries(block: pf.Div) -> Iterable[tuple[Entry, list[pf.Inline]]]:
    """Each work of a list, with its id, label and text; several under one number have the number's id and their letter."""
    for ref in items(block):
        if type(ref) is not pf.Div or "ref" not in ref.classes:
            continue
        label = ref.attributes.get("label", "")
        parts = [child for child in items(ref) if type(child) is pf.Div and "citation" in child.classes]
        for part in parts:
            mark = part.attributes.get("label", "")
            letter = "".join(character for character in mark if character.isalnum())
            inlines = _inlines(items(part))
            yield Entry(ref.identifier + letter, f"{label} {mark}".strip(), plain(inlines), _linked(part)), inlines
        if not parts:
            inlines = _inlines(items(ref))
            yield Entry(ref.identifier, label, plain(inlines), _linked(ref)), inlines


def _linked(entry: pf.Div) -> tuple[tuple[str, str], ...]:
    """Identifiers that the entry's links name and its text does not, as CSL variables."""
    return tuple((kind.upper(), entry.attributes[kind]) for kind in LINKED if entry.attributes.get(kind))


def _inlines(blocks: Sequence[pf.Element]) -> list[pf.Inline]:
    """The text of one entry as the writers see it: paragraphs with a space between."""
    inlines: list[pf.Inline] = []
    for block in blocks:
        if isinstance(block, pf.Para | pf.Plain | pf.Header):
            inlines += [pf.Space()] if inlines else []
            inlines += items(block)
        else:
            inlines += [pf.Space(), pf.Str(pf.stringify(block).strip())]
    return strip(inlines)


def _store(
    doc: pf.Doc, entries: Sequence[tuple[Entry, list[pf.Inline]]], outcome: Outcome, checks: Sequence[str]
) -> None:
    """`checks` are those of what was recognised: a record that was corrected does not fit its own, and stays a correction."""
    records: list[pf.MetaMap] = []
    data: dict[str, Any] = {}
    for (entry, inlines), reference, check in zip(entries, outcome.references, checks, strict=True):
        data[entry.id] = as_data(reference)
        records.append(item_to_meta(_record(entry, reference, inlines, check)))
    doc.metadata[KEY] = pf.MetaList(*records, *map(item_to_meta, outcome.unused))
    findings = [finding.as_dict() for finding in outcome.findings]
    doc.metadata[REFERENCES] = pf.MetaString(json.dumps({"entries": data, "findings": findings}, ensure_ascii=False))


def _record(entry: Entry, reference: Reference, inlines: list[pf.Inline], check: str) -> dict[str, Any]:
    """The item with its id, mark-up in its titles, and label and text as printed, by which a corrected one is matched."""
    item = {key: value for key, value in reference.item.items() if key not in ("id", "custom")}
    marked = any(type(inline) not in UNMARKED for inline in inlines)
    for span in reference.spans if marked else ():
        piece = cut(inlines, span.start, span.end)
        text = plain(piece)
        for key in ("title", "container-title", "title-short", "collection-title"):
            if item.get(key) == text and rich(piece) != text:
                item[key] = rich(_whole(piece))
    custom = {"label": entry.label, "text": entry.text, "check": check}
    return {"id": entry.id, **item, "custom": {key: value for key, value in custom.items() if value}}


UNMARKED = (pf.Str, pf.Space, pf.SoftBreak)


def _whole(inlines: list[pf.Inline]) -> list[pf.Inline]:
    """Emphasis around the whole of a title is the list's style, and no part of the title."""
    while len(inlines) == 1 and isinstance(inlines[0], pf.Emph | pf.Strong | pf.Underline | pf.SmallCaps):
        inlines = items(inlines[0])
    return inlines


def _plain_item(item: dict[str, Any]) -> dict[str, Any]:
    """The item without mark-up, to be compared with what was recognised."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [bare(inner) for inner in value]
        return plain(inlines_of_rich(value)) if isinstance(value, str) and "<" in value else value

    plain_item: dict[str, Any] = bare(item)
    return plain_item
