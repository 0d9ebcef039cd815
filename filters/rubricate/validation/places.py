"""Where the elements of one document stand: line, column, XPath and excerpt, as far as they are known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from ..findings import Place
from ..xml import decode_xml
from .namespaces import element_name

if TYPE_CHECKING:
    from .positions import SourceMap


class Places:
    """The places of elements, with all that is known about them; the source is mapped when the first one is asked for."""

    def __init__(self, tree: etree._ElementTree, file: str, data: bytes | None) -> None:
        self._tree, self._file, self._data = tree, file, data

    @cached_property
    def _elements(self) -> list[etree._Element]:
        return list(self._tree.getroot().iter("*"))

    @cached_property
    def _numbers(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self._elements)}

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        return {prefix: uri for element in self._elements for prefix, uri in element.nsmap.items() if prefix}

    @cached_property
    def _text(self) -> str | None:
        return decode_xml(self._data) if self._data is not None else None

    @cached_property
    def _source(self) -> SourceMap | None:
        from .positions import SourceMap  # a clean document needs no places

        source = SourceMap(self._text) if self._text is not None else None
        return source if source is not None and len(source) == len(self._elements) else None

    def more_than(self, number: int) -> bool:
        """Whether the document has more elements; they are counted only where it may be so."""
        data = self._data
        if data is not None and b"\x00" not in data and data.count(b"<") <= number:
            return False
        return len(self._elements) > number

    @property
    def has_source(self) -> bool:
        """Whether lines and columns are known."""
        return self._source is not None

    def name(self, element: int) -> str:
        """The name of the n-th element, as written."""
        return element_name(self._elements[element])

    def count(self, text: str) -> int:
        """How often some text stands in the source."""
        return self._text.count(text) if self._text is not None else 0

    def start_tags(self, holding: str) -> Iterator[tuple[int, str]]:
        """Number and text of each start tag that holds some text."""
        if self._source is not None:
            yield from self._source.start_tags(holding)

    def of_element(self, element: etree._Element, part: str = "start") -> Place:
        return self.of(self._numbers[element], part)

    def of(self, element: int, part: str = "start") -> Place:
        """The place of the n-th element."""
        node = self._elements[element]
        xpath = self._tree.getpath(node)
        if part.startswith("@"):
            xpath += f"/{part}"
        if self._source is None:
            return Place(file=self._file, line=node.sourceline, xpath=xpath)
        offset = self._source.offset(element, part)
        line, column = self._source.line_and_column(offset)
        return Place(file=self._file, line=line, column=column, xpath=xpath, excerpt=self._source.excerpt(offset))

    def node(self, path: str) -> etree._Element | None:
        """The element at an XPath as libxml2 writes it; None where it leads to none."""
        try:
            found = self._tree.xpath(path, namespaces=self._prefixes)
        except etree.XPathError:
            return None
        first = found[0] if isinstance(found, list) and found else None
        return first if isinstance(first, etree._Element) and first in self._numbers else None

    def of_path(self, path: str, line: int, part: str = "start") -> Place:
        """The place of the element at an XPath of libxml2; `line` where the path leads to none."""
        node = self.node(path)
        return self.of_element(node, part) if node is not None else self.of_line(line, path)

    def of_line(self, line: int, path: str) -> Place:
        return Place(file=self._file, line=line or None, xpath=path)
