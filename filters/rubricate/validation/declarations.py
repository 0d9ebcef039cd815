"""The declarations of a document type, looked up by element name; nothing is read before it is asked for.

`schemas/build.py` writes what document types share once; a number before each section says which of them have it. An
element is one line for its model and one for each attribute, prefixes included (libxml2 keeps no prefix in its content
models, so `mml:list` and `list` would be one).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ..schemas import Doctype, doctypes, schema_bytes

if TYPE_CHECKING:  # read when something is to be explained
    from .attribute_list import AttributeDeclaration
    from .content_model import ContentModel

MATHML = "mml:"
SECTION = "<!-- editions "
ELEMENT = "<!ELEMENT "


class Declarations:
    """All elements of one document type."""

    def __init__(self, doctype: Doctype) -> None:
        self.doctype = doctype
        self._number = doctypes().index(doctype)
        self._read_models: dict[str, ContentModel] = {}
        self._read_attributes: dict[str, dict[str, AttributeDeclaration]] = {}

    @cached_property
    def _own(self) -> dict[str, str]:
        """Name to the text of its declarations: all elements but those of MathML; "" for the notations."""
        return _declared(f"rubricate-jats-{self.doctype.tag_set}.declarations", self._number)

    @cached_property
    def _mathml(self) -> dict[str, str]:
        return _declared("rubricate-mathml.declarations", self._number)

    @cached_property
    def elements(self) -> list[str]:
        return sorted((*filter(None, self._own), *filter(None, self._mathml)))

    def text(self, names: Iterable[str]) -> str:
        """The DTD that declares the elements `names`, those of them that there are, and nothing else."""
        return self._own[""] + "".join(map(self._text_of, names))

    def __contains__(self, element: str) -> bool:
        return bool(self._text_of(element))

    def model(self, element: str) -> ContentModel:
        """The content model of a declared element. Raises KeyError for an unknown one."""
        from .content_model import ContentModel

        if element not in self._read_models:
            first, _, _ = self._known(element).partition("\n")
            self._read_models[element] = ContentModel(first.removeprefix(f"{ELEMENT}{element} ").removesuffix(">"))
        return self._read_models[element]

    def attributes(self, element: str) -> dict[str, AttributeDeclaration]:
        """The attributes of an element by name, `xmlns` declarations included. Raises KeyError for an unknown element."""
        from .attribute_list import read_attribute

        if element not in self._read_attributes:
            lines = self._known(element).splitlines()[2:-1]
            self._read_attributes[element] = dict(map(read_attribute, lines))
        return self._read_attributes[element]

    def _text_of(self, element: str) -> str:
        return (self._mathml if element.startswith(MATHML) else self._own).get(element, "") if element else ""

    def _known(self, element: str) -> str:
        text = self._text_of(element)
        if not text:
            raise KeyError(element)
        return text


@lru_cache(maxsize=8)
def declarations_of(doctype: Doctype) -> Declarations:
    """The declarations of `doctype`, read once a process."""
    return Declarations(doctype)


def _declared(file: str, number: int) -> dict[str, str]:
    """Element name to the text of its declarations, of those that the n-th document type has; "" to the notations."""
    found: dict[str, str] = {"": ""}
    for mask, section in sections(file):
        if not mask >> number & 1:
            continue
        rest, *elements = section.split(ELEMENT)
        found[""] += rest
        for text in elements:
            found[text[: text.index(" ")]] = ELEMENT + text
    return found


def sections(file: str) -> Iterator[tuple[int, str]]:
    """The sections of a file of declarations: which document types have it (a bit for each), and the text."""
    for section in schema_bytes(file).decode("utf-8").split(SECTION)[1:]:
        mask, _, text = section.partition(" -->\n")
        yield int(mask, 16), text
