"""Printed references with their fields beside them: the fields are found in the text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from .examples import Block, Example, Part, rows

ORDER = (
    ("title", "title"), ("chapter", "title"), ("source", "source"), ("series", "series"), ("publisher", "publisher"),
    ("institution", "publisher"), ("accessdate", "access"), ("loc", "loc"), ("edition", "edition"), ("supplement", "supplement"),
)  # fmt: skip


def pairs(path: Path) -> list[Example]:
    """Examples of a file with `text` and `fields`; those whose title or authors are not in the text are left out."""
    return [example for row in rows(path) if (example := align(row)) is not None]


def _find(text: str, value: str, taken: list[tuple[int, int]], start: int = 0) -> tuple[int, int] | None:
    """The first free place of a value in a text, white space and dashes read alike, whole words only."""
    pieces = [re.escape(word) for word in value.split()]
    if not pieces:
        return None
    pattern = r"\s{0,3}".join(pieces)
    for match in re.compile(rf"(?<![^\W_]){pattern}(?![^\W_])").finditer(text, start):
        if all(match.end() <= a or match.start() >= b for a, b in taken):
            return match.span()
    return None


def align(row: dict[str, Any]) -> Example | None:
    """One row aligned, or `None`."""
    text, fields = row["text"], row["fields"]
    taken: list[tuple[int, int]] = []
    blocks: list[Block] = []
    parts: list[Part] = []
    head = 0
    for role in ("authors", "editors"):
        people: list[tuple[int, int]] = []
        for number, person in enumerate(fields.get(role) or [], 1):
            etal = re.compile(r"\bet\.? al\b\.?").search(text, head) if person.get("etal") else None
            surname = person.get("family") or person.get("collab") or ""
            spot = etal.span() if etal else _find(text, surname, taken, head if role == "authors" else 0)
            if spot is None:
                return None
            label = "etal" if etal else "collab" if person.get("collab") else "surname"
            parts.append(Part(*spot, label, role[:-1], number))
            taken.append(spot)
            people.append(spot)
            head = spot[1]
            if person.get("given"):
                near = _find(text, person["given"], taken, max(0, spot[0] - len(person["given"]) - 2))
                if near is None or abs(near[0] - spot[1]) > 40:
                    return None
                parts.append(Part(*near, "given", role[:-1], number))
                taken.append(near)
                people.append(near)
                head = max(head, near[1])
        if people:
            blocks.append(Block(min(a for a, _ in people), max(b for _, b in people), role[:-1]))
    whole = not fields.get("title") and not fields.get("chapter") and fields.get("ptype") != "journal"
    for name, label in ORDER:
        if fields.get(name):
            spot = _find(text, fields[name], taken)
            if spot is None:
                if name in ("title", "chapter", "source"):
                    return None
                continue
            taken.append(spot)
            blocks.append(Block(*spot, "title" if name == "source" and whole else label))
    for name, label in (("year", "date"), ("volume", "volume"), ("issue", "issue"), ("fpage", "pages")):
        value = fields.get(name)
        spot = _find(text, value, taken, head if name != "year" else 0) if value else None
        if value and spot is None:
            return None
        if spot:
            if name == "fpage":
                tail = re.compile(r"\s?[-–]\s?[A-Za-z]{0,2}\d{1,6}").match(text, spot[1])
                spot = (spot[0], tail.end() if tail else spot[1])
            taken.append(spot)
            blocks.append(Block(*spot, label))
    lead = re.compile(r"(?:\d{1,3}\s?\.|\.)\s").match(text)
    if lead and lead.end() <= min(block.start for block in blocks):
        blocks.append(Block(lead.start(), lead.end() - 1, "label"))
    blocks.sort()
    if any(a.end > b.start for a, b in zip(blocks, blocks[1:], strict=False)):
        return None
    return Example(text, tuple(blocks), tuple(sorted(parts)), "pairs", row.get("art", ""), "", fields.get("ptype", ""), row.get("lang", ""))
