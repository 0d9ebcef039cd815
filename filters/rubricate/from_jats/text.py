"""The words of an element as a reader sees them, whatever the mark-up around them."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

MATH = "{http://www.w3.org/1998/Math/MathML}math"
SPACE = re.compile(r"\s+")
BLOCKS = frozenset(
    (
        "p", "title", "label", "sec", "list", "list-item", "def-item", "term", "def", "td", "th", "tr", "disp-quote",
        "disp-formula", "fig", "table-wrap", "caption", "break", "fn", "attrib", "boxed-text", "verse-line", "subtitle",
    )
)  # fmt: skip
"""Elements that part words even where no space stands between them."""
RAISED = {"sup": "^", "sub": "_"}


def words(element: etree._Element | None, *, without: Collection[str] = (), raised: bool = False) -> str:
    """The text of an element, white space as one space; elements named in `without` are left out.

    Comments and instructions are no text. Of a formula in two forms the TeX counts, else the text of the MathML. With `raised`,
    a superscript is told apart ("10^5" is not "105"), but not around a cross-reference, where it is a matter of style.

    >>> words(etree.XML("<p>a <bold>b</bold><xref rid='f'>1</xref> 10<sup>5</sup></p>"), without=("xref",), raised=True)
    'a b 10^5'
    """
    if element is None:
        return ""
    out: list[str] = []
    _collect(element, frozenset(without), raised, out)
    return SPACE.sub(" ", "".join(out)).strip()


def _collect(top: etree._Element, without: frozenset[str], raised: bool, out: list[str]) -> None:
    stack: list[tuple[etree._Element, bool]] = [(top, False)]  # no recursion: trees come from anybody
    while stack:
        node, closing = stack.pop()
        if closing:
            out.append((" " if node.tag in BLOCKS else "") + (node.tail or "" if node is not top else ""))
            continue
        if not isinstance(node.tag, str) or node.tag in without or (node.tag == MATH and _told_in_tex(node)):
            out.append(node.tail or "" if node is not top else "")
            continue
        if node.tag in BLOCKS:
            out.append(" ")
        if raised and node.tag in RAISED and not _about_a_reference(node):
            out.append(RAISED[node.tag])
        out.append(node.text or "")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _told_in_tex(math: etree._Element) -> bool:
    parent = math.getparent()
    return parent is not None and parent.find("tex-math") is not None


def _about_a_reference(node: etree._Element) -> bool:
    parent = node.getparent()
    return node.find("xref") is not None or (parent is not None and parent.tag in ("xref", "label"))
