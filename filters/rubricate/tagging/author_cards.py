"""Filter: authors that stand each above their own affiliation, as web pages and manuscripts print them.

"Ann Lee / Department of Bread, … / Bo Chen / Institute of Crust, …": no mark tells who belongs where, the order does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import panflute as pf

from ..inlines import items, plain
from ..meta import meta_list, meta_maps, meta_text
from ..parsing.affiliation import label_of
from ..parsing.author_list import parse_authors
from ..parsing.identifiers import ORCID
from ..values import Contributor
from .record import text_of

CARD, OF = "card", "of"
"""Attributes: the number of a card on the authors' Div, and on the Divs of their affiliations."""
BETWEEN = frozenset(("aff", "corresp", "author-note", "front-notes", "page-furniture", "article-id"))
"""What may stand between two cards."""
LEAST = 2


def author_cards(doc: pf.Doc) -> None:
    """Number the Divs of authors and affiliations that stand in turn; a title block with marks is left alone."""
    cards: list[tuple[pf.Div, list[pf.Div]]] = []
    mails: list[tuple[int, pf.Div]] = []
    open_card: tuple[pf.Div, list[pf.Div]] | None = None
    for block in doc.content.list:
        classes = block.classes if type(block) is pf.Div else []
        if "contrib-group" in classes:
            open_card = (block, []) if _unmarked(block) else None
            if open_card:
                cards.append(open_card)
        elif "aff" in classes and open_card is not None:
            if any(label_of(plain(items(line)))[0] for line in _lines(block)):
                return
            open_card[1].append(block)
        elif ("corresp" in classes and open_card is not None) or (
            "article-id" in classes and open_card is not None and ORCID.search(text_of(block))
        ):
            mails.append((id(open_card[0]), block))
        elif not BETWEEN.intersection(classes):
            open_card = None
    everyone = sum("contrib-group" in block.classes for block in doc.content.list if type(block) is pf.Div)
    cards = [card for card in cards if card[1]]
    own = _of_their_own(cards)
    if len(cards) < LEAST or len(own) < len(cards):  # a list of all above, and parts of it again
        cards = _affiliations_first(doc) or (own if everyone >= LEAST else [])
    for number, (people, affiliations) in enumerate(cards, start=1):
        people.attributes[CARD] = str(number)
        for affiliation in affiliations:
            affiliation.attributes[OF] = str(number)
        for owner, mail in mails:
            if owner == id(people):
                mail.attributes[OF] = str(number)


def _lines(div: pf.Div) -> list[pf.Element]:
    """Its lines of text; a document that was tagged by hand may hold other blocks there."""
    return [block for block in items(div) if isinstance(block, pf.Para | pf.Plain)]


def _of_their_own(cards: Sequence[tuple[pf.Div, list[pf.Div]]]) -> list[tuple[pf.Div, list[pf.Div]]]:
    """The cards without those of several people who are named in another one too."""
    names = [set(_names(_people(people))) for people, _ in cards]
    return [
        card
        for at, card in enumerate(cards)
        if len(names[at]) == 1 or not any(names[at] & other for k, other in enumerate(names) if k != at)
    ]


def _affiliations_first(doc: pf.Doc) -> list[tuple[pf.Div, list[pf.Div]]]:
    """Affiliations each above those who belong there, below a list of all authors: "Department … / Ann Lee & Cy Roe"."""
    blocks = [
        block for block in doc.content.list if type(block) is pf.Div and {"contrib-group", "aff"} & set(block.classes)
    ]
    listed = bool(blocks) and "contrib-group" in blocks[0].classes
    places = [block for block in blocks if "aff" in block.classes]
    labelled = any(label_of(plain(items(line)))[0] for place in places for line in _lines(place))
    everyone = _people(blocks[0]) if listed else [person for block in blocks for person in _people(block)]
    if labelled and (_marked(everyone) or not listed):
        return []
    known = set(_names(everyone))
    cards: list[tuple[pf.Div, list[pf.Div]]] = []
    above: list[pf.Div] = []
    for block in blocks[listed:]:
        if "aff" in block.classes:
            above.append(block)
            continue
        people = _people(block)
        if not above or not people or not known.issuperset(_names(people)) or _marked(people):
            return []
        cards.append((block, above))
        above = []
    return [] if above else cards


def _people(div: pf.Div) -> list[Contributor]:
    return [person for line in _lines(div) for person in parse_authors(plain(items(line)))]


def _marked(people: Iterable[Contributor]) -> bool:
    """Whether marks tell where people belong."""
    return any(mark.isalnum() for person in people for mark in person.marks)


def _names(people: Iterable[Contributor]) -> list[str]:
    return [f"{person.name.given_names} {person.name.surname}" if person.name else person.collab for person in people]


def people_of(doc: pf.Doc) -> list[pf.MetaMap]:
    """The entries of the author list that are taken apart."""
    authors = doc.metadata.content.get("author")
    return meta_maps(authors) if isinstance(authors, pf.MetaList) else []


def of_card(authors: Iterable[pf.MetaMap], card: str) -> list[pf.MetaMap]:
    """The authors of one card."""
    return [
        author for author in authors if card in [meta_text(number) for number in meta_list(author.content.get(CARD))]
    ]


def _unmarked(div: pf.Div) -> bool:
    """Whether each line of the Div names people without marks of affiliations: "Ann Lee and Bo Chen"."""
    lines = [parse_authors(plain(items(line))) for line in _lines(div)]
    return all(people and not _marked(people) for people in lines)
