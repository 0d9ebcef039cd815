"""Identifiers and links that are right but for their form: ORCIDs, DOIs, the addresses of Creative Commons licences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .source import Proposal, Source

ALI = "{http://www.niso.org/schemas/ali/1.0/}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
# "ORCID: 0000-0002-1825-0097", "http://www.orcid.org/0000000218250097/": the digits in four groups.
ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid(?: id)? ?:? ?)?(\d{4})[-‐‑–]?(\d{4})[-‐‑–]?(\d{4})[-‐‑–]?(\d{3}[\dX])/?",
    re.IGNORECASE,
)
# "doi: 10.5555/x", "http://dx.doi.org/10.5555/x": prefix and DOI.
DOI = re.compile(
    r"((?:https?://)?(?:dx\.|www\.)?doi\.org/|doi ?:? ?)?(10\.\d{4,9}(?:\.\d{1,9}){0,5}/\S+)", re.IGNORECASE
)
# "http://www.creativecommons.org/license/by/4.0/legalcode.en": kind, code, version, jurisdiction.
LICENSE = re.compile(
    r"(?:(?:https?:)?//)?(?:www\.)?creativecommons\.org/(licen[cs]es?|publicdomain)/([a-z-]{2,8})/(\d\.\d)(?:/([a-z]{2,3}))?"
    r"(?:/(?:legalcode|deed)(?:\.[a-z]{2}(?:[-_][a-z]{2,4})?)?)?/?",
    re.IGNORECASE,
)
CODES = frozenset(("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"))
VERSIONS = frozenset(("1.0", "2.0", "2.1", "2.5", "3.0", "4.0"))
DOMAIN = frozenset((("zero", "1.0"), ("mark", "1.0")))


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
    """The address of a licence has one form, that of Creative Commons themselves."""
    for number, element in source.named("license", ALI + "license_ref"):
        spot = source.attribute(number, XLINK_HREF) if element.tag == "license" else source.plain(number)
        if spot:
            yield source.replace("license-uri", spot, license_uri(source.text[slice(*spot)]), "address of the licence")


def orcid(text: str) -> str:
    """The address of an ORCID in whatever form; `text` itself where it is none, or its check digit is wrong.

    >>> orcid("orcid.org/000000021825009x"), orcid(" 0000-0002-1825-0097")
    ('orcid.org/000000021825009x', 'https://orcid.org/0000-0002-1825-0097')
    """
    match = ORCID.fullmatch(text.strip())
    if match is None:
        return text
    groups = [group.upper() for group in match.groups()]
    return f"https://orcid.org/{'-'.join(groups)}" if _checks("".join(groups)) else text


def _checks(digits: str) -> bool:
    """ISO 7064, mod 11-2, as ORCID uses it."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def doi(text: str) -> str:
    """A DOI without the prefix that it is often written with; `text` itself where it can't be told for sure.

    >>> doi("https://doi.org/10.5555/abc"), doi("DOI:10.5555/abc"), doi("https://doi.org/10.5555/a%28b")
    ('10.5555/abc', '10.5555/abc', 'https://doi.org/10.5555/a%28b')
    """
    match = DOI.fullmatch(text.strip())
    if match is None or "doi.org" in match[2].lower():
        return text
    is_address = "/" in (match[1] or "")
    return text if is_address and any(mark in match[2] for mark in "%?#") else match[2]


def license_uri(text: str) -> str:
    """The canonical address of a Creative Commons licence; `text` itself where it is none, or has no version.

    >>> license_uri("http://creativecommons.org/license/by-nc/3.0/legalcode")
    'https://creativecommons.org/licenses/by-nc/3.0/'
    """
    match = LICENSE.fullmatch(text.strip())
    if match is None:
        return text
    kind, code, version, place = (part.lower() if part else "" for part in match.groups())
    if kind == "publicdomain":
        right = (code, version) in DOMAIN and not place
    else:
        kind, right = "licenses", code in CODES and version in VERSIONS
    ported = f"{place}/" if place else ""
    return f"https://creativecommons.org/{kind}/{code}/{version}/{ported}" if right else text
