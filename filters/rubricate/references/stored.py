"""A parsed reference as plain data and back: what the tagged document hands to the writers, and what the report shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .record import Reference, Span


def as_data(reference: Reference) -> dict[str, Any]:
    """JSON-ready, complete.

    >>> from_data(as_data(Reference("Kim A.", "1.", spans=(Span("surname", 0, 3, 0.9, "author", 1),)))).spans[0].end
    3
    """
    return {
        "text": reference.text,
        "label": reference.label,
        "type": reference.type,
        "confidence": round(reference.confidence, 4),
        "spans": [
            [span.name, span.start, span.end, round(span.confidence, 4), span.role, span.person]
            for span in reference.spans
        ],
        "item": dict(reference.item),
        "confidences": {key: round(value, 4) for key, value in reference.confidences.items()},
        "rules": [list(rule) for rule in reference.rules],
    }


def from_data(data: Mapping[str, Any]) -> Reference:
    """The reference that `as_data` wrote."""
    return Reference(
        text=data["text"],
        label=data["label"],
        type=data["type"],
        spans=tuple(Span(*span) for span in data["spans"]),
        item=data["item"],
        confidences=data["confidences"],
        confidence=data["confidence"],
        rules=tuple((rule, printed, written) for rule, printed, written in data["rules"]),
    )


def for_report(name: str, reference: Reference) -> dict[str, Any]:
    """What a person wants to see: each value as printed, where it stands, how sure it is, and what was done to it."""
    fields = [
        {
            key: value
            for key, value in (
                ("field", span.name),
                ("value", reference.text[span.start : span.end]),
                ("start", span.start),
                ("end", span.end),
                ("confidence", round(span.confidence, 3)),
                ("role", span.role),
                ("person", span.person),
            )
            if value not in ("", 0) or key in ("start", "confidence")
        }
        for span in reference.spans
    ]
    parts = {
        "id": name,
        "label": reference.label,
        "text": reference.text,
        "type": reference.type,
        "confidence": round(reference.confidence, 3),
        "fields": fields,
        "csl": dict(reference.item),
        "confidences": {key: round(value, 3) for key, value in reference.confidences.items()},
        "rules": [{"rule": rule, "printed": printed, "written": written} for rule, printed, written in reference.rules],
    }
    return {key: value for key, value in parts.items() if value not in ("", [], {})}
