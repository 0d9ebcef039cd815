"""An article in plain strings: what the renderer needs of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Person:
    """One author; `affs` are places in the list of affiliations."""

    given: str = ""
    surname: str = ""
    suffix: str = ""
    degrees: str = ""
    collab: str = ""
    orcid: str = ""
    email: str = ""
    affs: list[int] = field(default_factory=list)
    corresp: bool = False


@dataclass
class Block:
    """One part of the body: h (heading), p, li, quote, eq, fig, table."""

    kind: str
    text: str = ""
    level: int = 0
    label: str = ""
    rows: list[list[str]] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)


@dataclass
class Source:
    """One article in plain strings."""

    name: str
    publisher: str = ""
    title: str = ""
    subtitle: str = ""
    running: str = ""
    trans_titles: list[str] = field(default_factory=list)
    subject: str = ""
    language: str = "en"
    authors: list[Person] = field(default_factory=list)
    affs: list[str] = field(default_factory=list)
    native_authors: str = ""
    native_affs: list[str] = field(default_factory=list)
    corresp: str = ""
    notes: list[str] = field(default_factory=list)
    journal: str = ""
    abbrev: str = ""
    issn: str = ""
    doi: str = ""
    pmid: str = ""
    year: str = ""
    month: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    dates: dict[str, str] = field(default_factory=dict)
    copyright: str = ""
    license: str = ""
    abstract: list[tuple[str, str]] = field(default_factory=list)
    other_abstracts: list[tuple[str, list[str]]] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    other_keywords: list[str] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    back: list[tuple[str, list[str]]] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
