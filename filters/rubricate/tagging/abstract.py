"""Filter: abstracts, plain and structured, in the article's language and in others."""

from __future__ import annotations

from itertools import pairwise

import panflute as pf

from ..inlines import cut, items, plain, strip
from ..meta import meta_text
from ..parsing.headings import section_type
from ..parsing.language import guess_language
from .record import drop, get, log, put, take, text_of
from .titles import heading_inlines
from .wide_abstracts import in_wide_parts
from .zone_cues import SECTIONS_OF_ABSTRACT

TYPES = {
    "highlights": "key-points",
    "key-points": "key-points",
    "graphical-abstract": "graphical",
    "plain-language-summary": "plain-language-summary",
}
GENERIC = frozenset(("abstract", "keywords"))
FLOATS = frozenset(("fig", "table-wrap"))
LONGEST_TITLE = 60
PARTS = SECTIONS_OF_ABSTRACT | {"abstract", "highlights"}
"""Titles of the sections of an abstract."""


def abstract(doc: pf.Doc) -> None:
    """Move `Div.abstract` to `abstract`, `translated-abstracts` and `other-abstracts`."""
    _join_around_floats(doc)
    divs = take(doc, "abstract") + take(doc, "trans-abstract")
    if not divs:
        return
    parts = [(div, *_blocks(doc, div)) for div in divs]
    main_lang = meta_text(get(doc, "lang")) or guess_language(meta_text(get(doc, "title")) or parts[0][3])
    main = next((part for part in parts if not part[2] and _same(guess_language(part[3]), main_lang)), None)
    main = main or next((part for part in parts if not part[2]), None)
    translated, others = [], []
    for part in parts:
        div, blocks, kind, text = part
        if part is main:
            put(doc, "abstract", blocks, div)
        elif kind:
            others.append({"type": kind, "title": "", "abstract": blocks})
        else:
            translated.append({"lang": guess_language(text), "abstract": blocks})
    put(doc, "translated-abstracts", translated)
    put(doc, "other-abstracts", others)
    drop(doc, divs)


def _join_around_floats(doc: pf.Doc) -> None:
    """A structured abstract may have its table in the middle: what follows the table is the same abstract."""
    blocks = doc.content.list
    found = [at for at, block in enumerate(blocks) if type(block) is pf.Div and "abstract" in block.classes]
    gone: list[pf.Element] = []
    whole: pf.Div | None = None
    for first, second in pairwise(found):
        between, block = blocks[first + 1 : second], blocks[second]
        floats = bool(between) and all(set(getattr(other, "classes", ())) & FLOATS for other in between)
        heads = [child for child in items(block)[:1] if type(child) is pf.Header]
        if not floats or any(section_type(plain(items(head)).strip(" :.")) == "abstract" for head in heads):
            whole = None
            continue
        whole = whole or blocks[first]
        whole.content = [*items(whole), *items(block)]
        gone.append(block)
    drop(doc, gone)


def _same(a: str, b: str) -> bool:
    return a.split("-")[0] == b.split("-")[0]


def _blocks(doc: pf.Doc, div: pf.Div) -> tuple[list[pf.Block], str, str]:
    """Blocks of one abstract, its `abstract-type`, and its text."""
    kind = ""
    blocks: list[pf.Block] = []
    for number, block in enumerate(in_wide_parts(items(div))):
        if type(block) is pf.Header and number == 0 and block.level == 1:
            section = section_type(plain(items(block)).strip(" :.—–-"))
            if section in TYPES:
                kind = TYPES[section]
            log(doc, "cue-word", plain(items(block)))
        elif type(block) is pf.Header:
            title = heading_inlines(block)
            end = len(plain(title).rstrip(" :.："))
            blocks.append(pf.Header(*cut(title, 0, end), level=1))
        elif type(block) is pf.Para:
            for piece in _at_later_titles(block):
                blocks.extend(_run_in_title(piece))
        else:
            blocks.append(block)
    return blocks, kind, "\n".join(text_of(block) for block in blocks)


def _at_later_titles(block: pf.Para) -> list[pf.Para]:
    """ "AIM: … METHODS: … RESULTS: …" in one paragraph is as many sections; a title stands behind a sentence's end."""
    inlines = items(block)
    text = plain(inlines)
    if not _known_title(text.partition(":")[0]) or ":" not in text:
        return [block]
    starts = [0]
    colon = text.find(":")
    while (colon := text.find(":", colon + 1)) > 0:
        before = text[max(starts[-1], colon - LONGEST_TITLE) : colon]
        at = max(before.rfind(mark) for mark in (". ", "? ", "! ", ".\u00a0", ") "))
        if at >= 0 and _known_title(before[at + 2 :]):
            starts.append(colon - len(before) + at + 2)
    if len(starts) == 1:
        return [block]
    return [pf.Para(*strip(cut(inlines, start, end))) for start, end in pairwise([*starts, len(text)])]


def _known_title(text: str) -> bool:
    title = text.strip()
    return 0 < len(title) <= LONGEST_TITLE and not title[0].islower() and section_type(title) in PARTS


def _run_in_title(block: pf.Para) -> list[pf.Block]:
    """ "Background: We …" is a section with a title; a title in bold needs no known word."""
    inlines = items(block)
    first = inlines[0] if inlines else None
    text = plain(inlines)
    at = 0
    if isinstance(first, pf.Strong | pf.Emph):
        title = plain((first,)).strip()
        behind = text[len(plain((first,))) :].lstrip()
        known = section_type(title.strip(" :.—–-")) in PARTS
        if (
            0 < len(title) <= LONGEST_TITLE
            and behind
            and (title.endswith((":", ".")) or behind.startswith(":") or known)
            and (isinstance(first, pf.Strong) or known)
        ):
            at = len(plain((first,)))
    if not at:
        for mark in (":", "：", "—", "–", ".", "\n"):
            found = text.find(mark, 0, LONGEST_TITLE)
            if found > 0 and section_type(text[:found].strip()) in PARTS and text[found + 1 :].strip():
                at = found + 1
                break
    if not at:
        return [block]
    title_inlines = heading_inlines(pf.Para(*strip(cut(inlines, 0, at))))
    end = len(plain(title_inlines).rstrip(" :.：—–-"))
    rest = cut(inlines, at, len(text))
    rest_text = plain(rest)
    lead = len(rest_text) - len(rest_text.lstrip(" :：\n\t\u00a0"))
    return [pf.Header(*cut(title_inlines, 0, end), level=1), pf.Para(*strip(cut(rest, lead, len(rest_text))))]
