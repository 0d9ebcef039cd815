"""Elements of the page: built as a tree, so that nothing of a document can become mark-up."""

from __future__ import annotations

from lxml import etree

from ..xml import clean_text

Element = etree._Element


def add(parent: Element, tag: str, text: str = "", css: str = "", **attributes: str | None) -> Element:
    """A child with a text; attributes that are `None` are left out, `_` in their names is `-`."""
    made = etree.SubElement(parent, tag)
    if css:
        made.set("class", css)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), clean_text(value)[0])
    if text:
        made.text = clean_text(text)[0]
    return made


def say(parent: Element, text: str) -> None:
    """Text behind what an element holds already."""
    text = clean_text(text)[0]
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def html(root: Element) -> str:
    """The document as text."""
    return "<!DOCTYPE html>\n" + etree.tostring(root, method="html", encoding="unicode") + "\n"
