"""Finding the entry of a reference list that a printed citation means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import panflute as pf

from ..values import Spot
from .record import text_of

NUMBER = re.compile(r"[0-9]{1,4}")
YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}[a-z]?")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SURNAME_WITHIN = 60
"""A first author's surname stands within this many characters of an entry."""


@dataclass(slots=True)
class ReferenceIndex:
    """Entries by their printed number and by first surname and year."""

    by_number: dict[int, str] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    size: int = 0
    labelled: bool = False
    """True where most entries have a printed number."""

    @classmethod
    def of(cls, doc: pf.Doc) -> ReferenceIndex:
        """Read the `Div.ref-list`s of a document; entries without numbers count by their place."""
        index = cls()
        labels = 0
        for block in doc.content.list:
            if type(block) is pf.Div and "ref-list" in block.classes:
                for entry in block.content.list:
                    if type(entry) is pf.Div and "ref" in entry.classes and entry.identifier:
                        index._add(entry)
                        labels += bool(entry.attributes.get("label"))
        index.labelled = labels >= 0.5 * max(index.size, 1)
        return index

    def _add(self, entry: pf.Div) -> None:
        self.size += 1
        digits = NUMBER.search(entry.attributes.get("label", ""))
        self.by_number.setdefault(int(digits.group()) if digits else self.size, entry.identifier)
        text = text_of(entry)
        years = YEAR.findall(text)
        head = text[:SURNAME_WITHIN]
        for word in [w.casefold() for w in WORD.findall(head) if len(w) > 1][:4]:
            for year in years[:3]:
                self.by_name.setdefault((word, year), []).append(entry.identifier)
                if year[-1].isalpha():
                    self.by_name.setdefault((word, year[:-1]), []).append(entry.identifier)

    def find(self, spot: Spot) -> list[str]:
        """Identifiers of the entries a citation names, in order; empty unless every one of them is there.

        A numeric spot's value is "1,3,4,5"; an author–year spot's "Kim|2014a" (first surname, year).
        """
        if spot.kind == "author-year":
            return self._named(spot.value)
        numbers = [int(number) for number in NUMBER.findall(spot.value)]
        ids = [self.by_number[number] for number in numbers if number in self.by_number]
        return ids if ids and len(ids) == len(numbers) else []

    def _named(self, value: str) -> list[str]:
        surname, _, year = value.partition("|")
        words = [word.casefold() for word in WORD.findall(surname)]
        for word in reversed(words):
            found = list(dict.fromkeys(self.by_name.get((word, year), [])))
            if found:
                return found if len(found) == 1 or not year[-1:].isalpha() else found[:1]
        return []
