"""Filter: footnotes of plain text. A sign in the text ("allocation.†") and a line that begins with it become a `Note`."""

from __future__ import annotations

import panflute as pf

from ..inlines import cut, items, plain, strip
from .record import log

SIGNS = "*†‡§¶"
SPAN = 12
"""A footnote stands within so many blocks behind its sign."""


def footnotes(doc: pf.Doc) -> None:
    """Move each paragraph "† The list was …" to the sign in a paragraph before it."""
    blocks: list[pf.Element] = doc.content.list
    gone: set[int] = set()
    for at, block in enumerate(blocks):
        if type(block) is not pf.Para:
            continue
        text = plain(items(block))
        sign = text[:1]
        if not sign or sign not in SIGNS or len(text) < 4 or text[1] in SIGNS or not text[1:].strip()[:1].isalnum():
            continue
        home = next((i for i in range(at - 1, max(-1, at - SPAN), -1) if _place(blocks[i], sign) >= 0), None)
        if home is None:
            continue
        note = pf.Note(pf.Para(*strip(cut(items(block), 1, len(text)))))
        paragraph = blocks[home]
        place = _place(paragraph, sign)
        inlines = items(paragraph)
        paragraph.content = [*cut(inlines, 0, place), note, *cut(inlines, place + 1, len(plain(inlines)) + 1)]
        log(doc, "normalised", sign, detail="footnote sign")
        gone.add(id(block))
    if gone:
        doc.content = [block for block in blocks if id(block) not in gone]


def _place(block: pf.Element, sign: str) -> int:
    """Where a paragraph holds the sign behind a word or a full stop, and only once; -1 for nowhere."""
    if type(block) is not pf.Para:
        return -1
    text = plain(items(block))
    at = text.find(sign, 1)
    if at < 0 or text.count(sign) != 1:
        return -1
    before, after = text[at - 1], text[at + 1 : at + 2]
    return at if (before.isalnum() or before in ".,;:)”’\"'?!") and (not after or after in " .,;:)") else -1
