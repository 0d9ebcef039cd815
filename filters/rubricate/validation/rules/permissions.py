"""The rule on `<permissions>`: copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import Document, shown, text_of
from .license_addresses import linked_in, named_in, references_in
from .registry import Hit, rule

JATS4R = "https://jats4r.niso.org/permissions/"


YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")  # "© 2024 The Authors"


@rule(
    "permissions",
    39,
    Severity.ERROR,
    source="PMC tagging guidelines (permissions); JATS4R (permissions)",
    link=JATS4R,
    suggestion="Write in <article-meta>: <permissions> with <copyright-statement>, <copyright-year>, <copyright-holder> and <license>.",
)
def permissions(document: Document) -> Iterator[Hit]:
    """The article says who holds the rights since when.

    `<permissions>` stands in `<article-meta>`, with statement, year (four digits) and holder; a work in the public domain
    (CC0, Public Domain Mark, works of a government) has no copyright and needs none of the three. A missing statement is a
    warning, a missing year or holder information: five of six articles that were published lack one of them.
    """
    meta = document.article_meta
    if meta is not None:
        given = meta.find("permissions")
        if given is None:
            yield Hit(meta, "<article-meta> without <permissions>", "the rights of the article")
        else:
            yield from _copyright(given)
    for year in document.all("copyright-year"):
        text = text_of(year)
        if not (len(text) == 4 and text.isascii() and text.isdecimal()):
            yield Hit(year, f"copyright year {shown(text)}", "a year of four digits", "text" if text else "start")


def _copyright(given: etree._Element) -> Iterator[Hit]:
    if len(given) == 0:
        yield Hit(given, "empty <permissions>", "copyright and licence")
        return
    if _public_domain(given):
        return
    for name, what in (
        ("copyright-statement", "the copyright line"),
        ("copyright-year", "the year of the copyright"),
        ("copyright-holder", "the holder of the copyright"),
    ):
        found = given.find(name)
        if found is None:
            severity = Severity.WARNING if name == "copyright-statement" else Severity.INFO
            yield Hit(given, f"<permissions> without <{name}>", what, severity=severity)
        elif name != "copyright-year" and not text_of(found):
            yield Hit(found, f"empty <{name}>", what)
    dated = given.find("copyright-year")
    statement, year = text_of(given.find("copyright-statement")), text_of(dated)
    years = YEAR.findall(statement)
    if dated is not None and years and len(year) == 4 and year not in years:
        expected = f"{' or '.join(dict.fromkeys(years))}, as the copyright statement says"
        yield Hit(dated, f"copyright year {year}", expected, "text", severity=Severity.WARNING)


def _public_domain(given: etree._Element) -> bool:
    """Whether nobody holds the copyright: by the licence's address, or by the words where no licence has one."""
    addresses = [
        uri for license in given.iterchildren("license") for _, _, uri in (*named_in(license), *linked_in(license))
    ]
    addresses += [uri for _, _, uri in references_in(given)]
    if any("/licenses/" in uri for uri in addresses):
        return False  # a waiver for the data may be spoken of beside it
    text = text_of(given).casefold()
    return any("publicdomain" in uri for uri in addresses) or any(
        words in text for words in ("public domain", "cc0", "crown copyright")
    )
