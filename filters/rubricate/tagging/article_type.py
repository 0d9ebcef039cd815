"""Filter: the kind of article, from the line above the title or from the title itself."""

from __future__ import annotations

import panflute as pf

from ..meta import meta_text
from ..parsing.article_type import SECTION, TYPE_CUE, without_badges
from ..parsing.article_type import article_type as parse_article_type
from ..parsing.words import WORD
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
        cue = TYPE_CUE.match(text)
        if cue:
            log(doc, "cue-word", cue.group())
            text = text[cue.end() :]
        kind, _ = parse_article_type(text.strip(" .:[]"))
        put(doc, "article.type", kind, div)
        heading = _heading(doc, text)
        if heading and not put(doc, "article.heading", heading, div):
            _more_categories(doc, [heading], div)
        drop(doc, [div])
    if get(doc, "article.type") is None:
        title = meta_text(get(doc, "title"))
        kind, rule = parse_article_type(title) if title else ("", "")
        if kind and put(doc, "article.type", kind, confidence=0.8):
            log(doc, "article-type", title[:80], detail=rule)


def _heading(doc: pf.Doc, text: str) -> str:
    """The subject that a line names, without what the site prints beside it ("Open AccessArticle", "Sec. Ovens")."""
    section = SECTION.match(text)
    if section:
        log(doc, "cue-word", section.group())
        return text[section.end() :]
    kind = without_badges(text)
    if kind == text:
        return text
    left = kind.split()
    for word in WORD.findall(text):
        if word in left:
            left.remove(word)
        elif left and word.endswith(left[0]):
            log(doc, "normalised", word, detail=left.pop(0))
        else:
            log(doc, "furniture", word)
    return kind


def _more_categories(doc: pf.Doc, terms: list[str], div: pf.Div) -> None:
    """Categories behind those that are known."""
    known = get(doc, "article.categories")
    if isinstance(known, pf.MetaList):
        for term in terms:
            known.append(to_meta(term))
    else:
        put(doc, "article.categories", terms, div)
