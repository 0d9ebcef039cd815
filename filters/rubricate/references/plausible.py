"""Texts that are no references: left as they are, with a finding, whatever fields a model sees in them."""

from __future__ import annotations

from ..values import Finding, Place, Severity
from .record import Reference

TELLING = frozenset(
    ("author", "editor", "translator", "issued", "container-title", "volume", "page", "DOI", "PMID", "PMCID", "ISBN", "ISSN", "URL",
     "archive_location", "number", "event-title", "publisher", "accessed")
)  # fmt: skip
"""Variables of which every reference has some."""
FEWEST = 2


def as_read_or_as_printed(reference: Reference) -> Reference:
    """The reference; or its text without fields where these are too few to make one.

    >>> as_read_or_as_printed(Reference("A sentence.", item={"title": "A sentence"})).findings[0].id
    'not-a-reference'
    """
    if reference.findings or len(TELLING.intersection(reference.item)) >= FEWEST:
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
