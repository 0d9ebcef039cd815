"""Filter: display formulas, with their printed number as a label: of the reader, TeX in plain text, lines of symbols."""

from __future__ import annotations

import re
from typing import Any

import panflute as pf

from ..inlines import cut, inlines_of, items, plain
from ..meta import meta_text
from ..parsing.formulas import Formula, display_tex, formula_line, inline_tex, opens_display, tex_of_symbols
from .inline_walk import APART, rewrite_paragraphs, wrap_spans
from .record import get, log, record_parts

COMMAND = re.compile(r"\\[A-Za-z]{2,}")
"""A command of TeX: what holds one is TeX already."""
HOLDERS = frozenset(("app", "sec", "ack"))
CLOSED = (pf.Math, pf.Note, pf.Image, pf.Link, pf.Cite, pf.Code)
"""Inlines that no printed formula holds."""
LINES = 30
"""A display goes over so many lines at most."""

NUMBER = re.compile(
    r"^[\s,.]*(\(\s?(?:[0-9]{1,3}|[A-Z][0-9]{1,2}|S[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,3})[a-z]?\s?\)|\[\s?[0-9]{1,3}\s?\])[\s,.]*$"
)
"""The number printed behind a display formula: "(1)", "(A2)", "[3]"."""


def formulas(doc: pf.Doc) -> None:
    """A paragraph of one display formula and its number becomes `Span.disp-formula` with `identifier` eq1 … and `label`."""
    taken: list[str] = []
    _join_numbers(doc)
    parts: list[dict[str, object]] = []
    doc.content = _displays(doc, doc.content.list, parts)
    record_parts(doc, parts)
    if meta_text(get(doc, "rubricate-source.format")) == "text":
        rewrite_paragraphs(doc, _inline, skip=APART)
    rewrite_paragraphs(doc, lambda inlines: _numbered(inlines, taken), skip=APART)


def _displays(doc: pf.Doc, blocks: list[pf.Element], parts: list[dict[str, object]]) -> list[pf.Element]:
    """Paragraphs that are TeX between its marks, or a line of symbols, hold a display formula and its number."""
    out: list[pf.Element] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if type(block) is pf.Div and set(block.classes) & HOLDERS:
            block.content = _displays(doc, items(block), parts)
        elif type(block) is pf.Para and not any(type(inline) in CLOSED for inline in items(block)):
            text = plain(items(block))
            ending = opens_display(text)
            end = at
            while (
                ending
                and ending not in plain(items(blocks[end - 1]))[end == at and 2 :]
                and end < min(len(blocks), at + LINES)
                and type(blocks[end]) is pf.Para
            ):
                end += 1
            if end > at:
                whole = "\n".join(plain(items(line)) for line in blocks[at - 1 : end])
                if display_tex(whole) is not None:
                    block, text, at = pf.Para(*inlines_of(whole)), whole, end
            block = _display(doc, block, text, parts)
        out.append(block)
    return out


def _display(doc: pf.Doc, block: pf.Para, text: str, parts: list[dict[str, object]]) -> pf.Para:
    formula = marked = display_tex(text)
    if formula is None:
        line = formula_line(text)
        if line is None:
            return block
        end, label = line
        body = text[:end].strip()
        formula = Formula(body if COMMAND.search(body) else _tex(cut(items(block), 0, end)), label)
    how, sure = ("TeX", 0.98) if marked or COMMAND.search(formula.tex) else ("symbols", 0.8)
    parts.append(
        {
            "part": "disp-formula",
            "value": text[:120],
            "target": formula.label,
            "confidence": sure,
            "by": f"formulas ({how})",
            "excerpt": text[:120],
        }
    )
    log(doc, "normalised", text, detail=f"{formula.tex} {formula.label}")
    number = [pf.Space(), *inlines_of(formula.label)] if formula.label else []
    return pf.Para(pf.Math(formula.tex, format="DisplayMath"), *number)


def _tex(inlines: list[pf.Inline]) -> str:
    """Printed symbols as TeX; raised and lowered ones are the superscripts and subscripts of the source."""
    out, text = "", ""
    for inline in inlines:
        if type(inline) in (pf.Superscript, pf.Subscript):
            mark = "^" if type(inline) is pf.Superscript else "_"
            out, text = f"{out}{tex_of_symbols(text)}{mark}{{{_tex(items(inline))}}}", ""
        elif hasattr(inline, "_content"):
            out, text = f"{out}{tex_of_symbols(text)}{_tex(items(inline))}", ""
        else:
            text += plain([inline])
    return f"{out}{tex_of_symbols(text)}".strip()


def _inline(inlines: list[pf.Inline]) -> list[pf.Inline] | None:
    """TeX in running text of a plain file."""
    text = plain(inlines)
    found = inline_tex(text) if "$" in text or "\\(" in text else []
    return wrap_spans(
        inlines,
        len(text),
        [(start, end) for start, end, _ in found],
        lambda _, number: pf.Math(found[number][2], format="InlineMath"),
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
