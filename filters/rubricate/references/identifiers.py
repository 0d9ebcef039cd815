"""Identifiers inside a reference, found by their form before anything else is decided, so that none is ever cut."""

from __future__ import annotations

import re

from ..parsing.identifiers import DOI, URL, _trimmed, isbn_is_valid
from ..values import Spot

PMID = re.compile(
    r"\bPMID\s{0,2}[:：]?\s{0,2}([0-9]{3,9})\b|pubmed\.ncbi\.nlm\.nih\.gov/([0-9]{3,9})(?![0-9])|ncbi\.nlm\.nih\.gov/pubmed/([0-9]{3,9})(?![0-9])",
    re.IGNORECASE,
)
"""PMID: 12345678, or the address of a record in PubMed."""
PMCID = re.compile(r"\bPMC[0-9]{4,9}\b", re.IGNORECASE)
"""PMC1234567."""
ARXIV = re.compile(
    r"\barXiv\s{0,2}:\s{0,2}([a-z-]{2,12}(?:\.[A-Z]{2})?/[0-9]{7}(?:v[0-9]{1,2})?|[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,2})?)(?![0-9])"
    r"|\barxiv\.org/(?:abs|pdf)/([a-z-]{2,12}/[0-9]{7}|[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,2})?)(?![0-9])"
    r"|\b((?:hep|astro|cond|gr|math|nucl|quant|nlin|physics|cs|chao|solv)(?:-[a-z]{2,4})?(?:\.[A-Z]{2})?/[0-9]{7}(?:v[0-9]{1,2})?)\b",
    re.IGNORECASE,
)
"""arXiv:1203.4567v2, arXiv: hep-ph/0101019, and the bare old form hep-ph/0101019."""
ISBN = re.compile(
    r"\b(?:e-?)?ISBN(?:-?1[03])?\s{0,2}[:：]?\s{0,2}((?:97[89][-– ]?)?[0-9][0-9– -]{7,14}[0-9Xx])\b", re.IGNORECASE
)
"""ISBN 978-3-16-148410-0."""
BARE_ISBN = re.compile(r"(?<![0-9./-])97[89](?:[-– ]?[0-9]){10}(?![0-9-])")
"""An ISBN of 13 digits without its cue: 978-3-16-148410-0; it counts where its check digit is right."""
ISSN = re.compile(
    r"\b[ep]?-?ISSN\b(?:\s?\((?:print|online|electronic)\))?\s{0,2}[:：]?\s{0,2}([0-9]{4}[-–]?[0-9]{3}[0-9Xx])\b",
    re.IGNORECASE,
)
"""ISSN 1530-1234."""
OTHER = re.compile(
    r"\b(?:MR[0-9]{6,8}|Zbl\s?[0-9]{4}\.[0-9]{5}|1:CAS:528:[\w%+=]{8,40}|S[0-9]{4}-[0-9]{4}\([0-9]{2}\)[0-9]{5}-[0-9X]"
    r"|(?:1[89]|20)[0-9]{2}[A-Za-z][A-Za-z&.]{2,5}[0-9.A-Za-z]{6,9}[0-9.][A-Z]\b|WOS:[0-9]{15}|20[0-9]{2}\.[01][0-9]\.[0-3][0-9]\.[0-9]{6,8}|OCLC\s{0,2}:?\s{0,2}[0-9]{6,10})"
)
"""MathSciNet, Zentralblatt, CAS, bibcodes (2003omeg.conf..223N), bioRxiv (2019.12.01.861234): opaque numbers of other data bases."""
SPLIT_URL = re.compile(r"\bhttps?://\s(?=[a-z0-9])", re.IGNORECASE)
BARE_HOST = re.compile(
    r"\b(?:[a-z0-9-]{2,40}\.){1,4}(?:org|com|edu|gov|net|int|info|eu|de|br|uk|fr|ch|at|es|it|nl|ca|au)/[^\s<>\"“”«»,;]{2,300}",
    re.IGNORECASE,
)
"""A link without its scheme: nrhm.example.org/guidelines.html."""
RANK = ("doi", "pmcid", "pmid", "arxiv", "isbn", "issn", "other-id", "uri")


def find(text: str) -> list[Spot]:
    """Identifiers in order, none inside another; `start` and `end` are of the bare identifier, cue words left outside.

    >>> [(spot.kind, spot.value) for spot in find("doi: 10.5555/a.b. PMID: 1234567 https://doi.org/10.5555/c")]
    [('doi', '10.5555/a.b'), ('pmid', '1234567'), ('doi', '10.5555/c')]
    """
    found: list[Spot] = []
    low = text.lower()
    if "10." in text:
        found.extend(_dois(text))
    if "pm" in low or "pubmed" in low:
        found.extend(Spot(*match.span(), "pmcid", match.group().upper()) for match in PMCID.finditer(text))
        found.extend(_groups(PMID, text, "pmid"))
    if "/" in text or "arxiv" in low:
        found.extend(_groups(ARXIV, text, "arxiv"))
    if "isbn" in low:
        found.extend(_groups(ISBN, text, "isbn"))
    if "978" in text or "979" in text:
        found.extend(
            Spot(*match.span(), "isbn", match.group())
            for match in BARE_ISBN.finditer(text)
            if isbn_is_valid(match.group())
        )
    if "issn" in low:
        found.extend(_groups(ISSN, text, "issn"))
    found.extend(Spot(*match.span(), "other-id", match.group()) for match in OTHER.finditer(text))
    if "http" in low or "www." in low:
        found.extend(_urls(text))
    if "/" in text:
        for match in BARE_HOST.finditer(text):
            url = _trimmed(match.group())
            found.append(Spot(match.start(), match.start() + len(url), "uri", url))
    return _apart(found) if len(found) > 1 else found


def _groups(pattern: re.Pattern[str], text: str, kind: str) -> list[Spot]:
    out = []
    for match in pattern.finditer(text):
        group = match.lastindex or 0
        out.append(Spot(match.start(group), match.end(group), kind, match.group(group)))
    return out


def _dois(text: str) -> list[Spot]:
    out = []
    for match in DOI.finditer(text):
        value = match.group(1)
        for stop in ("&amp;", "</", "][", ".[", ",http", ";http", ".doi:", ";doi:", ",doi:", ".pmid", ";pmid"):
            at = value.lower().find(stop)
            value = value[:at] if at > 0 else value
        low = value.lower()
        for tail in (".pubmed", ".epub", ".available", ".accessed"):
            if low.endswith(tail):
                value = value[: -len(tail)]
        value = _trimmed(value)
        if value.partition("/")[2]:
            out.append(Spot(match.start(1), match.start(1) + len(value), "doi", value))
    return out


def _urls(text: str) -> list[Spot]:
    """Links; one that a line break cut behind its scheme is taken together."""
    out = []
    for match in URL.finditer(text):
        url = _trimmed(match.group())
        if "doi.org/10." not in url.lower():
            out.append(Spot(match.start(), match.start() + len(url), "uri", url))
    for match in SPLIT_URL.finditer(text):
        end = match.end()
        while end < len(text) and not text[end].isspace():
            end += 1
        url = _trimmed(text[match.start() : end])
        out.append(Spot(match.start(), match.start() + len(url), "uri", "".join(url.split())))
    return out


def _apart(found: list[Spot]) -> list[Spot]:
    """Of identifiers that overlap, the more telling kind stays."""
    kept: list[Spot] = []
    for spot in sorted(found, key=lambda s: (RANK.index(s.kind), s.start - s.end, s.start)):
        if all(spot.end <= other.start or spot.start >= other.end for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda s: s.start)
