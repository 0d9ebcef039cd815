"""Filter: article title, subtitle, titles in other languages, running head."""

from __future__ import annotations

import panflute as pf

from ..inlines import cut, items, plain, strip, unwrap
from ..meta import meta_inlines
from ..parsing.language import guess_language, surely_another
from ..parsing.own_citation import without_version
from .record import drop, front_notes, get, log, put, replace, take
from .scripts import script_of

WRAPPERS = (pf.Strong, pf.Emph, pf.Underline, pf.Span)


def heading_inlines(block: pf.Element) -> list[pf.Inline]:
    """The inlines of a heading-like block without a bold that covers all of it."""
    inlines = strip(items(block))
    for kind in WRAPPERS:
        if len(inlines) == 1 and isinstance(inlines[0], kind):
            inlines = strip(unwrap(inlines, kind))
    return inlines


CUES = (
    "title:",
    "article title:",
    "title of the article:",
    "제목:",
    "논문제목:",
    "title page:",
    "manuscript title:",
    "título:",
    "titre:",
    "titel:",
)


def _without_cue(doc: pf.Doc, inlines: list[pf.Inline]) -> list[pf.Inline]:
    """ "Title: …" without its cue word, and without the version that a site prints with it."""
    text = plain(inlines)
    bare = without_version(text)
    if bare and bare != text.strip():
        start = text.find(bare)
        log(doc, "furniture", f"{text[:start]} {text[start + len(bare) :]}")
        inlines = strip(cut(inlines, start, start + len(bare)))
        text = plain(inlines)
    cue = next((cue for cue in CUES if text.casefold().startswith(cue) and text[len(cue) :].strip()), "")
    if not cue:
        return inlines
    log(doc, "cue-word", text[: len(cue)])
    return strip(cut(inlines, len(cue), len(text)))


def get_inlines(doc: pf.Doc, path: str) -> tuple[pf.Inline, ...]:
    """The inlines of a metadata value."""
    return meta_inlines(get(doc, path))


def titles(doc: pf.Doc) -> None:
    """Move `Div.title`, `.subtitle`, `.trans-title` and `.running-head` to the metadata."""
    for role, key in (("title", "title"), ("subtitle", "subtitle")):
        for div in take(doc, role):
            put(doc, key, _without_cue(doc, heading_inlines(items(div)[0])), div)
            drop(doc, [div])
    translated = []
    for div in take(doc, "trans-title"):
        inlines = heading_inlines(items(div)[0])
        own = plain(get_inlines(doc, "title"))
        if own and script_of(own) == script_of(plain(inlines)) and not surely_another(own, plain(inlines)):
            replace(doc, div, [front_notes(inlines)])  # in the title's own language: no translation
            continue
        translated.append({"lang": guess_language(plain(inlines)), "title": inlines})
        drop(doc, [div])
    put(doc, "translated-titles", translated)
    for div in take(doc, "running-head"):
        inlines = items(items(div)[0])
        text = plain(inlines)
        at = text.find(":") + 1
        log(doc, "cue-word", text[:at])
        put(doc, "article.running-title", strip(cut(inlines, at, len(text))), div)
        drop(doc, [div])
