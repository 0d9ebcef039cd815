"""Explain why a tree is not valid: every element is held against its declaration.

libxml2 gives the verdict; these are the words for it. Faults are counted by element, so that a tree without lines (one
that was just built) can be explained too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree

from .declarations import Declarations
from .explain_attributes import Identifiers, explain_attributes
from .explain_children import Child, explain_children
from .faults import MAX_FAULTS, Fault, nearest
from .namespaces import attribute_names, element_name


def explain(root: etree._Element, declarations: Declarations) -> list[Fault]:
    """The faults of the tree at `root`, at most MAX_FAULTS, in document order of the elements."""
    return list(islice(_faults(root, declarations), MAX_FAULTS))


def _faults(root: etree._Element, declarations: Declarations) -> Iterator[Fault]:
    identifiers = Identifiers()
    numbers = {element: number for number, element in enumerate(root.iter("*"))}
    if element_name(root) not in declarations:
        yield _unknown_root(element_name(root), declarations)
    for element, number in numbers.items():
        name = element_name(element)
        if name not in declarations:
            if identifier := element.get("id"):
                identifiers.first.setdefault(identifier, number)  # what points to it would be right but for its name
            continue  # its parent says so
        yield from explain_attributes(
            number, name, attribute_names(element), declarations.attributes(name), identifiers, declarations.doctype
        )
        yield from explain_content(element, number, declarations, numbers)
    yield from identifiers.dangling()


def explain_content(
    element: etree._Element,
    number: int,
    declarations: Declarations,
    numbers: Mapping[etree._Element, int] | None = None,
) -> Iterator[Fault]:
    """The faults in the content of a declared element; without `numbers`, its children count as its own."""
    children, text = _content(element, numbers or {})
    has_nodes = bool(len(element) or element.text)
    yield from explain_children(number, element_name(element), text, children, has_nodes, declarations)


def _content(element: etree._Element, numbers: Mapping[etree._Element, int]) -> tuple[list[Child], str]:
    """The child elements and the text before the first; text after comments goes to the element before them."""
    text = element.text or ""
    children: list[Child] = []
    for node in element:
        tail = node.tail or ""
        if isinstance(node.tag, str):
            children.append(Child(numbers.get(node, 0), element_name(node), tail))
        elif children:
            last = children[-1]
            children[-1] = Child(last.element, last.name, last.tail + tail)
        else:
            text += tail
    return children, text


def _unknown_root(name: str, declarations: Declarations) -> Fault:
    meant = nearest(name, declarations.elements)
    message = f"Unexpected element <{name}>, which JATS does not know, expected <{meant or 'article'}>"
    return Fault(0, "start", "unknown-element", message)
