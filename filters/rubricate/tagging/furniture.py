"""Filter: page furniture is set apart and listed; leftovers of the title block are kept as notes."""

from __future__ import annotations

import panflute as pf

from ..inlines import items
from ..walk import descendants, divs
from .record import log, replace, take, text_of
from .roles import ABSTRACTS, FRONT


def furniture(doc: pf.Doc) -> None:
    """Log the text of every `Div.page-furniture`; the Divs stay, and no JATS is made of them. Footnotes are taken out of
    them: a page's own lines have none, and what hangs on one is kept (`kept_notes`)."""
    for div in [div for div in divs(doc) if "page-furniture" in div.classes]:
        for element in descendants(div):
            if any(type(child) is pf.Note for child in getattr(element, "_content", None) or ()):
                element.content = [child for child in items(element) if type(child) is not pf.Note]
        for line in text_of(div).split("\n"):
            log(doc, "furniture", line)


def leftovers(doc: pf.Doc) -> None:
    """Whatever part of the title block no filter has read stays in the article as a front note."""
    for role in (*FRONT, *ABSTRACTS):
        if role == "front-notes":
            continue
        for div in take(doc, role):
            replace(doc, div, [pf.Div(*div.content.list, classes=["front-notes"])])
    for div in take(doc, "front-notes"):
        div.attributes.clear()
