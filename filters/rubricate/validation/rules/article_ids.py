"""Rules on the ids of the article: DOI, PMID, one of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .document import Document, shown, tag, text_of
from .journal import TAG_LIBRARY
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

# "10.5555/jgm.2024.34"; registrants may have parts: "10.1000.10/123".
DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/\S{1,2000}")
PREFIX = re.compile(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi\s{0,3}:\s{0,3}|doi\s{1,3})", re.IGNORECASE)
# A PMID with what people write around it: "PMID: 24868193.", "https://pubmed.ncbi.nlm.nih.gov/24868193/", "024868193".
PMID = re.compile(r"(?:https?://\S{0,60}/|\D{0,8})0{0,4}([1-9][0-9]{0,7})[.,;/ ]{0,3}", re.IGNORECASE)
PEER_REVIEWS = frozenset(
    (
        *("aggregated-review-documents", "author-comment", "community-comment", "decision-letter", "editor-report"),
        *("referee-report", "reviewer-report"),
    )
)


@rule(
    "doi-present",
    9,
    Severity.ERROR,
    source="Crossref deposit schema; JATS4R peer review",
    link="https://www.crossref.org/documentation/member-setup/constructing-your-dois/",
    suggestion='Write <article-id pub-id-type="doi">10.…</article-id>.',
)
def doi_present(document: Document) -> Iterator[Hit]:
    """The article has a DOI.

    Without it nobody can cite or link the article in a lasting way. Reviews and decision letters that go with an
    article have their own DOIs if they are registered, so their lack is only told as information.
    """
    meta = document.article_meta
    if meta is not None:
        yield from _doi_of(meta, None)
    for part in document.all("sub-article"):
        if part.get("article-type") in PEER_REVIEWS:
            for meta in (*part.iterchildren("front-stub"), *part.iterfind("front/article-meta")):
                yield from _doi_of(meta, Severity.INFO)


def _doi_of(meta: etree._Element, severity: Severity | None) -> Iterator[Hit]:
    dois = [element for element in meta.iterchildren("article-id") if element.get("pub-id-type") == "doi"]
    if not dois:
        yield Hit(meta, f"{tag(meta)} without a DOI", '<article-id pub-id-type="doi">', severity=severity)
    elif not any(text_of(doi) for doi in dois):
        yield Hit(dois[0], "empty <article-id> for the DOI", "the DOI, as in 10.5555/jgm.2024.34", severity=severity)


@rule(
    "doi-form",
    10,
    Severity.ERROR,
    source="PMC Style Checker (DOI format); Crossref",
    link="https://www.crossref.org/documentation/member-setup/constructing-your-dois/",
    suggestion="Write the bare DOI: 10., the registrant's number, a slash, the suffix.",
)
def doi_form(document: Document) -> Iterator[Hit]:
    """A DOI is bare and whole: 10.NNNN/suffix, without address, “doi:” or spaces.

    Readers of JATS put https://doi.org/ before the value, so that an address in it gives a dead link. Looked at are
    <article-id> and <object-id>; the DOIs of references have their own rule.
    """
    for element in document.all("article-id", "object-id"):
        if element.get("pub-id-type") != "doi":
            continue
        text = text_of(element)
        if DOI.fullmatch(text) and ".." not in text.partition("/")[0] and text.isascii() and text[-1] not in ".,;":
            continue
        if not text:
            if element.tag == "object-id":
                yield Hit(element, "empty <object-id> for a DOI", "the DOI, as in 10.5555/jgm.2024.34")
            continue  # of the article: doi-present says it
        yield _doi_fault(element, text)


def _doi_fault(element: etree._Element, text: str) -> Hit:
    prefix = PREFIX.match(text)
    bare = text[prefix.end() :] if prefix else text
    mended = "".join(bare.split()).rstrip(".,;")
    while ".." in mended.partition("/")[0]:
        mended = mended.replace("..", ".", 1)
    certain = DOI.fullmatch(mended) is not None and mended.isascii()
    if prefix:
        found = f"{shown(prefix[0].strip())} before the DOI {shown(bare)}"
    elif not text.isascii():
        strange = next(character for character in text if not character.isascii())
        found = f"character “{strange}” (U+{ord(strange):04X}) in the DOI {shown(text)}"
    elif " " in text:
        found = f"space in the DOI {shown(text)}"
    elif certain and text[-1] in ".,;":
        found = f"“{text[-1]}” at the end of the DOI {shown(text)}"
    else:
        found = f"DOI {shown(text)}"
    expected = f"“{mended}”" if certain else "10., four to nine digits, a slash and a suffix of plain characters"
    return Hit(element, found, expected, "text", f"Write {mended}." if certain else "")


@rule(
    "article-id-unique",
    11,
    Severity.ERROR,
    source="PMC Style Checker (article id)",
    link=TAG_LIBRARY + "element/article-id.html",
    suggestion="Keep the one that is right, or tell them apart by @pub-id-type or @specific-use.",
)
def article_id_unique(document: Document) -> Iterator[Hit]:
    """An article has one id of each kind.

    With two DOIs, or two ids of the publisher, nobody knows which is meant. Kinds that mean nothing in particular
    (“other”, “custom”) may come more than once, and so may ids that @specific-use tells apart.
    """
    for meta in document.metas:
        seen: dict[tuple[str, str, str], etree._Element] = {}
        for element in meta.iterchildren("article-id"):
            kind = element.get("pub-id-type", "")
            key = (kind, element.get("specific-use", ""), element.get("custom-type", ""))
            if kind in ("", "other", "custom"):
                continue
            first = seen.setdefault(key, element)
            if first is not element:
                found = f"second <article-id> of the kind {kind}, {shown(text_of(element))}"
                yield Hit(element, found, f"only one (the first is {shown(text_of(first))})")


@rule(
    "pmid-form",
    12,
    Severity.ERROR,
    source="PMC Style Checker (PMID)",
    link=TAG_LIBRARY + "attribute/pub-id-type.html",
    suggestion="Write the number alone, as in 24868193.",
)
def pmid_form(document: Document) -> Iterator[Hit]:
    """A PMID is a number: one to eight digits, no zero in front, no “PMID:”.

    Those of the article and of its references.
    """
    for element in document.all("article-id", "pub-id"):
        if element.get("pub-id-type") != "pmid":
            continue
        text = text_of(element)
        if text.isascii() and text.isdigit() and len(text) <= 8 and text[0] != "0":
            continue
        match = PMID.fullmatch(text)
        found = f"PMID {shown(text)}" if text else f"empty {tag(element)} for a PMID"
        expected = f"“{match[1]}”" if match else "one to eight digits that don't begin with 0"
        yield Hit(element, found, expected, "text" if text else "start", f"Write {match[1]}." if match else "")
