"""Filter: entries of a section on supplementary material ("Additional file 1: Table S1. …") get a label and can be called."""

from __future__ import annotations

import re

import panflute as pf

from ..inlines import cut, items, plain, strip
from ..parsing.calls import find_calls
from ..walk import divs
from .record import record_parts, text_of

KIND = "supplementary-material"
HEAD = 70
"""Characters that a label may take."""
JOINTS = re.compile(r"^[\s\u00a0:.,;–—-]{1,4}$")
"""What stands between two labels of one entry: "Additional file 1: Table S1."."""
END = re.compile(r"^\s?(?:[.:：|]|[–—-](?=\s)|\)\.?)\s{0,3}")
"""What closes a label."""


def supplements(doc: pf.Doc) -> None:
    """Turn labelled paragraphs, and floats without content, of such sections into `Div.supplementary-material`."""
    doc.content = _within(doc.content.list, open_section=False)
    number = 0
    parts: list[dict[str, object]] = []
    for div in divs(doc):
        if KIND in div.classes and "label" in div.attributes:
            number += 1
            div.identifier = div.identifier or f"supp{number}"
            label = div.attributes["label"]
            parts.append(
                {
                    "part": KIND,
                    "value": label,
                    "target": div.identifier,
                    "confidence": 0.9,
                    "by": "supplements",
                    "excerpt": f"{label} {text_of(div)}"[:120],
                }
            )
    record_parts(doc, parts)


def _within(blocks: list[pf.Element], *, open_section: bool) -> list[pf.Element]:
    out: list[pf.Element] = []
    level = 0
    for block in blocks:
        if type(block) is pf.Header:
            if block.attributes.get("sec-type") == KIND:
                open_section, level = True, block.level
            elif block.level <= level or not level:
                open_section = open_section and not level
        elif type(block) is pf.Div and block.attributes.get("sec-type") == KIND and "sec" in block.classes:
            block.content = _within(items(block), open_section=True)
        elif open_section:
            block = _entry(block)
        out.append(block)
    return out


def _entry(block: pf.Element) -> pf.Element:
    if type(block) is pf.Para:
        inlines = items(block)
        text = plain(inlines)
        end = label_end(text)
        if end:
            rest = strip(cut(inlines, end, len(text)))
            label = text[:end].strip()
            if plain(rest).strip():
                return pf.Div(pf.Para(*rest), classes=[KIND], attributes={"label": label})
    elif type(block) is pf.Figure and not items(block) and block.attributes.get("label") and block.caption:
        return pf.Div(*block.caption.content.list, classes=[KIND], attributes={"label": block.attributes["label"]})
    elif type(block) is pf.Div and "table-wrap" in block.classes and block.attributes.get("label"):
        parts = items(block)
        if all(type(part) is pf.Div and "caption" in part.classes for part in parts):
            inner = [child for part in parts for child in items(part)]
            return pf.Div(*inner, classes=[KIND], attributes={"label": block.attributes["label"]})
    return block


def label_end(text: str) -> int:
    """Where the label of an entry ends with its closing mark, 0 where the text begins with none.

    >>> label_end("Additional file 1: Table S1. Weights of loaves."), label_end("Table S1 shows loaves.")
    (29, 0)
    """
    head = text[:HEAD]
    at = 0
    for spot in find_calls(head):
        between = head[at : spot.start]
        apart = spot.kind == KIND or spot.value.startswith("S")
        if not apart or (spot.start and not (at and JOINTS.match(between))):
            break
        at = spot.end
    closing = END.match(text[at : at + 6]) if at else None
    return at + closing.end() if closing else 0
