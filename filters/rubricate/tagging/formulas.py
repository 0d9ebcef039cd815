"""Filter: display formulas with their printed number get an id and a label."""

from __future__ import annotations

import re
from typing import Any

import panflute as pf

from ..inlines import items, plain
from .inline_walk import rewrite_paragraphs

NUMBER = re.compile(
    r"^[\s,.]*(\(\s?(?:[0-9]{1,3}|[A-Z][0-9]{1,2}|S[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,3})[a-z]?\s?\)|\[\s?[0-9]{1,3}\s?\])[\s,.]*$"
)
"""The number printed behind a display formula: "(1)", "(A2)", "[3]"."""


def formulas(doc: pf.Doc) -> None:
    """A paragraph of one display formula and its number becomes `Span.disp-formula` with `identifier` eq1 … and `label`."""
    taken: list[str] = []
    _join_numbers(doc)
    rewrite_paragraphs(
        doc, lambda inlines: _numbered(inlines, taken), skip=("ref-list", "page-furniture", "front-notes")
    )


def _join_numbers(doc: pf.Doc) -> None:
    """Word keeps a display formula in a paragraph of its own: its number in the next one comes back to it."""
    out: list[pf.Element] = []
    for block in doc.content.list:
        before: Any = out[-1] if out else None
        if (
            type(block) is pf.Para
            and type(before) is pf.Para
            and _only_display(before)
            and NUMBER.match(plain(items(block)))
        ):
            before.content = [*items(before), pf.Space(), *items(block)]
        else:
            out.append(block)
    doc.content = out


def _only_display(block: pf.Para) -> bool:
    inlines = [inline for inline in items(block) if type(inline) not in (pf.Space, pf.SoftBreak, pf.LineBreak)]
    return len(inlines) == 1 and type(inlines[0]) is pf.Math and inlines[0].format == "DisplayMath"


def _numbered(inlines: list[pf.Inline], taken: list[str]) -> list[pf.Inline] | None:
    maths = [inline for inline in inlines if type(inline) is pf.Math and inline.format == "DisplayMath"]
    if len(maths) != 1:
        return None
    match = NUMBER.match(plain([inline for inline in inlines if inline is not maths[0]]))
    if not match or any(type(inline) is pf.Note for inline in inlines):
        return None
    taken.append(match.group(1))
    return [
        pf.Span(maths[0], classes=["disp-formula"], identifier=f"eq{len(taken)}", attributes={"label": match.group(1)})
    ]
