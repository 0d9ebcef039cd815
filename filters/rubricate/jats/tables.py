"""The grid of a table: XHTML table with spans and alignment."""

from __future__ import annotations

import panflute as pf
from lxml import etree

from .context import Context, children, element, sub
from .inline import write_inlines

ALIGNMENTS = {"AlignLeft": "left", "AlignCenter": "center", "AlignRight": "right"}


def write_table(table: pf.Table, context: Context) -> etree._Element:
    """`<table>`: head rows of `<th>`, then feet and bodies, as the XHTML model of JATS orders them."""
    made = element("table")
    columns = [ALIGNMENTS.get(spec[0], "") for spec in table.colspec]
    head = table.head.content.list if table.head else []
    bodies = [body for body in table.content.list if body.content.list or getattr(body, "head", None)]
    rows = [row for body in bodies for row in _body_rows(body)]
    foot = table.foot.content.list if table.foot else []
    if head and (rows or foot):
        _rows(sub(made, "thead"), head, columns, context, header=True)
    elif head:
        _rows(sub(made, "tbody"), head, columns, context, header=True)
    if foot and rows:
        _rows(sub(made, "tfoot"), foot, columns, context)
    elif foot:
        _rows(sub(made, "tbody"), foot, columns, context)
    for body in bodies:
        own = _body_rows(body)
        if own:
            _rows(sub(made, "tbody"), own, columns, context, stub=body.row_head_columns or 0)
    if not len(made):
        sub(sub(sub(made, "tbody"), "tr"), "td")
    return made


def _body_rows(body: pf.TableBody) -> list[pf.TableRow]:
    head = getattr(body, "head", None)
    first = list(head) if head else []
    return [*first, *body.content.list]


def _rows(
    parent: etree._Element,
    rows: list[pf.TableRow],
    columns: list[str],
    context: Context,
    *,
    header: bool = False,
    stub: int = 0,
) -> None:
    from .blocks import write_blocks

    for row in rows:
        line = sub(parent, "tr")
        for at, cell in enumerate(row.content.list):
            made = sub(line, "th" if header or at < stub else "td")
            align = ALIGNMENTS.get(cell.alignment, "") or (columns[at] if at < len(columns) else "")
            if align:
                made.set("align", align)
            if cell.colspan > 1:
                made.set("colspan", str(cell.colspan))
            if cell.rowspan > 1:
                made.set("rowspan", str(cell.rowspan))
            blocks = cell.content.list
            if len(blocks) == 1 and isinstance(blocks[0], pf.Para | pf.Plain):
                write_inlines(made, children(blocks[0]), context)
            else:
                write_blocks(made, blocks, context)
        if not len(line):
            sub(line, "td")
