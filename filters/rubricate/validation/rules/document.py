"""An article as the rules see it: elements by name, ids, the parts that every rule asks for, the files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from .surroundings import Surroundings

XLINK = "{http://www.w3.org/1999/xlink}"
MML = "{http://www.w3.org/1998/Math/MathML}"
ALI = "{http://www.niso.org/schemas/ali/1.0/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Document:
    """Facts about one article, each found once. Names are the tree's own: "fig", or MML + "math"."""

    def __init__(self, tree: etree._ElementTree, surroundings: Surroundings | None = None) -> None:
        self.tree = tree
        self.root = tree.getroot()
        self.surroundings = surroundings
        """What lies beside the XML; None where nothing is known (standard input, a tree): such rules say nothing."""

    @cached_property
    def _by_name(self) -> dict[str, list[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        for element in self.root.iter("*"):
            found.setdefault(str(element.tag), []).append(element)
        return found

    def all(self, *names: str) -> Iterator[etree._Element]:
        """All elements of these names, name by name, each in document order."""
        for name in names:
            yield from self._by_name.get(name, ())

    def first(self, name: str) -> etree._Element | None:
        return next(iter(self._by_name.get(name, ())), None)

    @cached_property
    def ids(self) -> dict[str, etree._Element]:
        """The element of each id; of a double id the first."""
        found: dict[str, etree._Element] = {}
        for element in self.root.iter("*"):
            if (name := element.get("id")) is not None:
                found.setdefault(name, element)
        return found

    def targets(self, element: etree._Element) -> Iterator[etree._Element]:
        """The elements that the @rid of this one names, of those that are there."""
        return (self.ids[name] for name in element.get("rid", "").split() if name in self.ids)

    @cached_property
    def front(self) -> etree._Element | None:
        return self.root.find("front")

    @cached_property
    def journal_meta(self) -> etree._Element | None:
        return self.root.find("front/journal-meta")

    @cached_property
    def article_meta(self) -> etree._Element | None:
        return self.root.find("front/article-meta")

    @cached_property
    def metas(self) -> list[etree._Element]:
        """The metadata of the article and of each sub-article and response: article-meta and front-stub."""
        return [*self.all("article-meta"), *self.all("front-stub")]

    @cached_property
    def body(self) -> etree._Element | None:
        return self.root.find("body")

    @cached_property
    def back(self) -> etree._Element | None:
        return self.root.find("back")

    @property
    def type(self) -> str:
        """The article's own @article-type."""
        return self.root.get("article-type", "")

    @property
    def lang(self) -> str:
        """The article's own @xml:lang ("" where it has none; JATS' default is "en")."""
        return self.root.get(LANG, "")

    @cached_property
    def referring(self) -> list[etree._Element]:
        """Every element with @rid, and every <xref>, in document order."""
        return [element for element in self.root.iter("*") if element.tag == "xref" or element.get("rid") is not None]

    @cached_property
    def called(self) -> set[str]:
        """Every id that some @rid names."""
        return {name for element in self.referring for name in element.get("rid", "").split()}


def text_of(element: etree._Element | None) -> str:
    """All text inside, comments and instructions left out, white space as one space.

    >>> text_of(etree.fromstring("<p>a <b>b</b>\\n c</p>"))
    'a b c'
    """
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(str(piece) for piece in element.itertext("*")).split())


def tag(element: etree._Element) -> str:
    """An element's name as a message writes it.

    >>> tag(etree.XML("<fig id='f1'/>"))
    '<fig>'
    """
    return f"<{str(element.tag).rpartition('}')[2]}>"


def shown(text: str, length: int = 40) -> str:
    """`text` as a message quotes it: in one line, cut.

    >>> shown("a" * 50, 10)
    '“aaaaaaaaa…”'
    """
    joined = " ".join(text[: length * 8].split())
    return f"“{joined if len(joined) <= length else joined[: length - 1] + '…'}”"


def ancestor(element: etree._Element, *names: str) -> etree._Element | None:
    """The nearest element around this one with one of these names."""
    return next(iter(element.iterancestors(*names)), None)


def name_of(element: etree._Element) -> str:
    """The element's name as a message shows it: "fig", "mml:math".

    >>> name_of(etree.Element(MML + "math"))
    'mml:math'
    """
    tag = str(element.tag)
    return f"mml:{tag[len(MML) :]}" if tag.startswith(MML) else tag.rpartition("}")[2]
