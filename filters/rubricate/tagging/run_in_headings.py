"""Filter: run-in headings. Paragraphs that begin in bold or italics ("**Plant material.** Seeds were …") open sections."""

from __future__ import annotations

from collections import Counter

import panflute as pf

from ..inlines import cut, items, plain, strip
from ..parsing.captions import parse_caption
from .record import record_parts

STYLES = (pf.Strong, pf.Emph)
CLOSERS = ".—–"
"""A colon makes a label of a remark ("Data extraction: two of us …") and opens no section."""
STATEMENTS = frozenset(
    ("theorem", "lemma", "proof", "definition", "remark", "example", "proposition", "corollary", "claim", "note", "notes", "question", "answer",
     "hypothesis", "conjecture", "assumption", "step", "case", "interviewer", "q", "a", "warning", "caution", "keywords", "key", "abbreviations")
)  # fmt: skip
"""First words of what opens no section: statements of mathematics, speakers, notes."""
MOST_WORDS = 12
LEAST_BEHIND = 8
"""Words that follow a heading in its paragraph."""
LEAST = 2
"""One paragraph that begins in bold is emphasis; two or more are a habit."""


def run_in_headings(doc: pf.Doc) -> None:
    """Cut such headings off their paragraphs, as headings of the next lower level."""
    blocks = doc.content.list
    found = {at: head for at, block in enumerate(blocks) if (head := _heading(block)) is not None}
    titles = Counter(plain(items(head)).casefold() for head in found.values())
    found = {at: head for at, head in found.items() if titles[plain(items(head)).casefold()] == 1}
    styles = Counter(type(head) for head in found.values())
    in_body = any(type(block) is pf.Header for block in blocks)
    if not in_body or styles[pf.Strong] < LEAST:  # italics alone set off terms and names as often
        return
    used = [style for style in STYLES if styles[style] >= LEAST]
    out: list[pf.Element] = []
    parts: list[dict[str, object]] = []
    level = 0
    for at, block in enumerate(blocks):
        if type(block) is pf.Header:
            level = block.level
        head = found.get(at)
        if head is None or type(head) not in used or not level:
            out.append(block)
            continue
        inlines = items(block)
        size = len(plain(inlines))
        lead = len(plain([head]))
        rest = strip(cut(inlines, lead, size))
        title = items(head)
        if plain(rest)[:1] in CLOSERS:  # "**Seeds**. We": the stop is the heading's
            title = [*title, pf.Str(plain(rest)[0])]
            rest = strip(cut(rest, 1, size))
        parts.append(
            {
                "part": "sec-title",
                "value": plain(title),
                "level": level + 1,
                "confidence": 0.8,
                "by": "run-in-headings",
                "excerpt": plain(inlines)[:120],
            }
        )
        out += [pf.Header(*title, level=min(6, level + 1 + used.index(type(head)))), pf.Para(*rest)]
    doc.content = out
    record_parts(doc, parts)


def _heading(block: pf.Element) -> pf.Element | None:
    """The bold or italic words at the head of a paragraph that has more to say."""
    if type(block) is not pf.Para:
        return None
    inlines = items(block)
    head = inlines[0] if inlines else None
    if type(head) not in STYLES:
        return None
    text, behind = plain([head]).strip(), plain(inlines[1:]).lstrip()
    words = text.split()
    closed = text[-1:] in CLOSERS or behind[:1] in CLOSERS
    if not words or not closed or len(words) > MOST_WORDS or len(behind.split()) < LEAST_BEHIND:
        return None
    if not (text[0].isupper() or text[0].isdigit() or ord(text[0]) > 0x2E80) or ". " in text.rstrip(". ").lstrip(
        "0123456789. "
    ):
        return None
    first = words[0].strip(".:0123456789()").casefold()
    if first in STATEMENTS or parse_caption(text) is not None or text.rstrip(CLOSERS).isdigit():
        return None
    return head
