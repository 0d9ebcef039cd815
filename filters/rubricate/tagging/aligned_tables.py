"""Plain text: rows of a table whose columns are aligned with spaces get tabs, as if they had been typed so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import panflute as pf

from ..inlines import plain
from .units import Unit

GAP = re.compile(r"[ \u00a0]{2,}")
"""What parts two cells of a line; one space does not."""
WIDE = "\u2e80"
"""Korean, Chinese and Japanese letters stand behind this one."""
ROWS = 3
"""Fewer lines are no table."""
WIDEST_CELL = 34
"""Characters a cell has on average at most; two columns of running text have more."""

Cell = tuple[int, int, str]
"""First and last column on the page, and the text."""


def align(units: Sequence[Unit]) -> None:
    """Change the inlines of rows of aligned tables, in place: a tab between cells, an empty cell where one is missing."""
    _pipes(units)
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and _row(units[end]) and (end == at or units[end].blank <= 1):
            end += 1
        rows = [_cells(unit) for unit in units[at:end]]
        if _is_table(rows):
            _write(units[at:end], rows)
        at = max(end, at + 1)


def _pipes(units: Sequence[Unit]) -> None:
    """Rows with a bar between cells ("Library | 2004 | 8"), three or more below each other with as many bars each."""
    at = 0
    while at < len(units):
        bars = _bars(units[at])
        end = at + 1
        while bars and end < len(units) and units[end].blank == 0 and _bars(units[end]) == bars:
            end += 1
        if bars and end - at >= ROWS:
            for unit in units[at:end]:
                unit.rewrite([pf.Str("\t".join(cell.strip() for cell in unit.text.strip("|").split("|")))])
        at = end


def _bars(unit: Unit) -> int:
    return unit.text.strip("|").count("|") if unit.kind == "line" and "\t" not in unit.text else 0


def _row(unit: Unit) -> bool:
    return (
        unit.kind == "line"
        and not (unit.marker or unit.running)
        and "\t" not in unit.text
        and any(True for _ in _gaps(unit.text))
    )


def _gaps(text: str) -> Iterator[re.Match[str]]:
    """The gaps between cells; a word whose letters are set apart ("서    론", "方  法") is no two cells."""
    for gap in GAP.finditer(text):
        before, after = text[: gap.start()].split(" ")[-1], text[gap.end() : gap.end() + 1]
        if not (len(before) == 1 and before > WIDE <= after):
            yield gap


def _cells(unit: Unit) -> list[Cell]:
    text = plain(unit.inlines)
    out: list[Cell] = []
    at = 0
    for gap in [*_gaps(text), None]:
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            out.append((unit.indent + at, unit.indent + end, text[at:end].strip()))
        at = gap.end() if gap else end
    return out


def _is_table(rows: list[list[Cell]]) -> bool:
    """Enough rows, most of them with the same number of short cells."""
    if len(rows) < ROWS:
        return False
    sizes = [len(row) for row in rows]
    common = max(set(sizes), key=sizes.count)
    cells = [text for row in rows for _, _, text in row]
    short = sum(map(len, cells)) <= WIDEST_CELL * len(cells)
    return common >= 2 and sizes.count(common) >= 0.5 * len(rows) and short


def _write(units: Sequence[Unit], rows: list[list[Cell]]) -> None:
    widest = max(rows, key=len)
    for unit, row in zip(units, rows, strict=True):
        cells = [""] * len(widest)
        for cell in row:
            at = _column(cell, widest, cells)
            if at is None:  # no place of its own: the cells stand as they come
                cells = [text for _, _, text in row]
                break
            cells[at] = cell[2]
        unit.rewrite([pf.Str("\t".join(cells))])


def _column(cell: Cell, widest: list[Cell], taken: list[str]) -> int | None:
    """The free column that a cell overlaps most; else the nearest one to its right or left."""
    free = [at for at, text in enumerate(taken) if not text and not any(taken[at + 1 :])]
    if not free:
        return None

    def nearness(at: int) -> tuple[int, int]:
        start, end, _ = widest[at]
        overlap = min(end, cell[1]) - max(start, cell[0])
        return (max(overlap, 0), -abs(start - cell[0]) if overlap <= 0 else 0)

    return max(free, key=nearness)
