"""Filter: the reference list: entries joined and numbered, labels taken out of the text, the text left exactly as it is."""

from __future__ import annotations

import re

import panflute as pf

from ..inlines import cut, items, plain, strip

LABEL = re.compile(r"^\s*(\[[0-9]{1,4}[a-z]?\]|\([0-9]{1,4}\)|[0-9]{1,4}[.)\]]|[0-9]{1,4}(?=\t|\s{2,}))[\s\u00a0]*")
"""The printed number of an entry: "12.", "[3]", "(4)", "5)", "6<tab>"."""


def reference_list(doc: pf.Doc) -> None:
    """Give each `Div.ref` of each `Div.ref-list` its id (`B1` …) and `label`, and join lines of one entry."""
    taken: set[str] = set()
    for block in doc.content.list:
        if type(block) is pf.Div and "ref-list" in block.classes:
            entries = [entry for entry in items(block) if type(entry) is pf.Div and "ref" in entry.classes]
            if entries and all(entry.identifier for entry in entries):
                taken.update(entry.identifier for entry in entries)
                continue
            joined = _joined(entries)
            others = [child for child in items(block) if child not in entries]
            for entry in joined:
                _finish(entry, taken)
            block.content = [*others, *joined]
            block.identifier = block.identifier or ("refs" if "refs" not in taken else f"refs{len(taken)}")
            taken.add(block.identifier)
            block.attributes.pop("confidence", None)
            for key in ("line", "block"):
                block.attributes.pop(key, None)


def _label(entry: pf.Div) -> tuple[str, int]:
    """The printed label and the offset behind it."""
    marker = entry.attributes.get("marker", "")
    if marker:
        return marker, 0
    match = LABEL.match(plain(items(items(entry)[0]))) if items(entry) else None
    return (match.group(1), match.end()) if match else ("", 0)


def _number(label: str) -> int | None:
    digits = label.strip("[]().ab ")
    return int(digits) if digits.isdigit() else None


def _joined(entries: list[pf.Div]) -> list[pf.Div]:
    """In a numbered list, what has no number (or one far out of order) goes on with the entry before it."""
    numbers = [_number(_label(entry)[0]) for entry in entries]
    numbered = sum(number is not None for number in numbers) >= max(2, 0.5 * len(entries))
    out: list[pf.Div] = []
    last = 0
    for entry, number in zip(entries, numbers, strict=True):
        marker = entry.attributes.pop("marker", "")
        entry.attributes.pop("continues", None)
        in_order = number is not None and (not last or last < number <= last + 5)
        if numbered and out and not in_order and not marker:
            _append(out[-1], entry)
            continue
        if in_order and number is not None:
            last = number
        if marker:
            entry.attributes["label"] = marker
        elif in_order and numbered:
            label, end = _label(entry)
            first = items(entry)[0]
            inlines = items(first)
            entry.attributes["label"] = label
            first.content = strip(cut(inlines, end, len(plain(inlines))))
        out.append(entry)
    return out


def _append(entry: pf.Div, more: pf.Div) -> None:
    first = items(entry)[0]
    inlines = items(first)
    glue = [pf.Space()] if plain(inlines).strip() else []
    for block in items(more):
        if isinstance(block, pf.Para | pf.Plain):
            first.content = [*items(first), *glue, *items(block)]
            glue = [pf.Space()]
        else:
            entry.content.append(block)


def _finish(entry: pf.Div, taken: set[str]) -> None:
    for key in ("line", "block", "confidence"):
        entry.attributes.pop(key, None)
    number = _number(entry.attributes.get("label", ""))
    name = f"B{number}" if number is not None else ""
    at = len(taken) + 1
    while not name or name in taken:
        name = f"B{at}"
        at += 1
    entry.identifier = entry.identifier or name
    taken.add(entry.identifier)
