"""Filter: the article that a correction, retraction or reply speaks of."""

from __future__ import annotations

import panflute as pf

from ..meta import meta_text
from ..parsing.identifiers import find_identifiers
from .record import get, put, text_of

KINDS = {
    "correction": "corrected-article", "retraction": "retracted-article", "expression-of-concern": "object-of-concern",
    "reply": "letter", "article-commentary": "commentary-article", "addendum": "addended-article",
}  # fmt: skip
"""Values of `@related-article-type` by the type of the article that points."""


def related(doc: pf.Doc) -> None:
    """Write `article.related`: the first DOI in the text of a notice that is not its own."""
    kind = KINDS.get(meta_text(get(doc, "article.type")))
    if not kind:
        return
    own = meta_text(get(doc, "article.doi")).casefold()
    for block in doc.content.list:
        if isinstance(block, pf.Para):
            for spot in find_identifiers(text_of(block)):
                if spot.kind == "doi" and spot.value.casefold() != own:
                    put(doc, "article.related", [{"type": kind, "link-type": "doi", "id": spot.value}], confidence=0.8)
                    return
