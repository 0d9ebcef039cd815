"""Filter: what a person corrected on the proof page, put in the place of what was recognised.

Runs last, on values and texts; roles of blocks and fields of references are corrected where they are decided (`zones`,
`reference_fields`). Every correction is noted: applied, or not and what was found instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import panflute as pf

from ..corrections import Correction, Outcome, kind_of, numbers_of
from ..corrections.alike import nearest, same
from ..corrections.record import AFFILIATION, AUTHOR, DATES, METADATA
from ..meta import meta_get, meta_list, meta_maps, meta_text
from .corrected_text import correct_text
from .corrections import ALREADY, changed, log_change, note, outcomes, sure, wanted
from .record import get, to_meta

HISTORY = {"received date": "received", "revised date": "rev-recd", "accepted date": "accepted"}


def corrected(doc: pf.Doc) -> None:
    """Apply every correction that no filter before has dealt with."""
    done = [(entry["part"], entry["was"], entry["now"], entry.get("near", "")) for entry in outcomes(doc)]
    for correction in wanted(doc):
        if (correction.part, correction.was, correction.now, correction.near) in done:
            continue
        kind = kind_of(correction.part)
        if kind in ("role", "level") or kind.startswith("reference /"):
            note(doc, Outcome(correction, False, why="the document has no such part to correct"))
            continue
        note(doc, _apply(doc, correction, kind))


def _apply(doc: pf.Doc, correction: Correction, kind: str) -> Outcome:
    if kind in METADATA:
        return _value(doc, correction, METADATA[kind])
    if kind.startswith("author / "):
        return _seen(doc, "author", _person(doc, correction, AUTHOR[kind.removeprefix("author / ")]))
    if kind.startswith("affiliation / "):
        return _seen(
            doc, "affiliation", _affiliation(doc, correction, AFFILIATION[kind.removeprefix("affiliation / ")])
        )
    if kind == "correspondence / e-mail":
        return _mail(doc, correction)
    if kind in DATES:
        return _date(doc, correction, kind)
    if kind == "keyword":
        return _keyword(doc, correction)
    return correct_text(doc, correction, kind)


def _seen(doc: pf.Doc, key: str, outcome: Outcome) -> Outcome:
    if outcome.applied:
        sure(doc, key)
    return outcome


def _value(doc: pf.Doc, correction: Correction, path: str) -> Outcome:
    outcome = changed(doc, correction, meta_text(get(doc, path)))
    if outcome.applied and not same(correction.was, correction.now):
        put_value(doc.metadata, path, correction.now)
    if outcome.applied:
        sure(doc, path, correction.now)
    return outcome


def put_value(metadata: pf.MetaMap, path: str, value: Any) -> None:
    """Set a value at a dotted path; nothing takes it away."""
    *parents, last = path.split(".")
    here = metadata
    for key in parents:
        if not isinstance(here.content.get(key), pf.MetaMap):
            here[key] = pf.MetaMap()
        here = here[key]
    if value in ("", None, {}, []):
        here.content.pop(last, None)
    else:
        here[last] = to_meta(value)


def _entries(doc: pf.Doc, key: str, bare: str) -> list[pf.MetaMap]:
    """The entries of a list in the metadata as maps; one that is mere text gets its text under `bare`."""
    value = doc.metadata.content.get(key)
    if value is None:
        return []
    made = [entry if isinstance(entry, pf.MetaMap) else to_meta({bare: meta_text(entry)}) for entry in meta_list(value)]
    doc.metadata[key] = pf.MetaList(*made)
    return made


def _one(
    doc: pf.Doc, correction: Correction, texts: Sequence[str], values: Sequence[str], what: str
) -> tuple[int | None, Outcome]:
    """Which of several a correction means: the one at its number if its value fits, else one that fits and is near it."""
    numbers = numbers_of(correction.part)
    place = numbers[0] - 1 if numbers else None
    fitting = [at for at, value in enumerate(values) if same(value, correction.was)]
    near = nearest(correction.near, texts, place)
    chosen = near if near in fitting else place if place in fitting and not correction.near else None
    if chosen is None and correction.was and len(fitting) == 1:
        chosen = fitting[0]
    if chosen is not None:
        return chosen, changed(doc, correction, values[chosen])
    at = near if near is not None else place
    if at is None or not 0 <= at < len(values):
        return None, Outcome(correction, False, why=f"there is no such {what}")
    if same(values[at], correction.now):
        return None, Outcome(correction, False, values[at], ALREADY)
    return None, Outcome(correction, False, values[at])


NAME_KEYS = ("prefix", "given-names", "surname", "suffix", "string", "collab", "degrees", "email")


def _person(doc: pf.Doc, correction: Correction, key: str) -> Outcome:
    people = _entries(doc, "author", "string")
    texts = [" ".join(filter(None, (meta_text(entry.content.get(k)) for k in NAME_KEYS))) for entry in people]
    values = [_bare(key, meta_text(entry.content.get(key))) for entry in people]
    wanted_ = correction
    if key == "orcid":
        wanted_ = Correction(correction.part, _bare(key, correction.was), _bare(key, correction.now), correction.near)
    at, outcome = _one(doc, wanted_, texts, values, "author")
    if at is not None and not same(wanted_.was, wanted_.now):
        put_value(people[at], key, wanted_.now)
    return Outcome(correction, outcome.applied, outcome.found, outcome.why)


def _bare(key: str, text: str) -> str:
    return text.rstrip("/").rsplit("/", 1)[-1] if key == "orcid" else text


def _affiliation(doc: pf.Doc, correction: Correction, key: str) -> Outcome:
    """A part is changed in the printed text too, in which the writer looks for it."""
    places = _entries(doc, "affiliation", "text")
    texts = [meta_text(entry.content.get("text")) or " ".join(_all_texts(entry)) for entry in places]
    if key == "text":
        at, outcome = _one(doc, correction, texts, texts, "affiliation")
    elif key in ("department", "organization"):
        return _institution(doc, correction, places, texts)
    else:
        at, outcome = _one(doc, correction, texts, [meta_text(e.content.get(key)) for e in places], "affiliation")
    if at is not None and not same(correction.was, correction.now):
        put_value(places[at], key, correction.now)
        if key != "text":
            _in_text(places[at], correction, last=True)
    return outcome


def _institution(doc: pf.Doc, correction: Correction, places: Sequence[pf.MetaMap], texts: Sequence[str]) -> Outcome:
    """Departments and institutions are printed in one row: the part is found in it by what it was."""
    numbers = numbers_of(correction.part)
    names = [
        [
            (key, at, meta_text(name))
            for key in ("department", "organization", "name")
            for at, name in enumerate(meta_list(e.content.get(key)))
        ]
        for e in places
    ]
    fits = [next((text for _, _, text in row if same(text, correction.was)), "") for row in names]
    if not correction.was:
        fits = ["" for _ in names]
    else:
        fits = [
            text or (row[min(len(row), numbers[1] if len(numbers) > 1 else len(row)) - 1][2] if row else "")
            for text, row in zip(fits, names, strict=True)
        ]
    at, outcome = _one(doc, correction, texts, fits, "affiliation")
    if at is None or same(correction.was, correction.now):
        return outcome
    entry = places[at]
    if not correction.was:
        key = AFFILIATION[kind_of(correction.part).removeprefix("affiliation / ")]
        entry[key] = to_meta([*map(meta_text, meta_list(entry.content.get(key))), correction.now])
        return outcome
    for key, number, text in names[at]:
        if same(text, correction.was):
            row = [meta_text(name) for name in meta_list(entry.content.get(key))]
            row[number] = correction.now
            put_value(entry, key, [name for name in row if name])
            break
    _in_text(entry, correction)
    return outcome


def _in_text(entry: pf.MetaMap, correction: Correction, *, last: bool = False) -> None:
    text = meta_text(entry.content.get("text"))
    at = (text.rfind if last else text.find)(correction.was) if correction.was else -1
    if at >= 0:
        after = text[at + len(correction.was) :]
        before = text[:at]
        if not correction.now:  # with the comma before it
            before = before.rstrip().rstrip(",;") if not after.strip(" .") else before
            after = after.lstrip(" ,;") if after.strip(" .") else after
        put_value(entry, "text", before + correction.now + after)


def _all_texts(entry: pf.MetaMap) -> list[str]:
    return [meta_text(value) for value in entry.content.values() if not isinstance(value, pf.MetaMap)]


def _mail(doc: pf.Doc, correction: Correction) -> Outcome:
    notes = meta_maps(get(doc, "article.author-notes.corresp"))
    texts = [meta_text(meta_get(entry, "text")) or meta_text(meta_get(entry, "email")) for entry in notes]
    mails = [list(map(meta_text, meta_list(meta_get(entry, "email")))) for entry in notes]
    values = [
        next((mail for mail in row if same(mail, correction.was)), row[0] if row and correction.was else "")
        for row in mails
    ]
    at, outcome = _one(doc, correction, texts, values, "correspondence")
    if at is not None and not same(correction.was, correction.now):
        row = (
            [correction.now if same(mail, correction.was) else mail for mail in mails[at]]
            if correction.was
            else [*mails[at], correction.now]
        )
        put_value(notes[at], "email", [mail for mail in row if mail])
        if correction.was and correction.was in texts[at]:
            put_value(notes[at], "text", texts[at].replace(correction.was, correction.now))
        elif not correction.was and texts[at]:
            put_value(notes[at], "text", f"{texts[at]} {correction.now}")
    return outcome


def _iso(entry: Any) -> str:
    year, month, day, season = (meta_text(meta_get(entry, key)).strip() for key in ("year", "month", "day", "season"))
    return "-".join(part.zfill(2) for part in (year, month, day) if part) + (f" {season}" if season else "")


def date_parts(text: str) -> dict[str, str]:
    """ "2014-08 Spring" as the keys of a date.

    >>> date_parts("2014-08-05")
    {'year': '2014', 'month': '8', 'day': '5'}
    """
    date, _, season = text.strip().partition(" ")
    numbers = [part.lstrip("0") for part in date.split("-")]
    parts = dict(zip(("year", "month", "day"), numbers, strict=False))
    return {**parts, **({"season": season} if season else {})}


def _is_date(text: str) -> bool:
    numbers = text.strip().partition(" ")[0].split("-")
    ranges = ((1000, 2999), (1, 12), (1, 31))
    return len(numbers) <= 3 and all(
        n.isdigit() and low <= int(n) <= high for n, (low, high) in zip(numbers, ranges, strict=False)
    )


def _date(doc: pf.Doc, correction: Correction, kind: str) -> Outcome:
    if correction.now and not _is_date(correction.now):
        return Outcome(correction, False, why="a date is written 2014, 2014-08 or 2014-08-05")
    key = (
        "history"
        if kind in HISTORY
        else "date"
        if meta_get(doc.metadata, "date") is not None or not meta_get(doc.metadata, "dates")
        else "dates"
    )
    dates = meta_maps(get(doc, key))
    wanted_ = HISTORY.get(kind, "")
    old = next((entry for entry in dates if not wanted_ or meta_text(entry.content.get("type")) == wanted_), None)
    outcome = changed(doc, correction, _iso(old) if old is not None else "")
    if outcome.applied:
        sure(doc, key)
    if not outcome.applied or same(correction.was, correction.now):
        return outcome
    kept = (
        {k: meta_text(v) for k, v in old.content.items() if k not in ("year", "month", "day", "season")}
        if old is not None
        else {"type": wanted_ or "pub"}
    )
    new = to_meta({**kept, **date_parts(correction.now)}) if correction.now else None
    if kind in HISTORY:
        rest = [new if entry is old else entry for entry in dates] if old is not None else [*dates, new]
        put_value(doc.metadata, key, [entry for entry in rest if entry is not None])
    else:
        put_value(doc.metadata, key, new)
    return outcome


def _keyword(doc: pf.Doc, correction: Correction) -> Outcome:
    """Keywords are counted through all groups, the main one first."""
    groups: list[tuple[pf.MetaMap, list[Any]]] = [(doc.metadata, meta_list(doc.metadata.content.get("keywords")))]
    groups += [
        (entry, meta_list(entry.content.get("keywords")))
        for entry in meta_maps(doc.metadata.content.get("keyword-groups"))
    ]
    values = [meta_text(word) for _, words in groups for word in words]
    if not correction.was:
        log_change(doc, "", correction.now)
        doc.metadata["keywords"] = pf.MetaList(*groups[0][1], to_meta(correction.now))
        return Outcome(correction, True)
    at, outcome = _one(doc, Correction(correction.part, correction.was, correction.now), values, values, "keyword")
    if at is not None and not same(correction.was, correction.now):
        for holder, words in groups:
            if at < len(words):
                words[at] = to_meta(correction.now) if correction.now else None
                put_value(holder, "keywords", pf.MetaList(*[word for word in words if word is not None]))
                break
            at -= len(words)
    if outcome.applied:
        sure(doc, "keywords")
    return Outcome(correction, outcome.applied, outcome.found, outcome.why)


__all__ = ["corrected", "date_parts", "put_value"]
