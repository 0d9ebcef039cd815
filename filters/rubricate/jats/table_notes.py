"""Marks in the cells of a table that call its notes: `<xref ref-type="table-fn">`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from .context import element

SIGNS = "*†‡§¶#∗‖"
CELLS = ("td", "th", "title", "p")
SIGN_RUN = re.compile(rf"(?P<mark>[{re.escape(SIGNS)}]{{1,4}})(?=\s*$|\s*[,;)]|\s)")
"""Signs behind a value: "4.5*", "Buns†"."""
GLUED = re.compile(r"(?<=[0-9)%])(?P<mark>[a-z](?:,[a-z]){0,3})\s*$")
"""Letters that were raised before the text was copied, at the end of a cell: "4.5 (0.2)a,b"."""


def link_marks(wrap: etree._Element) -> None:
    """Link each printed mark in caption, head and cells of a `<table-wrap>` to the `<fn>` with that label."""
    notes: dict[str, str] = {}
    for note in wrap.iterfind("table-wrap-foot/fn"):
        printed = note.find("label")
        label = "".join(printed.itertext()).strip(" .)(") if printed is not None else ""
        if label and note.get("id"):
            notes.setdefault(label, note.get("id", ""))
    if not notes:
        return
    letters = [label for label in notes if label.isalpha()]
    for part in (wrap.find("caption"), *wrap.iterfind("table")):
        if part is None:
            continue
        for node in list(part.iter("sup")):
            _raised(node, notes)
        for node in list(part.iter(*CELLS)):
            _signs(node, notes, glued=len(letters) > 0)


def _raised(node: etree._Element, notes: dict[str, str]) -> None:
    """`<sup>a,b</sup>`: an xref around each mark that is a label of a note, where all of them are."""
    if len(node) or not node.text:
        return
    text = node.text
    marks = [mark.strip() for mark in re.split(r"([,\s]+)", text)]
    wanted = [mark for mark in marks if mark and mark != ","]
    if text.strip() in notes:
        wanted = [text.strip()]
    if not wanted or any(mark not in notes for mark in wanted):
        return
    node.text = text[: text.index(wanted[0])]
    node.extend(_xrefs(text[len(node.text) :], wanted, notes))


def _signs(cell: etree._Element, notes: dict[str, str], *, glued: bool) -> None:
    """Marks in the last piece of text of a cell (the others are rare and ambiguous)."""
    holder = cell[-1] if len(cell) else None
    text = (holder.tail if holder is not None else cell.text) or ""
    if holder is not None and holder.tag not in ("italic", "bold", "break", "inline-formula"):
        return
    match = next((found for found in SIGN_RUN.finditer(text) if found["mark"] in notes), None)
    if match is None and glued and cell.tag in ("td", "th"):
        match = GLUED.search(text)
    if match is None:
        return
    marks = match["mark"].split(",")
    if any(mark not in notes for mark in marks):
        return
    start, end = match.span("mark")
    made = list(_xrefs(text[start:end], marks, notes))
    made[-1].tail = text[end:]
    if holder is None:
        cell.text = text[:start]
        for number, xref in enumerate(made):
            cell.insert(number, xref)
    else:
        holder.tail = text[:start]
        cell.extend(made)


def _xrefs(text: str, marks: list[str], notes: dict[str, str]) -> Iterator[etree._Element]:
    """One `<xref>` for each mark; what stands between two is the tail of the first."""
    at = 0
    for number, mark in enumerate(marks):
        at = text.index(mark, at) + len(mark)
        following = text.index(marks[number + 1], at) if number + 1 < len(marks) else len(text)
        made = element("xref", mark, ref_type="table-fn", rid=notes[mark])
        made.tail = text[at:following]
        yield made
