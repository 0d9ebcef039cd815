"""Filter: ORCIDs printed on lines of their own go to the authors that they name."""

from __future__ import annotations

import panflute as pf

from ..meta import meta_text
from ..parsing.identifiers import find_identifiers
from .author_cards import OF, of_card, people_of
from .record import drop, front_notes, log, replace, take, text_of, to_meta


def orcids(doc: pf.Doc) -> None:
    """Read `Div.article-id` lines with ORCIDs ("Kim C. https://orcid.org/…"); what names nobody stays a note."""
    people = people_of(doc)
    _without_head(doc)
    for div in take(doc, "article-id"):
        text = text_of(div)
        spots = [spot for spot in find_identifiers(text) if spot.kind == "orcid"]
        if not spots:
            continue
        owners = of_card(people, div.attributes.get(OF, "")) if len(spots) == 1 else []
        at = 0
        unknown: list[str] = []
        for spot in spots:
            before = text[at : spot.start]
            at = spot.end
            person = (
                _named(people, before)
                or _owner(people, div, len(spots))
                or (people[0] if len(people) == len(spots) == 1 else None)
            )
            if person is None and len(owners) == 1 and (not before.strip(" :") or "orcid" in before.casefold()):
                person = owners[0]  # it stands under its author
            if person is None or "orcid" in person.content:
                unknown.append(before + text[spot.start : spot.end])
                continue
            person["orcid"] = to_meta(spot.value)
            log(doc, "cue-word", text[spot.start : spot.end].replace(spot.value, " "))
            bare = before.replace("ORCID", " ").replace("logo", " ").strip(" :")
            log(doc, "duplicate" if bare else "cue-word", before, detail="name printed with the ORCID" if bare else "")
        unknown.append(text[at:])
        rest = " ".join(" ".join(unknown).split())
        if any(character.isalnum() for character in rest):
            replace(doc, div, [front_notes([pf.Str(rest)])])
        else:
            drop(doc, [div])


HEADS = frozenset(
    ("orcid", "orcids", "orcid id", "orcid ids", "orcid ids of authors", "orcid numbers", "author orcids")
)


def _without_head(doc: pf.Doc) -> None:
    """A heading over the ORCIDs has said what it had to say."""
    for role in ("front-notes", "article-id"):
        for div in take(doc, role):
            if text_of(div).strip(" :：.").casefold() in HEADS:
                log(doc, "cue-word", text_of(div))
                drop(doc, [div])


def _owner(people: list[pf.MetaMap], div: pf.Div, spots: int) -> pf.MetaMap | None:
    """The author under whose name, on a card, one ORCID stands."""
    owners = of_card(people, div.attributes.get(OF, "")) if spots == 1 else []
    return owners[0] if len(owners) == 1 else None


def _named(people: list[pf.MetaMap], text: str) -> pf.MetaMap | None:
    """The one author whose surname (and given name or initials) stands in `text`."""
    words = [word.strip(".,;:()").casefold() for word in text.replace("-", " ").split()]
    glued = "".join(words)
    matches = []
    for person in people:
        surname = meta_text(person.content.get("surname")).casefold()
        given = meta_text(person.content.get("given-names")).casefold()
        initials = "".join(part[0] for part in given.replace("-", " ").replace(".", " ").split())
        if surname and all(part in words for part in surname.replace("-", " ").split()):
            full = all(part in words for part in given.replace("-", " ").replace(".", " ").split())
            if full or initials in words or initials in glued.replace(surname, ""):
                matches.append(person)
    return matches[0] if len(matches) == 1 else None
