"""Filter: metadata that a document gives as plain text (Word's Author and Date styles, short YAML) in the form of our keys."""

from __future__ import annotations

import panflute as pf

from ..inlines import inlines_of, items, marked_spans, plain
from ..meta import meta_inlines, meta_list, meta_text
from ..parsing.affiliation import affiliation_score, parse_affiliation
from ..parsing.author_list import author_list_score, parse_authors
from ..parsing.dates import find_date
from ..parsing.identifiers import EMAIL
from ..parsing.keywords import split_keywords
from .affiliations import affiliation_map
from .contributors import author_map
from .journal_line import date_map, log_date
from .record import log, to_meta
from .units import BULLETS


def metadata_forms(doc: pf.Doc) -> None:
    """Split author lines, dates, keyword lines and affiliations that stand in the metadata as text."""
    content = doc.metadata.content
    _authors(doc)
    _affiliations(doc)
    date = content.get("date")
    if isinstance(date, pf.MetaInlines | pf.MetaString):
        _date(doc, meta_text(date))
    keywords = content.get("keywords")
    if isinstance(keywords, pf.MetaInlines | pf.MetaString):
        doc.metadata["keywords"] = to_meta(
            [pf.MetaInlines(*inlines_of(term)) for term in split_keywords(meta_text(keywords))]
        )
    if isinstance(content.get("copyright"), pf.MetaInlines | pf.MetaString):
        doc.metadata["copyright"] = to_meta({"statement": meta_text(content["copyright"])})


def _authors(doc: pf.Doc) -> None:
    entries = meta_list(doc.metadata.content.get("author"))
    if not entries or all(isinstance(entry, pf.MetaMap) for entry in entries):
        return
    out: list[object] = []
    left: list[pf.Block] = []
    for entry in entries:
        if isinstance(entry, pf.MetaMap):
            out.append(entry)
            continue
        inlines = list(meta_inlines(entry))
        text = plain(inlines)
        people = parse_authors(text, marked=marked_spans(inlines))
        if not people or (
            author_list_score(text) < 0.3
            and (affiliation_score(text) >= 0.5 or any(character.isdigit() for character in text))
        ):
            left.append(pf.Para(*inlines))
            continue
        maps = [author_map(person) for person in people]
        maps[-1].update(_thanks(doc, inlines))
        out += maps
        for joiner in ("and", "&", "by"):
            if f" {joiner} " in f" {text} ":
                log(doc, "separator", joiner)
    if out:
        doc.metadata["author"] = to_meta(out)
    else:
        del doc.metadata.content["author"]
    doc.content = [*left, *doc.content.list]


def _thanks(doc: pf.Doc, inlines: list[pf.Inline]) -> dict[str, object]:
    r"""What LaTeX's `\thanks` (a note behind a name) says of the author: an e-mail, and the affiliation around it."""
    notes = [plain(items(block)) for note in inlines if type(note) is pf.Note for block in items(note)]
    text = " ".join(notes).strip()
    if not text:
        return {}
    email = EMAIL.search(text)
    place = text.replace(email.group(1), " ") if email else text
    place = " ".join(place.split()).strip(" .,;:")
    found: dict[str, object] = {"email": email.group(1)} if email else {}
    if not any(character.isalpha() for character in place):
        return found
    known = meta_list(doc.metadata.content.get("affiliation"))
    number = len(known) + 1
    doc.metadata["affiliation"] = pf.MetaList(*known, to_meta(affiliation_map(parse_affiliation(place), number, None)))
    return {**found, "affiliation": [str(number)]}


def _affiliations(doc: pf.Doc) -> None:
    entries = meta_list(doc.metadata.content.get("affiliation"))
    if not entries or all(isinstance(entry, pf.MetaMap) for entry in entries):
        return
    out: list[object] = []
    for number, entry in enumerate(entries, start=1):
        out.append(
            entry
            if isinstance(entry, pf.MetaMap)
            else affiliation_map(parse_affiliation(meta_text(entry).strip(BULLETS + " ")), number, None)
        )
    doc.metadata["affiliation"] = to_meta(out)


def _date(doc: pf.Doc, text: str) -> None:
    """A date as text: what is no date stays in the text as a line of its own."""
    found = find_date(text)
    del doc.metadata.content["date"]
    if found is None:
        if text.strip():
            doc.content = [pf.Para(*inlines_of(text)), *doc.content.list]
        return
    doc.metadata["date"] = to_meta({**date_map(found[0]), "type": "pub"})
    log_date(doc, found[0])
    rest = (text[: found[1]] + " " + text[found[2] :]).strip(" .,;:()")
    if any(character.isalnum() for character in rest):
        doc.content = [pf.Para(*inlines_of(rest)), *doc.content.list]
