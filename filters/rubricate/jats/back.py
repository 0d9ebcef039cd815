"""Body, back matter and floats, from the tagged blocks in document order."""

from __future__ import annotations

from collections.abc import Sequence

import panflute as pf
from lxml import etree

from .blocks import is_supplement, write_block
from .context import Context, children, element, sub
from .inline import write_inlines
from .references import write_reference_list
from .sections import write_sections

BACK = frozenset(("ack", "app", "glossary", "bio", "fn-group", "notes", "sec", "supplementary-material", "ref-list"))
REMARKS = 2
"""Paragraphs beside the entries ("The online version contains …")."""
SUPPLEMENTS = "supplementary-material"


def split_blocks(blocks: Sequence[pf.Block]) -> tuple[list[pf.Block], list[pf.Block], list[pf.Block], list[pf.Block]]:
    """`(body, back, floats, front notes)`: what stands behind the first back matter and is no section stays in the body.

    Supplementary material directly behind the text ends the body, as in PubMed Central's own articles.
    """
    body: list[pf.Block] = []
    back: list[pf.Block] = []
    floats: list[pf.Block] = []
    notes: list[pf.Block] = []
    for block in blocks:
        classes = set(getattr(block, "classes", []))
        if type(block) is pf.Div and "front-notes" in classes:
            notes.extend(children(block))
        elif type(block) is pf.Div and "floats-group" in classes:
            floats.extend(children(block))
        elif not back and type(block) is pf.Div and block.attributes.get("sec-type") == SUPPLEMENTS and _headed(block):
            body.extend(_as_section(block))
        elif (type(block) is pf.Div and classes & BACK and not is_supplement(block)) or (
            type(block) is pf.Header and "ref-list" in classes
        ):
            back.append(block)
        elif not (type(block) is pf.Div and "page-furniture" in classes):
            body.append(block)
    return body, back, floats, notes


def _headed(block: pf.Div) -> bool:
    """A section that has a title and holds its entries and little else: other statements may have strayed into a longer one."""
    inner = children(block)
    others = [child for child in inner[1:] if not (type(child) is pf.Div and is_supplement(child))]
    return bool(inner) and type(inner[0]) is pf.Header and len(others) <= REMARKS


def _as_section(block: pf.Div) -> list[pf.Block]:
    """A Div of back matter as a heading of the body and what is under it."""
    title, *rest = children(block)
    attributes = {**title.attributes, "sec-type": SUPPLEMENTS}
    return [pf.Header(*children(title), level=1, identifier=title.identifier, attributes=attributes), *rest]


def write_back(blocks: Sequence[pf.Block], context: Context) -> etree._Element:
    """`<back>` in document order; a heading of class `ref-list` is the title of the list behind it."""
    back = element("back")
    title: pf.Header | None = None
    for block in blocks:
        if type(block) is pf.Header:
            if title is not None:
                write_inlines(sub(sub(back, "sec"), "title"), children(title), context)
            title = block
            continue
        if "ref-list" in block.classes:
            back.append(write_reference_list(title, block, context))
            title = None
            continue
        _part(back, block, context)
    if title is not None:
        write_inlines(sub(sub(back, "sec"), "title"), children(title), context)
    return back


def _part(back: etree._Element, div: pf.Div, context: Context) -> None:
    kind = next((name for name in ("ack", "app", "glossary", "bio", "fn-group", "notes") if name in div.classes), "sec")
    content = children(div)
    if kind == "app":
        group = back[-1] if len(back) and back[-1].tag == "app-group" else sub(back, "app-group")
        made = sub(group, "app", id=context.targets.get(div.identifier) or context.id_for(div.identifier, "app"))
    elif kind == "sec":
        made = sub(
            back,
            "sec",
            sec_type=div.attributes.get("sec-type", "")
            or ("supplementary-material" if "supplementary-material" in div.classes else ""),
        )
    else:
        made = sub(back, kind)
    if content and type(content[0]) is pf.Header:
        label = content[0].attributes.get("label", "")
        if label and kind != "fn-group":
            sub(made, "label", label)
        write_inlines(sub(made, "title"), children(content[0]), context)
        content = content[1:]
    if kind == "fn-group":
        _footnotes(made, content, context)
    else:
        write_sections(made, content, context)


def _footnotes(made: etree._Element, blocks: Sequence[pf.Block], context: Context) -> None:
    for block in blocks:
        if type(block) is pf.Div:
            _footnotes(made, children(block), context)
            continue
        note = sub(made, "fn", id=context.id_for("", "bfn"))
        write_block(note, block, context)
        if not len(note):
            made.remove(note)
    if made.find("fn") is None:
        made.tag = "notes"
