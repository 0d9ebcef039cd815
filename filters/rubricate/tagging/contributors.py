"""Filter: the author list, with marks, degrees, ORCIDs and names in a second script."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import panflute as pf

from ..inlines import cut, items, marked_spans, plain
from ..parsing.author_list import parse_authors
from ..parsing.author_marks import SUPERSCRIPTS, undoubled
from ..parsing.words import WORD
from ..values import Contributor, PersonName
from .author_cards import CARD
from .front_cues import icons
from .queries import ask
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
        "al",
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


ICONS = frozenset(("corresponding", "mail", "email"))
"""Words of icons that a copied page glues to names."""


def contributors(doc: pf.Doc) -> None:
    """Move `Div.contrib-group` to `author`; a list of the same people in another script becomes `alternatives`."""
    lists: list[tuple[str, list[Contributor], pf.Div]] = []
    cards: dict[str, set[str]] = {}
    for div in take(doc, "contrib-group"):
        _without_icons(doc, div)
        people: list[Contributor] = []
        unread: list[pf.Block] = []
        read: list[str] = []
        for block in items(div):
            found = _people(block)
            if not found and any(character.isalnum() for character in plain(items(block))):
                unread.append(front_notes(items(block)))  # nobody is named: the words stay
                continue
            log_raised(doc, plain(items(block)))
            read.append(_once(doc, plain(items(block))))
            people += found
            if CARD in div.attributes:
                for person in found:
                    cards.setdefault(_text(person), set()).add(div.attributes[CARD])
                found = _not_yet(doc, found, lists)
            elif lists and lists[-1][2] is not div:
                found = _not_yet(doc, found, lists)  # printed once more below the text
            script = script_of(" ".join(map(_text, found)))
            if lists and lists[-1][0] == script and lists[-1][2] is div:
                lists[-1][1].extend(found)
            elif found:
                lists.append((script, found, div))
        joiners, words, glued = _left_over(" ".join(read), people)
        if people and "al" in map(str.casefold, joiners):
            message = "Unexpected “et al” in the list of authors, expected the name of each."
            ask(doc, "authors-not-named", message, "Add the authors that are not named.", excerpt=read[-1], doubt=0.9)
        for joiner in joiners:
            log(doc, "separator", joiner)
        for word, kept in glued:
            log(doc, "normalised", word, detail=kept)
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


def _once(doc: pf.Doc, text: str) -> str:
    """The text without the names that a page prints twice: say so."""
    once = undoubled(text.strip())
    if once == text.strip():
        return text
    for word in (Counter(WORD.findall(text)) - Counter(WORD.findall(once))).elements():
        log(doc, "duplicate", word, detail="name printed twice")
    return once


def _without_icons(doc: pf.Doc, div: pf.Div) -> None:
    """What a page prints beside names is no part of them: "View ORCID ProfileAnn Lee"."""
    for block in items(div):
        for match in reversed(list(icons().finditer(plain(items(block))))):
            inlines = items(block)
            log(doc, "furniture", match.group())
            block.content = [
                *cut(inlines, 0, match.start()),
                pf.Space(),
                *cut(inlines, match.end(), len(plain(inlines))),
            ]


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


def _left_over(text: str, people: list[Contributor]) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Words between the names that no name took ("and", "on behalf of"), words that nothing took ("I" in "3 I Lee"), and
    words that a page glued together, with what of them was taken ("andCarla": "Carla"; "2ORCID": "2")."""
    taken: Counter[str] = Counter()
    for person in people:
        pieces = [person.collab, person.degrees, person.email, person.orcid, *person.marks]
        if person.name:
            name = person.name
            pieces += [name.surname, name.given_names, name.prefix, name.suffix, name.string]
        taken.update(WORD.findall(" ".join(pieces).casefold()))
    joiners, unread, glued = [], [], []
    for word in WORD.findall(text.translate(SUPERSCRIPTS)):
        bare = word.casefold()
        cuts = [(bare,), *((bare[:at], bare[at:]) for at in range(1, min(len(bare), 60)))]  # marks are glued to names
        parts = next((parts for parts in cuts if all(taken[part] >= parts.count(part) for part in parts)), None)
        beside = next((parts for parts in cuts if taken[parts[0]] and parts[-1] in ICONS), None) if not parts else None
        if parts:
            taken.subtract(parts)
            if len(parts) == 2 and parts[0].isdigit():  # the last digits of an ORCID, and the mark behind it
                glued.append((word, " ".join(parts)))
        elif beside:  # "Leecorresponding author"
            taken[beside[0]] -= 1
            joiners.append(word[len(beside[0]) :])
        elif bare in JOINERS:
            joiners.append(word)
        elif kept := _glued(word, taken):
            taken.subtract(kept.casefold().split())
            glued.append((word, kept))
        else:
            unread.append(word)
    return joiners, unread, glued


def _glued(word: str, taken: Counter[str]) -> str:
    """What was taken of a word that holds a joiner, an ORCID or a mark beside it; empty where it is no such word."""
    for at in range(1, min(len(word), 60)):
        head, tail = word[:at], word[at:]
        for one, other in ((head, tail), (tail, head)):
            if one.casefold() in JOINERS and taken[other.casefold()]:
                return other
    return ""


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
