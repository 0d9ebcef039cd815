"""Footnotes that a filter dropped with the words around them (a subject, a line of a web page) stay, as notes of the front."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import panflute as pf

from ..walk import descendants
from .record import front_notes


def notes_of(doc: pf.Doc) -> list[pf.Note]:
    """The footnotes of the text, in order."""
    return [element for element in descendants(doc) if type(element) is pf.Note]


def left_alone(notes: list[pf.Note], before: list[pf.Note], after: list[pf.Note]) -> list[pf.Note]:
    """`notes` without those that a filter took and made something else of (they stood `before` it, and not `after`)."""
    taken = {id(note) for note in before} - {id(note) for note in after}
    return [note for note in notes if id(note) not in taken]


def keep_notes(doc: pf.Doc, notes: list[pf.Note]) -> None:
    """Put those of `notes` that stand nowhere any more, neither in the text nor in the metadata, into a front note."""
    if not notes:
        return
    here = {id(note) for note in notes_of(doc)} | {id(note) for note in _of_metadata(doc.metadata)}
    gone = [note for note in notes if id(note) not in here]
    if gone:
        doc.content = [front_notes(gone), *doc.content.list]


def _of_metadata(value: Any) -> Iterator[pf.Note]:
    if isinstance(value, pf.MetaMap):
        for inner in value.content.values():
            yield from _of_metadata(inner)
    elif isinstance(value, pf.MetaList):
        for inner in value.content.list:
            yield from _of_metadata(inner)
    elif isinstance(value, pf.MetaInlines | pf.MetaBlocks):
        yield from (element for element in descendants(value) if type(element) is pf.Note)
