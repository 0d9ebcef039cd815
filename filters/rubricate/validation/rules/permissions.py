"""Rules on `<permissions>`: copyright, licence, and where the text of a licence stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...values import Severity
from .creative_commons import canonical, is_creative_commons, licence_of
from .document import ALI, XLINK, Document, shown, text_of
from .registry import Hit, rule

JATS4R = "https://jats4r.niso.org/permissions/"
YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")  # "© 2024 The Authors"
# "distributed under the terms of", "This is an open access article", "Creative Commons"
LICENCE = re.compile(
    r"creative commons|\bcc[ -]by\b|distributed under|under the terms of|licen[cs]ed under|open[- ]access article|permits unrestricted",
    re.IGNORECASE,
)
GRANT = re.compile(
    r"(?:this|the) (?:is an open[- ]access )?(?:article|work|paper)\b[^.]{0,80}(?:licen[cs]ed|distributed|published|made available) under",
    re.IGNORECASE,
)


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
    addresses = [uri for license in given.iterchildren("license") for _, _, uri in (*_uris(license), *_links(license))]
    addresses += [uri for _, _, uri in _beside(given)]
    if any("/licenses/" in uri for uri in addresses):
        return False  # a waiver for the data may be spoken of beside it
    text = text_of(given).casefold()
    return any("publicdomain" in uri for uri in addresses) or any(
        words in text for words in ("public domain", "cc0", "crown copyright")
    )


def _uris(license: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """The addresses of a licence: the element, the part of it, the address as written. The machine's own come first."""
    if (address := license.get(XLINK + "href")) is not None:
        yield license, "@xlink:href", address
    for reference in license.iterchildren(ALI + "license_ref"):
        yield reference, "text", "".join(reference.itertext("*"))


def _beside(given: etree._Element) -> list[tuple[etree._Element, str, str]]:
    """The same for <ali:license_ref> beside the licences of <permissions>, as newer grammars allow it."""
    return [
        (reference, "text", "".join(reference.itertext("*"))) for reference in given.iterchildren(ALI + "license_ref")
    ]


def _links(license: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Creative Commons addresses in the licence's text."""
    for link in license.iter("ext-link", "uri"):
        if is_creative_commons(address := link.get(XLINK + "href", "")):
            yield link, "@xlink:href", address


@rule(
    "license-uri",
    40,
    Severity.ERROR,
    source="PMC Style Checker (licence integrity); JATS4R (permissions); NISO Access and License Indicators",
    link=JATS4R,
    suggestion="Write the licence's address as Creative Commons gives it, as in https://creativecommons.org/licenses/by/4.0/, in <ali:license_ref>.",
)
def license_uri(document: Document) -> Iterator[Hit]:
    """A Creative Commons licence is named by its canonical address, and by one only.

    The address stands in `<ali:license_ref>` or in license/@xlink:href, and where both are there they agree. Canonical:
    https, “licenses” spelt so, small letters, a version, a slash at the end. Where it is clear all the same which licence
    is meant (`http:`, no slash, “/deed”), and where the address stands in the text only, that is a warning; an error where
    an address names no licence or two name different ones. A waiver for the data (CC0) that the text speaks of is no second
    licence.
    """
    beside: dict[etree._Element, list[tuple[etree._Element, str, str]]] = {}
    for license in document.all("license"):
        parent = license.getparent()
        if parent is None or parent.tag != "permissions":
            continue
        if parent not in beside:
            beside[parent] = _beside(parent)
        named = [*_uris(license), *beside[parent]]
        linked = list(_links(license))
        licences: dict[str, str] = {}
        for element, part, address in [*named, *linked]:
            if not address.strip():
                yield Hit(
                    element, f"empty {part}" if part != "text" else "empty <ali:license_ref>", "the licence's address"
                )
            elif is_creative_commons(address):
                yield from _address(element, part, address, in_text=element.tag not in ("license", ALI + "license_ref"))
                if (licence := licence_of(address)) is not None and not (
                    element.tag in ("ext-link", "uri") and "publicdomain" in licence
                ):
                    licences.setdefault(licence, address.strip())
                    if len(licences) > 1 and licence != next(iter(licences)):
                        found = f"second licence {address.strip()}"
                        yield Hit(element, found, f"the same as before, {next(iter(licences.values()))}", part)
        yield from _twice(license)
        yield from _unnamed(license, [uri for _, _, uri in named if uri.strip()], linked)


def _address(element: etree._Element, part: str, address: str, in_text: bool) -> Iterator[Hit]:
    right = canonical(address)
    if right == address or (part == "text" and right == address.strip()):
        return
    expected = right or "an address of a Creative Commons licence, as in https://creativecommons.org/licenses/by/4.0/"
    yield Hit(
        element,
        f"licence address {address}",
        expected,
        part,
        suggestion=f"Write {right}." if right else "",
        severity=Severity.WARNING if right or in_text else None,
    )


def _twice(license: etree._Element) -> Iterator[Hit]:
    """The same address in two <ali:license_ref> for the same use."""
    seen: set[tuple[str, str | None, str | None]] = set()
    for reference in license.iterchildren(ALI + "license_ref"):
        address = canonical(text_of(reference))
        if address is None:
            continue
        key = (address, reference.get("specific-use"), reference.get("start_date"))
        if key in seen:
            found = f"second <ali:license_ref> with {address}"
            yield Hit(reference, found, "one", suggestion="Leave one of them out.", severity=Severity.WARNING)
        seen.add(key)


def _unnamed(license: etree._Element, named: list[str], linked: list[tuple[etree._Element, str, str]]) -> Iterator[Hit]:
    if named:
        return
    if linked:
        address = canonical(linked[0][2]) or linked[0][2].strip()
        yield Hit(
            license,
            "licence address in the text only",
            "<ali:license_ref> or @xlink:href",
            suggestion=f"Add <ali:license_ref>{address}</ali:license_ref>.",
            severity=Severity.WARNING,
        )
    elif "creative commons" in text_of(license).casefold():
        yield Hit(license, "Creative Commons licence without address", "<ali:license_ref>", severity=Severity.WARNING)


@rule(
    "license-text",
    41,
    Severity.WARNING,
    source="PMC Style Checker (copyright statement, footnotes)",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/license.html",
    suggestion="Move the sentence to <license><license-p> in <permissions>.",
)
def license_text(document: Document) -> Iterator[Hit]:
    """The text of the licence stands in `<license>`.

    In the copyright line or in a footnote nobody looks for a licence, and the article counts as closed. Footnotes that
    only mention a licence are left alone; told are those that grant one. An error where the article has no `<license>`.
    """
    licensed = document.first("license") is not None
    for statement in document.all("copyright-statement"):
        text = text_of(statement)
        if match := LICENCE.search(text):
            found = f"{shown(text[match.start() :])} in <copyright-statement>"
            yield Hit(statement, found, "it in <license>", "text", severity=None if licensed else Severity.ERROR)
    for note in document.all("fn"):
        parent = note.getparent()
        if parent is None or parent.tag not in ("author-notes", "fn-group"):
            continue
        text = text_of(note)
        if "licen" in text and (match := GRANT.search(text)):
            found = f"{shown(text[match.start() :])} in a footnote"
            yield Hit(note, found, "it in <license>", severity=None if licensed else Severity.ERROR)
