"""One correction: which part, what stood there, what is to stand there, and what is near it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NUMBER = re.compile(r" ([0-9]{1,6})(?= /|$)")
"""The number of one of many: "author 2 / surname"."""


@dataclass(frozen=True, slots=True)
class Correction:
    """`part` names a value as the proof page does; `was`, `now` and `near` are plain text. An empty `was` adds a value, an
    empty `now` takes it away."""

    part: str
    was: str = ""
    now: str = ""
    near: str = ""
    """The words in the source, or the name beside the value, that find it again where numbers have changed."""
    line: int | None = None
    """Where it stands in its file."""

    def as_dict(self) -> dict[str, str]:
        """Ready for YAML, in the order in which a person reads it; without the empty `near`."""
        out = {"part": self.part, "was": self.was, "now": self.now}
        return {**out, "near": self.near} if self.near else out


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of one document, in the order in which they are applied."""

    entries: tuple[Correction, ...] = ()
    file: str = ""
    """The name of the file that they came from."""
    of: str = ""
    """The document that they were made for, as the page noted it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one correction."""

    correction: Correction
    applied: bool
    found: str = ""
    """What stands there instead of `was`, where it was not applied."""
    why: str = ""
    """Why not: "the value is so already", "no such part" …"""

    def as_dict(self) -> dict[str, Any]:
        """For the report and the proof page."""
        return {
            **self.correction.as_dict(),
            "applied": self.applied,
            **({"found": self.found} if self.found else {}),
            **({"why": self.why} if self.why else {}),
        }


def kind_of(part: str) -> str:
    """The name of a part without its numbers.

    >>> kind_of("reference 5 / author 2 / surname"), kind_of("Volume")
    ('reference / author / surname', 'volume')
    """
    return NUMBER.sub("", " ".join(part.split())).casefold()


def numbers_of(part: str) -> tuple[int, ...]:
    """The numbers in the name of a part.

    >>> numbers_of("reference 5 / author 2 / surname")
    (5, 2)
    """
    return tuple(int(number) for number in NUMBER.findall(" ".join(part.split())))


METADATA: Mapping[str, str] = {
    "volume": "article.volume", "issue": "article.issue", "supplement": "article.supplement", "first page": "article.fpage",
    "last page": "article.lpage", "article number": "article.elocation-id", "doi": "article.doi", "pmid": "article.pmid",
    "pmcid": "article.pmcid", "article type": "article.type", "article heading": "article.heading",
    "running title": "article.running-title", "journal title": "journal.title", "abbreviated journal title": "journal.abbrev-title",
    "journal id": "journal.publisher-id", "print issn": "journal.pissn", "electronic issn": "journal.eissn", "issn": "journal.issn",
    "publisher": "journal.publisher-name", "publisher place": "journal.publisher-loc", "copyright statement": "copyright.statement",
    "copyright year": "copyright.year", "copyright holder": "copyright.holder", "language": "lang",
}  # fmt: skip
"""Parts with one value each: the metadata key (table in the README) that holds it."""
AUTHOR: Mapping[str, str] = {
    "surname": "surname", "given names": "given-names", "prefix": "prefix", "suffix": "suffix", "name": "string",
    "group": "collab", "degrees": "degrees", "orcid": "orcid", "e-mail": "email",
}  # fmt: skip
AFFILIATION: Mapping[str, str] = {
    "department": "department", "institution": "organization", "city": "city", "region": "region", "postcode": "postcode",
    "country": "country", "country code": "country-code", "text": "text", "label": "label", "ror": "ror",
}  # fmt: skip
DATES = ("publication date", "received date", "revised date", "accepted date")
TEXTS = ("title", "subtitle", "translated title", "abstract", "translated abstract", "paragraph", "heading", "caption",
         "label", "table cell", "correspondence", "author note", "note", "licence", "funding")  # fmt: skip
"""Running text: `was` and `now` are the words that change with a few around them, `near` is the beginning of the text."""
BLOCKS = ("role", "level")
"""What a block is, and how deep a heading: `near` is its beginning."""
ROLES: Mapping[str, str] = {
    "text": "p", "body": "p", "paragraph": "p", "heading": "sec-title", "furniture": "page-furniture", "page furniture": "page-furniture",
    "caption": "caption", "reference": "ref", "title": "title", "subtitle": "subtitle", "translated title": "trans-title",
    "running title": "running-head", "authors": "contrib-group", "affiliation": "aff", "correspondence": "corresp",
    "author note": "author-note", "history": "history", "journal line": "journal-line", "identifier": "article-id", "rights": "permissions",
    "article type": "article-type", "abstract": "abstract", "keywords": "kwd-group", "list item": "list-item", "quotation": "disp-quote",
    "table note": "table-foot", "front note": "front-notes",
}  # fmt: skip
"""What a person calls a role: the name that zones know."""
LEVELS = range(1, 7)
REFERENCE = (
    "article title", "chapter title", "source", "translated title", "conference", "conference date", "conference place", "series",
    "edition", "year", "month", "day", "season", "date accessed", "volume", "issue", "supplement", "part", "first page", "last page",
    "article number", "size", "publisher", "publisher place", "institution", "doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "link", "patent",
    "standard", "report number", "version", "comment", "type",
)  # fmt: skip
PEOPLE = ("author", "editor", "translator")
KINDS: frozenset[str] = frozenset(
    (
        *METADATA,
        *(f"author / {key}" for key in AUTHOR),
        *(f"affiliation / {key}" for key in AFFILIATION),
        "correspondence / e-mail",
        *DATES,
        "keyword",
        *TEXTS,
        *BLOCKS,
        *(f"reference / {name}" for name in REFERENCE),
        *(f"reference / {role} / {key}" for role in PEOPLE for key in ("surname", "given names", "suffix", "group")),
    )
)
"""Every part that can be corrected, by its name without numbers."""
