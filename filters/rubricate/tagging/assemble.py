"""From labelled units back to blocks: runs of one role become one Div, a list, a section, a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import panflute as pf

from ..inlines import cut, items, plain, strip, without_shell
from .roles import BACK_SECTIONS
from .units import BULLETS, Unit
from .zone_state import ZoneLabel

ABSTRACT_ROLES = frozenset(("abstract-title", "abstract", "abstract-sec-title"))
KEYWORD_ROLES = frozenset(("kwd-title", "kwd-group"))
MESH_ROLES = frozenset(("mesh-title", "mesh"))
RUNS = {
    **dict.fromkeys(ABSTRACT_ROLES, "abstract"),
    **dict.fromkeys(KEYWORD_ROLES, "kwd-group"),
    **dict.fromkeys(MESH_ROLES, "mesh"),
    "contrib-group": "contrib-group",
    "page-furniture": "page-furniture",
    "permissions": "permissions",
    "fig": "fig",
    "fig-text": "fig",
    "table-caption": "table-wrap",
    "table-caption-text": "table-wrap",
    "table-body": "table-wrap",
    "table-foot": "table-wrap",
    "ref": "ref-list",
}
"""Roles whose neighbours go into one Div, and the class of that Div."""

STARTS_ANEW = frozenset(("abstract-title", "kwd-title", "mesh-title", "fig", "table-caption"))
SINGLE = frozenset(
    ("journal-line", "article-type", "title", "subtitle", "trans-title", "running-head", "aff", "corresp", "author-note",
     "history", "article-id", "front-notes", "float-title")
)  # fmt: skip

Labelled = tuple[Unit, ZoneLabel]


def assemble(units: Sequence[Unit], labels: Sequence[ZoneLabel]) -> list[pf.Block]:
    """The document's new blocks. Every inline of every unit is in them once, in the old order."""
    pairs = list(zip(units, labels, strict=True))
    blocks: list[pf.Block] = []
    at = 0
    while at < len(pairs):
        _unit, label = pairs[at]
        if label.role in ("back-title", "back-run-in"):
            end = at + 1
            while end < len(pairs) and _in_back_section(pairs, end, label):
                end += 1
            blocks.append(_back_section(pairs[at:end]))
        elif label.role in RUNS:
            end = _run_end(pairs, at)
            blocks.append(_run(pairs[at:end], RUNS[label.role]))
        elif label.role == "list-item":
            end = at + 1
            while (
                end < len(pairs) and pairs[end][1].role == "list-item" and _same_list(pairs[end - 1][0], pairs[end][0])
            ):
                end += 1
            blocks.extend(_list([unit for unit, _ in pairs[at:end]]))
        else:
            end = at + 1
            while label.role == "p" and end < len(pairs) and _same_paragraph(pairs, end):
                end += 1
            blocks.extend(_block(pairs[at:end]))
        at = end
    return blocks


def _in_back_section(pairs: Sequence[Labelled], at: int, first: ZoneLabel) -> bool:
    unit, label = pairs[at]
    if label.role in ("p", "list-item", "empty") and label.section == first.section:
        return first.role == "back-title" or unit.kind != "header"
    return label.role in (
        "page-furniture",
        "fig",
        "fig-text",
        "fig-block",
        "table-caption",
        "table-body",
        "table-foot",
    ) and any(later.role in ("p", "list-item") and later.section == first.section for _, later in pairs[at : at + 3])


def _run_end(pairs: Sequence[Labelled], at: int) -> int:
    kind = RUNS[pairs[at][1].role]
    end = at + 1
    while end < len(pairs):
        role = pairs[end][1].role
        if role == "empty":
            end += 1
            continue
        if RUNS.get(role) != kind or role in STARTS_ANEW:
            break
        before = pairs[end - 1][1].role
        if kind == "table-wrap" and before == "table-foot" and role == "table-body":
            break
        if kind == "table-wrap" and before == "table-body" and role == "table-body" and pairs[end][0].kind == "table":
            break
        if kind == "abstract" and pairs[end][1].offset and before == "abstract":
            break
        if kind == "kwd-group" and pairs[end][1].offset:
            break
        end += 1
    return end


def _attributes(unit: Unit, label: ZoneLabel, **more: str) -> dict[str, str]:
    """Where a block came from and how sure its role is, for the filters behind this one."""
    place = {"line": str(unit.line)} if unit.line is not None else {"block": str(unit.number)}
    return {**place, "confidence": f"{label.confidence:.2f}", "by": label.by, **more}


def _para(unit: Unit) -> pf.Block:
    return pf.Para(*unit.inlines)


def _header(unit: Unit, label: ZoneLabel, level: int, **kwargs: Any) -> pf.Header:
    attributes = {"sec-type": label.section} if label.section else {}
    inlines = unit.inlines
    identifier = ""
    block: Any = unit.block
    if type(block) is pf.Header:
        attributes = {**dict(block.attributes), **attributes}
        identifier = block.identifier
    else:
        inlines = without_shell(inlines)
    return pf.Header(*inlines, level=max(1, min(level, 6)), identifier=identifier, attributes=attributes, **kwargs)


def _run(pairs: Sequence[Labelled], kind: str) -> pf.Block:
    unit, label = pairs[0]
    content: list[pf.Block] = []
    foot: list[pf.Block] = []
    for unit_, label_ in pairs:
        role = label_.role
        if role == "empty":
            continue
        if role in ("abstract-title", "kwd-title", "mesh-title"):
            content.append(_header(unit_, ZoneLabel(role), 1))
        elif role == "abstract-sec-title":
            content.append(_header(unit_, ZoneLabel(role), 2))
        elif role == "ref":
            content.append(_reference(unit_, label_))
        elif role == "table-foot":
            foot.append(_para(unit_))
        elif not unit_.textual:
            content.append(unit_.block)
        elif role == "table-body":
            content.append(pf.Div(_para(unit_), classes=["row"]))
        elif role in ("table-caption", "table-caption-text"):
            content.append(pf.Div(_para(unit_), classes=["caption"]))
        else:
            paragraph = _para(unit_)
            if label_.offset and role in ("abstract", "kwd-group", "mesh"):
                head, tail = (
                    cut(unit_.inlines, 0, _shift(unit_, label_.offset)),
                    cut(unit_.inlines, _shift(unit_, label_.offset), len(plain(unit_.inlines))),
                )
                content.append(pf.Header(*strip(head), level=1))
                paragraph = pf.Para(*strip(tail))
            content.append(paragraph)
            content.extend(unit_.rest)
    if foot:
        content.append(pf.Div(*foot, classes=["table-wrap-foot"]))
    return pf.Div(*content, classes=[kind], attributes=_attributes(unit, label))


def _shift(unit: Unit, offset: int) -> int:
    """Offsets are those of the stripped text; this is the same place in the inlines."""
    text = plain(unit.inlines)
    return offset + len(text) - len(text.lstrip())


def _reference(unit: Unit, label: ZoneLabel) -> pf.Div:
    marker = {"marker": unit.marker} if unit.marker and unit.marker not in BULLETS else {}
    glued = {"continues": "maybe"} if unit.blank == 0 and unit.kind != "item" else {}
    indent = {"indent": str(unit.indent)} if unit.indent else {}
    return pf.Div(
        _para(unit), *unit.rest, classes=["ref"], attributes=_attributes(unit, label, **marker, **glued, **indent)
    )


def _back_section(pairs: Sequence[Labelled]) -> pf.Div:
    unit, label = pairs[0]
    kind = BACK_SECTIONS.get(label.section, label.section)
    classes = [kind] if kind in ("ack", "app", "glossary", "bio", "fn-group", "notes") else ["sec"]
    attributes = {"sec-type": label.section} if classes == ["sec"] and label.section != "other" else {}
    content: list[pf.Block] = []
    if label.role == "back-title":
        content.append(_header(unit, ZoneLabel("back-title"), 1))
    else:
        at = _shift(unit, label.offset)
        title = strip(cut(unit.inlines, 0, at))
        content.append(pf.Header(*_title_of(title), level=1))
        content.append(pf.Para(*strip(cut(unit.inlines, at, len(plain(unit.inlines))))))
    rest = assemble([u for u, _ in pairs[1:]], [ln for _, ln in pairs[1:]])
    return pf.Div(*content, *rest, classes=classes, attributes=attributes)


def _title_of(inlines: list[pf.Inline]) -> list[pf.Inline]:
    """A run-in title without its bold and its closing colon."""
    inlines = without_shell(inlines)
    text = plain(inlines)
    return cut(inlines, 0, len(text.rstrip(" :.：—–-")))


def _same_list(a: Unit, b: Unit) -> bool:
    if a.kind == "item" or b.kind == "item":
        return a.block is b.block
    return b.blank <= 1 and a.indent == b.indent and (a.marker in BULLETS) == (b.marker in BULLETS)


def _list(units: Sequence[Unit]) -> list[pf.Block]:
    first = units[0]
    if first.kind == "item" and first.block is not None and len(items(first.block)) == len(units):
        return [first.block]
    numbers = [unit.marker.strip("().") for unit in units]
    digits = all(number.isdigit() for number in numbers)
    letters = numbers[0] == "a" and all(len(number) == 1 and number.isalpha() for number in numbers)
    if first.kind == "line" and (digits or letters):
        entries = [pf.ListItem(pf.Plain(*unit.inlines)) for unit in units]
        delimiter = "TwoParens" if first.marker[:1] == "(" else "OneParen" if first.marker[-1:] == ")" else "Period"
        style, start = ("Decimal", int(numbers[0])) if digits else ("LowerAlpha", 1)
        return [pf.OrderedList(*entries, start=start, style=style, delimiter=delimiter)]
    listed = [pf.ListItem(*([pf.Para(*unit.inlines)] if unit.inlines else []), *unit.rest) for unit in units]
    block: Any = first.block
    if type(block) is pf.OrderedList:
        start = int(first.marker.strip("().")) if first.marker.strip("().").isdigit() else 1
        return [pf.OrderedList(*listed, start=start, style=block.style, delimiter=block.delimiter)]
    return [pf.BulletList(*listed)]


def _same_paragraph(pairs: Sequence[Labelled], at: int) -> bool:
    """Printed lines of one paragraph (`LineBreak` or `SoftBreak` in the source) stay one paragraph."""
    unit, label = pairs[at]
    before = pairs[at - 1][0]
    return label.role == "p" and unit.kind == before.kind == "para" and unit.group == before.group


def _block(pairs: Sequence[Labelled]) -> list[pf.Block]:
    unit, label = pairs[0]
    if label.role == "empty":
        return []
    if label.role == "sec-title":
        return [_header(unit, label, label.level)]
    if label.role == "ref-title":
        return [_header(unit, ZoneLabel("ref-title"), 1, classes=["ref-list"])]
    if label.role == "disp-quote":
        return [pf.BlockQuote(_para(unit))]
    if label.role in SINGLE:
        first = _para(unit) if unit.textual else unit.block
        return [pf.Div(first, *unit.rest, classes=[label.role], attributes=_attributes(unit, label))]
    if not unit.textual:
        return [unit.block]
    if type(unit.block) is pf.LineBlock and len(pairs) == len(items(unit.block)):
        return [unit.block]  # verse
    if (
        len(pairs) == 1
        and unit.block is not None
        and unit.kind == "para"
        and not unit.marker
        and type(unit.block) is pf.Para
    ):
        return [unit.block]
    inlines: list[pf.Inline] = []
    for number, (piece, _) in enumerate(pairs):
        if number:
            inlines.append(pf.SoftBreak() if piece.soft else pf.LineBreak())
        inlines.extend(piece.inlines)
    return [pf.Para(*inlines)]
