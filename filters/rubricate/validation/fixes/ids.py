"""Ids for what must have one: references, floats, formulas. An id that is there is never changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from string import ascii_lowercase

from lxml import etree

from ..rules.document import MML
from .source import Change, Proposal, Source

# Element, how its ids begin where the article has no such id yet, rule that asks for it.
KINDS = (
    ("ref", "B", "ref-id"),
    ("fig", "fig", "object-called"),
    ("table-wrap", "t", "object-called"),
    ("disp-formula", "eq", "object-called"),
    (MML + "math", "m", "mathml-id"),
    ("tex-math", "tex", "mathml-id"),
)
# "B12", "fig-3": letters and a number that has no leading zero.
NUMBERED = re.compile(r"([A-Za-z_][\w.-]{0,30}?)([1-9]\d{0,6})")


def ids(source: Source) -> Iterator[Proposal]:
    """An id for each element of KINDS that lacks one, in the manner of its siblings, by its number in the article."""
    taken = {str(value) for element in source.elements if (value := element.get("id")) is not None}
    for name, usual, rule in KINDS:
        elements = source.named(name)
        if all(element.get("id") is not None for _, element in elements):
            continue
        prefix = _prefix(elements, usual)
        for count, (number, element) in enumerate(elements, 1):
            if element.get("id") is not None or (name == "disp-formula" and element.find("label") is None):
                continue
            id = _free(prefix, count, taken)
            taken.add(id)
            at = source.behind_name(number)
            written = name.rpartition("}")[2]
            yield Proposal(rule, (Change(at, at, f' id="{id}"'),), f'<{written}> given the id "{id}"')


def _prefix(elements: list[tuple[int, etree._Element]], usual: str) -> str:
    """How most ids of these elements begin."""
    matches = [NUMBERED.fullmatch(str(element.get("id", ""))) for _, element in elements]
    common = Counter(str(match[1]) for match in matches if match).most_common(1)
    return common[0][0] if common else usual


def _free(prefix: str, count: int, taken: set[str]) -> str:
    """`prefix` and the number, or with letters behind it where that is taken: "B2", "B2a", "B2b" … "B2z", "B2za" …"""
    id = f"{prefix}{count}"
    while id in taken:
        id = next((id + letter for letter in ascii_lowercase if id + letter not in taken), id + "z")
    return id
