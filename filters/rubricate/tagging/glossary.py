"""Filter: a list of abbreviations, one a line or one behind the other, is a list of definitions in a glossary."""

from __future__ import annotations

import re
from itertools import pairwise

import panflute as pf

from ..inlines import cut, items, plain, strip

ENTRY = re.compile(r"^(?P<term>[^\s:：=;,.]{1,20}(?:\s[^\s:：=;,.]{1,12})?)\s{0,2}(?:[:：=]|\s[–—-])\s{0,3}(?=\S)")
"""The head of an entry: "BMI: body mass index", "CI = confidence interval"."""
LEAST = 2


def glossary(doc: pf.Doc) -> None:
    """Turn `Div.sec` of the type "abbreviations" that hold nothing but entries into `Div.glossary`."""
    for block in doc.content.list:
        if type(block) is not pf.Div or block.attributes.get("sec-type") != "abbreviations":
            continue
        inner = items(block)
        heads = [child for child in inner[:1] if type(child) is pf.Header]
        entries = [entry for child in inner[len(heads) :] for entry in _entries(child)]
        if len(entries) >= LEAST and all(ENTRY.match(plain(entry)) for entry in entries):
            listed = pf.DefinitionList(*[_definition(entry) for entry in entries])
            block.content = [*heads, listed]
            block.classes = ["glossary"]


def _entries(block: pf.Element) -> list[list[pf.Inline]]:
    """The entries of one paragraph; where semicolons part them, each is one."""
    if not isinstance(block, pf.Para | pf.Plain):
        return [[pf.Str(".")]]  # no entry: the section stays as it is
    inlines = items(block)
    text = plain(inlines)
    points = [0, *(match.end() for match in re.finditer(r";\s", text)), len(text)]
    pieces = [strip(cut(inlines, a, b)) for a, b in pairwise(points)]
    return pieces if all(ENTRY.match(plain(piece)) for piece in pieces) else [inlines]


def _definition(inlines: list[pf.Inline]) -> pf.DefinitionItem:
    text = plain(inlines)
    head = ENTRY.match(text)
    at, end = (head.end("term"), head.end()) if head else (0, 0)
    term, rest = cut(inlines, 0, at), cut(inlines, end, len(text))
    return pf.DefinitionItem(term, [pf.Definition(pf.Para(*rest))])
