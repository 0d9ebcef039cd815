"""Lists of names from the metadata of the training data and from libraries: journals, publishers, places, surnames, given names."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ...files import write_file
from ...references.lexicon import squash
from .examples import Example
from .invent import LANGUAGES, words
from .known import LOCALES, cities, people
from .records import Record


def _run(text: str) -> str:
    pieces = "".join(c if c.isalnum() else " " for c in text).split()
    return " ".join(filter(None, map(squash, pieces)))


def gather(examples: Iterable[Example], records: Iterable[Record]) -> dict[str, dict[str, int]]:
    """Kind of name to its entries with a rank (1 rare, 2, 3 common)."""
    runs: dict[str, Counter[str]] = {"journal": Counter(), "place": Counter(), "publisher": Counter()}
    single: dict[str, Counter[str]] = {"surname": Counter(), "given": Counter(), "source-word": Counter()}
    for example in examples:
        for block in example.blocks:
            text = example.text[block.start : block.end]
            if block.label == "source" and example.type in ("journal", "") and len(text) < 90:
                runs["journal"][_run(text)] += 1
            elif block.label == "loc":
                runs["place"][_run(text)] += 1
            elif block.label == "publisher":
                runs["publisher"][_run(text)] += 1
        for part in example.parts:
            _count(single, part.part, example.text[part.start : part.end])
    for record in records:
        if record.kind == "journal" and len(record.S) < 90:
            runs["journal"][_run(record.S)] += 1
        runs["place"][_run(record.L)] += 1
        runs["publisher"][_run(record.P)] += 1
        for person in record.authors:
            _count(single, "surname", person.family)
            _count(single, "given", person.given)
    for lang in LANGUAGES:
        data = words(lang)
        for name in data.get("journals", []):
            runs["journal"][_run(name)] += 2
        for house, place in [*data["publishers"], *data["universities"]]:
            runs["publisher"][_run(house)] += 2
            runs["place"][_run(place)] += 2
        for surname in data["surnames"]:
            _count(single, "surname", surname, 3)
        for given in data["given"]:
            _count(single, "given", given, 3)
        for place in words("places")[lang]:
            runs["place"][_run(place)] += 2
    for city in cities():
        runs["place"][_run(city)] += 2
    for lang in LOCALES:
        given, surnames = people(lang)
        for name in given:
            _count(single, "given", name)
        for name in surnames:
            _count(single, "surname", name, 2)
    for name, number in runs["journal"].items():
        for word in set(name.split()):
            single["source-word"][word] += number
    out = {
        kind: {
            name: 1
            for name, number in sorted(found.items())
            if len(name) > 2 and not name.isdigit() and (number > 1 or len(name.split()) > 1 or kind != "publisher")
        }
        for kind, found in runs.items()
    }
    out["journal"] = {name: 1 for name in out["journal"] if len(name) > 3 and not name[0].isdigit()}
    for kind, least in (("surname", 2), ("given", 1), ("source-word", 2)):
        out[kind] = {
            name: 1 if number < 4 else 2 if number < 15 else 3
            for name, number in sorted(single[kind].items())
            if number >= least and len(name) > 1
        }
    return out


def _count(single: dict[str, Counter[str]], part: str, text: str, number: int = 1) -> None:
    if part in ("surname", "given"):
        for piece in "".join(c if c.isalpha() else " " for c in text).split():
            if len(piece) > 2:
                single[part][squash(piece)] += number


def write(names: dict[str, dict[str, int]], path: Path) -> None:
    """The lists in one packed file, as references.lexicon reads it."""
    lines = [
        "\t".join([kind, *(f"{name}={rank}" for name, rank in entries.items())]) for kind, entries in names.items()
    ]
    write_file(path, zlib.compress("\n".join(lines).encode("utf-8"), 9))
