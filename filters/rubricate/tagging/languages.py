"""Filter: the language of the article, from its own words, where nobody has said it."""

from __future__ import annotations

import panflute as pf

from ..meta import meta_text
from ..parsing.language import guess_language
from .record import get, log, put, text_of

ENOUGH = 4000


def languages(doc: pf.Doc) -> None:
    """Write `lang`: what the abstract, the title and the body are written in."""
    if get(doc, "lang") is not None:
        return
    parts = [meta_text(get(doc, "abstract")), meta_text(get(doc, "title"))]
    size = 0
    for block in doc.content.list:
        if type(block) in (pf.Para, pf.Plain):
            text = text_of(block)
            parts.append(text)
            size += len(text)
            if size > ENOUGH:
                break
    language = guess_language(" ".join(parts))
    if language and put(doc, "lang", language):
        log(doc, "recognised", f"lang {language}")
