"""The typed article; `article_metadata.article_from` is its only maker.

Lenient to build: whatever the metadata of a tagged document holds becomes a field or stays out.
Strict to check: `Article.missing_for_publishing` names every fact that Journal Publishing demands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import panflute as pf

from .references.record import Reference
from .values import Affiliation, Contributor, DateValue, Finding

Inlines = tuple[pf.Inline, ...]
Blocks = tuple[pf.Block, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """Facts of `<journal-meta>`; metadata `journal.*`."""

    publisher_id: str = ""
    nlm_ta: str = ""
    pmc: str = ""
    title: str = ""
    abbrev_title: str = ""
    pissn: str = ""
    eissn: str = ""
    issn: str = ""
    """An ISSN whose medium is not known."""
    publisher_name: str = ""
    publisher_loc: str = ""


@dataclass(frozen=True, slots=True)
class TranslatedTitle:
    lang: str
    title: Inlines
    subtitle: Inlines = ()


@dataclass(frozen=True, slots=True)
class Abstract:
    """`<abstract>` (or `<trans-abstract>` where `lang` is set): blocks, headers are its sections."""

    blocks: Blocks
    lang: str = ""
    type: str = ""
    """`abstract-type`: "graphical", "key-points", "plain-language-summary", …"""
    title: str = ""
    """A title that says more than "Abstract"."""


@dataclass(frozen=True, slots=True)
class KeywordGroup:
    """`<kwd-group>`: `type` "author" or "mesh"; `major` are the indexes of starred MeSH terms."""

    keywords: tuple[Inlines, ...]
    type: str = "author"
    lang: str = ""
    title: str = ""
    major: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """A `<pub-date>` (`type` "pub", "epub", "collection") or a `<history>` date ("received" …)."""

    type: str
    value: DateValue
    publication_format: str = ""
    """Only where the source or the user says so: "print" or "electronic"."""


@dataclass(frozen=True, slots=True)
class Correspondence:
    id: str
    text: Inlines
    """As printed, e-mails included as text or Link."""
    emails: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class AuthorNote:
    """A footnote of the title block: equal contribution, present address, deceased …"""

    id: str
    text: Inlines
    type: str = "other"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Permissions:
    statement: str = ""
    year: str = ""
    holder: str = ""
    license_text: Blocks = ()
    license_link: str = ""
    license_type: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """Everything that `<front>` needs, and the tagged blocks that body, floats and back are built from."""

    lang: str = ""
    article_type: str = ""
    heading: str = ""
    """Subject printed above the title ("Case Report"); `article.heading`."""
    categories: tuple[str, ...] = ()
    journal: Journal = field(default_factory=Journal)
    title: Inlines = ()
    subtitle: Inlines = ()
    running_title: Inlines = ()
    """`<alt-title alt-title-type="running-head">`; `article.running-title`."""
    translated_titles: tuple[TranslatedTitle, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    correspondences: tuple[Correspondence, ...] = ()
    author_notes: tuple[AuthorNote, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    """`(pub-id-type, value)`: doi, pmid, pmcid, arxiv, publisher-id; in this order."""
    publication_dates: tuple[ArticleDate, ...] = ()
    history: tuple[ArticleDate, ...] = ()
    volume: str = ""
    issue: str = ""
    issue_title: str = ""
    supplement: str = ""
    fpage: str = ""
    lpage: str = ""
    elocation_id: str = ""
    permissions: Permissions = field(default_factory=Permissions)
    abstracts: tuple[Abstract, ...] = ()
    keyword_groups: tuple[KeywordGroup, ...] = ()
    funding_statement: Inlines = ()
    related: tuple[tuple[str, str, str], ...] = ()
    """`(related-article-type, ext-link-type, identifier)` for corrections and retractions."""
    blocks: Blocks = ()
    """The tagged body, back matter and references, in document order."""
    references: Mapping[str, Reference] = field(default_factory=dict)
    """The parsed entries of the reference lists by their ids."""
    findings: tuple[Finding, ...] = ()
    """What was wrong with the metadata itself."""
