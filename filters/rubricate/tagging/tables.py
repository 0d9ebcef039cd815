"""Filter: tables. Caption, grid and notes come together; rows of tabbed text become a native `Table`."""

from __future__ import annotations

import panflute as pf

from ..inlines import cut, items, plain, strip
from .captions import Ids, paragraphs_of, read_caption


def tables(doc: pf.Doc) -> None:
    """Make every table a `Div.table-wrap` with `identifier` and `label`, a native `Table`, and its notes."""
    ids = Ids(doc)
    out: list[pf.Block] = []
    for block in doc.content.list:
        if type(block) is pf.Table:
            out.append(_wrap([block], ids))
        elif (
            type(block) is pf.Div
            and "table-wrap" in block.classes
            and "label" not in block.attributes
            and not block.identifier
        ):
            caption_before = out.pop() if out and _caption_only(out[-1]) and _starts_with_grid(block) else None
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


def _starts_with_grid(block: pf.Div) -> bool:
    first = items(block)[0] if items(block) else None
    return type(first) is pf.Table and not _native_caption(first)


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
    """A native table of rows of cells; a short row is filled with empty cells. The first row is the head."""
    width = max(len(row) for row in rows)
    made = [
        pf.TableRow(
            *[pf.TableCell(pf.Plain(*cell)) for cell in row],
            *[pf.TableCell(pf.Plain()) for _ in range(width - len(row))],
        )
        for row in rows
    ]
    head = pf.TableHead(*made[:1]) if len(made) > 1 else pf.TableHead()
    body = pf.TableBody(*(made[1:] if len(made) > 1 else made))
    return pf.Table(
        body,
        head=head,
        foot=pf.TableFoot(),
        caption=pf.Caption(),
        colspec=[("AlignDefault", "ColWidthDefault")] * width,
    )
