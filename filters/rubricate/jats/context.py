"""What the writers of one article share: ids, footnotes, formulas to fill in, findings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import panflute as pf
from lxml import etree

from ..references.record import Reference
from ..values import Finding, Severity

XLINK = "http://www.w3.org/1999/xlink"
MML = "http://www.w3.org/1998/Math/MathML"
XML = "http://www.w3.org/XML/1998/namespace"
NSMAP = {"xlink": XLINK, "mml": MML}
HREF = f"{{{XLINK}}}href"
LANG = f"{{{XML}}}lang"
NCNAME = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(slots=True)
class Context:
    """State of one `build`."""

    targets: dict[str, str] = field(default_factory=dict)
    """Identifier in the document -> id in the XML, of everything that can be pointed to."""
    kinds: dict[str, str] = field(default_factory=dict)
    """Id in the XML -> `ref-type` of an `<xref>` to it."""
    notes: list[etree._Element] = field(default_factory=list)
    """`<fn>` elements of the footnotes, in order."""
    formulas: list[tuple[str, bool, etree._Element]] = field(default_factory=list)
    """TeX, display, and the `<alternatives>` that waits for its MathML."""
    findings: list[Finding] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    references: Mapping[str, Reference] = field(default_factory=dict)
    """Identifier of an entry in the document -> its fields."""
    citations: str = "element"
    """The form of references: element, mixed, both or scielo."""
    log: list[dict[str, str]] = field(default_factory=list)
    """What left the text or came into it here, by rule: for the ledger, as the filters' log is."""

    def id_for(self, wanted: str, prefix: str) -> str:
        """A unique XML id: `wanted` where it is a name, else `prefix` and a number."""
        name = NCNAME.sub("_", wanted)
        if name and not (name[0].isalpha() or name[0] == "_"):
            name = f"{prefix}{name}"
        number = 1
        result = name
        while not result or result in self.used:
            result = f"{name or prefix}{'-' if name else ''}{number}"
            number += 1
        self.used.add(result)
        return result

    def warn(self, kind: str, message: str, suggestion: str = "") -> None:
        self.findings.append(Finding(kind, Severity.WARNING, message, suggestion=suggestion))


def element(tag: str, text: str = "", **attributes: str) -> etree._Element:
    """An element; `_` in attribute names is `-`, empty attributes are left out."""
    made = etree.Element(tag)
    for key, value in attributes.items():
        if value:
            made.set(key.replace("_", "-"), value)
    if text:
        made.text = text
    return made


def sub(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child."""
    made = element(tag, text, **attributes)
    parent.append(made)
    return made


def add_text(parent: etree._Element, text: str) -> None:
    """Text behind whatever `parent` holds already."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def is_empty(made: etree._Element) -> bool:
    """True for an element without children and without words."""
    return not len(made) and not (made.text or "").strip()


def children(block: pf.Element) -> list[pf.Element]:
    """Children of a container, fast."""
    content: list[pf.Element] = block._content.list
    return content
