"""Filter: metadata as other tools spell it (CSL names, Quarto, journal templates) under pandoc's JATS keys.

What is not known under any spelling stays where it is and is logged: its words are not in the article.
"""

from __future__ import annotations

import panflute as pf

from ..meta import meta_get, meta_list, meta_maps, meta_text, meta_words
from ..metadata_keys import dialects, is_read
from ..parsing.affiliation import country_code, parse_affiliation
from ..parsing.names import split_name
from .affiliations import affiliation_map
from .contributors import name_map
from .record import get, log, to_meta

NAME_PARTS = ("surname", "given-names", "string", "collab")


def metadata_dialects(doc: pf.Doc) -> None:
    """Rename keys, split names that are given whole, and make affiliations that stand with an author entries of their own."""
    _top(doc)
    for key in ("author", "affiliation"):
        for entry in _maps(doc, key):
            _rename(entry, dialects()[key])
            for unknown in [name for name in entry.content if not is_read(f"{key}[]", name)]:
                log(doc, "unread-key", meta_words(entry.content[unknown]), detail=f"{key}[].{unknown}")
    for entry in _maps(doc, "author"):
        _name(entry)
    _own_affiliations(doc)
    _log_identifiers(doc)
    for entry in _maps(doc, "affiliation"):
        _country(doc, entry)
    _correspondents(doc)


def _maps(doc: pf.Doc, key: str) -> list[pf.MetaMap]:
    return meta_maps(doc.metadata.content.get(key))


def _top(doc: pf.Doc) -> None:
    content = doc.metadata.content
    journal = content.get("journal")
    if journal is not None and not isinstance(journal, pf.MetaMap):
        doc.metadata["journal"] = pf.MetaMap(("title", journal))
    for theirs, path in dialects()["top"].items():
        if theirs not in content or isinstance(content[theirs], pf.MetaMap):
            continue
        parent, dot, key = path.rpartition(".")
        if dot and parent not in content:
            doc.metadata[parent] = pf.MetaMap()
        here = content[parent] if dot else doc.metadata
        if isinstance(here, pf.MetaMap) and key not in here.content:
            here[key] = content.pop(theirs)


def _rename(entry: pf.MetaMap, table: dict[str, str]) -> None:
    for theirs, ours in table.items():
        if theirs in entry.content and ours not in entry.content:
            entry[ours] = entry.content.pop(theirs)


def _name(entry: pf.MetaMap) -> None:
    """`name: {given: …, family: …}` and `name: "Carl Poe"` as surname and given names."""
    name = entry.content.get("name")
    if name is None or any(key in entry.content for key in NAME_PARTS):
        return
    if isinstance(name, pf.MetaMap):
        _rename(name, dialects()["author"])
        for key, value in name.content.items():
            if key not in entry.content:
                entry[key] = value
        del entry.content["name"]
        return
    split = split_name(meta_text(name).strip())
    if split.surname and split.given_names:
        for key, text in name_map(split).items():
            if text:
                entry[key] = to_meta(text)
        del entry.content["name"]


def _own_affiliations(doc: pf.Doc) -> None:
    """An author's `affiliation` may be ids, or the affiliation itself as text or map: then it gets an entry and an id."""
    made: list[pf.MetaValue] = list(meta_list(doc.metadata.content.get("affiliation")))
    ids = {meta_text(meta_get(entry, "id")).strip() for entry in made if isinstance(entry, pf.MetaMap)}
    ids |= {str(number) for number, _ in enumerate(made, start=1)}
    printed: dict[str, str] = {}
    for author in _maps(doc, "author"):
        value = author.content.get("affiliation")
        if value is None:
            continue
        refs: list[str] = []
        for entry in meta_list(value):
            text = meta_words(entry).strip()
            if not isinstance(entry, pf.MetaMap) and (text in ids or not text or _is_mark(text)):
                refs += [text] if text else []
                continue
            if text not in printed:
                printed[text] = str(len(made) + 1)
                made.append(_affiliation(entry, printed[text]))
            refs.append(printed[text])
        author["affiliation"] = to_meta(refs)
    if printed:
        doc.metadata["affiliation"] = pf.MetaList(*made)


def _log_identifiers(doc: pf.Doc) -> None:
    """Ids that tie authors to affiliations, and flags, are attributes of the JATS and no text of it."""
    for key, names in (("author", ("affiliation", "corresp", "equal-contrib")), ("affiliation", ("id",))):
        for entry in _maps(doc, key):
            for name in names:
                log(doc, "attribute", meta_text(entry.content.get(name)))


def _is_mark(text: str) -> bool:
    """A number, a letter or a sign is no affiliation: it points to one that is missing, which is said later."""
    return len(text) <= 3 or not any(character.isalpha() for character in text)


def _affiliation(entry: pf.MetaValue, number: str) -> pf.MetaValue:
    if isinstance(entry, pf.MetaMap):
        _rename(entry, dialects()["affiliation"])
        entry["id"] = pf.MetaString(number)
        return entry
    return to_meta({**affiliation_map(parse_affiliation(meta_text(entry)), int(number), None), "id": number})


def _country(doc: pf.Doc, entry: pf.MetaMap) -> None:
    code = country_code(meta_text(entry.content.get("country")))
    if code and "country-code" not in entry.content:
        entry["country-code"] = to_meta(code)
        log(doc, "recognised", code, detail=code)


def _correspondents(doc: pf.Doc) -> None:
    """An author marked `corresponding` with an e-mail address becomes the correspondence, where no other is given."""
    if get(doc, "article.author-notes.corresp") is not None:
        return
    entries: list[dict[str, object]] = []
    for author in _maps(doc, "author"):
        marked = meta_text(author.content.get("corresp")).casefold() in ("true", "yes", "1")
        email = meta_text(author.content.get("email")).strip()
        if marked and email and "cor-id" not in author.content:
            entries.append({"id": str(len(entries) + 1), "text": email, "email": [email]})
            author["cor-id"] = to_meta([str(len(entries))])
            del author.content["email"]
    if entries:
        article = doc.metadata.content.setdefault("article", pf.MetaMap())
        if isinstance(article, pf.MetaMap):
            notes = article.content.setdefault("author-notes", pf.MetaMap())
            if isinstance(notes, pf.MetaMap):
                notes["corresp"] = to_meta(entries)
