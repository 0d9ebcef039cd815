"""Rules on the licence: its address, and where its text stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .creative_commons import canonical, is_creative_commons, is_page, licence_of
from .document import ALI, Document, shown, text_of
from .license_addresses import linked_in, named_in, references_in
from .registry import Hit, rule

JATS4R = "https://jats4r.niso.org/permissions/"


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
            beside[parent] = references_in(parent)
        named = [*named_in(license), *beside[parent]]
        linked = list(linked_in(license))
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
    if in_text and right and is_page(address):  # a link in the text may lead to the legal code on purpose
        return
    expected = right or "an address of a Creative Commons licence, as in https://creativecommons.org/licenses/by/4.0/"
    yield Hit(
        element,
        f"licence address {' '.join(address.split())[:120]}",
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
