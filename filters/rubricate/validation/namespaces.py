"""Prefixes. A DTD knows names, not namespaces: `mml:math` must be written so, though XML allows any prefix.

A document that binds another prefix to a namespace of JATS is judged in a copy with the usual prefixes, and a warning
says so. The copy declares them on the root, where JATS allows it.
"""

from __future__ import annotations

from lxml import etree

PREFIXES = {
    "http://www.w3.org/1998/Math/MathML": "mml",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.niso.org/schemas/ali/1.0/": "ali",
    "http://www.niso.org/schemas/ali/1.0": "ali",
    "http://www.niso.org/standards/z39-96/ns/oasis-exchange/table": "oasis",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
"""The prefixes of the JATS DTDs (JATS tag library, "Namespaces in JATS")."""


def element_name(element: etree._Element) -> str:
    """The name as written, prefix included: "mml:math"."""
    local = str(element.tag).rpartition("}")[2]
    return f"{element.prefix!s}:{local}" if element.prefix else local


def attribute_names(element: etree._Element) -> dict[str, str]:
    """The attributes of an element by their names as written: {"xlink:href": "…"}."""
    return {_attribute_name(element, str(key)): str(value) for key, value in element.attrib.items()}


def _attribute_name(element: etree._Element, key: str) -> str:
    uri, _, local = key.rpartition("}")
    if not uri:
        return key
    uri = uri[1:]
    usual = PREFIXES.get(uri)
    if usual == "xml" or (usual and element.nsmap.get(usual) == uri):
        return f"{usual}:{local}"
    return f"{_bound_prefix(element, uri)}:{local}"


def _bound_prefix(element: etree._Element, uri: str) -> str:
    return next((prefix for prefix, bound in element.nsmap.items() if bound == uri and prefix), "")


def unusual_prefixes(root: etree._Element) -> dict[tuple[str, str], int]:
    """Each (prefix, namespace) of JATS that is written with another prefix, and the first element that does so."""
    found: dict[tuple[str, str], int] = {}
    for number, element in enumerate(root.iter("*")):
        for key in (str(element.tag), *map(str, element.attrib)):
            if key[0] != "{":
                continue
            uri = key[1:].partition("}")[0]
            usual = PREFIXES.get(uri, "xml")
            if usual == "xml":
                continue
            prefix = element.prefix if key == element.tag else _attribute_name(element, key).partition(":")[0]
            if prefix != usual:
                found.setdefault((prefix or "", uri), number)
    return found


def with_usual_prefixes(root: etree._Element) -> etree._Element:
    """A copy of the tree at `root` in which the namespaces of JATS have their usual prefixes; order is kept."""
    nsmap = {prefix: uri for prefix, uri in root.nsmap.items() if uri not in PREFIXES}
    used = {str(key)[1:].partition("}")[0] for node in root.iter("*") for key in (node.tag, *node.attrib)}
    nsmap.update({prefix: uri for uri, prefix in PREFIXES.items() if uri in used and prefix != "xml"})
    copies: dict[etree._Element, etree._Element] = {}
    for node in root.iter():
        parent = node.getparent() if node is not root else None
        if isinstance(node, etree._Comment):
            copy: etree._Element = etree.Comment("")
        elif not isinstance(node.tag, str):
            copy = etree.ProcessingInstruction("x")
        else:
            own = {prefix: uri for prefix, uri in node.nsmap.items() if prefix and uri not in PREFIXES}
            copy = etree.Element(node.tag, dict(node.attrib), nsmap=nsmap if parent is None else own)
            copy.text = node.text
        copy.tail = node.tail if parent is not None else None
        if parent is not None:
            copies[parent].append(copy)
        copies[node] = copy
    return copies[root]
