"""Filter: the author list, with marks, degrees, ORCIDs and names in a second script."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import panflute as pf

from ..inlines import items, marked_spans, plain
from ..parsing.author_list import parse_authors
from ..parsing.author_marks import SUPERSCRIPTS
from ..parsing.words import WORD
from ..values import Contributor, PersonName
from .author_cards import CARD
from .record import front_notes, log, put, take
from .record import replace as replace_block
from .scripts import script_of

LANGUAGES = {"Hang": "ko", "Hani": "zh", "Jpan": "ja", "Cyrl": "ru", "Arab": "ar", "Hebr": "he", "Grek": "el"}
RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|[ᵃᵇᶜᵈᵉᶠᵍʰ]{1,4}")
RAISED_WORD = re.compile(r"(?:(?![⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ])[^\W\d_]){0,60}[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ][^\W\d_]{0,60}")
JOINERS = frozenset(
    (
        "and",
        "et",
        "y",
        "und",
        "e",
        "en",
        "및",
        "와",
        "과",
        "with",
        "for",
        "on",
        "behalf",
        "of",
        "the",
        "authors",
        "author",
        "by",
        "written",
        "https",
        "http",
        "org",
        "저자",
        "mail",
        "email",
        "e-mail",
        "corresponding",
        "orcid",
        "id",
        "og",
        "och",
        "и",
    )
)


def contributors(doc: pf.Doc) -> None:
    """Move `Div.contrib-group` to `author`; a list of the same people in another script becomes `alternatives`."""
    lists: list[tuple[str, list[Contributor], pf.Div]] = []
    cards: dict[str, set[str]] = {}
    for div in take(doc, "contrib-group"):
        people: list[Contributor] = []
        unread: list[pf.Block] = []
        read: list[str] = []
        for block in items(div):
            found = _people(block)
            if not found and any(character.isalnum() for character in plain(items(block))):
                unread.append(front_notes(items(block)))  # nobody is named: the words stay
                continue
            log_raised(doc, plain(items(block)))
            read.append(plain(items(block)))
            people += found
            if CARD in div.attributes:
                for person in found:
                    cards.setdefault(_text(person), set()).add(div.attributes[CARD])
                found = _not_yet(doc, found, lists)
            elif lists and found and _all_known(found, lists):
                found = _not_yet(doc, found, lists)
            script = script_of(" ".join(map(_text, found)))
            if lists and lists[-1][0] == script and lists[-1][2] is div:
                lists[-1][1].extend(found)
            elif found:
                lists.append((script, found, div))
        joiners, words = _left_over(" ".join(read), people)
        for joiner in joiners:
            log(doc, "separator", joiner)
        if words:
            unread.append(front_notes([pf.Str(" ".join(words))]))
        for person in people:
            _log_split(doc, person)
        replace_block(doc, div, unread)
    if not lists:
        return
    script, main, source = lists[0]
    more: list[Contributor] = []
    others: list[tuple[str, list[Contributor]]] = []
    for other_script, people, _ in lists[1:]:
        if other_script != script and len(people) == len(main):
            others.append((LANGUAGES.get(other_script, "en"), people))
            main = [_of_both(doc, person, other) for person, other in zip(main, people, strict=True)]
        else:
            more.extend(people)
    everyone = [*main, *more]
    authors = [
        author_map(person, [(lang, people[at]) for lang, people in others if at < len(main)])
        for at, person in enumerate(everyone)
    ]
    for person, author in zip(everyone, authors, strict=True):
        if _text(person) in cards:
            author[CARD] = sorted(cards[_text(person)])
    put(doc, "author", authors, source)


def _all_known(people: list[Contributor], lists: list[tuple[str, list[Contributor], pf.Div]]) -> bool:
    """Whether all these people stand in the lists above: a page prints them again with their addresses."""
    known = {_text(person) for _, listed, _ in lists for person in listed}
    return all(_text(person) in known for person in people)


def _not_yet(
    doc: pf.Doc, people: list[Contributor], lists: list[tuple[str, list[Contributor], pf.Div]]
) -> list[Contributor]:
    """The people of a card that no list above it has named; the others are printed once more: say so, and keep what is new."""
    known = {_text(person): (listed, at) for _, listed, _ in lists for at, person in enumerate(listed)}
    new: list[Contributor] = []
    for person in people:
        if _text(person) not in known:
            new.append(person)
            continue
        listed, at = known[_text(person)]
        log(doc, "duplicate", _text(person), detail="name printed with the affiliation")
        listed[at] = _of_both(doc, listed[at], person)
    return new


def _of_both(doc: pf.Doc, person: Contributor, other: Contributor) -> Contributor:
    """What is printed with one form of a name, often the romanised one, is the person's; what is printed with both is said."""
    again = [mark for mark in other.marks if mark in person.marks]
    degrees = person.degrees or other.degrees
    if person.degrees and other.degrees:
        if Counter(WORD.findall(other.degrees)) - Counter(WORD.findall(person.degrees)):
            degrees = f"{person.degrees}, {other.degrees}"
        else:
            again.append(other.degrees)
    for mine, others in ((person.email, other.email), (person.orcid, other.orcid)):
        if mine and mine == others:
            again.append(others)
    if again:
        log(doc, "duplicate", " ".join(again), detail="printed with both forms of the name")
    return replace(
        person,
        degrees=degrees,
        marks=(*person.marks, *(mark for mark in other.marks if mark not in person.marks)),
        email=person.email or other.email,
        orcid=person.orcid or other.orcid,
        corresponding=person.corresponding or other.corresponding,
        equal_contribution=person.equal_contribution or other.equal_contribution,
        roles=tuple(dict.fromkeys((*person.roles, *other.roles))),
    )


def log_raised(doc: pf.Doc, text: str) -> None:
    """Raised digits and letters of marks ("¹") are written as plain ones in `<sup>` and `<label>`: say so."""
    for word in RAISED_WORD.findall(text):
        log(
            doc, "normalised", word, detail=RAISED_RUN.sub(lambda run: f" {run.group().translate(SUPERSCRIPTS)} ", word)
        )


def _log_split(doc: pf.Doc, person: Contributor) -> None:
    """A name printed without a space becomes two words: say so."""
    name = person.name
    if name and name.surname and name.given_names and ord(name.surname[0]) > 0x2E80:
        log(doc, "normalised", name.surname + name.given_names, detail=f"{name.surname} {name.given_names}")


def _people(block: pf.Element) -> list[Contributor]:
    inlines = items(block)
    return parse_authors(plain(inlines), marked=marked_spans(inlines))


def _text(person: Contributor) -> str:
    name = person.name
    return person.collab or (f"{name.given_names} {name.surname} {name.string}" if name else "")


def _left_over(text: str, people: list[Contributor]) -> tuple[list[str], list[str]]:
    """Words between the names that no name took ("and", "on behalf of"), and words that nothing took ("I" in "3 I Lee")."""
    taken: Counter[str] = Counter()
    for person in people:
        pieces = [person.collab, person.degrees, person.email, person.orcid, *person.marks]
        if person.name:
            name = person.name
            pieces += [name.surname, name.given_names, name.prefix, name.suffix, name.string]
        taken.update(WORD.findall(" ".join(pieces).casefold()))
    joiners, unread = [], []
    for word in WORD.findall(text.translate(SUPERSCRIPTS)):
        bare = word.casefold()
        cuts = [(bare,), *((bare[:at], bare[at:]) for at in range(1, min(len(bare), 60)))]  # marks are glued to names
        parts = next((parts for parts in cuts if all(taken[part] >= parts.count(part) for part in parts)), None)
        if parts:
            taken.subtract(parts)
        elif bare in JOINERS:
            joiners.append(word)
        else:
            unread.append(word)
    return joiners, unread


def name_map(name: PersonName) -> dict[str, Any]:
    """A name under pandoc's keys; `string` where it is not split."""
    return {
        "surname": name.surname, "given-names": name.given_names, "prefix": name.prefix, "suffix": name.suffix, "string": name.string,
    }  # fmt: skip


def author_map(person: Contributor, others: list[tuple[str, Contributor]] = ()) -> dict[str, Any]:  # type: ignore[assignment]
    """A contributor under pandoc's keys and ours."""
    out: dict[str, Any] = {"collab": person.collab} if person.collab else name_map(person.name or PersonName())
    out.update(
        {
            "degrees": person.degrees,
            "orcid": person.orcid,
            "email": person.email,
            "corresp": person.corresponding,
            "equal-contrib": person.equal_contribution,
            "roles": list(person.roles),
            "marks": list(person.marks),
        }
    )
    alternatives = [{"lang": lang, **name_map(other.name)} for lang, other in others if other.name]
    alternatives += [{"lang": name.lang, **name_map(name)} for name in person.alternatives]
    out["alternatives"] = alternatives
    return {key: value for key, value in out.items() if value}
