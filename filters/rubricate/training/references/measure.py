"""Held-out examples in the form of the shared test file, so that the shared scorer reads them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...references.numbers import DASHES
from .examples import Example

FIELDS = ["authors", "first_author", "title", "container", "year", "volume", "issue", "fpage", "lpage", "publisher", "loc", "edition", "editors", "doi"]
LABELS = {"title": "title", "source": "container", "volume": "volume", "issue": "issue", "supplement": "issue", "publisher": "publisher", "loc": "loc", "edition": "edition"}


def gold(example: Example) -> dict[str, Any]:
    """The fields of an example as the test file has them."""
    out: dict[str, Any] = {"authors": [], "editors": []}
    for block in example.blocks:
        text = example.text[block.start : block.end]
        if block.label in LABELS:
            out.setdefault(LABELS[block.label], text)
        elif block.label == "date":
            out.setdefault("year", text)
        elif block.label == "pages":
            cut = next((at for at, c in enumerate(text) if c in DASHES and at), None)
            first, last = (text[:cut], text[cut:].strip(DASHES + " ")) if cut else (text, "")
            out.setdefault("fpage", first.strip())
            if not cut and len(text.split()) == 2:
                out["fpage"], last = text.split()
            if last:
                out.setdefault("lpage", last)
        elif block.label == "id" and text.startswith("10."):
            out.setdefault("doi", text)
    people: dict[tuple[str, int], dict[str, str]] = {}
    for part in example.parts:
        if part.part == "etal":
            continue
        key = {"surname": "family", "given": "given", "suffix": "suffix", "collab": "collab"}.get(part.part)
        if key:
            people.setdefault((part.role, part.person), {})[key] = example.text[part.start : part.end]
    for (role, _), person in people.items():
        if role + "s" in out:
            out[role + "s"].append(person)
    return out


def write(examples: Sequence[Example], path: Path, names: Sequence[str] | None = None) -> None:
    """A test file of examples; where the parts of names are not known, authors are masked out."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for at, example in enumerate(examples):
            blocked = any(block.label in ("author", "editor") for block in example.blocks) and not example.parts
            mask = [field for field in FIELDS if not (blocked and field in ("authors", "first_author", "editors"))]
            name = names[at] if names else example.source if example.source != "tagged" else (example.publisher or "tagged")[:14]
            if example.source not in ("tagged", "pairs", "made"):
                mask = [field for field in mask if field != "doi" and not (example.source.startswith("excite") and field in ("loc", "edition", "editors"))]
            row = {"set": name, "text": example.text, "gold": gold(example), "mask": mask, "lang": example.lang, "art": example.group}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
