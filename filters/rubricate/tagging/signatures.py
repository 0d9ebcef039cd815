"""Letters that answer a letter: who signs the first one is its author; the signatures of the replies stay below them."""

from __future__ import annotations

from collections.abc import Sequence

from .zone_state import ZoneLabel

SIGNED = frozenset(("contrib-group", "aff", "corresp"))
TEXT = frozenset(("p", "sec-title", "disp-quote", "list-item"))
"""Roles of the body; a signature stands behind a paragraph."""


def signatures(labels: Sequence[ZoneLabel]) -> None:
    """Change the labels of signatures below later letters to text, in place.

    Only where names stand below text more than once, with text between them: names behind the last paragraph of one
    letter are its authors.
    """
    runs = _runs(labels)
    if len(runs) < 2 or any(label.role == "contrib-group" for label in labels[: _first_text(labels)]):
        return
    for start, stop in runs[1:]:
        for at in range(start, stop):
            labels[at].role, labels[at].section = "p", ""


def _first_text(labels: Sequence[ZoneLabel]) -> int:
    return next((at for at, label in enumerate(labels) if label.role == "p"), len(labels))


def _runs(labels: Sequence[ZoneLabel]) -> list[tuple[int, int]]:
    """Start and stop of each signature: names directly behind text, with what belongs to them."""
    runs: list[tuple[int, int]] = []
    at = _first_text(labels)
    while at < len(labels):
        if labels[at].role == "contrib-group" and labels[at - 1].role in TEXT:
            stop = at
            while stop < len(labels) and labels[stop].role in SIGNED:
                stop += 1
            runs.append((at, stop))
            at = stop
        at += 1
    return runs
