"""Identifiers in running text: DOI, PMID, PMCID, ORCID, ISSN, ISBN, arXiv, links, e-mail addresses, licences."""

from __future__ import annotations

import re

from ..values import Spot

DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|(?:\bdoi|DOI)\s{0,2}[:=]?\s{0,2}(?:https?://(?:dx\.)?doi\.org/)?)?\b(10\.[0-9]{4,9}/[^\s\"<>“”«»]{1,200})",
    re.IGNORECASE,
)
"""A DOI with or without its prefix: "doi: 10.5555/a.b", "https://doi.org/10.5555/a" (ISO 26324; Crossref's advice)."""
GLUED = re.compile(
    r"(?<=[0-9a-z)])(?=(?:Published|Received|Accepted|Revised|Cite|Copyright|Citation|PMID|PMCID|ISSN|Keywords|Abstract|Available)(?![a-z])|©)"
)
"""Words of a page that a copied text glues to a DOI: "10.5555/bread.04407Published December 29"."""
PMID = re.compile(
    r"(?:\bPMID\s{0,2}[:：]?\s{0,2}|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)([0-9]{4,8})\b",
    re.IGNORECASE,
)
PMCID = re.compile(r"\b(?:PMCID\s{0,2}[:：]?\s{0,2})?(PMC[0-9]{4,8})\b", re.IGNORECASE)
ORCID = re.compile(r"(?:https?://)?(?:www\.)?(?:orcid\.org/)?\b([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx])\b")
ISSN = re.compile(
    r"\b[ep]?-?ISSN(?:-L)?\b(?:\s?\((?:print|online|electronic)\))?\s{0,2}[:：]?\s{0,2}([0-9]{4}-?[0-9]{3}[0-9Xx])(?:\b|(?=On-?line|Print|Vers))",
    re.IGNORECASE,
)
ISBN = re.compile(r"\bISBN(?:-1[03])?\s{0,2}[:：]?\s{0,2}((?:97[89][- ]?)?[0-9][0-9 -]{8,14}[0-9Xx])\b", re.IGNORECASE)
ARXIV = re.compile(r"\barXiv\s{0,2}:\s{0,2}([0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,2})?|[a-z-]{2,12}/[0-9]{7})", re.IGNORECASE)
URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”«»]{2,500}", re.IGNORECASE)
EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+/-])([A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24})(?![A-Za-z0-9@-])"
)
QUARTETS = re.compile("[0-9]{4}-[0-9]{4}-")
"""What every ORCID has in it; a text without is quickly seen."""
TRAILING = ".,;:!?'’”\"·•*†‡"
CREATIVE = "creativecommons.org/"


LABELLED = (
    ("pmcid", PMCID, "pm"), ("pmid", PMID, "m"), ("issn", ISSN, "ssn"), ("isbn", ISBN, "sbn"), ("arxiv", ARXIV, "arx"),
)  # fmt: skip
"""Kind, pattern, and letters that every match has: most texts have none of them. A dotless "ı" passes for an I."""


def orcid_is_valid(text: str) -> bool:
    """Whether the check digit of an ORCID is right (ISO 7064 11,2).

    >>> orcid_is_valid("0000-0002-1825-0097")
    True
    """
    digits = text.replace("-", "")
    if len(digits) != 16 or not (digits[:-1].isascii() and digits[:-1].isdecimal()):
        return False
    total = 0
    for character in digits[:-1]:
        total = (total + int(character)) * 2
    check = (12 - total % 11) % 11
    return text[-1].upper() == ("X" if check == 10 else str(check))


def issn_is_valid(text: str) -> bool:
    """Whether the check digit of an ISSN is right (ISO 3297: weights 8 to 2, modulo 11).

    >>> issn_is_valid("2049-3630"), issn_is_valid("2049-3631")
    (True, False)
    """
    digits = _digits(text)
    return (
        len(digits) == 8
        and sum(value * weight for value, weight in zip(digits, range(8, 0, -1), strict=True)) % 11 == 0
    )


def isbn_is_valid(text: str) -> bool:
    """Whether the check digit of an ISBN of 10 or 13 digits is right (ISO 2108: modulo 11; weights 1 and 3, modulo 10).

    >>> isbn_is_valid("978-3-16-148410-0"), isbn_is_valid("0-13-110362-8"), isbn_is_valid("0-13-110362-9")
    (True, True, False)
    """
    digits = _digits(text)
    if len(digits) == 10:
        return sum(value * weight for value, weight in zip(digits, range(10, 0, -1), strict=True)) % 11 == 0
    return (
        len(digits) == 13
        and 10 not in digits
        and sum(value * (1 + at % 2 * 2) for at, value in enumerate(digits)) % 10 == 0
    )


def _digits(text: str) -> list[int]:
    """The digits of an identifier as numbers, X as 10; a sign that is none of these is left out."""
    return [10 if character in "Xx" else int(character) for character in text if character in "0123456789Xx"]


def _trimmed(text: str) -> str:
    """Without the punctuation of the sentence around it; a closing bracket stays where its opening one is inside."""
    while text:
        if text[-1] in TRAILING or (
            text[-1] in ")]}" and text.count("([{"[")]}".index(text[-1])]) < text.count(text[-1])
        ):
            text = text[:-1]
        else:
            break
    return text


def find_identifiers(text: str) -> list[Spot]:
    """Every identifier of a text, in order, none inside another. `value` is the bare identifier.

    Kinds: doi, pmid, pmcid, orcid, issn, isbn, arxiv, url, license (a Creative Commons link), email.

    >>> [(spot.kind, spot.value) for spot in find_identifiers("doi: 10.5555/a.b. Write to a@b.example.")]
    [('doi', '10.5555/a.b'), ('email', 'a@b.example')]
    """
    found: list[Spot] = []
    if "10." in text:
        for match in DOI.finditer(text):
            value = _trimmed(match.group(1))
            for stop in ("&amp;", "</", "]["):
                value = value.split(stop)[0]
            value = GLUED.split(value)[0]
            if value.split("/", 1)[1]:
                found.append(Spot(match.start(), match.start(1) + len(value), "doi", value))
    low = text.lower()
    for kind, pattern, stem in LABELLED:
        for match in pattern.finditer(text) if stem in low else ():
            value = match.group(1)
            if kind == "issn" and "-" not in value:
                value = f"{value[:4]}-{value[4:]}"
            found.append(Spot(match.start(), match.end(), kind, value.upper() if kind in ("pmcid", "issn") else value))
    for match in ORCID.finditer(text) if QUARTETS.search(text) else ():
        if orcid_is_valid(match.group(1)):
            found.append(Spot(match.start(), match.end(), "orcid", match.group(1).upper()))
    if "@" in text:
        found.extend(Spot(m.start(1), m.end(1), "email", m.group(1)) for m in EMAIL.finditer(text))
    for match in URL.finditer(text) if "http" in low or "www." in low else ():
        url = _trimmed(match.group())
        kind = "license" if CREATIVE in url else "url"
        found.append(Spot(match.start(), match.start() + len(url), kind, url))
    return _without_overlaps(found)


ORDER = ("doi", "pmid", "pmcid", "orcid", "issn", "isbn", "arxiv", "email", "license", "url")


def _without_overlaps(spots: list[Spot]) -> list[Spot]:
    """Of spots that overlap, the more telling kind stays."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (ORDER.index(s.kind), s.start)):
        if all(spot.end <= other.start or spot.start >= other.end for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda s: s.start)
