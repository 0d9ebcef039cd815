"""One article as one document: parts put in order, clutter between them, written as lines or as blocks."""

from __future__ import annotations

import copy
from itertools import chain

import panflute as pf

from ...reading.plain_text import line_inlines
from . import clutter
from .abstract_parts import abstract_parts
from .back_matter import back_parts, reference_parts
from .floats import trailing_floats
from .foreign import add_translation
from .front_matter import behind_abstract, front_matter
from .main_text import body_parts
from .pieces import BOLD, END, ITALIC, SUP, Piece, without_marks
from .source import Block, Source
from .style import Style

HYPHEN_FROM = 9


def render(article: Source, s: Style) -> list[Piece]:
    """The pieces of one document, in order."""
    a = copy.deepcopy(article)
    if article.language == "en" and s.chance(0.08):
        add_translation(a, s.random)
    if s.brief:
        _shorten(a, s)
    out: list[Piece] = clutter.top(a, s)
    signed: list[list[Piece]] = []
    front = front_matter(a, s)
    if s.family == "letter" and s.chance(0.6):
        below = ("contrib-group", "aff", "corresp")
        signed = [group for group in front if group[0].role in below]
        front = [group for group in front if group[0].role not in below]
    gap = s.random.choice((0, 1)) if s.family == "web" else 1
    for group in front:
        group[0].blank = max(group[0].blank, gap) if out or not s.blocks else 1
        out += group
        if s.family == "web" and s.chance(s.clutter * 0.3):
            out += clutter.tools(s)
    out += clutter.tools(s)
    out += clutter.outline(a, s)
    for group in abstract_parts(a, s):
        if s.family != "web" or s.chance(0.8):
            group[0].blank = max(group[0].blank, 1)
        out += group
    for group in behind_abstract(a, s):
        group[0].blank = max(group[0].blank, s.gap)
        out += group
    if s.family == "record" and not s.chance(0.1):
        out += trailing_floats(a, s) if s.chance(0.5) else []
    else:
        body = body_parts(a, s)
        if body and s.gap == 0 and s.chance(0.5):
            body[0].blank = 1
        out += body
        if signed:
            signed[0][0].blank = 1
        out += chain.from_iterable(signed)
        late = not any(piece.role in ("fig", "table-caption") for piece in body) and s.family != "letter"
        before = list(chain.from_iterable(back_parts(a, s)))
        floats = trailing_floats(a, s) if late else []
        first = s.chance(0.2)
        out += (floats if first else []) + before
        refs = reference_parts(a, s)
        out += refs + ([] if first else floats)
        return _with_clutter(a, s, out)
    out += reference_parts(a, s)
    return _with_clutter(a, s, out)


def _shorten(a: Source, s: Style) -> None:
    """Make a short text of an article: notes, corrections, editorials, conference abstracts."""

    def first(text: str) -> str:
        sentences = text.split(". ")
        return ". ".join(sentences[: s.random.randrange(1, 4)]).rstrip(".") + "."

    a.abstract = [(title, first(text)) for title, text in a.abstract]
    a.refs = a.refs[: s.random.randrange(0, 6)]
    a.back = [(title, [first(text) for text in texts[:1]]) for title, texts in a.back[:3]]
    kept: list[Block] = []
    for block in a.body:
        if block.kind in ("p", "li", "quote"):
            block.text = first(block.text)
        elif block.kind in ("fig", "table"):
            block.text, block.rows, block.foot = first(block.text) if block.text else "", block.rows[:3], block.foot[:1]
        previous = kept[-1] if kept else None
        if block.kind == "p" and previous is not None and previous.kind == "p" and s.chance(0.5):
            continue
        kept.append(block)
    a.body = kept[: s.random.randrange(3, 25)]
    while a.body and a.body[-1].kind == "h":
        a.body.pop()
    if s.chance(0.3):
        a.body = [block for block in a.body if block.kind != "h"]


def _with_clutter(a: Source, s: Style, pieces: list[Piece]) -> list[Piece]:
    out: list[Piece] = []
    pages = clutter.Pages(a, s) if s.family == "print" and s.chance(0.85) else None
    since = 0
    for piece in pieces:
        if piece.role in ("sec-title", "ref-title", "abstract-title") and s.family == "web":
            out += clutter.between(s)
        if pages is not None:
            since += len(piece.text.split())
            if since > 450 and piece.role in ("p", "ref", "sec-title", "table-caption", "fig"):
                out += pages.turn()
                piece.blank = max(piece.blank, s.random.randrange(2))
                since = 0
        if piece.role in ("fig", "table-caption") and s.family == "web":
            out += clutter.before_figure(s)
        out.append(piece)
        if piece.role in ("fig", "fig-text") and s.family == "web":
            out += clutter.beside_figure(s)
    tail = clutter.bottom(a, s)
    if tail:
        tail[0].blank = s.random.randrange(2)
    return [piece for piece in out + tail if piece.text.strip() or piece.rows]


def as_text(pieces: list[Piece], s: Style) -> tuple[str, list[Piece | None]]:
    """The document as plain text, and for each of its lines the piece it belongs to (`None` for a blank one)."""
    lines: list[str] = []
    owners: list[Piece | None] = []
    for piece in pieces:
        if lines:
            lines += [""] * piece.blank
            owners += [None] * piece.blank
        text = " " * piece.indent + without_marks(piece.text.replace(SUP, "^") if s.dump and s.list_gap else piece.text)
        for line in _wrapped(text, s) if s.wrap and piece.role not in ("table-body",) else [text]:
            if line.strip():
                lines.append(line)
                owners.append(piece)
    if s.quoted:
        lines = ["> " + line if line else line for line in lines]
    return "\n".join(lines), owners


def _wrapped(text: str, s: Style) -> list[str]:
    """Lines of at most the style's width; a long word may be broken by a hyphen."""
    out: list[str] = []
    line = text[: len(text) - len(text.lstrip())]
    for word in text.split():
        fits = len(line) + len(word) + 1 <= s.wrap
        if not fits and line.strip():
            room = s.wrap - len(line) - 2
            if s.hyphens and len(word) >= HYPHEN_FROM and word.isalpha() and room >= 4 and s.chance(0.5):
                place = min(room, len(word) - 4)
                line += " " + word[:place] + "-"
                word = word[place:]
            out.append(line)
            line = ""
        line = f"{line} {word}" if line.strip() else line + word
    out.append(line)
    return out


def as_blocks(pieces: list[Piece], s: Style) -> list[tuple[pf.Block, Piece]]:
    """The document as pandoc blocks, each with its piece; items of one list stand in a list of one item each."""
    out: list[tuple[pf.Block, Piece]] = []
    for piece in pieces:
        inlines = inlines_of(piece.text)
        block: pf.Block
        if piece.rows:
            block = pf.Table(pf.TableBody(pf.TableRow(*[pf.TableCell(pf.Plain(pf.Str(c))) for c in piece.rows[0]])))
        elif piece.marker:
            item = pf.ListItem(pf.Para(*inlines))
            block = (
                pf.OrderedList(item, start=int(piece.marker.strip(".")))
                if piece.marker.strip(".").isdigit()
                else pf.BulletList(item)
            )
        elif piece.role == "title" and s.plain_title:
            block = pf.Para(*inlines)
        elif piece.role == "fig" and s.family == "headed" and s.caption_form % 2:
            piece.role = "fig-block"
            block = pf.Figure(pf.Plain(pf.Image(url="figure.png")), caption=pf.Caption(pf.Plain(*inlines)))
        elif piece.heading and s.family == "headed":
            level = (
                piece.level
                if piece.role == "title"
                else max(1, piece.level) + s.first_level - (piece.role == "abstract-title")
            )
            block = pf.Header(*inlines, level=max(1, min(6, level)))
        elif piece.heading and piece.level >= 3:
            block = pf.Para(pf.Emph(*inlines))
        elif piece.heading:
            block = pf.Para(pf.Strong(*inlines))
        else:
            block = pf.Para(*inlines)
        out.append((block, piece))
    return out


def inlines_of(text: str) -> list[pf.Inline]:
    """A piece's text as inlines; its marks become superscripts, bold and italic."""
    kinds = {SUP: pf.Superscript, BOLD: pf.Strong, ITALIC: pf.Emph}
    out: list[pf.Inline] = []
    rest = text
    while rest:
        places = [at for mark in kinds if (at := rest.find(mark)) >= 0]
        at = min(places, default=-1)
        if at < 0:
            out += line_inlines(rest.replace(END, ""))
            break
        out += line_inlines(rest[:at])
        end = rest.find(END, at)
        out.append(kinds[rest[at]](*line_inlines(rest[at + 1 : end])))
        rest = rest[end + 1 :]
        if rest.startswith(" "):
            out.append(pf.Space())
            rest = rest[1:]
    return out
