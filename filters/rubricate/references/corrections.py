"""Records that a person gave or corrected: matched to the printed entries, put in the place of what was recognised.

A record is matched by its printed text (`custom.text`), or by id or label where text or content fits, or by its content.
A record that we wrote and nobody changed (`custom.check` tells) is no correction: what the text says counts, also where
the text was changed.
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..parsing.words import WORD
from ..values import Finding, Place, Severity
from .csl_fields import ROLES, Value, type_of, values_of
from .record import Reference, Span

ALIKE = 0.5
"""Share of common words from which two texts are two states of one entry."""
PREFIX = "corrected-"
LINKED = "linked-"
APART = ("id", "custom", "citation-key")
"""Keys of an item that are no part of the work."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed entry: its id in the document, its label and its text."""

    id: str
    label: str
    text: str
    linked: tuple[tuple[str, str], ...] = ()
    """`(CSL variable, value)` of identifiers that only the entry's links name."""


@dataclass(frozen=True, slots=True)
class Outcome:
    references: list[Reference]
    changes: list[tuple[str, str]]
    """`(printed, written)` of every value that a record changed."""
    unused: list[dict[str, Any]]
    """Records that belong to no entry and whose id no entry has."""
    findings: list[Finding]


def corrected_all(entries: Sequence[Entry], parsed: Sequence[Reference], given: Sequence[dict[str, Any]]) -> Outcome:
    """The references of all entries with the corrections of `given` in them."""
    findings = [finding for reference in parsed for finding in reference.findings]
    outcome = Outcome(list(parsed), [], [], findings)
    given = [item for item in given if _custom(item, "check") != checksum(item)]
    matches = match(entries, given)
    ids = {entry.id for entry in entries}
    for at, item in enumerate(given):
        place = matches.get(at)
        if place is not None:
            outcome.references[place] = _apply(entries[place], parsed[place], item, outcome)
            continue
        findings.append(_unused(item))
        if str(item.get("id", "")) not in ids:
            outcome.unused.append(item)
    return outcome


def with_linked(entries: Sequence[Entry], parsed: Sequence[Reference]) -> list[Reference]:
    """The references with the identifiers of their links in the record, each under the rule "linked-DOI" and the like."""
    out = []
    for entry, reference in zip(entries, parsed, strict=True):
        new = {
            variable: value for variable, value in entry.linked if reference.spans and variable not in reference.item
        }
        if new:
            rules = (*reference.rules, *((LINKED + variable, "", value) for variable, value in new.items()))
            reference = replace(reference, item={**reference.item, **new}, rules=rules)
        out.append(reference)
    return out


def checksum(item: Mapping[str, Any]) -> str:
    """What `custom.check` of a record that we wrote holds: as long as it fits, nobody has changed the record.

    >>> checksum({"id": "B1", "volume": 21}) == checksum({"volume": "21"}) != checksum({"volume": "22"})
    True
    """
    work = {key: value for key, value in item.items() if key not in APART}
    text = json.dumps(_canonical(work), ensure_ascii=False, sort_keys=True)
    return f"{zlib.crc32(text.encode('utf-8')):08x}"


def _apply(entry: Entry, parsed: Reference, item: Mapping[str, Any], outcome: Outcome) -> Reference:
    variables = changed_variables(parsed.item, item)
    if not variables:
        return parsed
    reference = correct(parsed, item, variables)
    for rule, printed, written in reference.rules:
        if rule.startswith(PREFIX):
            outcome.changes.append((printed, written))
            message = f"{rule.removeprefix(PREFIX)} of {entry.id}: {written or 'nothing'!r} was given, {printed or 'nothing'!r} was recognised; what was given counts."
            outcome.findings.append(
                Finding("reference-corrected", Severity.INFO, message, Place(excerpt=entry.text[:80]))
            )
    return reference


def match(entries: Sequence[Entry], given: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Number of a record -> number of its entry; the surest ways first, each entry once."""
    found: dict[int, int] = {}
    free = dict(enumerate(entries))
    by_text: dict[str, list[int]] = {}
    for number, entry in free.items():
        by_text.setdefault(_squash(entry.text), []).append(number)

    def take(at: int, number: int) -> None:
        found[at] = number
        del free[number]

    for at, item in enumerate(given):
        same = [number for number in by_text.get(_squash(_text_of(item)), ()) if number in free]
        if same and _text_of(item):
            take(at, next((n for n in same if entries[n].id == str(item.get("id", ""))), same[0]))
    for by_name in (True, False):
        for at, item in enumerate(given):
            if at in found:
                continue
            for number, entry in free.items():
                if (_named(item, entry) if by_name else True) and _fits(item, entry, by_name):
                    take(at, number)
                    break
    return found


def _custom(item: Mapping[str, Any], key: str) -> str:
    custom = item.get("custom")
    return str(custom.get(key, "")) if isinstance(custom, Mapping) else ""


def _text_of(item: Mapping[str, Any]) -> str:
    return _custom(item, "text")


def _named(item: Mapping[str, Any], entry: Entry) -> bool:
    label = _custom(item, "label") or str(item.get("citation-number", ""))
    return str(item.get("id", "")) == entry.id or bool(label and _squash(label) == _squash(entry.label))


def _fits(item: Mapping[str, Any], entry: Entry, named: bool) -> bool:
    """Whether record and entry are one work: their texts are alike; or title and year stand in the text, or, where id or
    label say so too, most words of the title or the first author's name."""
    text = _text_of(item)
    words = set(_words(entry.text))
    if text:
        own = set(_words(text))
        return named and len(own & words) >= ALIKE * max(len(own | words), 1)
    title = _words(str(item.get("title", "")))
    year = next((value.text for value in values_of(item) if value.name == "year"), "")
    held = bool(title) and sum(word in words for word in title) >= (0.6 if named else 0.95) * len(title)
    if not named:
        return held and bool(year) and year in words and len(title) > 1
    family = next((value.text for value in values_of(item) if value.name in ("surname", "collab")), "")
    return held or (bool(family) and set(_words(family)) <= words)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(unicodedata.normalize("NFC", text))]


def _squash(text: str) -> str:
    return "".join(_words(text))


def changed_variables(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The variables in which two items differ; id and `custom` are no part of the work."""
    keys = [*old, *(key for key in new if key not in old)]
    return [key for key in keys if key not in APART and _canonical(old.get(key)) != _canonical(new.get(key))]


def _canonical(value: Any) -> Any:
    """Numbers as strings, one kind of quotation mark, dash and space, nothing empty: what YAML and editors change by the way."""
    if isinstance(value, Mapping):
        return {
            key: inner for key, item in value.items() if (inner := _canonical(item)) not in ("", {}, [], None)
        } or None
    if isinstance(value, list | tuple):
        return [inner for item in value if (inner := _canonical(item)) not in ("", {}, [], None)] or None
    if value is None or value == "":
        return None
    text = unicodedata.normalize("NFC", str(value))
    for marks, mark in (("“”„«»", '"'), ("‘’‚", "'"), ("–—‐‑−", "-")):
        for character in marks:
            text = text.replace(character, mark)
    return " ".join(text.split())


def _unused(item: Mapping[str, Any]) -> Finding:
    name = str(item.get("id", "") or _custom(item, "label") or "without id")
    what = (_text_of(item) or str(item.get("title", "")))[:80]
    return Finding(
        "reference-record-unused",
        Severity.WARNING,
        f"Unexpected record {name} in references, expected one whose text or title is printed in the list: it is not used.",
        Place(excerpt=what),
        "Compare its custom.text with the list, or take it out.",
    )


def correct(parsed: Reference, item: Mapping[str, Any], variables: Sequence[str]) -> Reference:
    """The reference with `item` for its record: spans of changed variables are sought anew in the text.

    A value that the text does not hold is in `item` alone; the rules name each change ("corrected-volume", printed, written).
    """
    old, new = values_of(parsed.item, parsed), values_of(item, parsed)
    gone = {(value.name, value.role) for value in old if value.variable in variables}
    if "type" in variables:
        gone |= {(value.name, value.role) for value in old if value.variable in ("title", "container-title")}
        variables = [*variables, *(name for name in ("title", "container-title") if name not in variables)]
    kept = [span for span in parsed.spans if (span.name, _role(span)) not in gone]
    spans = _located(parsed.text, kept, [value for value in new if value.variable in variables])
    rules = [rule for rule in parsed.rules if not (rule[0] == "page-completed" and "page" in variables)]
    for variable in variables:
        printed = " ".join(value.text for value in old if value.variable == variable)
        written = " ".join(value.text for value in new if value.variable == variable)
        if printed != written or variable == "type":
            printed, written = (parsed.type, type_of(item)) if variable == "type" else (printed, written)
            rules.append((PREFIX + variable, printed, written))
    confidences = {**parsed.confidences, **dict.fromkeys(variables, 1.0)}
    return replace(
        parsed, type=type_of(item) if "type" in variables else parsed.type, spans=tuple(spans), item=dict(item), confidences=confidences,
        confidence=1.0, rules=tuple(rules), findings=(),
    )  # fmt: skip


def _role(span: Span) -> str:
    return (span.role or "author") if span.person or span.role else ""


def _located(text: str, kept: Sequence[Span], values: Sequence[Value]) -> list[Span]:
    """The kept spans and, in free places of the text, those of the values; names of one role are found all or none."""
    spans = list(kept)
    for role in ROLES:
        names = [value for value in values if value.role == role]
        found = _run(text, spans, names)
        if len(found) == len(names):
            spans += found
    for value in values:
        if not value.role:
            spans += _run(text, spans, [value])
    return sorted(spans, key=lambda span: span.start)


def _run(text: str, taken: Sequence[Span], values: Sequence[Value]) -> list[Span]:
    """Where these values stand one after the other; given names may stand before the surname."""
    out: list[Span] = []
    floor = 0
    for value in values:
        busy = [*taken, *out]
        spot = _find(text, value.text, busy, floor)
        if spot is None:
            continue
        out.append(Span(value.name, spot, spot + len(value.text), 1.0, value.role, value.person))
        if value.name in ("collab", "surname"):
            floor = max(0, spot - 40)
    return out


def _find(text: str, value: str, busy: Sequence[Span], floor: int) -> int | None:
    at = text.find(value, floor)
    while at >= 0:
        end = at + len(value)
        whole = not (at and text[at - 1].isalnum() and value[0].isalnum()) and not text[end : end + 1].isalnum()
        if whole and all(end <= span.start or at >= span.end for span in busy):
            return at
        at = text.find(value, at + 1)
    return None


def values_not_printed(reference: Reference) -> list[Value]:
    """What a corrected record or a link says and the text does not; nothing for most references."""
    variables = {
        rule.removeprefix(start)
        for rule, _, _ in reference.rules
        for start in (PREFIX, LINKED)
        if rule.startswith(start)
    }
    if not variables:
        return []
    out: list[Value] = []
    for value in values_of(reference.item, reference):
        if value.variable in variables and not any(
            span.name == value.name and reference.text[span.start : span.end] == value.text and (not value.role or span.person == value.person)
            for span in reference.spans
        ):  # fmt: skip
            out.append(value)
    return out
