"""Elements of the page: built as a tree, so that nothing of a document can become mark-up."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element
NONE = "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
UNSHOWN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{NONE}]")
"""What no HTML may hold: control characters, surrogates, what is no character (HTML, 13.2.3.5)."""


def shown(text: str) -> str:
    """A text as the page can hold it: what is no character of HTML becomes the replacement character."""
    return UNSHOWN.sub("\ufffd", text) if not text.isascii() or not text.isprintable() else text


def add(parent: Element, tag: str, text: str = "", css: str = "", **attributes: str | None) -> Element:
    """A child with a text; attributes that are `None` are left out, `_` in their names is `-`."""
    made = etree.SubElement(parent, tag)
    if css:
        made.set("class", css)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), shown(value))
    if text:
        made.text = shown(text)
    return made


def say(parent: Element, text: str) -> None:
    """Text behind what an element holds already."""
    text = shown(text)
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def html(root: Element) -> str:
    """The document as text."""
    return "<!DOCTYPE html>\n" + etree.tostring(root, method="html", encoding="unicode") + "\n"
