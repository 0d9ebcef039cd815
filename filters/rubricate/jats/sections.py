"""Sections: a flat run of headings and blocks becomes nested `<sec>` elements."""

from __future__ import annotations

from collections.abc import Iterable

import panflute as pf
from lxml import etree

from .blocks import write_block
from .context import Context, children, element, sub
from .inline import write_inlines


def write_sections(parent: etree._Element, blocks: Iterable[pf.Block], context: Context) -> etree._Element:
    """Append blocks; each `Header` opens a `<sec>` below the nearest one of a lower level."""
    stack: list[tuple[int, etree._Element]] = [(0, parent)]
    for block in blocks:
        if type(block) is pf.Header:
            while stack[-1][0] >= block.level:
                stack.pop()
            made = section(block, context)
            stack[-1][1].append(made)
            stack.append((block.level, made))
        else:
            write_block(stack[-1][1], block, context)
    return parent


def section(header: pf.Header, context: Context) -> etree._Element:
    """`<sec>` with `sec-type`, label and title."""
    made = element("sec", id=context.targets.get(header.identifier, ""), sec_type=header.attributes.get("sec-type", ""))
    label = header.attributes.get("label", "")
    if label:
        sub(made, "label", label)
    write_inlines(sub(made, "title"), children(header), context)
    return made
