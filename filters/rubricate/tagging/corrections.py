"""The corrections of a document: where they stand in its metadata, and what became of each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import panflute as pf

from ..corrections import Correction, Outcome, kind_of
from ..corrections.alike import same
from ..meta import meta_maps, meta_text
from .record import CORRECTED, CORRECTIONS, FOUND, LOG, append

ALREADY = "it stands so already"


def wanted(doc: pf.Doc, *kinds: str) -> list[Correction]:
    """The corrections of a document whose part begins with one of `kinds` (all without any), in their order.

    They stand there as JSON, or as the list that pandoc reads from a metadata file.
    """
    value = doc.metadata.content.get(CORRECTIONS)
    if value is None:
        return []
    if isinstance(value, pf.MetaList):
        data: Any = [{key: meta_text(text) for key, text in entry.content.items()} for entry in meta_maps(value)]
    else:
        text = meta_text(value)
        data = json.loads(text) if text.startswith("[") else []
    entries = [
        Correction(
            str(entry["part"]),
            str(entry.get("was", "")),
            str(entry.get("now", "")),
            str(entry.get("near", "")),
            entry.get("line"),
        )
        for entry in data
        if entry.get("part")
    ]
    return [entry for entry in entries if not kinds or kind_of(entry.part).startswith(kinds)]


def as_meta(entries: Iterable[Correction]) -> pf.MetaString:
    """Corrections as `wanted` reads them."""
    return pf.MetaString(json.dumps([{**entry.as_dict(), "line": entry.line} for entry in entries], ensure_ascii=False))


def note(doc: pf.Doc, outcome: Outcome) -> None:
    """Say what became of a correction; the words that changed stand in the log under `corrected`."""
    done = outcomes(doc)
    doc.metadata[CORRECTED] = pf.MetaString(
        json.dumps([*done, {**outcome.as_dict(), "line": outcome.correction.line}], ensure_ascii=False)
    )


def outcomes(doc: pf.Doc) -> list[dict[str, Any]]:
    """What became of each correction, in the order in which they were tried."""
    text = meta_text(doc.metadata.content.get(CORRECTED))
    out: list[dict[str, Any]] = json.loads(text) if text else []
    return out


def log_change(doc: pf.Doc, was: str, now: str) -> None:
    """Words that a person changed: either may be empty."""
    append(doc, LOG, {"rule": "corrected", "text": was, "detail": now})


def changed(doc: pf.Doc, correction: Correction, found: str) -> Outcome:
    """Whether a correction fits the value that stands there; where it does, its words are logged.

    A correction whose `was` and `now` are the same says that a person looked and found it right.
    """
    if same(found, correction.was):
        if not same(correction.was, correction.now):
            log_change(doc, correction.was, correction.now)
        return Outcome(correction, True)
    if same(found, correction.now):
        return Outcome(correction, False, found, ALREADY)
    return Outcome(correction, False, found)


def sure(doc: pf.Doc, key: str, value: str = "") -> None:
    """A value that a person corrected or confirmed is asked about no more."""
    for entry in meta_maps(doc.metadata.content.get(FOUND)):
        if meta_text(entry.content.get("key")) == key:
            entry["confidence"] = pf.MetaString("1.00")
            entry["by"] = pf.MetaString("correction")
            if value:
                entry["value"] = pf.MetaString(value[:200])
