"""Filter: links that Markdown made of plain text become text again, and links of a page into itself that lead nowhere.

"[2, 3](S1 Fig)" is a citation and a call to a figure, not a link: no web address and no file name holds a bare space. The
words of the "target" would be lost. A saved page links its citations to places that pandoc's readers do not keep ("#ref-1",
or the page's own address with that behind it): they are numbers as printed, which the filters behind this one can link.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

import panflute as pf

from ..inlines import inlines_of, items, plain
from ..meta import meta_text
from ..walk import descendants
from .record import get, log

NUMBERS = re.compile(r"^[\[(]?[0-9]{1,4}(?:\s?[-–,;]\s?[0-9]{1,4}){0,20}[\])]?$")
"""Numbers of citations: "3", "[1,2]", "4–6"."""
SCHEMES = ("http:", "https:", "mailto:", "ftp:", "doi:", "#")


def false_links(doc: pf.Doc) -> None:
    """Write every link whose target is running text as it was printed: `[text](target)`."""
    if meta_text(get(doc, "rubricate-source.format")) not in ("", "markdown", "md"):
        _without_dead_ends(doc)
        return  # elsewhere a target is no text that was printed
    _replace(doc, _is_text, _printed)


def _replace(doc: pf.Doc, chosen: Callable[[pf.Link], bool], new: Callable[[pf.Link], list[pf.Inline]]) -> None:
    """Put other inlines in the place of each link that is chosen."""
    for element in descendants(doc):
        content = getattr(element, "_content", None)
        if content is None:
            continue
        links = {id(child) for child in content.list if type(child) is pf.Link and chosen(child)}
        if links:
            out: list[pf.Element] = []
            for child in items(element):
                out += new(child) if id(child) in links else [child]
            element.content = out


def _without_dead_ends(doc: pf.Doc) -> None:
    """Take away the links to places of the same page that the document does not have; their text stays."""
    named = [(name, element) for element in descendants(doc) if (name := getattr(element, "identifier", ""))]
    known = {name for name, _ in named}
    floats = {name for name, element in named if _holds_a_float(element)}
    _replace(doc, lambda link: _dead(link, known, floats), lambda link: _opened(doc, link))


def _opened(doc: pf.Doc, link: pf.Link) -> list[pf.Inline]:
    """The text of a link to this page; its address, that no attribute holds any more, is said."""
    log(doc, "page-link", link.url, detail=plain([link]))
    return list(items(link))


def _holds_a_float(element: pf.Element) -> bool:
    """A figure, a table, a heading, or what is wrapped around one: calls to it stay links, be they numbers alone."""
    kinds = (pf.Figure, pf.Table, pf.Header)
    return isinstance(element, kinds) or (type(element) is pf.Div and any(isinstance(c, kinds) for c in items(element)))


def _dead(link: pf.Link, known: set[str], floats: set[str]) -> bool:
    """A place in this page that is not there; with an address before it, only where the text is numbers, as citations are."""
    address, mark, place = link.url.partition("#")
    if not mark or not place or place in floats:
        return False
    return bool(NUMBERS.match(plain([link]).strip())) or (not address and place not in known)


def _is_text(link: pf.Link) -> bool:
    """Whether a target has a space in it, and neither a scheme nor a folder."""
    target = unquote(link.url)
    return " " in target.strip() and "/" not in target and not target.startswith(SCHEMES)


def _printed(link: pf.Link) -> list[pf.Inline]:
    title = f' "{link.title}"' if link.title else ""
    return [pf.Str("["), *items(link), *inlines_of(f"]({unquote(link.url)}{title})")]
