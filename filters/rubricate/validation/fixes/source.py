"""The source text of an article, with the offsets of its elements, and proposals to change it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from ...xml import decode_xml, parse_xml
from ..namespaces import attribute_names
from ..positions import SourceMap

QUOTE = re.compile("[\"']")  # what opens the value of an attribute
NAME = re.compile(r"[^\s/>]+")  # the name in a start tag: "mml:math"


@dataclass(frozen=True, slots=True)
class Change:
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changes that make one mend; `rule` is the id of the rule that asks for it."""

    rule: str
    changes: tuple[Change, ...]
    message: str
    """What is done, in one line: "ORCID written as https://orcid.org/…"."""


class Source:
    """An article as text and as tree. Elements go by their number in document order, from 0."""

    def __init__(self, data: bytes) -> None:
        """Raises RubricateError where the data is no XML."""
        self.text = decode_xml(data)
        self.tree = parse_xml(data)
        self.elements = list(self.tree.getroot().iter("*"))
        self.map = SourceMap(self.text)

    @property
    def known(self) -> bool:
        """Whether every element was found in the text."""
        return len(self.map) == len(self.elements)

    @cached_property
    def _numbers(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self.elements)}

    def number(self, element: etree._Element) -> int:
        return self._numbers[element]

    def named(self, *names: str) -> list[tuple[int, etree._Element]]:
        """The elements of these names, in document order."""
        return [(number, element) for number, element in enumerate(self.elements) if element.tag in names]

    def inner(self, number: int) -> tuple[int, int]:
        """The offsets between the start tag and the end tag; two equal ones for `<a/>`."""
        start, end = self.map.offset(number, "inside"), self.map.offset(number, "end")
        return start, max(start, end)

    def outer(self, number: int) -> tuple[int, int]:
        """The offsets of the whole element, tags included."""
        return self.map.offset(number, "start"), self.map.offset(number, "behind")

    def plain(self, number: int) -> tuple[int, int] | None:
        """The offsets of what is inside where that is text alone: no element, comment, instruction, CDATA."""
        start, end = self.inner(number)
        return (start, end) if end > start and "<" not in self.text[start:end] else None

    def behind_name(self, number: int) -> int:
        """The offset right behind the name in the start tag: where an attribute can be put."""
        start = self.map.offset(number, "start")
        match = NAME.match(self.text, start + 1)
        return match.end() if match else start

    def attribute(self, number: int, key: str) -> tuple[int, int] | None:
        """The offsets of the value of an attribute, between its quotes; `key` as lxml writes it ("{uri}href")."""
        element = self.elements[number]
        value = element.get(key)
        if value is None:
            return None
        written = next(
            (name for name, text in attribute_names(element).items() if _same(name, key) and text == value), ""
        )
        start = self.map.offset(number, "start")
        at = self.map.offset(number, f"@{written}") if written else start
        if at == start:
            return None
        quote = QUOTE.search(self.text, at)
        end = self.text.find(quote[0], quote.end()) if quote else -1
        return (quote.end(), end) if quote and end >= 0 else None

    def replace(self, rule: str, spot: tuple[int, int] | None, new: str, what: str) -> Proposal | None:
        """A proposal to put `new` at a spot; None where there is none or it says so already."""
        if spot is None or self.text[spot[0] : spot[1]] == new:
            return None
        return Proposal(rule, (Change(*spot, new),), f"{what} written as {new}")


def _same(written: str, key: str) -> bool:
    return written.rpartition(":")[2] == key.rpartition("}")[2]


def apply(text: str, proposals: list[Proposal]) -> str:
    """The text with all changes made; they must not overlap."""
    pieces, done = [], 0
    for change in sorted((change for one in proposals for change in one.changes), key=lambda one: (one.start, one.end)):
        pieces += [text[done : change.start], change.new]
        done = change.end
    return "".join([*pieces, text[done:]])


def without_overlaps(proposals: list[Proposal]) -> list[Proposal]:
    """Those that can be made at once: of two that touch the same text the first."""
    kept: list[Proposal] = []
    spans: list[tuple[int, int]] = []
    order = sorted(proposals, key=lambda one: min(change.start for change in one.changes))
    for proposal in order:
        own = [(change.start, change.end) for change in proposal.changes]
        if all(end <= other or start >= stop for start, end in own for other, stop in spans[-64:]):
            kept.append(proposal)
            spans += own
    return kept
