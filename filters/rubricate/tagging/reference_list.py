"""Filter: the reference list: lines joined and paragraphs cut into entries, labels taken out of the text, clutter set apart.

The text of each entry is left exactly as it is, mark-up included; what decides is pure strings (`references.lists`).
"""

from __future__ import annotations

from collections.abc import Sequence

import panflute as pf

from ..inlines import cut, items, list_number, plain, strip
from ..parsing.identifiers import find_identifiers
from ..references.clutter import clutter_of
from ..references.labels import labels_at_head, parts_of, second_label
from ..references.lists import Line, between, group_lines, seams

WORKING = ("line", "block", "confidence", "by", "marker", "continues", "indent")
"""Attributes that say where an entry came from: they have done their work here."""
LINKED = ("doi", "pmid", "pmcid")
"""Identifiers that an entry may have in the targets of its links alone; they become its attributes."""


def reference_list(doc: pf.Doc) -> None:
    """Give each `Div.ref` of each `Div.ref-list` its id (`B1` …) and `label`; several works under one number become
    `Div.citation`s in it, names of links and page numbers a `Div.page-furniture` behind the entries."""
    _merge_over_page_breaks(doc)
    taken: set[str] = set()
    lists: set[str] = set()
    for block in doc.content.list:
        if type(block) is pf.Div and "ref-list" in block.classes:
            entries = [entry for entry in items(block) if type(entry) is pf.Div and "ref" in entry.classes]
            if entries and all(entry.identifier for entry in entries):
                taken.update(entry.identifier for entry in entries)
                lists.add(block.identifier)
                continue
            ours = {id(entry) for entry in entries}
            others = [child for child in items(block) if id(child) not in ours]
            made, clutter = _entries(entries)
            for entry in made:
                _name(entry, taken)
            apart = [pf.Div(*map(_para, clutter), classes=["page-furniture"])] if clutter else []
            block.content = [*others, *made, *apart]
            block.identifier = block.identifier or ("refs" if "refs" not in lists else f"refs{len(lists) + 1}")
            lists.add(block.identifier)
            for key in WORKING:
                block.attributes.pop(key, None)


def _para(inlines: list[pf.Inline]) -> pf.Para:
    return pf.Para(*inlines)


def _merge_over_page_breaks(doc: pf.Doc) -> None:
    """A list that a page's foot or head cut in two is one list; the furniture goes behind it."""
    blocks = doc.content.list
    out: list[pf.Block] = []
    first: pf.Div | None = None
    between: list[pf.Block] = []
    changed = False
    for block in blocks:
        classes = block.classes if type(block) is pf.Div else []
        if "ref-list" in classes and first is not None and between and not block.identifier and not first.identifier:
            first.content = [*items(first), *items(block)]
            changed = True
            continue
        if first is not None and "page-furniture" in classes:
            between.append(block)
            continue
        out += between
        between = []
        out.append(block)
        first = block if "ref-list" in classes else None
    if changed:
        doc.content = [*out, *between]


def _entries(entries: Sequence[pf.Div]) -> tuple[list[pf.Div], list[list[pf.Inline]]]:
    """The entries that these lines make, and the inlines of what is clutter."""
    lines = [_line(entry) for entry in entries]
    groups, apart = group_lines(lines)
    clutter = [strip(_inlines(entries[at])) for at in apart]
    made: list[pf.Div] = []
    for group in groups:
        inlines = _inlines(entries[group.lines[0]])
        if group.code:
            clutter.append(strip(cut(inlines, 0, group.code)))
        inlines = strip(cut(inlines, group.lead, len(plain(inlines))) if group.lead else inlines)
        rest = _rest(entries[group.lines[0]])
        for at in group.lines[1:]:
            number = lines[at].number  # it begins no entry: it is text again
            more = [*([pf.Str(number), pf.Space()] if number else []), *strip(_inlines(entries[at]))]
            seam = between(group, plain(inlines), plain(more))
            comma = [pf.Str(",")] if seam.startswith(",") else []
            inlines = [*inlines, *comma, *([pf.Space()] if seam else []), *more]
            rest += _rest(entries[at])
        made += _of_paragraph(group.label, inlines, rest, clutter)
    return made, [piece for piece in clutter if plain(piece).strip()]


def _line(entry: pf.Div) -> Line:
    attributes = entry.attributes
    indent = attributes.get("indent", "0")
    return Line(
        plain(_inlines(entry)),
        int(indent) if indent.isdigit() else 0,
        "continues" not in attributes,
        attributes.get("marker", ""),
    )


def _inlines(entry: pf.Div) -> list[pf.Inline]:
    return _flat(items(entry))


def _flat(blocks: Sequence[pf.Element]) -> list[pf.Inline]:
    """Paragraphs and lists as one run of inlines: "(a) … (b) …" is a list in a list to pandoc's Markdown."""
    out: list[pf.Inline] = []
    for block in blocks:
        if isinstance(block, pf.Para | pf.Plain):
            more = list(items(block))
        elif isinstance(block, pf.OrderedList | pf.BulletList):
            more = []
            for number, item in enumerate(items(block)):
                mark = [pf.Str(list_number(block, number)), pf.Space()] if isinstance(block, pf.OrderedList) else []
                more += [*([pf.Space()] if more else []), *mark, *_flat(items(item))]
        else:
            continue
        out += [*([pf.Space()] if out and more else []), *more]
    return out


def _rest(entry: pf.Div) -> list[pf.Block]:
    """Blocks of an entry that are no text (a table, a picture): they stay behind it."""
    return [
        block for block in items(entry) if not isinstance(block, pf.Para | pf.Plain | pf.OrderedList | pf.BulletList)
    ]


def _of_paragraph(
    label: str, inlines: list[pf.Inline], rest: list[pf.Block], clutter: list[list[pf.Inline]]
) -> list[pf.Div]:
    """The entries of one paragraph: most often one, with its label already taken away."""
    text = plain(inlines)
    lead = f"{label} " if label else ""
    starts = [max(0, start - len(lead)) for start in seams(lead + text, label)]
    out: list[pf.Div] = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        piece = strip(cut(inlines, start, end))
        if number or (len(starts) > 1 and not label):
            head = next(iter(labels_at_head(plain(piece))), None)
            label = head.text if head else ""
            piece = strip(cut(piece, head.end, len(plain(piece)))) if head else piece
        out.append(_entry(label, piece, clutter))
    if out:
        out[-1].content = [*items(out[-1]), *(block for block in rest if block is not None)]
    return out


def linked_identifiers(inlines: Sequence[pf.Inline]) -> dict[str, str]:
    """DOI, PMID and PMCID that only the links of an entry name: "[CrossRef](https://doi.org/10.5555/a)"."""
    text = plain(inlines).casefold()
    found: dict[str, str] = {}
    for inline in inlines:
        if type(inline) is pf.Link:
            for spot in find_identifiers(inline.url):
                if spot.kind in LINKED and spot.value.casefold() not in text:
                    found.setdefault(spot.kind, spot.value)
        elif hasattr(inline, "_content") and type(inline) is not pf.Note:
            found = {**linked_identifiers(items(inline)), **found}
    return {kind: value for kind, value in found.items() if value.casefold() not in text}


def _entry(label: str, inlines: list[pf.Inline], clutter: list[list[pf.Inline]]) -> pf.Div:
    """`Div.ref`; the works within one number as `Div.citation`s with labels of their own."""
    again = second_label(label, plain(inlines))
    if again:
        clutter.append(strip(cut(inlines, 0, again)))
        inlines = strip(cut(inlines, again, len(plain(inlines))))
    text = plain(inlines)
    parts = parts_of(text)
    content: list[pf.Block] = []
    for mark, start, end in parts:
        whole = strip(cut(inlines, start, end))
        piece = _without_clutter(whole, clutter)
        linked = linked_identifiers(whole)
        content.append(pf.Div(pf.Para(*piece), classes=["citation"], attributes={"label": mark, **linked}))
    if not parts:
        content = [pf.Para(*_without_clutter(inlines, clutter))]
    linked = linked_identifiers(inlines) if not parts else {}
    return pf.Div(*content, classes=["ref"], attributes={**({"label": label} if label else {}), **linked})


def _without_clutter(inlines: list[pf.Inline], clutter: list[list[pf.Inline]]) -> list[pf.Inline]:
    text = plain(inlines)
    kept: list[pf.Inline] = []
    at = 0
    for start, end in clutter_of(text):
        kept += cut(inlines, at, start) if at < start else []
        clutter.append(strip(cut(inlines, max(at, start), end)))
        at = max(at, end)
    return strip([*kept, *cut(inlines, at, len(text) + 1)]) if at else inlines


def _name(entry: pf.Div, taken: set[str]) -> None:
    digits = entry.attributes.get("label", "").strip("[]().-– ab")
    name = f"B{int(digits)}" if digits.isdecimal() else ""
    at = len(taken) + 1
    while not name or name in taken:
        name = f"B{at}"
        at += 1
    entry.identifier = entry.identifier or name
    taken.add(entry.identifier)
