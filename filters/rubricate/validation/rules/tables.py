"""Rules on tables: their mark-up and their footnotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import Document, ancestor, shown, text_of
from .registry import Hit, rule

CONTENT = frozenset(
    (
        "table", "array", "list", "def-list", "chem-struct-wrap", "disp-formula", "preformat", "p", "disp-quote", "media",
        "supplementary-material", "boxed-text", "fig", "table-wrap", "statement",
    )
)  # fmt: skip
MAX_SPAN = 1000


@rule(
    "table-markup",
    52,
    Severity.ERROR,
    source="PMC Style Checker (tables); JATS4R (display objects); JATS tag library",
    link="https://jats4r.niso.org/display-objects-figures-tables-boxed-text-etc/",
    suggestion="Mark the table up as <table> with <thead> and <tbody>; check the spans of its cells.",
)
def table_markup(document: Document) -> Iterator[Hit]:
    """A table is marked up as one: cells, header cells, a grid that comes out even.

    A table that is only a picture can't be read aloud, searched or reused (warning, and so are a table without any header
    cell and rows that do not fill the grid); spans that are no positive numbers are errors. Several `<tbody>` are grammar
    and used for groups of rows (information).
    """
    for wrap in document.all("table-wrap"):
        yield from _content(wrap)
    for table in document.all("table"):
        yield from _cells(table)


def _content(wrap: etree._Element) -> Iterator[Hit]:
    names = set()
    for child in wrap.iterchildren("*"):
        names.add(etree.QName(child).localname)
        if child.tag == "alternatives":
            names.update(etree.QName(inner).localname for inner in child.iterchildren("*"))
    if names & CONTENT:
        return
    graphics = names & {"graphic", "inline-graphic"}
    if graphics:
        yield Hit(wrap, "table that is only a <graphic>", "a <table>", severity=Severity.WARNING)
    else:
        yield Hit(wrap, "<table-wrap> without <table>", "a <table>")


def _cells(table: etree._Element) -> Iterator[Hit]:
    bodies = list(table.iterchildren("tbody"))
    for body in bodies[1:]:
        yield Hit(body, "second <tbody>", "one", severity=Severity.INFO)
        break
    bad = False
    headed = False
    for cell in table.iter("td", "th", "col", "colgroup"):
        headed = headed or cell.tag == "th"
        for name in ("colspan", "rowspan", "span"):
            value = cell.get(name)
            if value is not None and not _positive(value):
                bad = True
                yield Hit(cell, f'{name}="{value}"', "a whole number from 1 on", f"@{name}")
    # A <thead> of <td> is a header all the same; a list in two columns has none.
    if not headed and table.find("thead") is None and next(table.iter("td"), None) is not None:
        yield Hit(table, "table without header cells", "<th> in <thead>", severity=Severity.WARNING)
    if not bad:
        yield from _grid(table)


def _positive(value: str) -> bool:
    return value.isascii() and value.isdecimal() and int(value[:6]) > 0


def _grid(table: etree._Element) -> Iterator[Hit]:
    """Rows that hold more or fewer columns than most rows of the table; told once a table, at the first of them."""
    parts = list(table.iterchildren("thead", "tbody", "tfoot")) or [table]
    rows = [list(part.iterchildren("tr")) for part in parts]
    widths = [pair for part in rows for pair in zip(part, _widths(part), strict=True) if len(pair[0])]
    if not widths:
        return
    usual = Counter(width for _, width in widths).most_common(1)[0][0]
    for row, width in widths:
        if width != usual:
            found = f"row of {width} column{'s' if width != 1 else ''}"
            yield Hit(row, found, f"{usual}, as most rows have", severity=Severity.WARNING)
            return


def _widths(rows: list[etree._Element]) -> list[int]:
    """The columns that each row fills, those that cells of earlier rows reach into it included."""
    widths: list[int] = []
    ending = [0] * (len(rows) + 1)  # columns of long cells that end before that row
    hanging = 0
    for number, row in enumerate(rows):
        hanging -= ending[number]
        width, longer = hanging, 0
        for cell in row.iterchildren("td", "th"):
            columns = min(int(cell.get("colspan", "1")[:6]), MAX_SPAN)
            down = min(int(cell.get("rowspan", "1")[:6]), len(rows) - number)
            width += columns
            if down > 1:
                longer += columns
                ending[number + down] += columns
        hanging += longer
        widths.append(width)
    return widths


@rule(
    "table-fn",
    53,
    Severity.ERROR,
    source="PMC Style Checker (table footnotes); JATS tag library",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/table-wrap-foot.html",
    suggestion='Write the note as <table-wrap-foot><fn id="tfn1"><label>a</label><p>…</p></fn> and point at it with <xref ref-type="table-fn" rid="tfn1">.',
)
def table_fn(document: Document) -> Iterator[Hit]:
    """Footnotes of a table stand below it, and what points at them stands in it.

    A `<fn>` in a cell or caption has no place where it is shown (warning: readers of some journals show it below). A
    reference of type "table-fn" points at a note of a table, of its own where it stands in one.
    """
    for note in document.all("fn"):
        table = ancestor(note, "table-wrap")
        if table is not None and ancestor(note, "table-wrap-foot", "fn-group") is None:
            where = note.getparent()
            name = "" if where is None else str(where.tag)
            yield Hit(note, f"footnote of the table in <{name}>", "it in <table-wrap-foot>", severity=Severity.WARNING)
    for xref in document.all("xref"):
        if xref.get("ref-type") != "table-fn":
            continue
        own = ancestor(xref, "table-wrap")
        for target in document.targets(xref):
            if target.tag not in ("fn", "p", "table-wrap-foot", "target"):
                continue  # what `xref-target` tells
            place = ancestor(target, "table-wrap")
            if place is None:
                found = f"table footnote {shown(text_of(xref))}, which is not below a table"
                severity = None if own is not None else Severity.WARNING
                yield Hit(xref, found, "a <fn> in <table-wrap-foot>", "@rid", severity=severity)
            elif own is not None and place is not own and not _grouped(own, place):
                found = f"footnote {shown(text_of(xref))} of another table"
                yield Hit(xref, found, "one below this table", "@rid", severity=Severity.WARNING)


def _grouped(one: etree._Element, other: etree._Element) -> bool:
    group = ancestor(one, "table-wrap-group")
    return group is not None and group is ancestor(other, "table-wrap-group")
