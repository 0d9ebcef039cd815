"""Queries to the editor: what a person must look at. They never fail a run; the report lists them, the most doubtful first."""

from __future__ import annotations

from collections.abc import Sequence

import panflute as pf

from ..values import Spot
from .record import QUERIES, append

AROUND = 60
"""Characters of the text on either side of what is asked about."""
SHOWN = 12


def about(doc: pf.Doc, name: str, message: str, suggestion: str, *, text: str, at: Spot, doubt: float) -> None:
    """Ask about the place `at` in a paragraph with this text. `name` is the finding's id; `doubt` from 0 to 1."""
    ask(doc, name, message, suggestion, excerpt=around(text, at), doubt=doubt)


def around(text: str, at: Spot) -> str:
    """The words around a place, to be shown to a person."""
    return " ".join(text[max(0, at.start - AROUND) : at.end + AROUND].split())


def ask(doc: pf.Doc, name: str, message: str, suggestion: str = "", *, excerpt: str = "", doubt: float) -> None:
    """Ask one thing."""
    append(
        doc,
        QUERIES,
        {
            "id": name,
            "message": message,
            "suggestion": suggestion,
            "excerpt": " ".join(excerpt.split()),
            "doubt": f"{doubt:.2f}",
        },
    )


def never_called(doc: pf.Doc, name: str, kind: str, labels: Sequence[str]) -> None:
    """Ask about parts that the text never calls, all of one kind at once."""
    shown = ", ".join(labels[:SHOWN]) + (f" and {len(labels) - SHOWN} more" if len(labels) > SHOWN else "")
    ask(
        doc,
        name,
        f"Unexpected {kind} that the text never calls, expected a call to each: {shown}.",
        "Call it in the text, or take it out.",
        doubt=0.5,
    )


def of_more(times: int) -> str:
    """ " (3 times)", for what is found more than once."""
    return f" ({times} times)" if times > 1 else ""
