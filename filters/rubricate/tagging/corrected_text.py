"""Running text corrected: the words that changed, found in the text that the correction means.

What stands around them keeps its mark-up, and so do the words of the correction that did not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import panflute as pf

from ..corrections import Correction, Outcome
from ..corrections.alike import likeness, same, spot_of, squeezed
from ..inlines import cut, inlines_of, items, plain
from ..meta import meta_blocks, meta_inlines, meta_maps
from ..walk import descendants
from .corrections import ALREADY, log_change, sure
from .inline_walk import paragraphs
from .record import get, to_meta

META = {
    "title": ("title",), "subtitle": ("subtitle",), "abstract": ("abstract",), "funding": ("article.funding-statement",),
}  # fmt: skip
"""Kinds whose text stands in the metadata; the others stand in the document."""
LISTED = {
    "translated title": (("translated-titles", "title"), ("translated-titles", "subtitle")), "abstract": (("other-abstracts", "abstract"),),
    "translated abstract": (("translated-abstracts", "abstract"),), "correspondence": (("article.author-notes.corresp", "text"),),
    "author note": (("article.author-notes.fn", "text"),), "licence": (("license", "text"),),
}  # fmt: skip
IN_BLOCKS = frozenset(("paragraph", "heading", "caption", "label", "table cell", "note"))
CONTEXT = 120


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the document, and how to put another in its place."""

    inlines: list[pf.Inline]
    put: Callable[[list[pf.Inline]], None]
    kind: str = ""

    @property
    def text(self) -> str:
        return plain(self.inlines)


def correct_text(doc: pf.Doc, correction: Correction, kind: str) -> Outcome:
    """Apply a correction of running text."""
    texts = list(_texts(doc, kind))
    if not correction.was:
        return Outcome(correction, False, why="words are added by giving those beside them in was and now")
    best: tuple[float, int] | None = None
    for at, one in enumerate(texts):
        if spot_of(correction.was, one.text) is not None:
            fit = likeness(correction.near, one.text[: len(correction.near) + CONTEXT]) if correction.near else 1.0
            fit += 0.01 * (one.kind == kind) + 0.5 * same(correction.near, one.text[: len(correction.near)])
            if best is None or fit > best[0]:
                best = (fit, at)
    if best is None:
        return _not_there(texts, correction)
    chosen = texts[best[1]]
    if kind in META:
        sure(doc, META[kind][0])
    if same(correction.was, correction.now):
        return Outcome(correction, True)
    new = replaced(chosen.inlines, correction.was, correction.now)
    if kind in IN_BLOCKS:
        _same_in_pictures(doc, chosen.text, correction)
    chosen.put(new)
    was, now = _differing(correction.was, correction.now)
    log_change(doc, was, now)
    return Outcome(correction, True)


def _same_in_pictures(doc: pf.Doc, text: str, correction: Correction) -> None:
    """A picture that is described by its caption (as Word and Markdown do) is so still: else the old words would come back."""
    for node in descendants(doc):
        if type(node) is pf.Image and squeezed(text) in squeezed(plain(items(node))):
            node.content = replaced(items(node), correction.was, correction.now)


def _not_there(texts: list[Text], correction: Correction) -> Outcome:
    near = max(texts, key=lambda one: likeness(correction.near or correction.was, one.text), default=None)
    if near is None or likeness(correction.near or correction.was, near.text) < 0.5:
        return Outcome(correction, False, why="no text is like it")
    if correction.now and spot_of(correction.now, near.text) is not None:
        return Outcome(correction, False, near.text[:CONTEXT], ALREADY)
    return Outcome(correction, False, near.text[:CONTEXT])


def replaced(inlines: list[pf.Inline], was: str, now: str) -> list[pf.Inline]:
    """The inlines with `now` for `was`; only the words that differ are new."""
    text = plain(inlines)
    spot = spot_of(was, text)
    if spot is None:
        return inlines
    start, end = spot
    head, tail = _shared(was, now)
    printed = text[start:end]
    first = _after_words(printed, head)
    last = len(printed) - _after_words(printed[::-1], tail)
    words = now.split()
    middle = " ".join(words[head : len(words) - tail])
    before, after = cut(inlines, 0, start + first), cut(inlines, start + last, len(text))
    if not middle:
        if head and tail:  # one space of the two
            after = cut(inlines, start + last + (len(printed[last:]) - len(printed[last:].lstrip())), len(text))
        return [*before, *after]
    between = inlines_of(middle)
    space_before = [pf.Space()] if head and not _space_at(text, start + first - 1) else []
    space_after = [pf.Space()] if tail and not _space_at(text, start + last) else []
    return [*before, *space_before, *between, *space_after, *after]


def _space_at(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isspace()


def _shared(was: str, now: str) -> tuple[int, int]:
    """How many words two phrases share at the beginning and at the end."""
    a, b = squeezed(was).split(), squeezed(now).split()
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    return head, tail


def _differing(was: str, now: str) -> tuple[str, str]:
    head, tail = _shared(was, now)
    a, b = was.split(), now.split()
    return " ".join(a[head : len(a) - tail]), " ".join(b[head : len(b) - tail])


def _after_words(text: str, number: int) -> int:
    """The offset behind so many words and the space that follows them."""
    at = 0
    for _ in range(number):
        while at < len(text) and not text[at].isspace():
            at += 1
        while at < len(text) and text[at].isspace():
            at += 1
    return at


def _texts(doc: pf.Doc, kind: str) -> Iterator[Text]:
    for path in META.get(kind, ()):
        value = get(doc, path)
        if isinstance(value, pf.MetaBlocks):
            yield from _of_blocks(value, kind)
        elif value is not None:
            yield _of_meta(doc.metadata, path, kind)
    for path, key in LISTED.get(kind, ()):
        for entry in meta_maps(get(doc, path)):
            value = entry.content.get(key)
            if isinstance(value, pf.MetaBlocks):
                yield from _of_blocks(value, kind)
            elif value is not None:
                yield _of_meta(entry, key, kind)
    if kind in IN_BLOCKS:
        yield from _in_document(doc)


def _of_meta(holder: pf.MetaMap, path: str, kind: str) -> Text:
    *parents, last = path.split(".")
    for key in parents:
        holder = holder[key]

    def put(inlines: list[pf.Inline]) -> None:
        holder[last] = to_meta(inlines)

    return Text(list(meta_inlines(holder.content.get(last))), put, kind)


def _of_blocks(value: pf.MetaBlocks, kind: str) -> Iterator[Text]:
    for block in meta_blocks(value):
        if isinstance(block, pf.Para | pf.Plain | pf.Header):
            yield _of_block(block, kind)


def _of_block(block: pf.Element, kind: str) -> Text:
    def put(inlines: list[pf.Inline]) -> None:
        block.content = inlines

    return Text(list(items(block)), put, kind)


def _in_document(doc: pf.Doc) -> Iterator[Text]:
    for block in paragraphs(doc, skip=("ref-list",)):
        yield _of_block(block, "paragraph")
    for header in _headers(doc.content.list):
        yield _of_block(header, "heading")


def _headers(blocks: list[pf.Element]) -> Iterator[pf.Element]:
    for block in blocks:
        if type(block) is pf.Header:
            yield block
        elif type(block) is pf.Div:
            yield from _headers(items(block))


__all__ = ["correct_text", "replaced"]
