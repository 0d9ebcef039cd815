"""Filter: abstracts, plain and structured, in the article's language and in others."""

from __future__ import annotations

import re
from itertools import pairwise

import panflute as pf

from ..inlines import cut, items, plain, strip
from ..meta import meta_text
from ..parsing.abstract_parts import is_abstract_part, leading_part
from ..parsing.headings import section_type
from ..parsing.language import guess_language
from .record import drop, get, log, put, replace, take, text_of
from .titles import heading_inlines
from .wide_abstracts import in_wide_parts

TYPES = {
    "highlights": "key-points",
    "graphical-abstract": "graphical",
    "plain-language-summary": "plain-language-summary",
}
FLOATS = frozenset(("fig", "table-wrap"))
LONGEST_TITLE = 60
ENOUGH = 2
"""So many parts with titles of one form make an abstract structured: other titles of that form need no known words."""
SENTENCE_END = re.compile(r"(?<=[.?!])[ \u00a0](?=[^\W\d_a-z])|(?<=[。；])\s?(?=[\u3040-\u9fff\uac00-\ud7a3])")


def abstract(doc: pf.Doc) -> None:
    """Move `Div.abstract` to `abstract`, `translated-abstracts` and `other-abstracts`."""
    _join_around_floats(doc)
    divs = take(doc, "abstract") + take(doc, "trans-abstract")
    if not divs:
        return
    parts = [(div, *_blocks(doc, div)) for div in divs]
    main_lang = meta_text(get(doc, "lang")) or guess_language(meta_text(get(doc, "title")) or parts[0][3])
    own = [part for part in parts if not part[2] and _same(guess_language(part[3]), main_lang)]
    main = next((part for part in own if _has_heading(part[0])), own[0] if own else None)
    main = main or next((part for part in parts if not part[2]), None)
    translated, others = [], []
    for part in parts:
        div, blocks, kind, text = part
        if part is main:
            put(doc, "abstract", blocks, div)
        elif kind:
            others.append({"type": kind, "title": "", "abstract": blocks})
        elif not _has_heading(div) and _same(guess_language(text), main_lang):
            replace(doc, div, items(div))  # no second abstract in the same language: the text begins here
            divs.remove(div)
        else:
            translated.append({"lang": guess_language(text), "abstract": blocks})
    put(doc, "translated-abstracts", translated)
    put(doc, "other-abstracts", others)
    drop(doc, divs)


def _section(header: pf.Header) -> str:
    return section_type(plain(items(header)).strip(" :.—–-"))


def _has_heading(div: pf.Div) -> bool:
    """Whether a heading says that this is an abstract."""
    first = items(div)[0] if items(div) else None
    return type(first) is pf.Header and _section(first) == "abstract"


def _join_around_floats(doc: pf.Doc) -> None:
    """A structured abstract may have its table in the middle: what follows the table is the same abstract."""
    blocks = doc.content.list
    found = [at for at, block in enumerate(blocks) if type(block) is pf.Div and "abstract" in block.classes]
    gone: list[pf.Element] = []
    whole: pf.Div | None = None
    for first, second in pairwise(found):
        between, block = blocks[first + 1 : second], blocks[second]
        floats = bool(between) and all(set(getattr(other, "classes", ())) & FLOATS for other in between)
        if not floats or _has_heading(block):
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
    inside = in_wide_parts(items(div))
    # "Key message … Abstract …" under one another: parts of one abstract, as publishers tag them.
    headers = [_section(block) for block in inside if type(block) is pf.Header]
    parted = headers[:1] != ["abstract"] and "abstract" in headers[1:]
    for number, block in enumerate(inside):
        section = _section(block) if type(block) is pf.Header and number == 0 else ""
        if type(block) is pf.Header and number == 0 and (block.level == 1 or section in TYPES) and not parted:
            if section in TYPES:
                kind = TYPES[section]
            log(doc, "cue-word", plain(items(block)))
        elif type(block) is pf.Header:
            title = heading_inlines(block)
            end = len(plain(title).rstrip(" :.："))
            blocks.append(pf.Header(*cut(title, 0, end), level=1))
        else:
            blocks.append(block)
    return _in_parts(blocks), kind, "\n".join(text_of(block) for block in blocks)


def _in_parts(blocks: list[pf.Block]) -> list[pf.Block]:
    """The paragraphs of an abstract with the titles that run in at their heads made headings."""
    pieces = [piece for block in blocks for piece in (_at_later_titles(block) if type(block) is pf.Para else (block,))]
    texts = [plain(items(piece)) if type(piece) is pf.Para else "" for piece in pieces]
    headed = sum(type(piece) is pf.Header for piece in pieces)
    known = [bool(text) and is_abstract_part(text.partition(":")[0]) and ":" in text for text in texts]
    bare = [leading_part(text) if text and not mark else 0 for text, mark in zip(texts, known, strict=True)]
    unmarked = sum(map(bool, bare)) >= ENOUGH and not headed
    out: list[pf.Block] = []
    for piece, end in zip(pieces, bare, strict=True):
        if type(piece) is not pf.Para:
            out.append(piece)
        elif unmarked and end:
            out.extend(_titled(piece, end))
        else:
            out.extend(_run_in_title(piece, structured=sum(known) + headed >= ENOUGH))
    return out


def _titled(block: pf.Para, at: int) -> list[pf.Block]:
    """A paragraph whose first `at` characters are its title."""
    inlines = items(block)
    text = plain(inlines)
    title = heading_inlines(pf.Para(*strip(cut(inlines, 0, at))))
    end = len(plain(title).rstrip(" :.：—–-"))
    rest = cut(inlines, at, len(text))
    rest_text = plain(rest)
    lead = len(rest_text) - len(rest_text.lstrip(" :：\n\t\u00a0—–"))
    return [pf.Header(*cut(title, 0, end), level=1), pf.Para(*strip(cut(rest, lead, len(rest_text))))]


def _at_later_titles(block: pf.Para) -> list[pf.Para]:
    """ "AIM: … METHODS: … RESULTS: …" in one paragraph is as many sections; a title stands behind a sentence's end.

    So too "Background … Methods … Results …" without marks, where there are three titles at least.
    """
    inlines = items(block)
    text = plain(inlines)
    if not is_abstract_part(text.partition(":")[0]) or ":" not in text:
        bare = [0, *(m.end() for m in SENTENCE_END.finditer(text) if leading_part(text[m.end() :]))]
        if len(bare) < 3 or not leading_part(text):
            return [block]
        return [pf.Para(*strip(cut(inlines, start, end))) for start, end in pairwise([*bare, len(text)])]
    starts = [0]
    colon = text.find(":")
    while (colon := text.find(":", colon + 1)) > 0:
        before = text[max(starts[-1], colon - LONGEST_TITLE) : colon]
        at = max(before.rfind(mark) for mark in (". ", "? ", "! ", ".\u00a0", ") "))
        if at >= 0 and is_abstract_part(before[at + 2 :]):
            starts.append(colon - len(before) + at + 2)
    if len(starts) == 1:
        return [block]
    return [pf.Para(*strip(cut(inlines, start, end))) for start, end in pairwise([*starts, len(text)])]


def _run_in_title(block: pf.Para, *, structured: bool = False) -> list[pf.Block]:
    """ "Background: We …" is a section with a title; a title in bold, or in a structured abstract, needs no known word."""
    inlines = items(block)
    first = inlines[0] if inlines else None
    text = plain(inlines)
    at = 0
    if isinstance(first, pf.Strong | pf.Emph):
        title = plain((first,)).strip()
        behind = text[len(plain((first,))) :].lstrip()
        known = is_abstract_part(title)
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
            if found > 0 and is_abstract_part(text[:found]) and text[found + 1 :].strip():
                at = found + 1
                break
    if not at and structured:
        found = text.find(":", 0, LONGEST_TITLE)
        title = text[: max(found, 0)]
        if 0 < len(title.split()) <= 5 and title[0].isupper() and ". " not in title and text[found + 1 :].strip():
            at = found + 1
    return _titled(block, at) if at else [block]
