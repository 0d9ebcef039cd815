"""The declarations of a bundled grammar, looked up by element name; nothing is read before it is asked for.

`schemas/build.py` writes one element declaration a line and one attribute a line, prefixes included
(libxml2 keeps no prefix in its content models, so `mml:list` and `list` would be one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .content_model import ContentModel

ELEMENT = re.compile(r"^<!ELEMENT ([^ \n]+) ([^>\n]+)>$", re.MULTILINE)
ATTRIBUTE = re.compile(r'^([^ \n]+) (NOTATION \([^)\n]*\)|\([^)\n]*\)|[A-Z]+) (#[A-Z]+|"[^"\n]*")(?: "([^"\n]*)")?$')


@dataclass(frozen=True, slots=True)
class AttributeDeclaration:
    """`type`: CDATA, ID, IDREF, NMTOKEN, … or "" for a list of `values`; `fixed`: the only value."""

    type: str
    values: tuple[str, ...]
    required: bool
    fixed: str | None


class Declarations:
    """All elements of one DTD text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read_models: dict[str, ContentModel] = {}
        self._read_attributes: dict[str, dict[str, AttributeDeclaration]] = {}

    @cached_property
    def _models(self) -> dict[str, str]:
        return dict(ELEMENT.findall(self._text))

    @property
    def elements(self) -> list[str]:
        return list(self._models)

    def __contains__(self, element: str) -> bool:
        return element in self._models

    def model(self, element: str) -> ContentModel:
        """The content model of a declared element. Raises KeyError for an unknown one."""
        if element not in self._read_models:
            self._read_models[element] = ContentModel(self._models[element])
        return self._read_models[element]

    def attributes(self, element: str) -> dict[str, AttributeDeclaration]:
        """The attributes of an element by name, `xmlns` declarations included."""
        if element not in self._read_attributes:
            self._read_attributes[element] = dict(self._attribute_list(element))
        return self._read_attributes[element]

    def _attribute_list(self, element: str) -> Iterator[tuple[str, AttributeDeclaration]]:
        head = f"\n<!ATTLIST {element}\n"
        start = self._text.find(head)
        if start < 0:
            return
        for line in self._text[start + len(head) : self._text.index("\n>", start)].split("\n"):
            match = ATTRIBUTE.match(line)
            if match is None:
                raise ValueError(f"Unexpected attribute line {line!r} in the bundled grammar")
            name, kind, default, fixed = match.groups()
            values = tuple(kind.removeprefix("NOTATION ")[1:-1].split("|")) if "(" in kind else ()
            yield name, AttributeDeclaration("" if values else kind, values, default == "#REQUIRED", fixed)
