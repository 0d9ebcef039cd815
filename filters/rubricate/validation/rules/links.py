"""The rule on `<ext-link>`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .contents import holds
from .document import XLINK, Document, shown, text_of
from .registry import Hit, rule

SCHEMES = ("http://", "https://", "ftp://", "ftps://", "mailto:")


# Texts that tell nothing, once the sentence around them is gone.
VAGUE = frozenset(
    ("here", "click here", "link", "this link", "this", "read more", "more", "aquí", "aqui", "ici", "hier")
)


# Types whose href is an address; others (doi, pmid, genbank …) hold an identifier.
ADDRESSES = frozenset(("uri", "url", "http", "https", "ftp", "email", "email-address", ""))


@rule(
    "ext-link",
    60,
    Severity.ERROR,
    source="PMC Style Checker (ext-link, href); JATS4R (accessibility)",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/ext-link.html",
    suggestion='Write <ext-link ext-link-type="uri" xlink:href="https://…">what it leads to</ext-link>.',
)
def ext_link(document: Document) -> Iterator[Hit]:
    """A link says what kind it is, leads to a whole address, and its text tells where.

    @ext-link-type and @xlink:href are there; an address has a scheme (http, https, ftp, mailto) and no spaces; a DOI has
    the form of one. A place in the same article is reached by `<xref>`. A text like “here” is a warning, and so is an
    address without scheme, which displays can mend.
    """
    for link in document.all("ext-link"):
        kind, href = link.get("ext-link-type"), link.get(XLINK + "href")
        if kind is None or not kind.strip():
            found = "<ext-link> without @ext-link-type" if kind is None else "empty @ext-link-type"
            yield Hit(link, found, 'its kind, as in "uri"', "start" if kind is None else "@ext-link-type")
        if href is None:
            yield Hit(link, "<ext-link> without @xlink:href", "the address")
        else:
            yield from _address(link, (kind or "").strip().casefold(), href)
        text = text_of(link)
        if not text and not holds(link):
            yield Hit(link, "<ext-link> without text", "what it leads to", severity=Severity.WARNING)
        elif text.casefold().strip("[]().: ") in VAGUE:
            yield Hit(link, f"link text {shown(text)}", "what it leads to", "text", severity=Severity.WARNING)


def _address(link: etree._Element, kind: str, href: str) -> Iterator[Hit]:
    bare = href.strip()
    if not bare:
        yield Hit(link, "empty @xlink:href", "the address", "@xlink:href")
    elif bare.startswith("#"):
        suggestion = f'Write <xref rid="{bare[1:]}">.'
        yield Hit(link, f"address {shown(href)} in this article", "an <xref>", "@xlink:href", suggestion=suggestion)
    elif any(letter.isspace() for letter in bare):
        expected = "an address without spaces (%20 in their place)"
        yield Hit(link, f"space in the address {shown(href)}", expected, "@xlink:href", severity=Severity.WARNING)
    elif kind in ADDRESSES:
        if not bare.casefold().startswith(SCHEMES):
            doi = bare.startswith("10.")
            mail = "@" in bare and "/" not in bare
            expected = (
                f"https://doi.org/{bare}"
                if doi
                else f"mailto:{bare}"
                if mail
                else "an address with its scheme, as in https://"
            )
            yield Hit(link, f"address {shown(href)}", expected, "@xlink:href", severity=Severity.WARNING)
        elif bare.casefold() in SCHEMES or (
            bare.count("://") > 1 and bare.casefold().startswith(("http://http", "https://http"))
        ):
            yield Hit(link, f"address {shown(href)}", "a whole address, with its scheme once", "@xlink:href")
    elif kind == "doi" and not bare.startswith(
        ("10.", "https://doi.org/10.", "http://doi.org/10.", "http://dx.doi.org/10.", "https://dx.doi.org/10.")
    ):
        yield Hit(link, f"DOI {shown(href)}", "one that begins with 10.", "@xlink:href", severity=Severity.WARNING)
