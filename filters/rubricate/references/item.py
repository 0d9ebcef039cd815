"""The CSL-JSON item that the spans of a reference make; values normalised, each change under a named rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..parsing.dates import MONTHS, SEASONS, parse_date
from ..parsing.identifiers import URL
from ..parsing.pages import complete_last
from .identifiers import find
from .kinds import csl_type
from .record import Span

VARIABLES = {
    "article-title": "title", "chapter-title": "title", "edition": "edition", "volume": "volume", "issue": "issue",
    "supplement": "supplement", "part": "part-number", "publisher-name": "publisher", "institution": "publisher",
    "publisher-loc": "publisher-place", "series": "collection-title", "conf-name": "event-title", "conf-date": "event-date",
    "conf-loc": "event-place", "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "issn": "ISSN", "uri": "URL",
    "thesis-type": "genre", "report-number": "number", "patent": "number", "std": "number", "version": "version",
    "medium": "medium", "comment": "note", "size": "number-of-pages", "trans-title": "title-translated", "language": "language-note",
}  # fmt: skip
ROLES = ("author", "editor", "translator")
SUPPLEMENT = re.compile(r"^(?:suppl|supl|sup)\.?[\s_]?([0-9A-Z][0-9]{0,2})?$", re.IGNORECASE)
"""Suppl 2, Supl. 2, Suppl_2."""
VERSION = re.compile(r"^(?:version|ver\.?|release|v\.)\s(?=[0-9])", re.IGNORECASE)
"""What stands before the number of a version; styles print a word of their own there."""
STAGE = re.compile(r"\b(?:epub|online|updated|revised|accepted|received)\b", re.IGNORECASE)
"""Words that say of a date that it is not the one of the issue."""
Rules = list[tuple[str, str, str]]


def value_of(text: str) -> str:
    """A printed value on one line."""
    return " ".join(text.split())


def build_item(text: str, spans: Sequence[Span], kind: str) -> tuple[dict[str, Any], dict[str, float], Rules]:
    """`(item, raw confidence by variable, rules)` of a reference."""
    rules: Rules = []
    title = next((text[span.start : span.end] for span in spans if span.name in ("article-title", "source")), "")
    item: dict[str, Any] = {"type": csl_type(kind, title)}
    sure: dict[str, float] = {}
    names = {span.name for span in spans}
    whole = (
        "source" in names
        and not names & {"article-title", "chapter-title"}
        and kind != "journal"
        and kind != "newspaper"
    )

    def put(variable: str, value: Any, confidence: float) -> None:
        if variable not in item:
            item[variable] = value
            sure[variable] = confidence

    for role in ROLES:
        people = names_of(text, spans, role)
        if people:
            put(role, people, min(span.confidence for span in spans if span.role == role))
    for span in spans:
        printed = value_of(text[span.start : span.end])
        if span.name == "source":
            put("title" if whole else "container-title", printed, span.confidence)
        elif span.name == "arxiv":
            put("archive", "arXiv", span.confidence)
            put("archive_location", printed, span.confidence)
        elif span.name in VARIABLES:
            put(VARIABLES[span.name], _normal(span.name, printed, rules), span.confidence)
    _pages(text, spans, put, rules)
    _dates(text, spans, put)
    if "supplement" in item:
        item["supplement"] = _supplement(item["supplement"], rules)
    if "supplement" in item and "issue" in item:
        item["issue"] = f"{item['issue']} {item['supplement']}"
    return item, sure, rules


def _supplement(printed: str, rules: Rules) -> str:
    """ "Suppl2", "Supl. 2", "Supplement 2" as "Suppl 2"."""
    match = SUPPLEMENT.match(printed)
    value = f"Suppl {match.group(1) or ''}".strip() if match else printed
    if value != printed:
        rules.append(("supplement-normalised", printed, value))
    return value


def names_of(text: str, spans: Sequence[Span], role: str) -> list[dict[str, str]]:
    """CSL names of a role, in order. Particles stay where they are printed, as citeproc reads them: "van der Berg" is a
    family name, "Vincent van" a given name with a dropping particle."""
    people: dict[int, dict[str, str]] = {}
    for span in spans:
        if span.role != role or span.name == "etal":
            continue
        person = people.setdefault(span.person, {})
        printed = value_of(text[span.start : span.end])
        key = {
            "surname": "family",
            "given-names": "given",
            "suffix": "suffix",
            "collab": "literal",
            "particle": "given",
        }[span.name]
        person[key] = f"{person[key]} {printed}" if key in person else printed
    return [
        person
        for _, person in sorted(people.items())
        if person.get("family") or person.get("literal") or person.get("given")
    ]


def _normal(name: str, printed: str, rules: Rules) -> str:
    if name in ("doi", "uri", "pmid", "pmcid", "isbn", "issn"):
        found = next(
            (
                spot.value
                for spot in find(printed if name not in ("isbn", "issn", "pmid") else f"{name.upper()} {printed}")
            ),
            printed,
        )
        value = found.upper() if name == "pmcid" else found
        if name == "uri" and not URL.match(value):
            return value
        if "".join(value.split()) != "".join(printed.split()):
            rules.append((f"{name}-normalised", printed, value))
        return value
    if name == "version" and VERSION.match(printed):
        value = VERSION.sub("", printed)
        rules.append(("version-normalised", printed, value))
        return value
    return printed


def _pages(text: str, spans: Sequence[Span], put: Any, rules: Rules) -> None:
    first = next((span for span in spans if span.name in ("fpage", "elocation-id")), None)
    if first is None:
        return
    last = next((span for span in spans if span.name == "lpage" and span.start > first.start), None)
    if last is not None:
        between = {span.name for span in spans if first.end <= span.start < last.start}
        last = None if {"source", "fpage"} <= between else last  # of another work
    start = "".join(text[first.start : first.end].split())
    if last is None:
        put("page", start, first.confidence)
        return
    end = "".join(text[last.start : last.end].split())
    full = complete_last(start, end)
    if full != end:
        rules.append(("page-completed", text[first.start : last.end], f"{start}–{full}"))
    put("page", f"{start}-{full}", min(first.confidence, last.confidence))


def _of_other(text: str, span: Span, years: Sequence[Span]) -> bool:
    """Whether a month or a day belongs to another date than the first: it stands nearest to another year ("2012;8:1–9 [updated
    2020 Jan 4]"), or to the same one behind a word of another stage ("2012;8:1–9. Epub 2012 Apr 12")."""
    near = min(years, key=lambda year: year.start - span.end if year.start >= span.end else span.start - year.end)
    first = years[0]
    if near is first:
        return False
    staged = STAGE.search(text, first.end, min(near.start, span.start)) is not None
    return staged or text[near.start : near.end] != text[first.start : first.end]


def _dates(text: str, spans: Sequence[Span], put: Any) -> None:
    by_name: dict[str, Span] = {}
    years = [span for span in spans if span.name == "year"]
    for span in spans:
        if span.name in ("month", "day", "season") and len(years) > 1 and _of_other(text, span, years):
            continue
        by_name.setdefault(span.name, span)
    year = by_name.get("year")
    if year is not None:
        printed = text[year.start : year.end]
        digits = printed[:4]
        parts: list[int] = [int(digits)]
        month, day = by_name.get("month"), by_name.get("day")
        printed_month = text[month.start : month.end].lower() if month else ""
        number = int(printed_month) if printed_month.isdecimal() else MONTHS.get(printed_month)
        if number:
            parts.append(number)
            if day is not None and text[day.start : day.end].isdigit():
                parts.append(int(text[day.start : day.end]))
        issued: dict[str, Any] = {"date-parts": [parts]}
        if len(printed) > 4 and printed[4].isalpha():
            issued["suffix"] = printed[4:]
        season = by_name.get("season")
        if season is not None:
            issued["season"] = SEASONS.get(text[season.start : season.end].lower(), text[season.start : season.end])
        put("issued", issued, year.confidence)
    access = by_name.get("date-in-citation")
    if access is not None:
        printed = value_of(text[access.start : access.end])
        date = parse_date(printed)
        parts = [part for part in (date.year, date.month, date.day) if part] if date else []
        put("accessed", {"date-parts": [parts]} if parts else {"literal": printed}, access.confidence)


def csl_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """The item as plain JSON-ready data."""
    return dict(item)
