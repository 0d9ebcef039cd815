"""Body, floats, back matter and references, rendered."""

from __future__ import annotations

from .floats import float_pieces
from .pieces import END, ITALIC, Piece, bold
from .source import Block, Source
from .style import Style

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
MOST_PARAGRAPHS = 60


def body_parts(a: Source, s: Style) -> list[Piece]:
    """The body with its floats where the style puts them."""
    blocks = a.body
    if s.family == "letter":
        blocks = [b for b in blocks if b.kind in ("p", "quote")][: s.random.randrange(3, 9)]
    elif len(blocks) > MOST_PARAGRAPHS and s.chance(0.7):
        blocks = _shortened(blocks, s)
    floats_inline = s.family in ("web", "print") or s.chance(0.3)
    counts = [0] * 8
    inline_level = s.chance(0.12)
    out: list[Piece] = []
    for at, block in enumerate(blocks):
        if block.kind == "h":
            level = max(1, min(block.level, 6))
            counts[level] += 1
            counts[level + 1 :] = [0] * (7 - level)
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            if inline_level and level >= 2 and after is not None and after.kind == "p":
                after.text = _run_in(block.text, after.text, s)
                continue
            out.append(
                Piece(_numbered(block, level, counts, s), "sec-title", blank=s.heading_gap, level=level, heading=True)
            )
        elif block.kind == "p":
            previous = out[-1] if out else None
            blank = min(s.heading_gap, 1) if previous is not None and previous.role == "sec-title" else s.gap
            out.append(Piece(block.text, "p", blank=blank))
        elif block.kind == "li":
            out.append(_item(block, s, first=not out or out[-1].role != "list-item"))
        elif block.kind == "quote":
            out.append(
                Piece(
                    block.text,
                    "disp-quote" if s.gap and not s.blocks else "p",
                    blank=1,
                    indent=4 if s.gap and not s.blocks else 0,
                )
            )
        elif block.kind == "eq":
            out.append(
                Piece(block.text + (s.one("\t", " ", "    ") + block.label if block.label else ""), "p", blank=s.gap)
            )
        elif floats_inline:
            out.extend(float_pieces(block, s))
    if s.family == "letter" and out and s.chance(0.6):
        out.insert(
            0, Piece(s.one("To the Editor:", "Dear Editor,", "To the Editor,", "Dear Sir,", "Sir,"), "p", blank=1)
        )
    if not floats_inline and s.family != "letter":
        return out
    return out


def _shortened(blocks: list[Block], s: Style) -> list[Block]:
    """Fewer paragraphs, every heading kept with its first one: articles of all lengths, and faster training."""
    keep = s.random.choice((0.3, 0.5, 0.7))
    out = []
    for at, block in enumerate(blocks):
        first = at == 0 or blocks[at - 1].kind == "h"
        if block.kind != "p" or first or s.chance(keep):
            out.append(Block(block.kind, block.text, block.level, block.label, block.rows, block.foot))
    return out


def _numbered(block: Block, level: int, counts: list[int], s: Style) -> str:
    text = block.text if s.numbering == "none" and s.stops else block.text.rstrip(" .:")
    if s.numbering == "none" and s.always_stop and level > 1:
        text = text.rstrip(".") + "."
    own = block.label.strip()
    if s.upper and level == 1:
        text = text.upper()
    if s.numbering == "decimal" or (s.numbering == "decimal-top" and level == 1) or (own and s.numbering == "none"):
        label = ".".join(str(max(1, c)) for c in counts[1 : level + 1])
        dot = "." if level == 1 or s.random.random() < 0.2 else ""
        return f"{label}{dot} {text}"
    if s.numbering == "roman" and level == 1 and counts[1] < len(ROMAN):
        return f"{ROMAN[counts[1]]}. {text}"
    return text


def _run_in(title: str, text: str, s: Style) -> str:
    title = title.rstrip(".:") + s.one(".", ".", ":")
    return (bold(title) if s.chance(0.6) else f"{ITALIC}{title}{END}" if s.blocks else title) + " " + text


def _item(block: Block, s: Style, *, first: bool) -> Piece:
    mark = block.label or "•"
    if mark == "•" and not s.blocks:
        mark = s.one("•", "•", "-", "–", "○")
    indent = s.list_indent
    blank = 1 if first or s.list_gap else 0
    if s.blocks:
        return Piece(block.text, "list-item", blank=blank, marker=mark)
    listed = mark in "•–○" or (indent and mark == "-")
    return Piece(f"{' ' * indent}{mark} {block.text}", "list-item" if listed or indent else "p", blank=blank)
