"""Filter: dates of the article's history (received, revised, accepted) and of its publication."""

from __future__ import annotations

import re

import panflute as pf

from ..meta import meta_text
from ..parsing.dates import EMPTY, find_date, history_dates, names_event
from ..parsing.identifiers import find_identifiers
from ..parsing.pages import parse_pages
from .journal_line import article_ids, date_map, log_date
from .record import drop, front_notes, log, put, replace, take, text_of

HEADS = frozenset(
    ("article history", "history", "dates", "article info", "article information", "publication history", "publication dates", "submission history",
     "historial del artículo", "historique", "histórico", "история статьи")
)  # fmt: skip
"""What stands before the dates of a history."""
PAGES = re.compile(r"(?:pages?|pp?\.?)\s(?P<pages>[0-9]{1,6}\s?[-–—]\s?[0-9]{1,6})(?![0-9])", re.IGNORECASE)
"""Pages before the dates, as some pages print them."""
VERSION = re.compile(r"\[v(?P<number>[0-9]{1,2})\]\s(?=\S.{0,20}[0-9])")
"""A version of an e-print: "[v1] Tue, 5 Jan 2021 10:00:00 UTC (1,234 KB)"."""
OF_VERSION = re.compile(r"\((?:this version, )?(?:v|version )[0-9]{1,2}\)", re.IGNORECASE)
"""The number of a version behind its date."""
PUBLICATION = {"pub": "pub", "epub": "epub", "online": "epub", "published": "pub", "collection": "collection"}


def history(doc: pf.Doc) -> None:
    """Read `Div.history`: history dates go to `history`, publication dates to `date` or `dates`."""
    events: list[dict[str, str]] = []
    published: list[dict[str, str]] = []
    divs = take(doc, "history")
    for div in divs:
        text = text_of(div)
        left = text
        version = VERSION.match(text)
        if version:
            _version(doc, events, version, text)
            drop(doc, [div])
            continue
        for kind, date, start, end in sorted(history_dates(text), key=lambda item: -item[2]):
            entry = {"type": PUBLICATION.get(kind, kind), **date_map(date)}
            (published if kind in PUBLICATION else events).insert(0, entry)
            log(doc, "cue-word", text[start:end].replace(date.text, " ") if date.text else text[start:end])
            log_date(doc, date)
            left = left[:start] + " " + left[end:]
        for mark in OF_VERSION.findall(left):
            log(doc, "furniture", mark)
            left = left.replace(mark, " ", 1)
        for empty in [match for match in EMPTY.finditer(left) if names_event(match["cue"])]:
            log(doc, "cue-word", empty["cue"])
            left = left.replace(empty.group(), " ", 1)
        left = left.strip(" .;,|:()[]/\n\t–-")
        printed = PAGES.match(left)
        pages = parse_pages(printed["pages"]) if printed else None
        if printed and pages is not None and pages.last:
            put(doc, "article.fpage", pages.first, div)
            put(doc, "article.lpage", pages.last, div)
            if pages.completed:
                log(doc, "normalised", pages.text, detail=f"{pages.first} {pages.last}")
            log(doc, "cue-word", left[: printed.start("pages")])
            left = left[printed.end() :].strip(" .;,|:")
        if left.casefold() in HEADS:
            log(doc, "cue-word", left)
            left = ""
        if any(spot.kind == "doi" for spot in find_identifiers(left)):  # "…; accepted 30 November 2021; doi: 10.5555/…"
            replace(doc, div, [pf.Div(pf.Para(pf.Str(left)), classes=["article-id"], attributes=dict(div.attributes))])
            continue
        if any(character.isalnum() for character in left):
            replace(doc, div, [front_notes([pf.Str(" ".join(left.split()))])])
        else:
            drop(doc, [div])
    article_ids(doc)
    put(doc, "history", events, divs[0] if divs else None)
    fresh: list[dict[str, str]] = []
    for entry in published:
        if entry in fresh:
            log(doc, "duplicate", " ".join(entry.values()), detail="date of publication printed more than once")
        elif not _completes(doc, entry):
            fresh.append(entry)
    put(doc, "dates", fresh, divs[0] if divs else None)


def _version(doc: pf.Doc, events: list[dict[str, str]], version: re.Match[str], text: str) -> None:
    """The date of one version of an e-print: the first was received then, the others are revisions."""
    found = find_date(text, version.end())
    if found is None:
        return
    date, start, end = found
    entry = {"type": "received" if version["number"] == "1" else "rev-recd", **date_map(date)}
    log(doc, "furniture", text[:start] + " " + text[end:])
    if entry in events:
        log(doc, "duplicate", date.text, detail="date of a version printed more than once")
    else:
        events.append(entry)
        log_date(doc, date)


def _completes(doc: pf.Doc, entry: dict[str, str]) -> bool:
    """The journal line has the year, "Published: 30 January 2019" the day: one publication, one date (PMC: no date twice)."""
    known = doc.metadata.content.get("date")
    if not isinstance(known, pf.MetaMap) or entry["type"] != "pub":
        return False
    said = {key: meta_text(known.content[key]) for key in ("year", "month", "day", "season") if key in known.content}
    if any(entry.get(key) != value for key, value in said.items()):
        return False
    log(doc, "duplicate", " ".join(said.values()), detail="date of publication printed more than once")
    for key in ("month", "day"):
        if key in entry:
            known[key] = pf.MetaString(entry[key])
    return True
