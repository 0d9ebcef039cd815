"""Rules on dates: which there must be, how they are marked, whether they can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .calendar import day_faults, day_of, iso_day, iso_text
from .document import Document, shown, text_of
from .journal import TAG_LIBRARY
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

PMC_DATES = "https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/tags/#el-pubdate"
DATE_TYPES = frozenset(("pub", "collection", "preprint", "corrected", "retracted", "update"))
FORMATS = frozenset(("print", "electronic", "electronic-print"))
PUB_TYPES = frozenset(
    (
        *("collection", "ecorrected", "epreprint", "epub", "epub-ppub", "epubr", "eretracted", "final"),
        *("nihms-submitted", "pcorrected", "pmc-release", "ppub", "ppreprint", "preprint", "pretracted", "pub"),
    )
)
"""Values of the older @pub-type."""
MEANS = {
    "epub": ("pub", "electronic"),
    "ppub": ("pub", "print"),
    "epub-ppub": ("pub", "electronic-print"),
    "collection": ("collection", "electronic"),
    "epreprint": ("preprint", "electronic"),
}
"""What an older @pub-type says in the newer attributes."""
NO_PUBLICATION = frozenset(("nihms-submitted", "pmc-release", "epreprint", "ppreprint", "preprint"))
"""Dates that are not those on which the journal published the article."""


@rule(
    "pub-date",
    16,
    Severity.ERROR,
    source="PMC Style Checker (publication dates); Crossref deposit schema",
    link=TAG_LIBRARY + "element/pub-date.html",
    suggestion='Write <pub-date date-type="pub" publication-format="electronic"> (before JATS 1.1: pub-type="epub") with <year>.',
)
def pub_date(document: Document) -> Iterator[Hit]:
    """The article has a date of publication, and each <pub-date> says of which kind it is.

    A release in an archive or a preprint is no publication in the journal. The kind is given by @date-type together
    with @publication-format, or by the older @pub-type, never by both in one element; where both say the same, that is
    a warning. That one element uses the older way and another the newer is common, and receivers take it.
    """
    meta = document.article_meta
    if meta is not None:
        dates = list(meta.iterchildren("pub-date"))
        if meta.find("pub-date-not-available") is None and not any(
            (date.get("pub-type") or date.get("date-type")) not in NO_PUBLICATION for date in dates
        ):
            found = "only dates that are no publication" if dates else "<article-meta> without <pub-date>"
            yield Hit(meta if not dates else dates[0], found, "the date on which the journal published the article")
    for part in document.metas:
        for date in part.iterchildren("pub-date"):
            yield from _marks(date)
            if date.find("year") is None and date.find("string-date") is None:
                yield Hit(date, "<pub-date> without a year", "at least <year>")


def _marks(date: etree._Element) -> Iterator[Hit]:
    old, kind, form = (date.get(name) for name in ("pub-type", "date-type", "publication-format"))
    if old is not None and (kind is not None or form is not None):
        newer = " and ".join(
            f"{name}={shown(value)}" for name, value in (("date-type", kind), ("publication-format", form)) if value
        )
        found = f"pub-type={shown(old)} beside {newer or 'the newer attributes'}"
        expected = "@date-type with @publication-format, or @pub-type alone"
        agreed = all(value is None or value in MEANS.get(old, ()) for value in (kind, form))
        yield Hit(date, found, expected, "@pub-type", severity=Severity.WARNING if agreed else None)
    elif old is None and kind is None:
        yield Hit(date, "<pub-date> without its kind", "@date-type with @publication-format")
    elif old is None and form is None:
        found = f"date-type={shown(kind or '')} without @publication-format"
        yield Hit(date, found, 'publication-format="electronic" or "print"', "@date-type")


@rule(
    "pub-date-values",
    17,
    Severity.ERROR,
    source="PMC Style Checker (publication dates); SciELO Publishing Schema",
    link=TAG_LIBRARY + "attribute/date-type.html",
    suggestion="Most articles have date-type=“pub” and, for the issue, “collection”.",
)
def pub_date_values(document: Document) -> Iterator[Hit]:
    """The kind of a publication date is one that receivers know.

    @date-type, @publication-format and the older @pub-type have closed lists. An unknown @pub-type is only a warning:
    publishers used it for dates of their own, which receivers pass over.
    """
    lists = (("date-type", DATE_TYPES), ("publication-format", FORMATS), ("pub-type", PUB_TYPES))
    for meta in document.metas:
        for date in meta.iterchildren("pub-date"):
            for name, allowed in lists:
                value = date.get(name)
                if value is not None and value not in allowed:
                    severity = Severity.WARNING if name == "pub-type" else None
                    expected = f"one of: {', '.join(sorted(allowed))}"
                    yield Hit(date, f"{name}={shown(value)}", expected, f"@{name}", severity=severity)


@rule(
    "pub-date-collection",
    18,
    Severity.ERROR,
    source="PMC Style Checker (collection dates)",
    link=PMC_DATES,
    suggestion="“collection” is the issue of an electronic journal; the article's own electronic date stands beside it, with day and month.",
)
def pub_date_collection(document: Document) -> Iterator[Hit]:
    """The date of a collection stands beside the electronic date of the article, not beside a printed one.

    Beside a “collection” date the electronic date has day and month. No kind of date comes twice.
    """
    meta = document.article_meta
    if meta is None:
        return
    seen: dict[tuple[str, str], etree._Element] = {}
    collection = electronic = printed = None
    for date in meta.iterchildren("pub-date"):
        kind = date.get("pub-type") or date.get("date-type") or ""
        form = date.get("publication-format", "")
        first = seen.setdefault((kind, form), date)
        if first is not date and kind in ("pub", "collection", "epub", "ppub", "epub-ppub", "pmc-release"):
            what = f"{kind}, {form}" if form else kind
            yield Hit(date, f"second <pub-date> of the kind {what}", f"one (the first is {_said(first)})")
        if kind == "collection":
            collection = first if collection is None else collection
        elif kind == "epub" or (form in ("electronic", "electronic-print") and kind not in ("preprint", "retracted")):
            electronic = date if electronic is None else electronic
        elif kind == "ppub" or (kind == "pub" and form == "print"):
            printed = date
    if collection is None:
        return
    if printed is not None:
        yield Hit(printed, f"date of print {_said(printed)} beside a collection date", "only one of them")
    if electronic is None:
        yield Hit(collection, "collection date without the article's electronic date", "both")
    elif missing := [name for name in ("day", "month") if not text_of(electronic.find(name))]:
        found = f"electronic date {_said(electronic)} without {' and '.join(missing)} beside a collection date"
        yield Hit(electronic, found, "<day>, <month> and <year>")


def _said(date: etree._Element) -> str:
    return shown(" ".join(text_of(part) for part in date.iterchildren("*")) or text_of(date))


def _dates(document: Document) -> Iterator[etree._Element]:
    """The article's own dates: of publication, of its history, of events; none of references, conferences or products."""
    for name in ("pub-date", "date"):
        for date in document.all(name):
            parent = date.getparent()
            if parent is not None and parent.tag in ("article-meta", "front-stub", "history", "event"):
                yield date


@rule(
    "date-real",
    19,
    Severity.ERROR,
    source="PMC Style Checker (dates); JATS4R",
    link=TAG_LIBRARY + "element/pub-date.html",
    suggestion="Write day and month as numbers, the year with four digits, and @iso-8601-date as in 2024-05-14.",
)
def date_real(document: Document) -> Iterator[Hit]:
    """A date can be: the day is in the month, the month in the year, and @iso-8601-date says the same.

    Looked at are the dates of publication, of the history and of events. A day needs its month, a date its year.
    """
    for date in _dates(document):
        if date.tag == "date" and date.find("year") is None and date.find("string-date") is None:
            yield Hit(date, "<date> without <year>", "at least <year>")
        yield from day_faults(date)
        yield from _iso_faults(date)


def _iso_faults(date: etree._Element) -> Iterator[Hit]:
    text = date.get("iso-8601-date")
    if text is None:
        return
    iso = iso_day(text)
    if iso is None:
        yield Hit(date, f"iso-8601-date={shown(text)}", "a date as in 2024-05-14", "@iso-8601-date")
        return
    own = day_of(date)
    for name, ours, theirs in zip(("year", "month", "day"), own, iso, strict=True):
        if ours is not None and theirs is not None and ours != theirs:
            expected = f"“{iso_text(own)}”, as the elements inside say"
            yield Hit(date, f"iso-8601-date={shown(text)} with <{name}> {ours}", expected, "@iso-8601-date")
            return
