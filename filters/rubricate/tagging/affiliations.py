"""Filter: affiliations, split into their parts; the text as printed is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import panflute as pf

from ..inlines import items, marked_spans, plain
from ..meta import meta_list, meta_text
from ..parsing.affiliation import ROMAN, ROMAN_GLUED, parse_affiliation, split_affiliations
from ..parsing.identifiers import EMAIL
from ..parsing.words import WORD
from ..values import Affiliation
from .author_cards import OF, of_card, people_of
from .contributors import log_raised
from .record import drop, log, put, take, to_meta
from .scripts import script_of


def affiliations(doc: pf.Doc) -> None:
    """Move `Div.aff` to `affiliation`; e-mails printed in them become correspondence."""
    found: list[Affiliation] = []
    divs = take(doc, "aff")
    lines = [(block, div.attributes.get(OF, "")) for div in divs for block in items(div)]
    roman = _has_roman(doc, [plain(items(block)) for block, _ in lines])
    owners: dict[int, list[str]] = {}
    for block, card in lines:
        read = _affiliations(block, found[-1].label if found else "", roman)
        log_raised(doc, plain(items(block))[:6])
        _log_cues(doc, plain(items(block)), read)
        for aff in read:
            at = next(
                (
                    n
                    for n, other in enumerate(found)
                    if other.text == aff.text and (card or (aff.label and aff.label == other.label))
                ),
                len(found),
            )
            if at == len(found):
                found.append(aff)
            else:
                again = " ".join((aff.label, aff.text, *aff.emails))
                log(doc, "duplicate", again, detail="affiliation printed once more")
            if card:
                owners.setdefault(at, []).append(card)
    if not found:
        return
    main = script_of(found[0].text)
    first = [aff for aff in found if script_of(aff.text) == main]
    second = [aff for aff in found if script_of(aff.text) != main]
    pairs = dict(enumerate(second)) if len(second) == len(first) else {}
    maps = [affiliation_map(aff, number, pairs.get(number - 1)) for number, aff in enumerate(first, start=1)]
    if not pairs:
        maps += [affiliation_map(aff, number, None) for number, aff in enumerate(second, start=len(first) + 1)]
    put(doc, "affiliation", maps, divs[0])
    _give(doc, owners)
    emails = [email for aff in found for email in aff.emails]
    if emails:
        entries = [{"id": str(number), "email": [email], "text": email} for number, email in enumerate(emails, start=1)]
        put(doc, "article.author-notes.corresp", entries, divs[0])
    drop(doc, divs)


def _has_roman(doc: pf.Doc, lines: list[str]) -> bool:
    """Whether affiliations have Roman numbers for labels: two of them do, or one does and an author has its number."""
    found = [match.group(1) for line in lines if (match := ROMAN.match(line) or ROMAN_GLUED.match(line))]
    marks = {meta_text(mark) for person in people_of(doc) for mark in meta_list(person.content.get("marks"))}
    return len(found) > 1 or any(label in marks for label in found)


def _give(doc: pf.Doc, owners: dict[int, list[str]]) -> None:
    """Each author of a card gets the affiliations that stand under it."""
    people = people_of(doc)
    mine: dict[int, list[str]] = {}
    for at, cards in owners.items():
        for author in [author for card in cards for author in of_card(people, card)]:
            mine.setdefault(people.index(author), []).append(str(at + 1))
    for number, ids in mine.items():
        if "affiliation" not in people[number].content:
            people[number]["affiliation"] = to_meta(list(dict.fromkeys(ids)))


def _log_cues(doc: pf.Doc, printed: str, read: list[Affiliation]) -> None:
    """Words that announce an address ("e-mail:", "Electronic address:") have no place in `<aff>`: say so."""
    kept = Counter(
        WORD.findall(
            " ".join(
                " ".join((aff.label, aff.text, "https ror org" if aff.ror else "", aff.ror, *aff.emails))
                for aff in read
            )
        )
    )
    for word in (Counter(WORD.findall(printed)) - kept).elements():
        log(doc, "cue-word", word)


def _affiliations(block: pf.Element, after: str, roman: bool) -> list[Affiliation]:
    """Each affiliation of one printed line; a leading superscript is its label even where it is a letter.

    `after` is the label of the affiliation above, `roman` whether the list has Roman numbers for labels.
    """
    inlines = items(block)
    text = plain(inlines)
    spans = marked_spans(inlines)
    if len(spans) >= 2 and spans[0][0] == 0:
        starts = [start for start, _ in spans]
        pieces = [
            (text[start:stop], spans[at])
            for at, (start, stop) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True))
        ]
        last = pieces[-1][0]
        address = EMAIL.search(last) if len(last.split()) <= 4 else None  # "✉e-mail: a.lee@example.org" closes the list
        if address:
            pieces.pop()
        if pieces and all(len(piece.split()) >= 3 for piece, _ in pieces):
            read = [_labelled(piece, end - start) for piece, (start, end) in pieces]
            return [*read[:-1], replace(read[-1], emails=(*read[-1].emails, address.group(1)))] if address else read
    if spans and spans[0][0] == 0:
        return [_labelled(text, spans[0][1])]
    out: list[Affiliation] = []
    for piece in split_affiliations(text):
        out.append(parse_affiliation(piece, after=out[-1].label if out else after, roman=roman))
    return out


def _labelled(text: str, label_end: int) -> Affiliation:
    return parse_affiliation(text[label_end:].strip(" ;,"), label=text[:label_end].strip(" ,.;:"))


def affiliation_map(aff: Affiliation, number: int, other: Affiliation | None) -> dict[str, Any]:
    """An affiliation under pandoc's keys and ours."""
    out: dict[str, Any] = {
        "id": str(number),
        "label": aff.label,
        "text": aff.text,
        "department": list(aff.institutions[:-1]),
        "organization": aff.institutions[-1] if aff.institutions else "",
        "city": aff.city,
        "region": aff.region,
        "postcode": aff.postcode,
        "country": aff.country,
        "country-code": aff.country_code,
        "ror": aff.ror,
    }
    if other is not None:
        lang = {"Hang": "ko", "Hani": "zh", "Jpan": "ja"}.get(script_of(other.text), "en")
        inner = affiliation_map(other, number, None)
        del inner["id"]
        out["alternatives"] = [{"lang": lang, **inner}]
    return {key: value for key, value in out.items() if value}
