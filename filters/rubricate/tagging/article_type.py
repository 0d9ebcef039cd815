"""Filter: the kind of article, from the line above the title or from the title itself."""

from __future__ import annotations

import panflute as pf

from ..meta import meta_text
from ..parsing.article_type import article_type as parse_article_type
from .record import drop, get, log, put, take, text_of, to_meta
from .zone_eprints import SUBJECTS


def article_type(doc: pf.Doc) -> None:
    """Write `article.type` and `article.heading`; the log names the rule where the title gave the type."""
    for div in take(doc, "article-type"):
        text = text_of(div).strip()
        subjects = SUBJECTS.match(text)
        if subjects:
            log(doc, "cue-word", subjects.group())
            _more_categories(doc, [term.strip() for term in text[subjects.end() :].split(";") if term.strip()], div)
            drop(doc, [div])
            continue
        kind, _ = parse_article_type(text.strip(" .:[]"))
        put(doc, "article.type", kind, div)
        if not put(doc, "article.heading", text, div):
            _more_categories(doc, [text], div)
        drop(doc, [div])
    if get(doc, "article.type") is None:
        title = meta_text(get(doc, "title"))
        kind, rule = parse_article_type(title) if title else ("", "")
        if kind and put(doc, "article.type", kind, confidence=0.8):
            log(doc, "article-type", title[:80], detail=rule)


def _more_categories(doc: pf.Doc, terms: list[str], div: pf.Div) -> None:
    """Categories behind those that are known."""
    known = get(doc, "article.categories")
    if isinstance(known, pf.MetaList):
        for term in terms:
            known.append(to_meta(term))
    else:
        put(doc, "article.categories", terms, div)
