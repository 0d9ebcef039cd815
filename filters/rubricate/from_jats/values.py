"""What a front matter says. Missing is the empty string or tuple."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..values import Affiliation, Contributor, DateValue


class Person(NamedTuple):
    """A contributor and what kind: `role` is `@contrib-type` ("author", "editor"; "author" where none is said)."""

    role: str
    contributor: Contributor


class PublishedDate(NamedTuple):
    """A date and of what: "pub", "collection", "received"; `medium` is "print", "electronic" or ""."""

    type: str
    value: DateValue
    medium: str = ""


class Funding(NamedTuple):
    """One award: who gives, the funder's identifier, the numbers."""

    funder: str
    funder_id: str = ""
    awards: tuple[str, ...] = ()


class Keywords(NamedTuple):
    """One `<kwd-group>`."""

    words: tuple[str, ...]
    type: str = ""
    lang: str = ""


class AbstractText(NamedTuple):
    """One `<abstract>` or `<trans-abstract>`: `(section title, paragraph)` in order."""

    paragraphs: tuple[tuple[str, str], ...]
    type: str = ""
    lang: str = ""
    translated: bool = False

    @property
    def text(self) -> str:
        """In one line; a section's title stands before its first paragraph."""
        out, last = [], ""
        for title, paragraph in self.paragraphs:
            out += [f"{title.rstrip(':')}:", paragraph] if title and title != last else [paragraph]
            last = title
        return " ".join(part for part in out if part)


class License(NamedTuple):
    """`links` are all addresses that the licence gives: `ali:license_ref`, `@xlink:href`, links in its text."""

    links: tuple[str, ...] = ()
    text: str = ""
    type: str = ""


NO_LICENSE = License()


class Related(NamedTuple):
    """A `<related-article>`: what it is to this one, and its address or identifier."""

    type: str
    target: str
    target_type: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The facts of `<front>`."""

    article_type: str = ""
    lang: str = ""
    journal_title: str = ""
    abbreviated_title: str = ""
    journal_ids: tuple[tuple[str, str], ...] = ()
    """`(journal-id-type, value)`."""
    issns: tuple[tuple[str, str], ...] = ()
    """`(medium, value)`: medium is "print", "electronic", "linking" or "" where it is not said."""
    publisher: str = ""
    publisher_place: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    """`(pub-id-type, value)`."""
    headings: tuple[str, ...] = ()
    title: str = ""
    subtitle: str = ""
    short_title: str = ""
    translated_titles: tuple[tuple[str, str], ...] = ()
    """`(language, title)`."""
    people: tuple[Person, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    """In document order; each has an id, also where the document gives none ("#1")."""
    notes: tuple[str, ...] = ()
    """Notes to authors, correspondence among them, as printed."""
    dates: tuple[PublishedDate, ...] = ()
    history: tuple[PublishedDate, ...] = ()
    volume: str = ""
    issue: str = ""
    supplement: str = ""
    fpage: str = ""
    lpage: str = ""
    elocation: str = ""
    copyright_statement: str = ""
    copyright_year: str = ""
    copyright_holder: str = ""
    license: License = NO_LICENSE
    abstracts: tuple[AbstractText, ...] = ()
    keywords: tuple[Keywords, ...] = ()
    funding: tuple[Funding, ...] = ()
    funding_statement: str = ""
    related: tuple[Related, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """`<self-uri>`: `(content-type, address)`."""

    def id(self, kind: str) -> str:
        """The identifier of this kind ("doi"), "" without."""
        return next((value for name, value in self.ids if name == kind), "")

    def issn(self, medium: str) -> str:
        """The ISSN of this medium, "" without."""
        return next((value for name, value in self.issns if name == medium), "")

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """Those whose role is "author"."""
        return tuple(person.contributor for person in self.people if person.role == "author")

    @property
    def published(self) -> DateValue:
        """The earliest publication, as far as it is known; one with a day is not beaten by its year alone."""
        known = [date.value for date in self.dates if date.value.year is not None and date.type not in NOT_FIRST]
        known = known or [date.value for date in self.dates if date.value.year is not None]
        return min(known, key=_order, default=DateValue())

    def affiliation(self, id: str) -> Affiliation | None:
        """The affiliation of this id."""
        return next((one for one in self.affiliations if one.id == id), None)


NOT_FIRST = frozenset(("collection", "corrected", "retracted", "preprint"))


def _order(date: DateValue) -> tuple[int, int, int]:
    return (date.year or 9999, date.month or 13, date.day or 32)
