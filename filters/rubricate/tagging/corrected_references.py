"""Fields of references corrected: each correction becomes a record of its entry, as if it had been given with `--references`."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import panflute as pf

from ..corrections import Correction, Outcome, kind_of, numbers_of
from ..corrections.alike import nearest, same
from ..references.corrections import Entry
from ..references.csl_fields import SIMPLE, TYPES, Value, values_of
from ..references.record import Reference
from .corrections import ALREADY, note, wanted

NAMES = {
    "article title": "article-title", "chapter title": "chapter-title", "source": "source", "translated title": "trans-title",
    "conference": "conf-name", "conference date": "conf-date", "conference place": "conf-loc", "date accessed": "date-in-citation",
    "first page": "fpage", "last page": "lpage", "article number": "elocation-id", "publisher": "publisher-name",
    "publisher place": "publisher-loc", "link": "uri", "standard": "std", "given names": "given-names", "group": "collab",
}  # fmt: skip
"""Names of parts whose span is called otherwise."""
TITLES = ("article-title", "chapter-title", "source")
PERSON = {"surname": "family", "given-names": "given", "suffix": "suffix", "collab": "literal"}
DATE = ("year", "month", "day")
VARIABLES = {name: variable for variable, name in reversed(SIMPLE.items())} | {
    "article-title": "title", "chapter-title": "title", "publisher-name": "publisher", "institution": "publisher", "elocation-id": "number",
    "report-number": "number", "patent": "number", "std": "number",
}  # fmt: skip


def corrected_records(
    doc: pf.Doc, entries: Sequence[Entry], parsed: list[Reference], given: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """`given` with a record more (or one changed) for each entry that corrections change; each correction is noted.

    What a person confirmed is sure in `parsed`.
    """
    out = [dict(item) for item in given]
    mine: dict[int, dict[str, Any]] = {}
    texts = [entry.text for entry in entries]
    for correction in wanted(doc, "reference /"):
        numbers = numbers_of(correction.part)
        at = nearest(correction.near, texts, numbers[0] - 1 if numbers else None)
        if at is None:
            note(doc, Outcome(correction, False, why="no reference is like it"))
            continue
        item = mine.get(at) or _given_for(entries[at], out) or copy.deepcopy(dict(parsed[at].item))
        outcome = _apply(correction, item, parsed[at])
        if outcome.applied and not same(correction.was, correction.now):
            mine[at] = item
        elif outcome.applied:
            parsed[at] = _confirmed(parsed[at], correction)
        note(doc, outcome)
    for at, item in mine.items():
        entry = entries[at]
        item["id"] = entry.id
        item["custom"] = {"label": entry.label, "text": entry.text}
        out = [other for other in out if other is not item and not _same_entry(other, entry)]
        out.append(item)
    return out


def _same_entry(item: Mapping[str, Any], entry: Entry) -> bool:
    custom = item.get("custom")
    return isinstance(custom, Mapping) and custom.get("text") == entry.text and item.get("id") == entry.id


def _given_for(entry: Entry, given: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    return next((copy.deepcopy(dict(item)) for item in given if _same_entry(item, entry)), None)


def _apply(correction: Correction, item: dict[str, Any], parsed: Reference) -> Outcome:
    kind = kind_of(correction.part).split(" / ")
    if kind[-1] == "type":
        return _type(correction, item)
    name = NAMES.get(kind[-1], kind[-1])
    role, person = (
        (kind[1], numbers_of(correction.part)[-1]) if len(kind) == 3 and numbers_of(correction.part) else ("", 0)
    )
    values = [value for value in values_of(item, parsed) if _is_meant(value, name, role)]
    printed = [
        (span.name, parsed.text[span.start : span.end])
        for span in parsed.spans
        if span.name == name and (not role or span.person == person)
    ]
    found = next((v for v in values if same(v.text, correction.was) and (not role or v.person == person)), None)
    found = found or next((v for v in values if correction.was and same(v.text, correction.was)), None)
    if found is None and correction.was and not role:  # a kind of thesis is written as <comment>
        found = next((v for v in values_of(item, parsed) if not v.role and same(v.text, correction.was)), None)
    at_place = next((v for v in values if not role or v.person == person), None)
    if found is None and at_place is not None and any(same(text, correction.was) for _, text in printed):
        found = at_place  # given as printed: "Aug" for 8
    if found is None and (correction.was or at_place is not None):
        there = at_place.text if at_place is not None else ""
        return Outcome(correction, False, there, ALREADY if there and same(there, correction.now) else "")
    if not same(correction.was, correction.now):
        _set(item, found or Value(VARIABLES.get(name, role or name), name, "", role, person), correction.now)
    return Outcome(correction, True)


def _is_meant(value: Value, name: str, role: str) -> bool:
    if role:
        return value.name == name and value.role == role
    return value.name == name or (name == "publisher-name" and value.name == "institution")


def _confirmed(reference: Reference, correction: Correction) -> Reference:
    """The reference with the field that a person looked at as sure as can be."""
    kind = kind_of(correction.part).split(" / ")
    name = NAMES.get(kind[-1], kind[-1])
    person = numbers_of(correction.part)[-1] if len(kind) == 3 and numbers_of(correction.part) else 0
    spans = [
        replace(span, confidence=1.0) if span.name == name and span.person == person else span
        for span in reference.spans
    ]
    return replace(reference, spans=tuple(spans))


def _type(correction: Correction, item: dict[str, Any]) -> Outcome:
    there = TYPES.get(str(item.get("type", "")), "other")
    if not same(there, correction.was):
        return Outcome(correction, False, there, ALREADY if same(there, correction.now) else "")
    new = next((csl for csl, jats in TYPES.items() if jats == correction.now.strip().casefold()), None)
    if new is None:
        return Outcome(correction, False, there, f"a type is one of {', '.join(sorted(set(TYPES.values())))}")
    item["type"] = new
    return Outcome(correction, True)


def _set(item: dict[str, Any], value: Value, now: str) -> None:
    if value.role:
        people = [dict(person) for person in item.get(value.role) or ()]
        while len(people) < value.person:
            people.append({})
        person = people[value.person - 1]
        person[PERSON[value.name]] = now
        if not now:
            del person[PERSON[value.name]]
        item[value.role] = [one for one in people if one]
    elif value.name in ("fpage", "lpage"):
        first, _, last = str(item.get("page", "")).replace("–", "-").partition("-")
        first, last = (now, last) if value.name == "fpage" else (first, now)
        _put(item, "page", f"{first}-{last}" if first and last else first or last)
    elif value.name in DATE:
        issued = item.get("issued")
        parts = list((issued.get("date-parts") or [[]])[0]) if isinstance(issued, Mapping) else []
        at = DATE.index(value.name)
        parts = [*parts[:at], *([int(now) if now.isdigit() else now] if now else []), *(parts[at + 1 :] if now else [])]
        kept = (
            {key: part for key, part in issued.items() if key not in ("date-parts", "literal", "raw")}
            if isinstance(issued, Mapping)
            else {}
        )
        _put(item, "issued", {**kept, "date-parts": [parts]} if parts else kept)
    elif value.name == "date-in-citation":
        _put(
            item, "accessed", {"date-parts": [[int(p) if p.isdigit() else p for p in now.split("-")]]} if now else None
        )
    else:
        _put(item, value.variable, now)


def _put(item: dict[str, Any], key: str, value: Any) -> None:
    if value in ("", None, {}):
        item.pop(key, None)
    else:
        item[key] = value
