"""The thirteen references of the seed document, every field of each, read one by one and as one list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rubricate.references import Reference, parse, parse_all

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
ENTRY = re.compile(r"^(\d{1,2}\.) (\S.*\.)$", re.MULTILINE)
"""1. Badsha H, Teh CL. Pulmonary hemorrhage."""
EXPECTED = (Path(__file__).parent / "seed.txt").read_text(encoding="utf-8").strip().split("\n")
"""Authors, title, source, year, volume, supplement, pages."""

SEEDS: list[tuple[str, str]] = ENTRY.findall(SEED.read_text(encoding="utf-8"))


def told(reference: Reference) -> str:
    """A record as one line of seed.txt."""
    people: dict[int, list[str]] = {}
    order: list[str] = []
    for span in reference.spans:
        if span.role == "author" and span.name == "etal":
            order.append("et al.")
        elif span.role == "author":
            if span.person not in people:
                order.append(f"#{span.person}")
            people.setdefault(span.person, []).append(reference.text[span.start : span.end])
    names = ", ".join(" ".join(people[int(entry[1:])]) if entry[0] == "#" else entry for entry in order)
    item = reference.item
    year = item["issued"]["date-parts"][0][0]
    fields = [item.get(name, "") for name in ("title", "container-title", "volume", "supplement", "page")]
    return "|".join([names, *fields[:2], str(year), *fields[2:]])


def test_there_are_thirteen() -> None:
    assert [label for label, _ in SEEDS] == [f"{number}." for number in range(1, 14)]


@pytest.mark.parametrize("number", range(13))
def test_each(number: int) -> None:
    label, text = SEEDS[number]
    reference = parse(text, label=label)
    assert told(reference) == EXPECTED[number]
    assert reference.type == "journal"
    assert reference.label == label


def test_as_one_list() -> None:
    references = parse_all([text for _, text in SEEDS], [label for label, _ in SEEDS])
    assert [told(reference) for reference in references] == EXPECTED
