"""Filter: "Figure 2", "Table 1" in running text become links to the figure or table."""

from __future__ import annotations

import re

import panflute as pf

from ..inlines import plain
from .inline_walk import rewrite_paragraphs, wrap_spans

CALL = re.compile(
    r"\b(Supplementary |Supplemental )?(Figures?|Figs?\.?|FIGURES?|FIGS?\.?|Tables?|TABLES?|Scheme|[Ee]quations?|[Ee]qs?\.?|그림|표)"
    r"[ \u00a0]{0,2}(?:\((S?[0-9]{1,3})\)|(S?[0-9]{1,3})(?![0-9]))"
)
"""A call to a float: "Figure 2", "Figs. 3", "Table S1", "Eq. (4)". Groups: supplementary, word, number."""
MORE = re.compile(r"^[A-Za-z]?(?:[ \u00a0]?(?:,|and|&|to|[–-])[ \u00a0]?(?:and )?)(S?[0-9]{1,3})(?![0-9.%])")
"""A further number of the same call: "2 and 3", "1–3", "2, 4"."""
PANEL = re.compile(r"^(?:[A-Z]|[a-h])(?![A-Za-z])")
"""A panel letter glued to a number: "2A"."""


def cross_references(doc: pf.Doc) -> None:
    """Wrap calls to labelled figures, tables and formulas in `Link`s with `ref-type`."""
    targets = _targets(doc)
    if targets:
        rewrite_paragraphs(
            doc, lambda inlines: _linked(inlines, targets), skip=("ref-list", "page-furniture", "front-notes")
        )


def _targets(doc: pf.Doc) -> dict[tuple[str, str], str]:
    """`(kind, number) -> identifier` of every labelled float."""
    out: dict[tuple[str, str], str] = {}
    stack = list(doc.content.list)
    while stack:
        block = stack.pop(0)
        label = getattr(block, "attributes", {}).get("label", "")
        number = _number(label)
        if type(block) is pf.Figure and number and block.identifier:
            out.setdefault(("fig", number), block.identifier)
        elif type(block) is pf.Div and "table-wrap" in block.classes and number and block.identifier:
            out.setdefault(("table", number), block.identifier)
        if type(block) is pf.Div and "table-wrap" not in block.classes:
            stack = [*block.content.list, *stack]
        elif type(block) is pf.Para:
            for inline in block.content.list:
                if type(inline) is pf.Span and "disp-formula" in inline.classes and inline.identifier:
                    out.setdefault(("disp-formula", _number(inline.attributes.get("label", ""))), inline.identifier)
    return out


def _number(label: str) -> str:
    word = label.strip(" .:()").split()[-1:] or [""]
    number = word[0].strip(".:()").upper()
    return number if any(character.isdigit() for character in number) else ""


def _kind(word: str) -> str:
    low = word.casefold()
    if low.startswith(("fig", "그림", "scheme")):
        return "fig"
    return "table" if low.startswith(("tab", "표")) else "disp-formula"


def _linked(inlines: list[pf.Inline], targets: dict[tuple[str, str], str]) -> list[pf.Inline] | None:
    text = plain(inlines)
    pieces: list[tuple[int, int, str, str]] = []
    for match in CALL.finditer(text):
        kind = _kind(match.group(2))
        number = (match.group(3) or match.group(4)).upper()
        if match.group(1) and not number.startswith("S"):
            continue
        start, end = match.start(), match.end()
        while number:
            panel = PANEL.match(text[end : end + 2])
            if panel:
                end += 1
            target = targets.get((kind, number))
            if target:
                pieces.append((start, end, target, kind))
            more = MORE.match(text[end : end + 12])
            if not more or (kind, more.group(1).upper()) not in targets:
                break
            start = end + more.start(1)
            end = end + more.end()
            number = more.group(1).upper()
    if not pieces:
        return None
    spans = [(start, end) for start, end, _, _ in pieces]
    return wrap_spans(
        inlines,
        len(text),
        spans,
        lambda inner, number: pf.Link(*inner, url=f"#{pieces[number][2]}", attributes={"ref-type": pieces[number][3]}),
    )
