"""Rules on running text: empty elements, formatting in place of mark-up."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .contents import holds
from .document import Document, ancestor, name_of, text_of
from .registry import Hit, rule

PMC = "https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/tags/"


@rule(
    "empty",
    58,
    Severity.ERROR,
    source="PMC Style Checker (empty elements)",
    link=PMC,
    suggestion="Leave the empty element out, or write what is missing.",
)
def empty(document: Document) -> Iterator[Hit]:
    """Paragraphs, titles, labels, sections and list items hold something.

    An empty element is a trace of something that was lost, or blank space that a style sheet should make. Told is the
    outermost one. A row without cells is an error, a row of empty `<td>` a hint (information): tables use it as a gap.
    """
    outer: set[etree._Element] = set()
    for element in document.all("sec", "list-item", "caption", "title", "p", "label"):
        if holds(element) or any(around in outer for around in element.iterancestors("sec", "list-item", "caption")):
            continue
        if element.tag in ("sec", "list-item", "caption"):
            outer.add(element)
        if element.tag == "label" and (parent := element.getparent()) is not None and parent.tag in ("aff", "corresp"):
            continue  # what `aff-label` tells
        if ancestor(element, "copyright-statement", "license") is not None:
            continue
        severity = Severity.WARNING if element.tag in ("label", "caption") else None
        yield Hit(element, f"empty <{name_of(element)}>", "text", severity=severity)
    for row in document.all("tr"):
        cells = list(row.iterchildren("td", "th"))
        if not cells:
            if row.getparent() is not None and not any(
                _spans(other) for other in row.itersiblings("tr", preceding=True)
            ):
                yield Hit(row, "<tr> without cells", "a <td> or <th>")
        elif all(cell.tag == "td" and not holds(cell) for cell in cells):
            yield Hit(row, "row of empty cells", "a row that says something", severity=Severity.INFO)


def _spans(row: etree._Element) -> bool:
    return any(cell.get("rowspan") is not None for cell in row)


FONTS = ("bold", "italic", "underline", "sc", "monospace", "sans-serif", "roman")


@rule(
    "formatting",
    59,
    Severity.WARNING,
    source="PMC tagging guidelines (formatting)",
    link="https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/genprac/",
    suggestion="Take the formatting off; if the paragraph is a heading, write it as the <title> of a <sec>.",
)
def formatting(document: Document) -> Iterator[Hit]:
    """A title, caption or paragraph is not bold or italic as a whole.

    How titles look is the style sheet's affair, and a paragraph all in bold is most often a heading that is not marked
    up. Italic is left alone where it means something: names of species and genes in titles, and passages of verse, quotation
    or statement; in paragraphs it is information.
    """
    for element in document.all("title", "article-title", "p"):
        inner = _wrapped(element)
        if inner is None:
            continue
        parent = element.getparent()
        if parent is None or parent.tag in (
            "td",
            "th",
            "disp-quote",
            "verse-group",
            "statement",
            "element-citation",
            "mixed-citation",
            "attrib",
            "speech",
            "def",
            "list-item",
            "boxed-text",
        ):
            continue
        if inner.tag != "bold" and (element.tag != "p" or len(text_of(inner).split()) < 4):
            continue
        severity = None if inner.tag == "bold" else Severity.INFO
        yield Hit(
            element,
            f"<{name_of(inner)}> around the whole <{name_of(element)}>",
            "the text alone",
            "text",
            severity=severity,
        )


def _wrapped(element: etree._Element) -> etree._Element | None:
    """The one formatting element that holds all the text."""
    if (element.text or "").strip() or len(element) != 1:
        return None
    inner = element[0]
    if inner.tag not in FONTS or (inner.tail or "").strip() or not holds(inner):
        return None
    return inner
