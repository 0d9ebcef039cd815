"""Filter: author keywords, keywords in other languages, and MeSH terms as a group of its own."""

from __future__ import annotations

import panflute as pf

from ..inlines import cut, inlines_of, items, plain, strip
from ..meta import meta_text
from ..parsing.keywords import split_keywords, split_mesh
from ..parsing.language import guess_language
from .record import drop, get, log, put, take
from .scripts import script_of


def keywords(doc: pf.Doc) -> None:
    """Move `Div.kwd-group` and `Div.mesh` to `keywords` and `keyword-groups`."""
    groups: list[dict[str, object]] = []
    main_script = script_of(meta_text(get(doc, "title")))
    for div in take(doc, "kwd-group"):
        terms = _terms(doc, div)
        text = " ".join(plain(term) for term in terms)
        if not terms:
            drop(doc, [div])
            continue
        if get(doc, "keywords") is None and (
            script_of(text) == main_script or main_script == "Latn" or not meta_text(get(doc, "title"))
        ):
            put(doc, "keywords", [pf.MetaInlines(*term) for term in terms], div)
        else:
            groups.append(
                {"type": "author", "lang": guess_language(text), "keywords": [pf.MetaInlines(*term) for term in terms]}
            )
        drop(doc, [div])
    for div in take(doc, "mesh"):
        groups.append(_mesh(doc, div))
        drop(doc, [div])
    put(doc, "keyword-groups", [group for group in groups if group["keywords"]])


def _terms(doc: pf.Doc, div: pf.Div) -> list[list[pf.Inline]]:
    """One list of inlines a keyword; italics (species names) are kept."""
    paragraphs: list[list[pf.Inline]] = []
    for block in items(div):
        if type(block) is pf.Header:
            log(doc, "cue-word", plain(items(block)))
        else:
            paragraphs.append(items(block))
    if len(paragraphs) > 1 and all(";" not in plain(p) for p in paragraphs):
        return [strip(cut(p, 0, len(plain(p).rstrip(" .,;")))) for p in paragraphs if plain(p).strip()]
    terms: list[list[pf.Inline]] = []
    for inlines in paragraphs:
        text = plain(inlines)
        at = 0
        for keyword in split_keywords(text):
            start = text.find(keyword, at)
            if start < 0:
                terms.append(inlines_of(keyword))
                continue
            _log_words(doc, text[at:start])
            at = start + len(keyword)
            terms.append(cut(inlines, start, at))
        _log_words(doc, text[at:])
    return terms


def _log_words(doc: pf.Doc, between: str) -> None:
    """Words that part two keywords ("moss and lichen" at the end of a list) have no place in JATS: say so."""
    if any(character.isalnum() for character in between):
        log(doc, "separator", between.strip(" ,;"))


def _mesh(doc: pf.Doc, div: pf.Div) -> dict[str, object]:
    lines: list[str] = []
    for block in items(div):
        if type(block) is pf.Header:
            log(doc, "cue-word", plain(items(block)))
        else:
            lines.extend(plain(items(block)).split("\n"))
    terms, major, duplicates = split_mesh(lines)
    for term in duplicates:
        log(doc, "duplicate", term, detail="MeSH term printed more than once")
    return {
        "type": "mesh",
        "keywords": [pf.MetaInlines(*inlines_of(term)) for term in terms],
        "major": [str(at) for at in major],
    }
