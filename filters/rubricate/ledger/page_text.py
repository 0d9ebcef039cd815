"""The text nodes of a web page, as the ledger counts them."""

from __future__ import annotations

from html.parser import HTMLParser

from ..reading.html_page import FURNITURE
from .counted import SourceText


class PageText(HTMLParser):
    """Text nodes of a web page, block by block."""

    INLINE = frozenset(
        [
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "dfn",
            "em",
            "i",
            "kbd",
            "mark",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strong",
            "u",
            "var",
            "wbr",
            "font",
            "ins",
            "del",
            "label",
            "math",
            "mi",
            "mn",
            "mo",
            "mrow",
            "mtext",
        ]
    )
    HIDDEN = frozenset(("script", "style", "template", "noscript"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.source = SourceText([""])
        self.hidden = 0
        self.title = 0
        self.math = 0
        self.objects = {"picture": 0, "table": 0, "cell": 0, "formula": 0}
        self.cells: list[bool] = []
        """For each open cell, whether it held anything."""
        self.link: tuple[str, str] | None = None
        self.furniture = 0
        """Depth inside of what HTML itself says is no part of the article: its pictures are none of the article's."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in self.HIDDEN
        self.title += tag in ("title", "annotation")
        self.math += tag == "math"
        for name, kind in (("img", "picture"), ("table", "table"), ("math", "formula")):
            self.objects[kind] += tag == name and not (self.furniture and kind == "picture")
        if tag in ("td", "th"):
            self.cells.append(False)
        elif tag == "img" and self.cells:
            self.cells[-1] = True
        elif tag == "a" and (target := dict(attrs).get("href")) and not self.furniture:
            self.link = (target, "")
        self.furniture += tag == "div" and (self.furniture > 0 or ("class", FURNITURE) in attrs)
        for key, value in attrs:
            if key in ("href", "src", "alt", "id", "title") and value:
                self.source.apart.append(("markup", value))
        if tag not in self.INLINE:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        self.furniture -= tag == "div" and self.furniture > 0
        if tag in ("td", "th") and self.cells:
            self.objects["cell"] += self.cells.pop()
        elif tag == "a" and self.link is not None:
            self.source.links.append(self.link)
            self.link = None
        self.hidden -= tag in self.HIDDEN
        self.title -= tag in ("title", "annotation")
        self.math -= tag == "math"
        if tag not in self.INLINE:
            self._break()

    def parse_html_declaration(self, i: int) -> int:
        """Of "<![" whatever follows is a comment up to ">" (HTML, 13.2.5.42), but pandoc reads the text of CDATA; Python's
        parser raises where it knows no such section."""
        opened, closed = "<![CDATA[", "]]>"
        end = self.rawdata.find(closed, i)
        if self.rawdata.startswith(opened, i) and end >= 0:
            self.handle_data(self.rawdata[i + len(opened) : end])
            return end + len(closed)
        return self.parse_bogus_comment(i) if self.rawdata.startswith("<![", i) else super().parse_html_declaration(i)

    def _break(self) -> None:
        self.source.lines[-1] += "\x1f"

    def handle_data(self, data: str) -> None:
        if self.hidden > 0:
            return
        if self.cells and data.strip():
            self.cells[-1] = True
        if self.link is not None:
            self.link = (self.link[0], self.link[1] + data)
        if self.title > 0 or self.math > 0:
            self.source.apart.append(("formula" if self.math > 0 else "page-title", data))
            return
        first, *rest = data.split("\n")
        self.source.lines[-1] += first
        self.source.lines += rest
