"""Elements that hold nothing are taken out: `<p/>`, `<title> </title>`, a section or caption of such.

Those stay that something points to, and those that hold a comment, an instruction or a no-break space: somebody put it there.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..rules.document import XLINK
from .source import Change, Proposal, Source

REMOVABLE = frozenset(("caption", "label", "list-item", "p", "sec", "title"))
SPACE = " \t\r\n"


def empties(source: Source) -> Iterator[Proposal]:
    """The outermost elements that are empty."""
    called = _called(source)
    inside = -1
    for number, element in source.named(*REMOVABLE):
        start, end = source.outer(number)
        if start < inside or not _is_empty(element, called):
            continue
        inside = end
        start = _with_space_before(source.text, start) if _only_elements(element.getparent()) else start
        yield Proposal("empty", (Change(start, end, ""),), f"empty <{element.tag!s}> taken out")


def _is_empty(element: etree._Element, called: set[str]) -> bool:
    """Whether there is no text in it and no element but such as are empty and may go."""
    for node in element.iter():
        if node.tag not in REMOVABLE or (node.text or "").strip(SPACE) or node.get("id", "") in called:
            return False
        if node is not element and (node.tail or "").strip(SPACE):
            return False
    return True


def _called(source: Source) -> set[str]:
    """The ids that something points to."""
    found: set[str] = set()
    for element in source.elements:
        for key, value in element.attrib.items():
            if key == XLINK + "href":
                found.add(str(value).removeprefix("#"))
            elif key != "id":
                found.update(str(value).split())
    return found - {""}


def _only_elements(parent: etree._Element | None) -> bool:
    """Whether the parent has no text of its own, so that white space before a child is layout."""
    if parent is None or (parent.text or "").strip():
        return False
    return not any((child.tail or "").strip() for child in parent)


def _with_space_before(text: str, start: int) -> int:
    at = start
    while at and text[at - 1] in SPACE:
        at -= 1
    return at if at and text[at - 1] == ">" else start
