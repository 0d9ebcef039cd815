"""Filter: references that a writer set as footnotes or endnotes, under a heading of their own that has no text."""

from __future__ import annotations

import panflute as pf

from ..inlines import items, plain
from ..parsing.headings import section_type, strip_number
from ..walk import descendants
from .record import log
from .units import Unit
from .zone_cues import Cue

SHARE = 0.8
"""Share of the notes that must look like references; remarks among them would not be found in a list."""
AGAIN = ("ibid", "op. cit", "loc. cit", "idem", "supra")
LEAST = 2


def reference_notes(doc: pf.Doc) -> None:
    """Make the notes a list under the heading, and superscript numbers in their places.

    Only where the heading "References" closes the text and nothing stands under it: the notes are what it announces.
    """
    heading = _empty_heading(doc.content.list)
    if heading is None:
        return
    notes = [element for element in descendants(doc) if type(element) is pf.Note]
    texts = [_text(note) for note in notes]
    like = sum(Cue(Unit("para", inlines=[pf.Str(text)])).reference_like for text in texts)
    if len(notes) < LEAST or not all(texts) or like < SHARE * len(notes) or any(_again(text) for text in texts):
        return
    numbers = {text: str(number) for number, text in enumerate(dict.fromkeys(texts), start=1)}
    entries: dict[str, pf.ListItem] = {}
    for note, text in zip(notes, texts, strict=True):
        entries.setdefault(text, pf.ListItem(pf.Para(*items(items(note)[0]))))
    for element in list(descendants(doc)):
        content = getattr(element, "_content", None)
        if content is None or not any(type(child) is pf.Note for child in content.list):
            continue
        element.content = [
            _numbered(doc, child, numbers) if type(child) is pf.Note else child for child in items(element)
        ]
    at = doc.content.list.index(heading) + 1
    listed = pf.OrderedList(*entries.values(), start=1, style="Decimal", delimiter="Period")
    doc.content = [*doc.content.list[:at], listed, *doc.content.list[at:]]


def _empty_heading(blocks: list[pf.Element]) -> pf.Element | None:
    """The last block, or one that another heading follows at once, if it is a heading of a reference list."""
    for at, block in enumerate(blocks):
        empty = at + 1 == len(blocks) or type(blocks[at + 1]) is pf.Header
        if type(block) is pf.Header and empty and section_type(strip_number(plain(items(block)))[1]) == "references":
            return block
    return None


def _text(note: pf.Note) -> str:
    """The text of a note of one paragraph; nothing for any other."""
    blocks = items(note)
    return " ".join(plain(items(blocks[0])).split()) if len(blocks) == 1 and type(blocks[0]) is pf.Para else ""


def _again(text: str) -> bool:
    return text.casefold().startswith(AGAIN)


def _numbered(doc: pf.Doc, note: pf.Note, numbers: dict[str, str]) -> pf.Superscript:
    number = numbers[_text(note)]
    log(doc, "list-number", number, detail=number)
    log(doc, "reference-note", _text(note), detail=f"entry {number} of the reference list")
    return pf.Superscript(pf.Str(number))
