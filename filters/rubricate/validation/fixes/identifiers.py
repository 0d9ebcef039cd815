"""Identifiers and links that are right but for their form: ORCIDs, DOIs, the addresses of Creative Commons licences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules.check_digits import orcid_check_digit
from ..rules.creative_commons import canonical, is_page
from .source import Proposal, Source

ALI = "{http://www.niso.org/schemas/ali/1.0/}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
# "ORCID: 0000-0002-1825-0097", "http://www.orcid.org/0000000218250097/": the digits in four groups.
ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid(?: id)? ?:? ?)?(\d{4})[-‐‑–]?(\d{4})[-‐‑–]?(\d{4})[-‐‑–]?(\d{3}[\dX])/?",
    re.IGNORECASE,
)
# "doi: ", "http://dx.doi.org/": what a DOI is written with, also both.
DOI_PREFIX = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi ?:? ?", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,5}/\S+")


def orcids(source: Source) -> Iterator[Proposal | None]:
    """`<contrib-id contrib-id-type="orcid">` holds the whole address (https://info.orcid.org, "Structure of the ORCID iD")."""
    for number, element in source.named("contrib-id"):
        spot = source.plain(number)
        if spot and element.get("contrib-id-type", "").lower() == "orcid":
            yield source.replace("orcid-form", spot, orcid(source.text[slice(*spot)]), "ORCID")


def dois(source: Source) -> Iterator[Proposal | None]:
    """A DOI stands without prefix (JATS tag library, @pub-id-type "doi")."""
    for number, element in source.named("article-id", "pub-id", "object-id"):
        spot = source.plain(number)
        if spot and element.get("pub-id-type", "").lower() == "doi":
            rule = "ref-doi" if element.tag == "pub-id" else "doi-form"
            yield source.replace(rule, spot, doi(source.text[slice(*spot)]), "DOI")


def licenses(source: Source) -> Iterator[Proposal | None]:
    """The address of a licence has one form, that of Creative Commons themselves.

    A link in the licence's text that leads to the legal code on purpose goes on doing so.
    """
    for number, element in source.named("license", ALI + "license_ref", "ext-link", "uri"):
        in_text = element.tag in ("ext-link", "uri")
        if in_text and next(element.iterancestors("license"), None) is None:
            continue
        spot = source.plain(number) if element.tag == ALI + "license_ref" else source.attribute(number, XLINK_HREF)
        if spot:
            right = license_uri(source.text[slice(*spot)], page=not in_text)
            yield source.replace("license-uri", spot, right, "address of the licence")


def orcid(text: str) -> str:
    """The address of an ORCID in whatever form; `text` itself where it is none, or its check digit is wrong.

    >>> orcid("orcid.org/000000021825009x"), orcid(" 0000-0002-1825-0097")
    ('orcid.org/000000021825009x', 'https://orcid.org/0000-0002-1825-0097')
    """
    match = ORCID.fullmatch(text.strip())
    if match is None:
        return text
    groups = [group.upper() for group in match.groups()]
    digits = "".join(groups)
    return f"https://orcid.org/{'-'.join(groups)}" if orcid_check_digit(digits[:-1]) == digits[-1] else text


def doi(text: str) -> str:
    """A DOI without the prefix that it is often written with; `text` itself where it can't be told for sure.

    >>> doi("https://doi.org/10.5555/abc"), doi("DOI:10.5555/abc"), doi("https://doi.org/10.5555/a%28b")
    ('10.5555/abc', '10.5555/abc', 'https://doi.org/10.5555/a%28b')
    """
    bare, is_address = text.strip(), False
    while match := DOI_PREFIX.match(bare):
        bare = bare[match.end() :]
        is_address = is_address or "/" in match[0]
    if not DOI.fullmatch(bare) or "doi.org" in bare.lower() or (is_address and any(mark in bare for mark in "%?#")):
        return text
    return bare


def license_uri(text: str, *, page: bool = True) -> str:
    """The canonical address of a Creative Commons licence, as the rule has it; `text` itself where it names none.

    `page`: whether the address of one of its pages (deed, legal code) stands for the licence.

    >>> license_uri("http://creativecommons.org/license/by-nc/3.0/legalcode")
    'https://creativecommons.org/licenses/by-nc/3.0/'
    """
    return text if not page and is_page(text) else canonical(text) or text
