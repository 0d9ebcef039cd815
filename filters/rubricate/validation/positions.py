"""Lines and columns of elements, attributes and text, read from the source itself.

The parser keeps a line for elements only, and no column. This counts the start tags of a well-formed text: the n-th one
is the n-th element of the tree, in document order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ..xml_entities import read_doctype, skip, skip_asides

TAG_PART = re.compile(r"""["'>]""")  # what matters inside a tag: a literal begins, or the tag ends
WINDOW = 160
CUT = "…"


class SourceMap:
    """The places of the elements of `text`, a well-formed XML document."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self._contents: list[int] = []
        self._ends: list[int] = []
        self._tails: list[int] = []
        self._lines = [0]
        self._read()
        at = text.find("\n")
        while at >= 0:
            self._lines.append(at + 1)
            at = text.find("\n", at + 1)

    def __len__(self) -> int:
        return len(self._starts)

    def _read(self) -> None:
        text = self._text
        open_elements: list[int] = []
        at = text.find("<", read_doctype(text)[0])
        while 0 <= at < len(text):
            if text.startswith("</", at):
                number = open_elements.pop()
                self._ends[number] = at
                at = self._tails[number] = self._tag_end(at)
            elif text.startswith(("<!--", "<![CDATA[", "<?"), at):
                opener = next(mark for mark in ("<!--", "<![CDATA[", "<?") if text.startswith(mark, at))
                at = skip(text, opener, at + len(opener))
            else:
                end = self._tag_end(at)
                self._starts.append(at)
                self._contents.append(end)
                self._ends.append(at)
                self._tails.append(end)
                if text[end - 2] != "/":
                    open_elements.append(len(self._starts) - 1)
                at = end
            at = text.find("<", at)

    def _tag_end(self, at: int) -> int:
        while match := TAG_PART.search(self._text, at):
            at = match.end()
            if match[0] == ">":
                return at
            at = skip(self._text, match[0], at)
        return len(self._text)

    def offset(self, element: int, part: str) -> int:
        """Where `part` of the n-th element begins: "start", "end" (its end tag), "text", "tail" or "@name".

        Also "inside" and "behind": right behind its start tag and right behind its end tag, be it text or not.
        """
        if part == "end":
            return self._ends[element]
        if part in ("inside", "behind"):
            return (self._contents if part == "inside" else self._tails)[element]
        if part in ("text", "tail"):
            at = (self._contents if part == "text" else self._tails)[element]
            return skip_asides(self._text, at)
        if part.startswith("@"):
            return self._attribute(element, part[1:])
        return self._starts[element]

    def start_tags(self, holding: str) -> Iterator[tuple[int, str]]:
        """Number and text of each start tag that holds some text."""
        number, at = -1, self._text.find(holding)
        while at >= 0:
            number = max(number + 1, bisect_right(self._starts, at) - 1)
            if number >= len(self._starts):
                return
            if self._starts[number] < at < self._contents[number]:
                yield number, self._text[self._starts[number] : self._contents[number]]
                at = self._text.find(holding, self._contents[number])
            else:  # in running text, a comment or the like
                number -= 1
                at = self._text.find(holding, at + 1)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def excerpt(self, offset: int) -> str:
        """The line of `offset`; a long one is cut so that it begins with "…" and then the spot itself."""
        line, _ = self.line_and_column(offset)
        start = self._lines[line - 1]
        end = self._lines[line] - 1 if line < len(self._lines) else len(self._text)
        if end - start <= WINDOW and not self._text.startswith(CUT, start):
            return self._text[start:end].rstrip("\r")
        return CUT + self._text[offset : min(end, offset + WINDOW)].rstrip("\r")

    def _attribute(self, element: int, name: str) -> int:
        start, end = self._starts[element], self._contents[element]
        at = start
        while at < end and (match := TAG_PART.search(self._text, at, end)) and match[0] != ">":
            key = self._text[at : match.start()].rstrip(" \t\r\n=")
            if key.endswith(name) and key[: -len(name)][-1:].isspace():
                return at + len(key) - len(name)
            at = skip(self._text, match[0], match.end())
        return start
