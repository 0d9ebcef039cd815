"""Labelled references in one form, whatever they come from."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

BLOCKS = {
    "title": "title", "chapter": "title", "source": "source", "monogr": "source", "issuetitle": "source",
    "year": "date", "month": "date", "day": "date", "date": "date", "volume": "volume", "issue": "issue",
    "supplement": "supplement", "fpage": "pages", "lpage": "pages", "pages": "pages", "elocation": "pages",
    "publisher": "publisher", "institution": "publisher", "loc": "loc", "edition": "edition", "doi": "id",
    "otherid": "id", "isbn": "id", "url": "id", "series": "series", "note": "note", "accessdate": "access",
    "size": "size", "label": "label", "version": "version", "conf": "source",
}  # fmt: skip
"""Labels of the data files to those of the block model; authors and editors are gathered apart."""


class Block(NamedTuple):
    """`text[start:end]` is one block."""

    start: int
    end: int
    label: str


class Part(NamedTuple):
    """A part of a name: surname, given, suffix, collab, etal, of person number `person`."""

    start: int
    end: int
    part: str
    role: str
    person: int


@dataclass(frozen=True)
class Example:
    """One reference with its blocks and, where they are known, the parts of its names."""

    text: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()
    source: str = ""
    group: str = ""
    """Article or style: references of one group stand in one list."""
    publisher: str = ""
    type: str = ""
    lang: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of a gzipped file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def tagged(path: Path) -> list[Example]:
    """Examples of a file with `text` and `spans`."""
    return [example for row in rows(path) if (example := from_row(row)) is not None]


def from_row(row: dict[str, Any]) -> Example | None:
    """One row of the data; `None` where its spans cannot be used."""
    text = row["text"]
    spans = sorted((start, end, label, person) for start, end, label, person in row["spans"] if start < end <= len(text))
    if not spans or any(a[1] > b[0] for a, b in zip(spans, spans[1:], strict=False)):
        return None
    labels = {label for _, _, label, _ in spans}
    kind = row.get("type", "")
    whole_book = not labels & {"title", "chapter"} and (kind == "book" or "monogr" in labels)
    blocks: list[Block] = []
    parts: list[Part] = []
    for start, end, label, person in spans:
        if label[:2] in ("A:", "E:"):
            role = "author" if label[0] == "A" else "editor"
            if blocks and blocks[-1].label == role and _same_list(text[blocks[-1].end : start]):
                blocks[-1] = Block(blocks[-1].start, end, role)
            else:
                blocks.append(Block(start, end, role))
            if label[2:] != "block":
                parts.append(Part(start, end, label[2:], role, person))
            continue
        name = BLOCKS.get(label, "")
        if not name:
            continue
        if name == "source" and label != "issuetitle" and whole_book:
            name = "title"
        gap = text[blocks[-1].end : start] if blocks else ""
        if blocks and name in ("pages", "date") and blocks[-1].label == name and len(gap) <= 3 and not any(c.isalnum() for c in gap):
            blocks[-1] = Block(blocks[-1].start, end, name)
        else:
            blocks.append(Block(start, end, name))
    return Example(text, tuple(blocks), tuple(parts), row.get("src", "tagged"), row.get("art", ""), row.get("pub", ""), kind, row.get("lang", ""))


def _same_list(gap: str) -> bool:
    """Whether what stands between two names is no more than a separator."""
    words = [word for word in "".join(c if c.isalpha() else " " for c in gap).split()]
    return len(gap) < 14 and all(word.lower() in ("and", "und", "et", "y", "e", "en", "i", "with") for word in words)


def without_trailing_stop(example: Example) -> Example:
    """Titles that end in a full stop give it up; abbreviations of sources keep theirs."""
    blocks = tuple(
        block._replace(end=block.end - 1)
        if block.label == "title" and example.text[block.end - 1] == "." and block.end - block.start > 8
        else block
        for block in example.blocks
    )
    return replace(example, blocks=blocks)
