"""Finding the entry of a reference list that a printed citation means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import panflute as pf

from ..meta import meta_maps, meta_text, meta_words
from ..values import Spot
from .record import text_of

NUMBER = re.compile(r"[0-9]{1,4}")
YEAR = re.compile(r"(?<![0-9])(?:1[6-9]|20)[0-9]{2}[a-z]?(?![0-9])")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SURNAME_WITHIN = 60
"""A first author's surname stands within this many characters of an entry."""
HEAD_WORDS = 4
PARTIAL = ("bracket", "superscript")
"""Kinds of citation whose form is sure enough to link those of its numbers that are there."""


@dataclass(slots=True)
class Entry:
    """What a citation can say about an entry."""

    identifier: str
    families: tuple[str, ...]
    """Surnames of its authors, small, in order; of a text that was not taken apart, the words at its head."""
    years: tuple[str, ...]
    """Years in its text, with their letters."""
    issued: str
    """The year in which it appeared, where that is known."""
    etal: bool
    """Whether its list of authors is cut short."""


@dataclass(slots=True)
class ReferenceIndex:
    """Entries by their printed number and by surname and year."""

    by_number: dict[int, str] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    size: int = 0
    labelled: bool = False
    """True where most entries have a printed number."""
    labels: dict[str, str] = field(default_factory=dict)
    """Label or first words of each entry, by identifier: for people."""

    @classmethod
    def of(cls, doc: pf.Doc) -> ReferenceIndex:
        """Read the `Div.ref-list`s of a document; entries without numbers count by their place."""
        index = cls()
        records = {
            meta_text(item.content.get("id")): item for item in meta_maps(doc.metadata.content.get("references"))
        }
        labels = 0
        for block in doc.content.list:
            if type(block) is pf.Div and "ref-list" in block.classes:
                for entry in block.content.list:
                    if type(entry) is pf.Div and "ref" in entry.classes and entry.identifier:
                        index._add(entry, records.get(entry.identifier))
                        labels += bool(entry.attributes.get("label"))
        index.labelled = labels >= 0.5 * max(index.size, 1)
        return index

    def _add(self, div: pf.Div, record: pf.MetaMap | None) -> None:
        self.size += 1
        label = div.attributes.get("label", "")
        digits = NUMBER.search(label)
        self.by_number.setdefault(int(digits.group()) if digits else self.size, div.identifier)
        text = text_of(div)
        self.labels[div.identifier] = label.strip("[]().") or " ".join(text.split()[:4])
        years = tuple(dict.fromkeys(YEAR.findall(text)))[:4]
        head = [word.casefold() for word in WORD.findall(text[:SURNAME_WITHIN]) if len(word) > 1][:HEAD_WORDS]
        families = _families(record)
        entry = Entry(div.identifier, families or tuple(head), years, _issued(record), "et al" in text[:400])
        for word in dict.fromkeys([*head, *families[:HEAD_WORDS]]):
            for year in dict.fromkeys([*years, *(year[:4] for year in years)]):
                self.by_name.setdefault((word, year), []).append(entry)

    def find(self, spot: Spot) -> list[str]:
        """Identifiers of the entries a citation names, in order; empty unless every one of them is there.

        A numeric spot's value is "1,3,4,5"; an author–year spot's "Kim|2014a", "Kim+|2014" (et al.), "Kim&Lee|2014".
        Of a sure form with several numbers, those that are there are enough (`absent` names the others).
        """
        if spot.kind == "author-year":
            return [entry.identifier for entry in self._named(spot.value)]
        numbers = [int(number) for number in NUMBER.findall(spot.value)]
        ids = [self.by_number[number] for number in numbers if number in self.by_number]
        if spot.kind in PARTIAL and len(ids) >= 2 * (len(numbers) - len(ids)):
            return ids
        return ids if ids and len(ids) == len(numbers) else []

    def absent(self, spot: Spot) -> list[int]:
        """Numbers of a citation that no entry has."""
        if spot.kind == "author-year":
            return []
        return [int(number) for number in NUMBER.findall(spot.value) if int(number) not in self.by_number]

    def _named(self, value: str) -> list[Entry]:
        names, _, year = value.partition("|")
        etal = names.endswith("+")
        surnames = [_last_words(name) for name in names.rstrip("+").split("&")]
        for word in reversed(surnames[0]):
            found = self.by_name.get((word, year), [])
            letter = ""
            if not found and year[-1:].isalpha():
                found, letter = self.by_name.get((word, year[:-1]), []), year[-1]
                found = [
                    entry
                    for entry in found
                    if not any(printed[:4] == year[:4] and printed[4:] for printed in entry.years)
                ]
            if found:
                best = _best(found, word, surnames[1:], etal, year[:4])
                if letter:  # the list prints no letters: they count its entries of this year, in order
                    place = ord(letter) - ord("a")
                    return best[place : place + 1] if len(best) > 1 else best if place == 0 else []
                return best
        return []


def _best(found: list[Entry], word: str, others: list[list[str]], etal: bool, year: str) -> list[Entry]:
    """The entries that fit a citation best: by first author, year of issue, number of authors, further surnames."""

    def fit(entry: Entry) -> tuple[int, ...]:
        families = entry.families
        first = families.index(word) if word in families else len(families)
        more = sum(any(w in families[1:] for w in other) for other in others)
        many = len(families) > 2 or entry.etal
        count = (len(families) >= 2 or entry.etal) if etal else many is False if others else len(families) == 1
        return (-first, more, int(entry.issued in ("", year)), int(count), int(many) if etal else 0)

    scores = [fit(entry) for entry in found]
    top = max(scores)
    return list({entry.identifier: entry for entry, score in zip(found, scores, strict=True) if score == top}.values())


def _last_words(name: str) -> list[str]:
    return [word.casefold().removesuffix("’s").removesuffix("'s") for word in WORD.findall(name)]


def _families(record: pf.MetaMap | None) -> tuple[str, ...]:
    """Last words of the surnames (or of names in one piece) of a record's authors, or else editors."""
    if record is None:
        return ()
    for role in ("author", "editor"):
        out: list[str] = []
        for person in meta_maps(record.content.get(role)):
            name = meta_text(person.content.get("family") or person.content.get("literal"))
            words = WORD.findall(name)
            literal = "family" not in person.content
            out += [(words[0] if literal else words[-1]).casefold()] if words else []
        if out:
            return tuple(out)
    return ()


def _issued(record: pf.MetaMap | None) -> str:
    """The year of issue of a record."""
    if record is None or "issued" not in record.content:
        return ""
    match = YEAR.search(meta_words(record.content["issued"]))
    return match.group()[:4] if match else ""
