"""Queries to the editor: what was recognised with doubt, and what the filters ask. The most doubtful come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .values import Finding, Place, Severity

DOUBTED = 0.7
"""Values less sure than this are asked about."""
DOUBTED_PARTS = 0.55
MOST_PARTS = 10
"""Parts asked about at most, the most doubtful; the report's own list has all of them."""
PART_NAMES = {
    "sec-title": "a heading", "back-title": "a heading of back matter",
    "back-run-in": "a statement", "fig": "a caption", "table-caption": "a caption", "ref-title": "the heading of the references", "disp-quote": "a quotation",
}  # fmt: skip
KEY_NAMES = {"title": "title", "subtitle": "subtitle", "article.doi": "DOI", "date": "date"}


def queries(
    asked: Sequence[Mapping[str, str]],
    found: Sequence[Mapping[str, str]],
    parts: Sequence[Mapping[str, Any]],
    lines: Sequence[str],
) -> list[Finding]:
    """Findings of severity `query`, ordered by doubt.

    `asked` are the filters' own questions, `found` the recognised values and `parts` the recognised parts (as the tagged
    document keeps them), `lines` the source's lines, in which excerpts are looked up.
    """
    source = Lines(lines)
    out: list[tuple[float, Finding]] = []
    for entry in asked:
        excerpt = entry.get("excerpt", "")
        place = Place(
            line=_number(entry.get("line")) or source.find(excerpt), block=_number(entry.get("block")), excerpt=excerpt
        )
        finding = Finding(entry["id"], Severity.QUERY, entry.get("message", ""), place, entry.get("suggestion", ""))
        out.append((float(entry.get("doubt", "0.5")), finding))
    for entry in found:
        sure = float(entry.get("confidence", "1"))
        if sure < DOUBTED:
            name = KEY_NAMES.get(entry["key"], entry["key"])
            message = f"Unexpected doubt about the {name} ({sure:.0%} sure), expected a person's look: {entry.get('value', '')[:120]}"
            place = Place(
                line=_number(entry.get("line")),
                block=_number(entry.get("block")),
                excerpt=entry.get("excerpt", "")[:120],
            )
            out.append(
                (
                    1.0 - sure,
                    Finding(
                        "doubtful-value", Severity.QUERY, message, place, "Correct it in the metadata, if it is wrong."
                    ),
                )
            )
    out += sorted((_doubtful_part(part) for part in parts if _is_doubtful(part)), key=lambda entry: -entry[0])[
        :MOST_PARTS
    ]
    return [finding for _, finding in sorted(out, key=lambda entry: -entry[0])]


def _is_doubtful(part: Mapping[str, Any]) -> bool:
    return part["part"] in PART_NAMES and float(part["confidence"]) < DOUBTED_PARTS


def _doubtful_part(part: Mapping[str, Any]) -> tuple[float, Finding]:
    sure = float(part["confidence"])
    message = f"Unexpected doubt whether this is {PART_NAMES[part['part']]} ({sure:.0%} sure), expected a person's look: {part['value'][:120]}"
    place = Place(line=part.get("line"), block=part.get("block"), excerpt=part["value"][:120])
    return 1.0 - sure, Finding(
        "doubtful-part",
        Severity.QUERY,
        message,
        place,
        "Correct it in the tagged Markdown (-t markdown), if it is wrong.",
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


class Lines:
    """The words of a source in one row, with the line of each."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.words = [word for line in lines for word in line.split()]
        self.numbers = [number for number, line in enumerate(lines, start=1) for _ in line.split()]
        self.text = " ".join(self.words)

    def find(self, excerpt: str, value: str = "") -> int | None:
        """The line in which the middle of an excerpt stands (or the `value` in it), from 1; `None` where it is not found."""
        words = excerpt.split()
        for inner in (words[1:-1], words[2:-2], words[len(words) // 2 - 2 : len(words) // 2 + 2]):
            text = " ".join(inner)
            at = self.text.find(text) if inner else -1
            if at >= 0:
                within = text.find(value) if value else -1
                middle = within if within >= 0 else len(text) // 2
                number = self.text.count(" ", 0, at + middle)
                return self.numbers[min(number, len(self.numbers) - 1)]
        return None
