"""Units: what the zones label. One line of a plain text, or one block (or printed line of a block) of anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import panflute as pf

from ..inlines import cut, items, list_number, only_wrapped_in, plain, split_lines, strip
from .front_cues import icons
from .roles import ROLE_CLASSES

BULLETS = "•●▪◦‣∙■□○–"
"""Marks that begin a list line in copied text; a hyphen or an asterisk counts only with a space behind it and before it."""

PRINTED = ("line", "para")
"""Kinds of units that are a printed line or paragraph: no heading, no item of a list, no table."""
NARROWEST = 30
"""The width of a narrow column of print."""
WRAP_LIMIT = 120
LONG_LIST = 6000
"""Characters; in a longer list of names no icons of a page are looked for."""
"""No hard-wrapped text has lines longer than this (the longest customary width)."""


@dataclass
class Unit:
    """One labelled thing: its inlines, the text of them, and how it stood in the source."""

    kind: str
    """line | para | header | item | table | figure | code | quote | rule | div | tagged | other"""
    block: pf.Block | None = None
    """The block it came from; blocks that are not text are passed on as they are."""
    inlines: list[pf.Inline] = field(default_factory=list)
    level: int = 0
    marker: str = ""
    """A bullet or list number that the reader or the line had ("•", "1.")."""
    indent: int = 0
    blank: int = 1
    """Blank lines before (1 between blocks of other formats, 0 inside one)."""
    group: int = 0
    """Units of one paragraph or text group share a number."""
    line: int | None = None
    number: int = 0
    """Number of the block in the source, from 1."""
    rest: list[pf.Block] = field(default_factory=list)
    """Further blocks of a list item."""
    running: bool = False
    """A running head or page number between the lines of the article."""
    entry: bool = False
    """The lines of one entry of a reference list, joined."""
    people: bool = False
    """Names of authors, known by what the page prints around them."""
    soft: bool = False
    """True where the unit before it in the same group ended in a soft break."""

    def rewrite(self, inlines: list[pf.Inline]) -> None:
        """Give the unit other inlines; what was known of the old ones is forgotten."""
        self.inlines = inlines
        for name in ("text", "names", "words", "bold", "italic", "pictures", "noted"):
            self.__dict__.pop(name, None)

    @cached_property
    def text(self) -> str:
        return plain(self.inlines).strip()

    @cached_property
    def names(self) -> str:
        """The text with its superscripts as numbers: letters as marks ("Duda^a^") are no part of a name."""
        if not any(isinstance(inline, pf.Superscript) for inline in self.inlines):
            return icons().sub(" ", self.text) if len(self.text) < LONG_LIST else self.text
        return plain([pf.Str("1") if isinstance(inline, pf.Superscript) else inline for inline in self.inlines]).strip()

    @cached_property
    def words(self) -> int:
        return len(self.text.split())

    @cached_property
    def bold(self) -> bool:
        return self.kind in ("para", "line", "item") and only_wrapped_in(self.inlines, pf.Strong)

    @cached_property
    def italic(self) -> bool:
        return self.kind in ("para", "line", "item") and only_wrapped_in(self.inlines, pf.Emph)

    @cached_property
    def pictures(self) -> bool:
        """Whether it holds an image: then it is not empty, though it has no text."""
        return any(
            isinstance(inline, pf.Image)
            or (hasattr(inline, "_content") and any(isinstance(child, pf.Image) for child in items(inline)))
            for inline in self.inlines
        )

    @cached_property
    def noted(self) -> bool:
        """Whether a footnote hangs on it."""
        return any(type(inline) is pf.Note for inline in self.inlines)

    @property
    def below(self) -> bool:
        """Whether it stands directly below the unit before it; paragraphs of other formats all have a blank line before."""
        return self.blank <= (1 if self.kind == "para" else 0)

    @property
    def textual(self) -> bool:
        return self.kind in ("line", "para", "header", "item")


def units_of(blocks: Iterable[pf.Block]) -> list[Unit]:
    """Cut a document's blocks into units, in order; nothing is left out."""
    units: list[Unit] = []
    blocks = list(blocks)
    soft = _soft_breaks_are_lines(blocks)
    for number, block in enumerate(_flattened(blocks), start=1):
        for unit in _units_of_block(block, soft):
            unit.number = number
            if unit.group == 0:
                unit.group = number
            units.append(unit)
    _number_lists(units)
    return units


LISTED = re.compile(r"^\(?([0-9]{1,2}|[a-z])[.)]\s{1,4}")
"""A line of a numbered list: "1. loosen the soil", "(2) sow", "a) water"."""
LEAST_LEAD = 4
"""Words of a sentence that leads into a list; "References:" is none."""


def _number_lists(units: list[Unit]) -> None:
    """Lines 1, 2, 3 … or a, b, c … directly below each other are items, where they are set in or a sentence leads into
    them with a colon: their numbers become markers."""
    at = 0
    while at < len(units):
        end = at
        led = at > 0 and (leads_into_list(units[at - 1]) or (bool(units[at - 1].marker) and units[at].blank > 0))
        while (
            end < len(units)
            and units[end].kind == "line"
            and (units[end].indent or (led and (end == at or units[end].blank == 0)))
            and not units[end].marker
            and _number(units[end]) == end - at + 1
        ):
            end += 1
        if end - at >= 2:
            for unit in units[at:end]:
                match = LISTED.match(unit.text)
                if match:
                    unit.marker = match.group().strip()
                    unit.rewrite(strip(cut(unit.inlines, match.end(), len(plain(unit.inlines)))))
        at = max(end, at + 1)


def leads_into_list(unit: Unit) -> bool:
    """A sentence that ends with a colon: "We took the following:"."""
    return unit.textual and unit.text.endswith((":", "：")) and unit.words >= LEAST_LEAD


def _number(unit: Unit) -> int | None:
    match = LISTED.match(unit.text)
    if not match:
        return None
    return int(match.group(1)) if match.group(1).isdigit() else ord(match.group(1)) - ord("a") + 1


def _flattened(blocks: Iterable[pf.Block]) -> Iterator[pf.Block]:
    """Blocks without the wrappers that mean nothing here (HTML's divs and sections)."""
    for block in blocks:
        if type(block) is pf.Div and not set(block.classes) & ROLE_CLASSES and "text-lines" not in block.classes:
            yield from _flattened(items(block))
        else:
            yield block


def _units_of_block(block: pf.Block, soft: bool) -> Iterator[Unit]:
    kind = type(block)
    if kind is pf.Div and "text-lines" in block.classes:
        yield from _text_lines(block)
    elif kind is pf.Div:
        yield Unit("tagged", block)
    elif kind in (pf.Para, pf.Plain):
        yield from _paragraph(block, soft)
    elif kind is pf.Header:
        yield Unit("header", block, strip(items(block)), level=block.level)
    elif kind in (pf.BulletList, pf.OrderedList):
        yield from _list(block)
    elif kind is pf.LineBlock:
        for number, line in enumerate(items(block)):
            yield Unit("para", block, strip(items(line)), blank=0 if number else 1)
    else:
        names = {
            pf.Table: "table", pf.Figure: "figure", pf.CodeBlock: "code", pf.BlockQuote: "quote", pf.HorizontalRule: "rule",
        }  # fmt: skip
        yield Unit(names.get(kind, "other"), block)


def _text_lines(block: pf.Div) -> Iterator[Unit]:
    first = int(block.attributes.get("line", "1"))
    blank = int(block.attributes.get("blank", "1"))
    for number, inlines in enumerate(split_lines(items(items(block)[0]))):
        text = plain(inlines)
        indent = len(text) - len(text.lstrip())
        inlines = strip(inlines)
        marker, inlines = _without_bullet(inlines, indent)
        yield Unit(
            "line", None, inlines, marker=marker, indent=indent, blank=0 if number else blank, line=first + number
        )


def _without_bullet(inlines: list[pf.Inline], indent: int) -> tuple[str, list[pf.Inline]]:
    text = plain(inlines)
    if text[:1] in BULLETS and text[1:2].isspace():
        return text[0], strip(cut(inlines, 1, len(text)))
    if indent and text[:2] in ("- ", "* "):
        return text[0], strip(cut(inlines, 2, len(text)))
    return "", inlines


def _paragraph(block: pf.Block, soft: bool) -> Iterator[Unit]:
    pieces = split_lines(items(block), soft=soft)
    softs = [False] + [
        type(inline) is pf.SoftBreak
        for inline in items(block)
        if type(inline) is pf.LineBreak or (soft and type(inline) is pf.SoftBreak)
    ]
    for number, piece in enumerate(pieces):
        piece = strip(piece)
        marker, piece = _without_bullet(piece, 0)
        is_soft = softs[number] if number < len(softs) else False
        yield Unit(
            "para", block if len(pieces) == 1 else None, piece, marker=marker, blank=0 if number else 1, soft=is_soft
        )


def _list(block: pf.BulletList | pf.OrderedList) -> Iterator[Unit]:
    ordered = type(block) is pf.OrderedList
    for number, item in enumerate(items(block)):
        blocks = items(item)
        marker = list_number(block, number) if ordered else "•"
        if blocks and type(blocks[0]) in (pf.Para, pf.Plain):
            yield Unit("item", block, strip(items(blocks[0])), marker=marker, rest=blocks[1:], blank=0 if number else 1)
        else:
            yield Unit("item", block, [], marker=marker, rest=blocks, blank=0 if number else 1)


def _soft_breaks_are_lines(blocks: list[pf.Block]) -> bool:
    """Whether soft breaks separate things (pasted lines) or only wrap prose.

    Wrapped prose fills its lines: most lines before a soft break are nearly as long as the longest one.
    """
    lengths: list[int] = []
    for block in blocks:
        if type(block) is pf.Para:
            lines = split_lines(items(block), soft=True)
            lengths += [len(plain(line)) for line in lines[:-1]]
    return bool(lengths) and not looks_wrapped(lengths)


def looks_wrapped(lengths: list[int]) -> bool:
    """True where line lengths are those of hard-wrapped prose: none over 120, most near the common width."""
    if len(lengths) < 3:
        return False
    ordered = sorted(lengths)
    width = ordered[int(len(ordered) * 0.95)]
    if not NARROWEST <= width <= WRAP_LIMIT or ordered[-1] > WRAP_LIMIT * 1.5:
        return False
    full = sum(length >= width * 0.75 for length in lengths)
    return full >= 0.6 * len(lengths)
