"""Rules on what a citation says: its type and parts, its DOI."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import Document, ancestor, name_of, shown, text_of
from .references import CITATIONS
from .registry import Hit, rule

YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?")  # 2021, 2021a


@rule(
    "ref-type",
    62,
    Severity.ERROR,
    source="JATS4R (citations); PMC tagging guidelines (citations)",
    link="https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/dobs/#dob-refs",
    suggestion='Write publication-type="journal" (or book, confproc, thesis, web, data …), <year iso-8601-date="2021">2021</year>, <person-group person-group-type="author">.',
)
def ref_type(document: Document) -> Iterator[Hit]:
    """A citation says what it cites, and its parts are whole.

    @publication-type; a year of four digits, or @iso-8601-date where it is written otherwise; groups of persons with
    @person-group-type; of a journal article the first page, an elocation id or an identifier; no last page without a first.
    Warnings: the reference can still be read by people. An error is a type that is there and empty.
    """
    for citation in document.all(*CITATIONS):
        kind = citation.get("publication-type", citation.get("citation-type"))
        if kind is None:
            yield Hit(
                citation,
                f"<{name_of(citation)}> without @publication-type",
                'the kind, as in "journal"',
                severity=Severity.WARNING,
            )
        elif not kind.strip():
            part = "@publication-type" if citation.get("publication-type") is not None else "@citation-type"
            yield Hit(citation, f"empty {part}", 'the kind, as in "journal"', part)
        for year in citation.iterchildren("year"):
            text = text_of(year)
            if not YEAR.fullmatch(text) and not year.get("iso-8601-date"):
                found = f"year {shown(text)}" if text else "empty <year>"
                yield Hit(
                    year,
                    found,
                    "four digits, or @iso-8601-date",
                    "text" if text else "start",
                    severity=Severity.WARNING,
                )
        for group in citation.iterchildren("person-group"):
            if not group.get("person-group-type", "").strip():
                yield Hit(
                    group,
                    "<person-group> without @person-group-type",
                    '"author", "editor" or another',
                    severity=Severity.WARNING,
                )
        yield from _pages(citation, kind or "")


def _pages(citation: etree._Element, kind: str) -> Iterator[Hit]:
    names = {str(child.tag) for child in citation.iterchildren("*")}
    if "lpage" in names and "fpage" not in names:
        last = citation.find("lpage")
        if last is not None:
            yield Hit(last, "<lpage> without <fpage>", "the first page", severity=Severity.WARNING)
    if (
        kind == "journal"
        and "volume" in names
        and not names
        & {"fpage", "elocation-id", "page-range", "pub-id", "ext-link", "uri", "object-id", "comment", "lpage"}
    ):
        yield Hit(
            citation,
            "journal citation without page",
            "<fpage>, <elocation-id> or <pub-id>",
            severity=Severity.INFO if citation.tag == "mixed-citation" else Severity.WARNING,
        )


AT_END = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s%]+$")  # https://doi.org/10.1000/182


DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/\S+")  # 10.1000/182


IN_TEXT = re.compile(r"\b10\.\d{4,9}/[^\s<>\"]{2,}")


@rule(
    "ref-doi",
    63,
    Severity.ERROR,
    source="PMC Style Checker (DOI format); Crossref (DOI display and reference linking)",
    link="https://www.crossref.org/documentation/member-setup/constructing-your-dois/",
    suggestion='Write <pub-id pub-id-type="doi">10.5555/12345678</pub-id>.',
)
def ref_doi(document: Document) -> Iterator[Hit]:
    """The DOI of a reference is tagged and bare: it begins with “10.”, without address, spaces or “doi:”.

    A DOI that stands as plain text in a citation is a warning: people see it, links and counts of citations do not.
    """
    for pub_id in document.all("pub-id"):
        if pub_id.get("pub-id-type") != "doi":
            continue
        text = text_of(pub_id)
        if not DOI.fullmatch(text) or "10.." in text:
            match = AT_END.search(text) if "10.." not in text else None
            suggestion = f'Write <pub-id pub-id-type="doi">{match[0]}</pub-id>.' if match else ""
            found = f"DOI {shown(text)}" if text else "empty <pub-id>"
            expected = match[0] if match else "one that begins with 10., four digits or more, and a slash"
            yield Hit(pub_id, found, expected, "text" if text else "start", suggestion=suggestion)
    for citation in document.all(*CITATIONS):
        if any(child.get("pub-id-type") == "doi" for child in citation.iter("pub-id")):
            continue
        yield from _untagged(citation)


def _untagged(citation: etree._Element) -> Iterator[Hit]:
    for element in citation.iter("*"):
        if (
            element.tag in ("pub-id", "ext-link", "uri", "object-id", "elocation-id", "article-title", "source")
            or ancestor(element, "ext-link", "uri") is not None
        ):
            texts: tuple[tuple[str, str | None], ...] = (("tail", element.tail),)
        else:
            texts = (("text", element.text), ("tail", element.tail if element is not citation else None))
        for part, text in texts:
            if text and "10." in text and (match := IN_TEXT.search(text)):
                doi = match[0].rstrip(".,;)]")
                found = f"DOI {doi} as plain text"
                suggestion = f'Write <pub-id pub-id-type="doi">{doi}</pub-id>.'
                yield Hit(element, found, "it in <pub-id>", part, suggestion=suggestion, severity=Severity.WARNING)
                return
