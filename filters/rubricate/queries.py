"""Queries to the editor: what was recognised with doubt, and what the filters ask. The most doubtful come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .values import Finding, Place, Severity

DOUBTED = 0.7
"""Values less sure than this are asked about."""
KEY_NAMES = {"title": "title", "subtitle": "subtitle", "article.doi": "DOI", "date": "date"}


def queries(
    asked: Sequence[Mapping[str, str]], found: Sequence[Mapping[str, str]], lines: Sequence[str]
) -> list[Finding]:
    """Findings of severity `query`, ordered by doubt.

    `asked` are the filters' own questions, `found` the recognised values (as the tagged document keeps both), `lines` the
    source's lines, in which excerpts are looked up.
    """
    source = _Lines(lines)
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
    return [finding for _, finding in sorted(out, key=lambda entry: -entry[0])]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


class _Lines:
    """The words of a source in one row, with the line of each."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.words = [word for line in lines for word in line.split()]
        self.numbers = [number for number, line in enumerate(lines, start=1) for _ in line.split()]
        self.text = " ".join(self.words)

    def find(self, excerpt: str) -> int | None:
        """The line in which the middle of an excerpt stands, from 1."""
        words = excerpt.split()
        for inner in (words[1:-1], words[2:-2], words[len(words) // 2 - 2 : len(words) // 2 + 2]):
            at = self.text.find(" ".join(inner)) if inner else -1
            if at >= 0:
                before = self.text.count(" ", 0, at) + len(inner) // 2
                return self.numbers[min(before, len(self.numbers) - 1)]
        return None
