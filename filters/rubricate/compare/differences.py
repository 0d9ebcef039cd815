"""Two articles' facts beside each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .align import Pair, align, moved
from .words import word_changes

ORDERED = ("authors", "references", "figures", "tables", "sections", "paragraphs", "affiliations")
"""Lists whose order is a fact."""
ONE = {
    "authors": "author", "affiliations": "affiliation", "references": "reference", "figures": "figure", "tables": "table",
    "paragraphs": "paragraph", "sections": "section", "formulas": "formula", "footnotes": "footnote", "notes": "note",
    "abstracts": "abstract", "keywords": "keywords", "funding": "award", "related": "related article",
    "supplements": "supplement", "replies": "reply",
}  # fmt: skip
NAMES = ("surname", "group", "name", "label", "title", "section", "funder")
"""Fields that name a record to a person, the first that it has."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is not the same. `before` and `after` are text, "" where there is none."""

    part: str
    where: str
    field: str
    kind: str
    """"added", "removed", "changed" or "moved"."""
    before: str = ""
    after: str = ""

    def as_dict(self) -> dict[str, str]:
        """JSON-ready, all keys."""
        return {
            "part": self.part, "where": self.where, "field": self.field, "kind": self.kind,
            "before": self.before, "after": self.after,
        }  # fmt: skip


def differences(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[Difference]:
    """What is not the same in two articles' facts (`facts_of`), in the order of an article's parts."""
    parts = [*a, *(part for part in b if part not in a)]
    pairs = {
        part: align(part, a.get(part, []), b.get(part, []))
        for part in parts
        if isinstance(a.get(part, b.get(part)), list)
    }
    renamed = {
        f"{part}/{pair.before}": f"{part}/{pair.after}"
        for part, list_ in pairs.items()
        for pair in list_
        if pair.before is not None and pair.after is not None
    }
    out: list[Difference] = []
    for part in parts:
        if part in pairs:
            out += _lists(part, a.get(part, []), b.get(part, []), pairs[part], renamed, b)
        else:
            out += _records(part, "", a.get(part, {}), b.get(part, {}), renamed, b)
    return out


def _lists(
    part: str,
    old: Sequence[dict[str, Any]],
    new: Sequence[dict[str, Any]],
    pairs: Sequence[Pair],
    renamed: Mapping[str, str],
    b: Mapping[str, Any],
) -> Iterator[Difference]:
    elsewhere = moved(pairs) if part in ORDERED else set()
    for before, after in pairs:
        if after is None and before is not None:
            yield Difference(part, _where(part, before, old[before]), "", "removed", _shown(old[before], b))
        elif before is None and after is not None:
            yield Difference(part, _where(part, after, new[after]), "", "added", "", _shown(new[after], b))
        elif before is not None and after is not None:
            where = _where(part, after, new[after])
            if after in elsewhere:
                yield Difference(part, where, "place", "moved", str(before + 1), str(after + 1))
            yield from _not_twice(list(_records(part, where, old[before], new[after], renamed, b)))


def _not_twice(found: list[Difference]) -> list[Difference]:
    """Without the change of a printed text whose changed words the fields tell already."""
    told = Counter(word for one in found if one.field != "printed" for word in _bare_words(f"{one.before} {one.after}"))
    return [one for one in found if one.field != "printed" or _changed_words(one) - told]


def _changed_words(one: Difference) -> Counter[str]:
    changes = [words for op, words in word_changes(one.before, one.after) if op != "="]
    return Counter(word for words in changes for word in _bare_words(words))


def _bare_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _where(part: str, number: int, record: Mapping[str, Any]) -> str:
    name = next((str(record[key]) for key in NAMES if record.get(key)), "")
    short = name if len(name) <= 40 else name[:39] + "…"
    return f"{ONE.get(part, part)} {number + 1}" + (f", {short}" if short else "")


def _records(
    part: str,
    where: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    renamed: Mapping[str, str],
    b: Mapping[str, Any],
) -> Iterator[Difference]:
    for field in [*old, *(name for name in new if name not in old)]:
        x, y = old.get(field, ""), new.get(field, "")
        if field == "cells":
            yield from _cells(part, where, x or [], y or [])
        elif field == "printed" and (not x or not y or _bare(x) == _bare(y)):
            continue  # the other form of a citation, or other punctuation
        elif field in ("links", "affiliations"):
            yield from _links(part, where, field, x or [], y or [], renamed, b)
        elif field == "words":
            yield from _sets(part, where, x or [], y or [])
        elif x != y:
            before, after = _shown(x, b), _shown(y, b)
            kind = "changed" if before and after else "removed" if before else "added"
            yield Difference(part, where, field, kind, before, after)


def _bare(text: str) -> str:
    """Letters and digits alone."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _cells(part: str, where: str, old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Iterator[Difference]:
    rows = align("rows", [{"cells": list(row)} for row in old], [{"cells": list(row)} for row in new])
    for before, after in rows:
        if after is None and before is not None:
            yield Difference(part, where, f"row {before + 1}", "removed", " | ".join(old[before]))
        elif before is None and after is not None:
            yield Difference(part, where, f"row {after + 1}", "added", "", " | ".join(new[after]))
        elif before is not None and after is not None:
            x, y = old[before], new[after]
            if len(x) != len(y):
                yield Difference(part, where, f"row {after + 1}", "changed", " | ".join(x), " | ".join(y))
                continue
            for column, (one, other) in enumerate(zip(x, y, strict=True), start=1):
                if one != other:
                    yield Difference(part, where, f"row {after + 1}, column {column}", "changed", one, other)


def _links(
    part: str,
    where: str,
    field: str,
    old: Sequence[str],
    new: Sequence[str],
    renamed: Mapping[str, str],
    b: Mapping[str, Any],
) -> Iterator[Difference]:
    """Pointers: to the same thing, whatever its number or id is now."""
    same = [renamed.get(link, f"before {link}") for link in old]
    if sorted(same) == sorted(new):
        return
    gone = [link for link in dict.fromkeys(same) if same.count(link) > list(new).count(link)]
    come = [link for link in dict.fromkeys(new) if list(new).count(link) > same.count(link)]
    before, after = ("; ".join(_pointer(link, b) for link in links) for links in (gone, come))
    kind = "changed" if before and after else "removed" if before else "added"
    yield Difference(part, where, field, kind, before, after)


def _pointer(link: str, b: Mapping[str, Any]) -> str:
    part, _, number = link.removeprefix("before ").partition("/")
    if link.startswith("before "):
        return f"{ONE.get(part, part)} {int(number) + 1} before"
    return _where(part, int(number), b[part][int(number)])


def _sets(part: str, where: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    yield from (Difference(part, where, "", "removed", word) for word in old if word not in new)
    yield from (Difference(part, where, "", "added", "", word) for word in new if word not in old)
    if sorted(old) == sorted(new) and list(old) != list(new):
        yield Difference(part, where, "order", "changed", "; ".join(old), "; ".join(new))


def _shown(value: Any, b: Mapping[str, Any]) -> str:
    if isinstance(value, dict):
        return "; ".join(
            _shown(one, b) for name, one in value.items() if one and name not in ("links", "affiliations", "section")
        )
    if isinstance(value, list):
        return "; ".join(_shown(one, b) for one in value)
    return str(value)
