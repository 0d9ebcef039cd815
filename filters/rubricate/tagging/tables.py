"""Filter: tables. Caption, grid and notes come together; rows of tabbed text become a native `Table`."""

from __future__ import annotations

import panflute as pf

from ..inlines import cut, items, plain, strip
from .captions import Ids, paragraphs_of, read_caption


def tables(doc: pf.Doc) -> None:
    """Make every table a `Div.table-wrap` with `identifier` and `label`, a native `Table`, and its notes."""
    ids = Ids(doc)
    out: list[pf.Block] = []
    blocks: list[pf.Element] = doc.content.list
    for number, block in enumerate(blocks):
        if type(block) is pf.Table:
            out.append(_wrap([block], ids))
        elif (
            type(block) is pf.Div
            and "table-wrap" in block.classes
            and "label" not in block.attributes
            and not block.identifier
        ):
            if _caption_only(block) and out and _bare(out[-1]) and not _starts_with_grid(blocks[number + 1 :]):
                grid = out.pop()  # the caption stands below its table
                ids.taken.discard(grid.identifier)
                out.append(_wrap([*items(block), *items(grid)], ids))
                continue
            caption_before = out.pop() if out and _caption_only(out[-1]) and _starts_with_grid([block]) else None
            content = [*items(caption_before), *items(block)] if caption_before is not None else items(block)
            out.append(_wrap(content, ids, caption_before))
        else:
            out.append(block)
    doc.content = out


def _caption_only(block: pf.Element) -> bool:
    return (
        type(block) is pf.Div
        and "table-wrap" in block.classes
        and all("caption" in getattr(child, "classes", []) for child in items(block))
    )


def _starts_with_grid(blocks: list[pf.Element]) -> bool:
    """Whether the first block is a table, or begins with one, that has no caption of its own."""
    first = blocks[0] if blocks else None
    if type(first) is pf.Div:
        first = items(first)[0] if items(first) else None
    return type(first) is pf.Table and not _native_caption(first)


def _bare(block: pf.Element) -> bool:
    """A table that was written here without label and caption."""
    return (
        type(block) is pf.Div
        and "table-wrap" in block.classes
        and not block.attributes.get("label")
        and _starts_with_grid([block])
    )


def _native_caption(table: pf.Table) -> list[list[pf.Inline]]:
    return [p for child in table.caption.content for p in paragraphs_of(child)] if table.caption else []


def _wrap(content: list[pf.Element], ids: Ids, reuse: pf.Div | None = None) -> pf.Div:
    caption: list[list[pf.Inline]] = []
    rows: list[list[list[pf.Inline]]] = []
    grid: list[pf.Table] = []
    foot: list[pf.Element] = []
    for block in content:
        classes = getattr(block, "classes", [])
        if type(block) is pf.Table:
            caption += _native_caption(block)
            grid.append(block)
        elif "row" in classes:
            rows.append(_cells(paragraphs_of(block)[0]))
        elif "table-wrap-foot" in classes:
            foot.append(block)
        else:
            caption += paragraphs_of(block)
    label, blocks = "", [pf.Para(*p) for p in caption]
    if reuse is not None and reuse.attributes.get("label"):
        label = reuse.attributes["label"]
    else:
        label, _, blocks = read_caption(caption)
    if rows:
        grid.append(_table(rows))
    inner: list[pf.Block] = []
    for number, table in enumerate(grid):
        table.caption = pf.Caption(*blocks) if number == 0 else pf.Caption()
        inner.append(table)
    if not grid:
        inner.append(pf.Div(*blocks, classes=["caption"]))
    attributes = {"label": label} if label else {}
    own = next((block.identifier for block in inner if type(block) is pf.Table and block.identifier), "")
    identifier = (reuse.identifier if reuse is not None else "") or own or ids.next("t")
    return pf.Div(*inner, *foot, classes=["table-wrap"], identifier=identifier, attributes=attributes)


def _cells(inlines: list[pf.Inline]) -> list[list[pf.Inline]]:
    """The cells of a tabbed line, mark-up kept."""
    text = plain(inlines)
    cells, at = [], 0
    for piece in text.split("\t"):
        cells.append(strip(cut(inlines, at, at + len(piece))))
        at += len(piece) + 1
    return cells


def _table(rows: list[list[list[pf.Inline]]]) -> pf.Table:
    """A native table of rows of cells; a short row is filled with empty cells. The head is what stands over a
    row of dashes, else the first row, or the first ones where cells of the first go over several columns."""
    ruled = next((at for at, row in enumerate(rows) if at and _is_rule(row)), 0)
    rows = [row for row in rows if not _is_rule(row)] or rows
    heads = ruled or _heads(rows)
    width = max(len(row) for row in rows)
    made = [
        pf.TableRow(
            *[pf.TableCell(pf.Plain(*cell)) for cell in row],
            *[pf.TableCell(pf.Plain()) for _ in range(width - len(row))],
        )
        for row in rows
    ]
    heads = heads if heads < len(made) else 0
    head = pf.TableHead(*made[:heads])
    body = pf.TableBody(*made[heads:])
    return pf.Table(
        body,
        head=head,
        foot=pf.TableFoot(),
        caption=pf.Caption(),
        colspec=[("AlignDefault", "ColWidthDefault")] * width,
    )


def _is_rule(row: list[list[pf.Inline]]) -> bool:
    """A row of dashes, as in "|---|:--:|"."""
    text = "".join(plain(cell) for cell in row).strip()
    return len(text) >= 2 and not text.strip("-:=+–—_ |")


def _heads(rows: list[list[list[pf.Inline]]]) -> int:
    """How many rows are the head: more than one where the first has empty cells and the next ones hold no figures."""
    first = [plain(cell).strip() for cell in rows[0]]
    if len(rows) < 3 or all(first[1:]):
        return 1
    for number, row in enumerate(rows[1:3], start=1):
        cells = [plain(cell) for cell in row[1:]]
        if 2 * sum(any(c.isdigit() for c in cell) for cell in cells) >= max(1, len(cells)):
            return number
    return 1
