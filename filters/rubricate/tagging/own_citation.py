"""Filter: the line that tells how to cite the article holds the facts of its journal: title, volume, issue, pages, DOI."""

from __future__ import annotations

import panflute as pf

from ..meta import meta_text
from ..parsing.dates import history_dates
from ..parsing.identifiers import find_identifiers
from ..parsing.journal_line import is_abbreviated
from ..parsing.own_citation import letters, without_version
from ..parsing.own_citation import own_citation as find_citation
from ..references import parse
from .cited_names import note_cited
from .journal_line import date_map, log_date
from .record import drop, front_notes, get, log, put, replace, take, text_of

SURE = 0.7
"""Least confidence of a field of such a line; what is less sure is not taken."""
LONG = 12
"""Words; a line without cue that holds the article's title and as many words is its citation (under a heading)."""
SHORTEST = 10
"""Letters of the shortest title that is looked for, whole."""
COMPARED = 24
"""Letters of the titles that must be the same."""


def own_citation(doc: pf.Doc) -> None:
    """Read `Div.journal-line`s that are citations of the article itself; others are left to the next filter."""
    for div in take(doc, "journal-line"):
        text = " ".join(text_of(div).split())
        cue = find_citation(text, inside=True)
        if cue is None and (len(text.split()) < LONG or not _names_the_article(doc, text)):
            continue
        cue = cue or (0, 0)
        start, end = cue
        if not _read(doc, text[end:], div):
            continue
        log(doc, "cue-word", text[start:end])
        rest = _facts_before(doc, text[:start], div)
        if any(character.isalnum() for character in rest):
            replace(doc, div, [front_notes([pf.Str(rest)])])
        else:
            drop(doc, [div])


def _names_the_article(doc: pf.Doc, text: str) -> bool:
    title = letters(meta_text(get(doc, "title")))
    if len(title) < COMPARED:
        return len(title) >= SHORTEST and title in letters(text)
    return title[:COMPARED] in letters(text)


def _read(doc: pf.Doc, text: str, div: pf.Div) -> bool:
    """Write the fields that are sure; whether the text cites this article."""
    bare = without_version(text)
    reading = parse(bare)
    item = reading.item
    title = letters(meta_text(get(doc, "title")))
    if title and "title" in item and title[:COMPARED] not in letters(bare):
        return False
    sure = {key for key, confidence in reading.confidences.items() if confidence >= SURE}
    used: list[str] = []
    note_cited(doc, item.get("author", ()))
    journal = _behind_title(str(item.get("container-title", "")), title) if "container-title" in sure else ""
    if len(journal) > 2:
        journal = journal if is_abbreviated(journal) else journal.rstrip(".")
        used.append(journal)
        put(doc, "journal.abbrev-title" if is_abbreviated(journal) else "journal.title", journal, div)
    for key, path in (("volume", "volume"), ("issue", "issue"), ("DOI", "doi"), ("PMID", "pmid")):
        if key in sure and put(doc, f"article.{path}", str(item[key]), div):
            used.append(str(item[key]))
    used += _pages(doc, str(item.get("page", item.get("number", ""))), div) if {"page", "number"} & sure else []
    parts = item.get("issued", {}).get("date-parts", [[]])[0] if "issued" in sure else []
    if parts and put(
        doc, "date", dict(zip(("year", "month", "day"), map(str, parts), strict=False)) | {"type": "pub"}, div
    ):
        used.append(str(parts[0]))
    for value in used:
        text = text.replace(value, " ", 1)
    log(doc, "duplicate", text, detail="the article's own citation")
    return bool(used) or bool(title and title[:COMPARED] in letters(bare))


def _behind_title(source: str, title: str) -> str:
    """The source without the article's title, where the reading took the two for one."""
    if len(title) < COMPARED or title not in letters(source):
        return source
    rest = len(letters(source).partition(title)[2])
    at = len(source)
    while rest:
        at -= 1
        rest -= source[at].isalnum()
    return source[at:]


def _pages(doc: pf.Doc, pages: str, div: pf.Div) -> list[str]:
    """Pages, or a number in their place: "e111303"."""
    if not pages or any(get(doc, f"article.{key}") is not None for key in ("fpage", "elocation-id")):
        return []
    first, _, last = pages.partition("-")
    if last and (first[0].isdigit() or not last[0].isdigit() or len(last) >= len(first) - 1):
        put(doc, "article.fpage", first, div)
        put(doc, "article.lpage", last, div)
        log(doc, "normalised", pages, detail=f"{first} {last}")
        return [first, last]
    put(doc, "article.elocation-id", pages, div)
    return [pages]


def _facts_before(doc: pf.Doc, text: str, div: pf.Div) -> str:
    """Dates and identifiers that stand before the cue in the same line; gives what is left of it."""
    for kind, date, start, end in sorted(history_dates(text), key=lambda event: -event[2]):
        entry = {"type": kind, **date_map(date)}
        if put(doc, "dates" if kind in ("pub", "epub") else "history", [entry], div):
            log(doc, "cue-word", text[start:end].replace(date.text, " "))
            log_date(doc, date)
            text = text[:start] + " " + text[end:]
    for spot in sorted(find_identifiers(text), key=lambda spot: -spot.start):
        if spot.kind in ("doi", "pmid", "pmcid"):
            put(doc, f"article.{spot.kind}", spot.value, div)
            log(doc, "cue-word", text[spot.start : spot.end].replace(spot.value, " "))
            text = text[: spot.start] + " " + text[spot.end :]
    rest = " ".join(text.split()).strip(" .,;:()[]|")
    if rest.casefold() == "doi":
        log(doc, "cue-word", rest)
        return ""
    return rest
