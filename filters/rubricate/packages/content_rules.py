"""The rules of a receiver's XML as tables: which children in which order, how long a text, of which form.

For receivers whose schema may not be shipped. A content model is written as in a DTD, without commas: "titles contributors?
abstract* doi_data".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from ..findings import Finding, Place, Severity

TOKEN = re.compile(r"[A-Za-z_][\w:.-]*")


@dataclass(frozen=True, slots=True)
class ContentRules:
    """`models`: element to content model; `texts`: element to (longest, pattern); `attributes`: element to those required."""

    id: str
    namespaces: Mapping[str, str]
    """Namespace to prefix; "" for the vocabulary's own."""
    models: Mapping[str, str]
    texts: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def name(self, element: etree._Element) -> str:
        """The element's name as the tables write it."""
        space, _, local = str(element.tag).rpartition("}")
        prefix = self.namespaces.get(space[1:], "?")
        return f"{prefix}:{local}" if prefix else local

    def fits(self, name: str, text: str) -> bool:
        """Whether a text may stand in this element."""
        longest, pattern = self.texts[name]
        return 0 < len(text) <= longest and (not pattern or re.fullmatch(pattern, text) is not None)

    def check(self, root: etree._Element) -> list[Finding]:
        """What is wrong, in document order."""
        out: list[Finding] = []
        for node in root.iter("*"):
            name = self.name(node)
            out += [self._finding(node, message) for message in self._faults(node, name)]
        return out

    def _faults(self, node: etree._Element, name: str) -> list[str]:
        out: list[str] = []
        children = [self.name(child) for child in node.iterchildren("*")]
        if name in self.models and not _model(self.models[name]).fullmatch("".join(f"{child} " for child in children)):
            found = ", ".join(children) or "nothing"
            out.append(f"Unexpected content of <{name}>: {found}; expected {self.models[name]}")
        elif name not in self.models and name not in self.texts and ":" not in name:
            out.append(f"Unexpected element <{name}>, expected one that this form knows")
        if name in self.texts:
            longest, pattern = self.texts[name]
            text = node.text or ""
            if not text.strip() and not len(node):
                out.append(f"Unexpected empty <{name}>, expected a text")
            elif len("".join(node.itertext())) > longest:
                out.append(f"Unexpected text of {len(text)} characters in <{name}>, expected at most {longest}")
            elif pattern and not re.fullmatch(pattern, text):
                out.append(f"Unexpected text “{text[:60]}” in <{name}>, expected one of the form {pattern}")
        out += [
            f"Unexpected <{name}> without @{attribute}, expected it"
            for attribute in self.attributes.get(name, ())
            if not node.get(attribute)
        ]
        return out

    def _finding(self, node: etree._Element, message: str) -> Finding:
        place = Place(xpath=node.getroottree().getpath(node))
        return Finding(self.id, Severity.ERROR, message, place, "Correct the fact in the article or in journal.yaml.")


@lru_cache(maxsize=256)
def _model(model: str) -> re.Pattern[str]:
    """A content model as a pattern over names, each with a space behind it."""
    out: list[str] = []
    at = 0
    for match in TOKEN.finditer(model):
        out.append(model[at : match.start()].replace(" ", ""))
        out.append(f"(?:{re.escape(match[0])} )")
        at = match.end()
    return re.compile("".join([*out, model[at:].replace(" ", "")]))
