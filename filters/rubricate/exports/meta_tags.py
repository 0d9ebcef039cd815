"""`citation_*` meta tags, as Google Scholar and reference managers read them off an article's page.

Source: Google Scholar, *Inclusion Guidelines for Webmasters*, "Indexing guidelines", and the tags of HighWire Press that it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from lxml import etree

from ..from_jats import Front, front_of, items_of
from ..references.csl_fields import date_parts
from ..values import Contributor, DateValue
from .people import affiliations_of, full_name


def meta_tags(article: etree._Element) -> str:
    """One `<meta>` a line; values escaped."""
    return "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in tags_of(article) if value)


def tags_of(article: etree._Element) -> Iterator[tuple[str, str]]:
    """`(name, value)` in order: an author's institutions follow the author."""
    front = front_of(article)
    yield "citation_journal_title", front.journal_title
    yield "citation_journal_abbrev", front.abbreviated_title
    yield "citation_publisher", front.publisher
    yield from (("citation_issn", issn) for issn in dict.fromkeys(value for _, value in front.issns))
    yield "citation_title", ": ".join(filter(None, (front.title, front.subtitle)))
    for one in front.authors:
        yield from _author(one, front)
    yield "citation_publication_date", _slashes(front.published)
    online = next((date.value for date in front.dates if date.medium == "electronic" and date.type == "pub"), None)
    yield "citation_online_date", _slashes(online) if online is not None else ""
    yield "citation_volume", front.volume
    yield "citation_issue", " ".join(filter(None, (front.issue, front.supplement)))
    yield "citation_firstpage", front.fpage or front.elocation
    yield "citation_lastpage", front.lpage
    yield "citation_doi", front.id("doi")
    yield "citation_pmid", front.id("pmid")
    yield "citation_language", front.lang
    yield "citation_keywords", "; ".join(word for group in front.keywords for word in group.words)
    for item in items_of(article):
        yield "citation_reference", _reference(item)


def _author(one: Contributor, front: Front) -> Iterator[tuple[str, str]]:
    yield "citation_author", full_name(one, family_first=True)
    yield from (("citation_author_institution", text) for text in affiliations_of(one, front))
    yield "citation_author_orcid", f"https://orcid.org/{one.orcid}" if one.orcid else ""
    yield "citation_author_email", one.email


def _slashes(date: DateValue) -> str:
    return date.iso.replace("-", "/")


def _reference(item: Mapping[str, Any]) -> str:
    """`citation_title=…;citation_author=…`: semicolons part the fields, so a value has none."""
    people = [person.get("literal") or _initials_last(person) for person in item.get("author", ())]
    year = date_parts(item.get("issued"))[:1]
    first, _, last = str(item.get("page", "")).partition("-")
    pairs = [
        ("citation_title", item.get("title", "")),
        *(("citation_author", name) for name in people),
        ("citation_journal_title", item.get("container-title", "")),
        ("citation_publication_date", year[0] if year else ""),
        ("citation_volume", item.get("volume", "")),
        ("citation_issue", item.get("issue", "")),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_doi", item.get("DOI", "")),
        ("citation_pmid", item.get("PMID", "")),
    ]
    fields = [f"{name}={str(value).replace(';', ',')}" for name, value in pairs if value]
    return "; ".join(fields) if fields else str(item.get("note", ""))


def _initials_last(person: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (person.get("family"), person.get("given"))))
