"""Inlines as text, and back: the two views that every tagging filter works with.

`plain(inlines)` is the text of a run of inlines; `cut(inlines, start, end)` is the run of inlines behind a slice of that
text. The two agree character for character, so that a parser can work on a string and a filter can keep the mark-up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import panflute as pf

QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
"""The marks that pandoc's readers took away when they made a `Quoted`."""

CONTAINERS = (
    pf.Emph, pf.Strong, pf.Underline, pf.Strikeout, pf.Superscript, pf.Subscript, pf.SmallCaps, pf.Span, pf.Link, pf.Cite,
)  # fmt: skip

NESTING = frozenset((*CONTAINERS, pf.Quoted))


def items(element: pf.Element) -> list[pf.Element]:
    """The children of a container as a plain list (panflute's own access re-attaches each one: slow)."""
    content: list[pf.Element] = element._content.list
    return content


def plain(inlines: Iterable[pf.Inline]) -> str:
    """Text of inlines: a space for `Space` and `SoftBreak`, a line feed for `LineBreak`, nothing for notes and images.

    >>> plain([pf.Str("a"), pf.Space(), pf.Emph(pf.Str("b"))])
    'a b'
    """
    parts: list[str] = []
    _collect(inlines, parts)
    return "".join(parts)


STR, WITH_TEXT = pf.Str, (pf.Code, pf.Math)
BLANKS = {pf.Space: " ", pf.SoftBreak: " ", pf.LineBreak: "\n"}


def _collect(inlines: Iterable[pf.Inline], parts: list[str]) -> None:
    for inline in inlines:
        kind = type(inline)
        if kind is STR:
            parts.append(inline.text)
        elif kind in BLANKS:
            parts.append(BLANKS[kind])
        elif kind in WITH_TEXT:
            parts.append(inline.text)
        elif kind is pf.Quoted:
            opening, closing = QUOTES[inline.quote_type]
            parts.append(opening)
            _collect(items(inline), parts)
            parts.append(closing)
        elif kind in CONTAINERS:
            _collect(items(inline), parts)


def length(inline: pf.Inline) -> int:
    """How many characters of `plain` one inline stands for."""
    kind = type(inline)
    if kind is STR:
        return len(inline.text)
    if kind in BLANKS:
        return 1
    return len(plain((inline,)))


def marked_spans(inlines: Sequence[pf.Inline], kind: type[pf.Inline] = pf.Superscript) -> list[tuple[int, int]]:
    """`(start, end)` of every run of `kind` (superscripts by default), in the coordinates of `plain`."""
    spans: list[tuple[int, int]] = []
    if not any(type(inline) in NESTING for inline in inlines):
        return spans
    _spans(inlines, kind, 0, spans)
    return spans


def _spans(inlines: Iterable[pf.Inline], kind: type[pf.Inline], at: int, spans: list[tuple[int, int]]) -> int:
    for inline in inlines:
        size = length(inline)
        if isinstance(inline, kind):
            spans.append((at, at + size))
        elif type(inline) in CONTAINERS:
            _spans(items(inline), kind, at, spans)
        elif type(inline) is pf.Quoted:
            _spans(items(inline), kind, at + 1, spans)
        at += size
    return at


def begins_raised(inlines: Sequence[pf.Inline]) -> bool:
    """Whether a superscript stands first, as the mark of a note or an affiliation does."""
    return bool(inlines) and type(inlines[0]) is pf.Superscript


def cut(inlines: Iterable[pf.Inline], start: int, end: int) -> list[pf.Inline]:
    """The inlines behind `plain(inlines)[start:end]`; mark-up that the cut runs through is kept on both sides.

    Inlines without text (notes, images) go with the piece that they stand in, or at whose end they stand.
    """
    out: list[pf.Inline] = []
    at = 0
    for inline in inlines:
        size = length(inline)
        low, high = max(start - at, 0), min(end - at, size)
        if size == 0:
            if start < at <= end or (at == start == 0):
                out.append(inline)
        elif low < high:
            out.append(inline if (low, high) == (0, size) else _part(inline, low, high))
        at += size
        if at > end:
            break
    return out


def pieces(inlines: Sequence[pf.Inline], points: Sequence[int]) -> list[list[pf.Inline]]:
    """All pieces between `points` (sorted offsets of `plain`, from 0 to its length or beyond), in one pass.

    `pieces(inlines, [0, a, b, end])` is `[cut(inlines, 0, a), cut(inlines, a, b), cut(inlines, b, end)]`.
    """
    out: list[list[pf.Inline]] = [[] for _ in points[1:]]
    at = 0
    number = 0
    last = len(out) - 1
    for inline in inlines:
        size = length(inline)
        if size == 0:
            while number < last and at > points[number + 1]:
                number += 1
            out[number].append(inline)
            continue
        end = at + size
        while number < last and at >= points[number + 1]:
            number += 1
        if end <= points[number + 1] or number == last:
            out[number].append(inline)
        else:
            here = number
            low = at
            while low < end and here <= last:
                high = min(end, points[here + 1]) if here < last else end
                if low < high:
                    out[here].append(_part(inline, low - at, high - at))
                low = high
                here += 1
        at = end
    return out


def _part(inline: pf.Inline, low: int, high: int) -> pf.Inline:
    kind = type(inline)
    if kind is pf.Str:
        return pf.Str(inline.text[low:high])
    if kind is pf.Code:
        return pf.Code(inline.text[low:high], identifier=inline.identifier, classes=list(inline.classes))
    if kind is pf.Quoted:
        text = plain((inline,))[low:high]
        return pf.Span(*inlines_of(text))
    if kind is pf.Math:
        return pf.Str(inline.text[low:high])
    inner = cut(items(inline), low, high)
    if kind is pf.Span:
        return pf.Span(
            *inner, identifier=inline.identifier, classes=list(inline.classes), attributes=dict(inline.attributes)
        )
    if kind is pf.Link:
        return pf.Link(
            *inner, url=inline.url, title=inline.title, classes=list(inline.classes), attributes=dict(inline.attributes)
        )
    if kind is pf.Cite:
        return pf.Cite(*inner, citations=list(inline.citations))
    return kind(*inner)


def inlines_of(text: str) -> list[pf.Inline]:
    """Inlines of a string: words, single spaces, and line feeds as `LineBreak`; `plain` gives the string back."""
    out: list[pf.Inline] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            out.append(pf.LineBreak())
        if "  " not in line and not line.startswith(" "):
            for at, word in enumerate(line.split(" ")):
                if at:
                    out.append(pf.Space())
                if word:
                    out.append(pf.Str(word))
            continue
        word = ""
        for at, character in enumerate(line):
            if character == " " and line[at - 1 : at] != " " and line[at + 1 : at + 2] != " " and at > 0:
                if word:
                    out.append(pf.Str(word))
                out.append(pf.Space())
                word = ""
            else:
                word += character
        if word:
            out.append(pf.Str(word))
    return out


def strip(inlines: Sequence[pf.Inline]) -> list[pf.Inline]:
    """The same inlines without white space at either end."""
    text = plain(inlines)
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if start == 0 and end == len(text):
        return list(inlines)
    out = cut(inlines, start, end)
    # what has no text but stands at either end (a note, an image) must not fall off
    kept = {id(inline) for inline in out}
    head: list[pf.Inline] = []
    tail: list[pf.Inline] = []
    at = 0
    for inline in inlines:
        size = length(inline)
        if size == 0 and id(inline) not in kept:
            (head if at <= start < end else tail).append(inline)
        at += size
    return [*head, *out, *tail]


WRAPPERS = frozenset((pf.Strong, pf.Emph, pf.Span))


def split_lines(inlines: Sequence[pf.Inline], *, soft: bool = False) -> list[list[pf.Inline]]:
    """Cut a paragraph at its `LineBreak`s (and `SoftBreak`s if `soft`), at the top level and inside one wrapper."""
    breaks = (pf.LineBreak, pf.SoftBreak) if soft else (pf.LineBreak,)
    kinds = set(map(type, inlines))
    if kinds.isdisjoint(breaks) and kinds.isdisjoint(WRAPPERS):
        return [list(inlines)]
    flat: list[pf.Inline] = []
    for inline in inlines:
        if type(inline) in WRAPPERS and pf.LineBreak in map(type, items(inline)):
            for number, piece in enumerate(split_lines(items(inline), soft=soft)):
                if number:
                    flat.append(pf.LineBreak())
                flat.append(type(inline)(*piece))
        else:
            flat.append(inline)
    lines: list[list[pf.Inline]] = [[]]
    for inline in flat:
        if type(inline) in breaks:
            lines.append([])
        else:
            lines[-1].append(inline)
    return lines


def only_wrapped_in(inlines: Sequence[pf.Inline], kind: type[pf.Inline]) -> bool:
    """True where every word stands inside `kind` (a paragraph in bold, say)."""
    seen = False
    for inline in inlines:
        if isinstance(inline, kind):
            seen = True
        elif plain((inline,)).strip(" .:\t\n\u00a0"):
            return False
    return seen


def unwrap(inlines: Sequence[pf.Inline], kind: type[pf.Inline]) -> list[pf.Inline]:
    """The inlines with wrappers of `kind` at the top level taken away."""
    out: list[pf.Inline] = []
    for inline in inlines:
        if isinstance(inline, kind):
            out.extend(items(inline))
        else:
            out.append(inline)
    return out


def list_number(block: pf.OrderedList, at: int) -> str:
    """The printed number of item `at` of an ordered list: "3.", "(c)", "iv)"."""
    number = block.start + at
    style = block.style
    if style in ("LowerAlpha", "UpperAlpha"):
        text = chr(ord("a") + (number - 1) % 26)
    elif style in ("LowerRoman", "UpperRoman"):
        text = _roman(number)
    else:
        text = str(number)
    if style.startswith("Upper"):
        text = text.upper()
    before, after = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}.get(block.delimiter, ("", "."))
    return f"{before}{text}{after}"


def _roman(number: int) -> str:
    out = ""
    for value, mark in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out += mark
            number -= value
    return out


STYLES = (pf.Strong, pf.Emph, pf.Underline)


def without_shell(inlines: Sequence[pf.Inline], kinds: Sequence[type[pf.Inline]] = STYLES) -> list[pf.Inline]:
    """The inlines without bold, italics and underline that cover all of their words, however they are nested.

    A heading set in bold is a heading: the bold says no more than that (PMC style: no title all in bold or italics).
    """
    out = list(inlines)
    while True:
        kind = next((kind for kind in kinds if only_wrapped_in(out, kind)), None)
        if kind is None:
            return out
        out = strip(unwrap(out, kind))
