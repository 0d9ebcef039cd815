"""The rule on the history of an article: what happened to it, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .calendar import Day, day_of, iso_text
from .document import Document, shown
from .journal import TAG_LIBRARY
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

FEW = 10
"""Revisions that are compared; an article has one or two."""
HISTORY = frozenset(
    (
        *("accepted", "corrected", "event", "online", "preprint", "pub", "received", "registration", "resubmitted"),
        *("retracted", "rev-recd", "rev-request", "reviewer-report-received", "revised", "submitted"),
    )
)


@rule(
    "history-dates",
    20,
    Severity.WARNING,
    source="SciELO Publishing Schema (history)",
    link=TAG_LIBRARY + "element/history.html",
    suggestion="Look the dates up in the editorial system; day and month are the commonest to be exchanged.",
)
def history_dates(document: Document) -> Iterator[Hit]:
    """The history is in order: received, revised, accepted, published; each of its dates says which it is.

    Compared is as much as both dates give. Publication is the earliest of the journal's own dates, preprints and issues
    left aside. A kind of date that nobody else uses does no harm and is told as information.
    """
    for history in document.all("history"):
        for date in history.iterchildren("date"):
            kind = date.get("date-type")
            if kind is None or not kind.strip():
                yield Hit(date, "<date> in <history> without @date-type", "“received”, “accepted” or another kind")
            elif kind not in HISTORY:
                expected = f"one of: {', '.join(sorted(HISTORY))}"
                yield Hit(date, f"date-type={shown(kind)} in <history>", expected, "@date-type", severity=Severity.INFO)
    meta = document.article_meta
    if meta is None:
        return
    steps = list(_steps(meta))
    for number, (name, dates) in enumerate(steps):
        later = [(step, date) for step, its_dates in steps[number + 1 :] for date in its_dates[:FEW]]
        for date in dates:
            for step, other in later:
                if _after(day_of(date), day_of(other)):
                    found = f"{name} {iso_text(day_of(date))} after {step} {iso_text(day_of(other))}"
                    yield Hit(date, found, f"a date not after {iso_text(day_of(other))}")
                    break


def _steps(meta: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """What happened to the article, in the order in which it must have, each step with its dates."""
    history = [date for history in meta.iterchildren("history") for date in history.iterchildren("date")]
    for kind in ("received", "rev-recd", "accepted"):
        yield kind, [date for date in history if date.get("date-type") == kind]
    published = [
        date
        for date in meta.iterchildren("pub-date")
        if date.get("pub-type") in ("epub", "ppub", "epub-ppub") or date.get("date-type") == "pub"
    ]
    if published:
        yield "published", [min(published, key=lambda date: _padded(day_of(date)))]


def _padded(day: Day) -> tuple[int, int, int]:
    """Sorts a date that lacks day or month behind those that have it."""
    return (day[0] or 9999, day[1] or 13, day[2] or 32)


def _after(day: Day, other: Day) -> bool:
    """Whether `day` is certainly after `other`, by as many parts as both have."""
    for ours, theirs in zip(day, other, strict=True):
        if ours is None or theirs is None:
            return False
        if ours != theirs:
            return ours > theirs
    return False
