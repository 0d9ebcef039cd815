"""Text of JATS elements in one line."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

FLOATS = frozenset(
    ("fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "disp-formula", "disp-formula-group", "list",
     "def-list", "disp-quote", "supplementary-material", "media", "graphic", "fn", "object-id", "alt-text", "code", "preformat")
)  # fmt: skip


def text_of(element: etree._Element | None, without: frozenset[str] = FLOATS) -> str:
    """All text of an element in one line, what floats in it left out."""
    if element is None:
        return ""
    parts: list[str] = []

    def walk(e: etree._Element) -> None:
        parts.append(e.text or "")
        for child in e:
            if isinstance(child.tag, str) and tag(child) not in without:
                if tag(child) == "tex-math" and e.find(".//{*}math") is not None:
                    pass
                else:
                    walk(child)
            if tag(child) in ("break", "p", "title"):
                parts.append(" ")
            parts.append(child.tail or "")

    walk(element)
    return " ".join("".join(parts).split())


def texts_of(elements: Iterable[etree._Element], without: frozenset[str] = FLOATS) -> list[str]:
    """The text of each element that has any."""
    return [text for element in elements if (text := text_of(element, without))]


def tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
