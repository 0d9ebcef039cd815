"""Texts that are no references: left as they are, with a finding, whatever fields a model sees in them."""

from __future__ import annotations

from dataclasses import replace

from ..values import Finding, Place, Severity
from .record import Reference, Span

TELLING = frozenset(
    ("author", "editor", "translator", "issued", "container-title", "volume", "page", "DOI", "PMID", "PMCID", "ISBN", "ISSN", "URL",
     "archive_location", "number", "event-title", "publisher", "accessed")
)  # fmt: skip
"""Variables of which every reference has some."""
FEWEST = 2
IDENTIFIERS = frozenset(("DOI", "PMID", "PMCID", "ISBN", "URL", "archive_location"))
"""One of these alone is a reference too: "https://doi.org/10.5555/a"."""


def apart(reference: Reference) -> Reference:
    """The reference with no span inside or across another: of two, the shorter stays, and the whole is not sure."""
    kept: list[Span] = []
    for span in sorted(reference.spans, key=lambda span: (span.end - span.start, span.start)):
        if span.start < span.end <= len(reference.text) and all(
            span.end <= other.start or span.start >= other.end for other in kept
        ):
            kept.append(span)
    if len(kept) == len(reference.spans):
        return reference
    kept.sort(key=lambda span: span.start)
    return replace(reference, spans=tuple(kept), confidence=0.0)


def as_read_or_as_printed(reference: Reference) -> Reference:
    """The reference; or its text without fields where these are too few to make one.

    >>> as_read_or_as_printed(Reference("A sentence.", item={"title": "A sentence"})).findings[0].id
    'not-a-reference'
    """
    reference = apart(reference)
    if reference.findings or len(TELLING.intersection(reference.item)) >= FEWEST:
        return reference
    if IDENTIFIERS.intersection(reference.item):
        return reference
    if TELLING.intersection(reference.item) and reference.item.get("title"):
        return reference
    finding = Finding(
        "not-a-reference",
        Severity.WARNING,
        "Unexpected text, expected a reference with authors, a date or a source: it is left as it is.",
        Place(excerpt=reference.text[:80]),
        "If it is a reference, give its record by hand (--references).",
    )
    return Reference(reference.text, reference.label, findings=(finding,))
