"""Filter: who belongs to which affiliation, correspondence and note, told from the printed marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import panflute as pf

from ..meta import meta_maps, meta_text
from .author_cards import CARD
from .record import get, log, to_meta

STARS = "*∗✉"


def links(doc: pf.Doc) -> None:
    """Give each author `affiliation`, `cor-id` and `notes`; an author that has them is left alone."""
    authors = meta_maps(doc.metadata.content.get("author"))
    if not authors:
        return
    affiliations = meta_maps(doc.metadata.content.get("affiliation"))
    corresp = meta_maps(get(doc, "article.author-notes.corresp"))
    notes = meta_maps(get(doc, "article.author-notes.fn"))
    by_label = {_text(aff, "label").casefold(): _text(aff, "id") for aff in affiliations if _text(aff, "label")}
    alone = len(affiliations) == 1 and not any("affiliation" in author.content for author in authors)
    unlabelled = [_text(aff, "id") for aff in affiliations if not _text(aff, "label")]
    for author in authors:
        marks = _list(author, "marks")
        if "affiliation" not in author.content:
            ids = [by_label[mark.casefold()] for mark in marks if mark.casefold() in by_label]
            if not ids and alone and (not marks or not by_label):
                ids = [_text(affiliations[0], "id")]
            if not ids and not marks and by_label and len(unlabelled) == 1:
                ids = unlabelled  # who has no mark belongs to the affiliation that has none
            if ids:
                author["affiliation"] = to_meta(list(dict.fromkeys(ids)))
        noted = [_text(note, "id") for note in notes if _text(note, "label") and _text(note, "label") in marks]
        noted += [
            _text(note, "id")
            for note in notes
            if not _text(note, "label") and _text(note, "type") != "other" and _named(author, _text(note, "text"))
        ]
        if noted and "notes" not in author.content:
            author["notes"] = to_meta(noted)
            if any(_text(note, "type") == "equal" for note in notes if _text(note, "id") in noted):
                author["equal-contrib"] = pf.MetaBool(True)
    signed = any(_text(entry, "label")[:1] in (*STARS,) for entry in corresp)
    for entry in corresp:
        _correspondent(authors, entry, len(corresp), signed=signed)
    targets = {"affiliation": _labels(affiliations), "cor-id": _labels(corresp), "notes": _labels(notes)}
    for author in authors:
        author.content.pop(CARD, None)
        _log_idle_marks(doc, author, targets)


def _labels(entries: list[pf.MetaMap]) -> list[tuple[str, str]]:
    """`(id, label)` of each."""
    return [(_text(entry, "id"), _text(entry, "label")) for entry in entries]


def _log_idle_marks(doc: pf.Doc, author: pf.MetaMap, targets: Mapping[str, list[tuple[str, str]]]) -> None:
    """Printed marks that lead nowhere have no place in JATS: say so."""
    left = _list(author, "marks")
    for key, entries in targets.items():
        ids = set(_list(author, key))
        for id, label in entries:
            if id not in ids:
                continue
            mark = next((mark for mark in left if mark.casefold() == label.casefold()), "")
            if not mark and key == "cor-id":
                mark = next((mark for mark in left if mark and mark[0] in STARS), "")
            if mark:
                left.remove(mark)
    for mark in left:
        log(doc, "mark", mark, detail="no affiliation or note has this mark")


def _correspondent(authors: list[pf.MetaMap], entry: pf.MetaMap, entries: int, *, signed: bool) -> None:
    """Link one correspondence: by the name in it, by its mark, by e-mail, or because there is one author.

    `signed`: one of them has a star; then the stars of authors are that one's, not of others without a mark.
    """
    label = _text(entry, "label")
    named = _text(entry, "text") if len(_list(entry, "email")) > 1 else _text(entry, "name") or _text(entry, "text")
    emails = {mail.casefold() for mail in _list(entry, "email")}
    chosen = [author for author in authors if _text(author, "email").casefold() in emails and emails]
    if not chosen:
        chosen = [author for author in authors if _named(author, named)]
    if not chosen and len(emails) == 1:
        by_mail = [author for author in authors if _in_address(author, next(iter(emails)))]
        chosen = by_mail if len(by_mail) == 1 else []
    if not chosen or len(chosen) > 3:
        starred = [
            author
            for author in authors
            if any(mark and (mark == label or mark[0] in STARS) for mark in _list(author, "marks"))
        ]
        if signed and not label:
            starred = []
        if label and label[0] not in STARS:
            starred = [author for author in authors if label in _list(author, "marks")]
        chosen = starred if len(starred) <= max(2, 1) or entries == 1 else []
    if not chosen and len(authors) == 1:
        chosen = authors
    for author in chosen:
        ids = _list(author, "cor-id")
        if _text(entry, "id") not in ids:
            author["cor-id"] = to_meta([*ids, _text(entry, "id")])
        author["corresp"] = pf.MetaBool(True)
    entry.content.pop("name", None)


def _named(author: pf.MetaMap, text: str) -> bool:
    """Whether a text names the author, in any script: surname and given names, or initials in brackets ("(K.B.)")."""
    return any(_form_named(form, text) for form in (author, *meta_maps(author.content.get("alternatives"))))


def _form_named(author: pf.MetaMap, text: str) -> bool:
    surname, given = _text(author, "surname"), _text(author, "given-names")
    if not surname or not text:
        return False
    words = text.replace(",", " ").replace(".", " ").casefold().split()
    full = [*given.replace(".", " ").casefold().split(), *surname.casefold().split()]
    if given and all(word in words for word in full):
        return True
    squeezed = text.replace(" ", "").replace("-", "").casefold()
    letters = (
        list(given)
        if given.isupper() and len(given) <= 4 and given.isalpha()
        else [part[0] for part in given.replace("-", " ").replace(".", " ").split()]
    )
    if (
        letters
        and "("
        + "".join(f"{letter}." for letter in letters).casefold()
        + surname.replace(" ", "").replace("-", "").casefold()
        + ")"
        in squeezed
    ):
        return True
    initials = "".join(f"{part[0]}." for part in [*given.replace("-", " ").split(), surname] if part)
    return len(initials) > 2 and f"({initials})" in text.replace(" ", "")


def _in_address(author: pf.MetaMap, email: str) -> bool:
    """Whether the name before the @ holds the author's surname: "meiling.chen@…" is Mei-Ling Chen's."""
    surname = "".join(
        c for c in unicodedata.normalize("NFKD", _text(author, "surname").casefold()) if c.isalpha() and c.isascii()
    )
    return len(surname) >= 3 and surname in email.split("@")[0].replace(".", "").replace("-", "").replace("_", "")


def _text(entry: pf.MetaMap, key: str) -> str:
    return meta_text(entry.content.get(key)).strip()


def _list(entry: pf.MetaMap, key: str) -> list[str]:
    value = entry.content.get(key)
    if isinstance(value, pf.MetaList):
        return [meta_text(item).strip() for item in value]
    text = meta_text(value).strip()
    return [text] if text else []
