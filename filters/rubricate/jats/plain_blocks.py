"""A block that the grammar refuses becomes plain text: its words stay, and one bad block does not cost the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from .context import MML, element

TEXT = frozenset(
    (
        "title", "label", "subtitle", "article-title", "trans-title", "mixed-citation", "kwd", "td", "th", "institution", "attrib", "license-p",
        "p", "verse-line", "term", "preformat",
    )
)  # fmt: skip
"""Elements that may hold text alone: their mark-up goes, they stay."""
BLOCKS = frozenset(
    (
        "fig", "fig-group", "table-wrap", "table-wrap-group", "list", "def-list", "disp-quote", "disp-formula", "disp-formula-group", "boxed-text",
        "verse-group", "code", "statement", "supplementary-material", "media", "graphic",
    )
)  # fmt: skip
"""Elements that may stand where a paragraph may."""
FLOWING = frozenset(
    [
        "italic",
        "bold",
        "underline",
        "strike",
        "sc",
        "sup",
        "sub",
        "monospace",
        "xref",
        "ext-link",
        "email",
        "named-content",
        "styled-content",
        "pub-id",
    ]
)
"""Elements that part no word."""
MATH = f"{{{MML}}}math"
FLOATS = frozenset(("floats-group", "fig-group", "table-wrap-group"))
"""Parents that take no paragraph; there the paragraph gets a box."""


def as_plain_blocks(root: etree._Element, places: Iterable[str]) -> list[tuple[int, str]]:
    """Replace in place the smallest block around each XPath: `(number of the place, XPath of the block as it was)`.

    The `id` of a block stays, so that whatever points to it still does; links to ids that went become their text.
    Nothing is replaced twice, and nothing where neither block nor text element lies around the place.
    """
    tree = root.getroottree()
    found: dict[etree._Element, tuple[int, str]] = {}
    for number, place in enumerate(places):
        hits = tree.xpath(place.partition("/@")[0]) if place else []
        node = next((hit for hit in hits if isinstance(hit, etree._Element)), None) if isinstance(hits, list) else None
        block = _around(node)
        if block is not None:
            found.setdefault(block, (number, tree.getpath(block)))
    for block in found:
        if not any(ancestor in found for ancestor in block.iterancestors()):
            _replace(block)
    if found:
        _unlink(root)
    return list(found.values())


def _around(node: etree._Element | None) -> etree._Element | None:
    while node is not None:
        if node.tag in BLOCKS or (node.tag in TEXT and not _is_plain(node)):
            return node
        node = node.getparent()
    return None


def _is_plain(node: etree._Element) -> bool:
    return not len(node) and not set(node.attrib) - {"id"}


def _replace(block: etree._Element) -> None:
    name = block.get("id", "")
    text = " ".join("".join(_pieces(block)).split())
    if block.tag in TEXT:
        tail = block.tail
        block.clear()
        block.tail = tail
        block.text = text
        if name:
            block.set("id", name)
        return
    made = element("p", text, id=name)
    parent = block.getparent()
    if parent is not None and parent.tag in FLOATS:
        box = element("boxed-text")
        box.append(made)
        made = box
    if parent is not None:
        made.tail = block.tail
        parent.replace(block, made)


def _pieces(node: etree._Element) -> Iterator[str]:
    """The text of an element in order, parted where its children part words; of a formula the TeX alone."""
    gap = "" if node.tag in FLOWING else " "
    yield gap + (node.text or "")
    for child in node:
        if child.tag != MATH or child.getprevious() is None:
            yield from _pieces(child)
        yield child.tail or ""
    yield gap


def _unlink(root: etree._Element) -> None:
    """Text instead of links to ids that are no more."""
    known = {node.get("id") for node in root.iter("*") if node.get("id")}
    dangling = [link for link in root.iter("xref") if not set((link.get("rid") or "").split()) <= known]
    for link in dangling:
        link.tag = "dangling"
    etree.strip_tags(root, "dangling")
