"""Captions and tables, rendered."""

from __future__ import annotations

from .pieces import Piece, bold
from .source import Block, Source
from .style import Style

MOST_ROWS = 12


def trailing_floats(a: Source, s: Style) -> list[Piece]:
    """Captions and tables listed behind the text."""
    figures = [b for b in a.body if b.kind == "fig"]
    tables = [b for b in a.body if b.kind == "table"]
    out: list[Piece] = []
    bullet = "  • " if s.family == "record" and s.chance(0.6) else ""
    if figures:
        if s.family != "record" and s.chance(0.7):
            out.append(Piece(s.word("legends"), "float-title", blank=1, heading=True, level=1))
        for figure in figures:
            pieces = float_pieces(figure, s)
            pieces[0].text = bullet + pieces[0].text
            out.extend(pieces)
    if tables:
        if s.family != "record" and s.chance(0.35):
            out.append(Piece(s.word("tables"), "float-title", blank=1, heading=True, level=1))
        for table in tables:
            rowless = Block("table", table.text, label=table.label) if s.family == "record" else table
            pieces = float_pieces(rowless, s)
            pieces[0].text = bullet + pieces[0].text
            out.extend(pieces)
    return out


def float_pieces(block: Block, s: Style) -> list[Piece]:
    figure = block.kind == "fig"
    role = "fig" if figure else "table-caption"
    word, number = (
        s.word("figure" if figure else "table"),
        "".join(c for c in block.label.split(" ")[-1] if c.isalnum()),
    )
    label = f"{word} {number}" if number and len(number) < 5 else block.label
    if not label:
        return [Piece(block.text, "p", blank=1)] if block.text else []
    form = s.caption_form if s.chance(0.8) else s.random.randrange(9)
    if s.dump and s.split_captions and s.chance(0.7):
        form = 1
    gap = 1 if s.gap or s.chance(0.5) else 0
    if form == 0 and block.text and s.family in ("web", "print", "record"):
        out = [
            Piece(label, role, blank=gap),
            Piece(block.text, role + "-text", blank=s.random.randrange(2) if s.family == "web" else 0),
        ]
    elif form == 1 and (s.split_captions and (s.dump or s.chance(0.3))) and ". " in block.text:
        title, rest = block.text.split(". ", 1)
        out = [
            Piece(f"{label}. {title}.", role, blank=gap),
            Piece(rest, role + "-text", blank=s.random.randrange(2) if s.dump else 0),
        ]
    else:
        between = (". ", ". ", ": ", " | ", " ", "\u2003", " – ", ". ")[form % 8]
        head = bold(label + between.strip()) + " " if s.blocks and s.chance(0.7) else label + between
        out = [Piece((head + block.text).rstrip(), role, blank=gap)]
    if s.dump and s.component_dois:
        out.append(
            Piece(
                s.one("doi:", "DOI: http://dx.doi.org/", "https://doi.org/")
                + f"10.1234/abc.{s.random.randrange(10000, 99999)}.g{number or 1}",
                "page-furniture",
                blank=1,
            )
        )
    if figure:
        return out
    rows = block.rows[:MOST_ROWS] if s.chance(0.85) else block.rows
    if s.chance(0.12):
        rows = []
    if s.blocks and rows:
        out.append(Piece("", "table-body", blank=1, rows=rows))
    elif rows and not (s.dump and s.chance(0.5)):  # many pages show their tables elsewhere
        out.extend(_rows(rows, s))
    for text in block.foot[:6]:
        out.append(Piece(text, "table-foot", blank=1 if s.blocks or s.chance(0.3) else 0))
    return out


def _rows(rows: list[list[str]], s: Style) -> list[Piece]:
    form = s.random.randrange(8)
    blank = s.random.randrange(2) if form > 3 else 0
    if form == 0:
        lines = [f"| {' | '.join(row)} |" for row in rows]
    elif form == 1:
        width = [max(len(row[i]) if i < len(row) else 0 for row in rows) + 2 for i in range(max(map(len, rows)))]
        lines = ["".join(cell.ljust(width[i]) for i, cell in enumerate(row)).rstrip() for row in rows]
        lines = [line if len(line) < 220 else "  ".join(line.split()) for line in lines]
    elif form == 2:
        lines = [" ".join(row) for row in rows]
    else:
        lines = ["\t".join(row) for row in rows]
    return [
        Piece(line, "table-body", blank=blank if n == 0 else 0) for n, line in enumerate(lines) if line.strip(" |\t")
    ]
