"""The addresses that a licence gives: the machine's own, and those in its text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .creative_commons import is_creative_commons
from .document import ALI, XLINK

Address = tuple[etree._Element, str, str]
"""An element, the part of it ("text", "@xlink:href"), the address as written."""


def named_in(license: etree._Element) -> Iterator[Address]:
    """The addresses of a licence: the element, the part of it, the address as written. The machine's own come first."""
    if (address := license.get(XLINK + "href")) is not None:
        yield license, "@xlink:href", address
    yield from references_in(license)


def references_in(given: etree._Element) -> list[Address]:
    """The same for the <ali:license_ref> of a licence, or of <permissions>, as newer grammars allow it."""
    return [
        (reference, "text", "".join(reference.itertext("*"))) for reference in given.iterchildren(ALI + "license_ref")
    ]


def linked_in(license: etree._Element) -> Iterator[Address]:
    """Creative Commons addresses in the licence's text."""
    for link in license.iter("ext-link", "uri"):
        if is_creative_commons(address := link.get(XLINK + "href", "")):
            yield link, "@xlink:href", address
