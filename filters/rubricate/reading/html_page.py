"""Web pages: what HTML itself says is no part of the article (menus, buttons, the page's own footer) is marked as furniture."""

from __future__ import annotations

import re

import panflute as pf

from ..walk import divs

FURNITURE = "page-furniture"
ALWAYS = ("nav", "button", "dialog")
"""Elements for getting about a site (HTML, 4.3.4 and 4.10.6); pandoc's reader would give their text as paragraphs."""
OUTSIDE = ("footer", "aside")
"""So are these, where they stand outside of `<article>` and `<main>`: inside they may hold notes of the article."""
TAG = re.compile(r"<(/?)(nav|button|dialog|header|footer|aside|article|main)\b[^<>]{0,2000}>", re.IGNORECASE)
MAIN_ROLE = re.compile(r"(<[a-z]{1,20}\b[^<>]{0,2000}?)\srole\s{0,2}=\s{0,2}[\"']?main\b[\"']?", re.IGNORECASE)
"""Pandoc's reader drops in silence whatever stands outside of `<main>` and `role="main"`: to it, they are Divs like others."""


def mark_furniture(text: str) -> str:
    """The page with each of those elements as `<div class="page-furniture">`; everything else as it was.

    >>> mark_furniture("<nav><a>Home</a></nav><p>Text</p>")
    '<div class="page-furniture"><a>Home</a></div><p>Text</p>'
    """
    out: list[str] = []
    at = depth = 0
    marked: list[str] = []
    text = MAIN_ROLE.sub(r"\1", text)
    inner = re.search(r"<(?:article|main)\b", text, re.IGNORECASE) is not None
    for match in TAG.finditer(text):
        closing, name = match.group(1), match.group(2).lower()
        new = ""
        outside = name in OUTSIDE or (name == "header" and inner and _heads_the_site(text, match.end()))
        if name in ("article", "main"):
            depth += -1 if closing else 1
            new = ("</div>" if closing else "<div>") if name == "main" else ""
        elif closing and marked and marked[-1] == name:
            marked.pop()
            new = "</div>"
        elif not closing and (name in ALWAYS or (outside and depth <= 0)) and _closes(text, name, match.end()):
            marked.append(name)
            new = f'<div class="{FURNITURE}">'
        if new:
            out += [text[at : match.start()], new]
            at = match.end()
    return "".join([*out, text[at:]])


def _heads_the_site(text: str, at: int) -> bool:
    """A header outside of the article is the site's own, unless the article's title stands in it."""
    end = re.compile(r"</header\b", re.IGNORECASE).search(text, at)
    return end is not None and "<h1" not in text[at : end.start()].lower()


def _closes(text: str, name: str, at: int) -> bool:
    """An element that is never closed would take the rest of the page with it."""
    return re.compile(rf"</{name}\b", re.IGNORECASE).search(text, at) is not None


def without_wrappers(doc: pf.Doc) -> None:
    """Take away every Div but those of `mark_furniture`: a page's own wrappers mean nothing here."""

    def unwrap(element: pf.Element, _: pf.Doc) -> list[pf.Element] | None:
        return None if type(element) is not pf.Div or FURNITURE in element.classes else list(element.content)

    def without_picture(element: pf.Element, _: pf.Doc) -> list[pf.Element] | None:
        return [] if type(element) is pf.Image else None

    doc.walk(unwrap)
    for div in divs(doc):
        if FURNITURE in div.classes:
            div.walk(without_picture)  # the site's logo
