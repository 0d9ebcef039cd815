"""Filter: surnames of two words, as the article's own citation has them ("Pérez Muñoz MJ" for "María José Pérez Muñoz").

No form tells where given names end and a Spanish, Portuguese or Dutch surname begins; the journal's own line does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import panflute as pf

from ..meta import meta_maps, meta_text
from ..parsing.own_citation import letters
from .author_cards import people_of

CITED = "rubricate-cited-authors"
"""Metadata that own_citation leaves for this filter, and that goes with it."""


def note_cited(doc: pf.Doc, authors: Sequence[Mapping[str, Any]]) -> None:
    """Keep the surnames of the article's own citation until the authors are known."""
    families = [str(author["family"]) for author in authors if author.get("family") and author.get("given")]
    if families:
        doc.metadata[CITED] = pf.MetaList(*(pf.MetaMap(family=pf.MetaString(family)) for family in families))


def cited_names(doc: pf.Doc) -> None:
    """Give surnames the words of the given names that the own citation has in them, where it has them in this order."""
    noted = doc.metadata.content.pop(CITED, None)
    if not isinstance(noted, pf.MetaList):
        return
    people = people_of(doc)
    for author, cited in zip(people, meta_maps(noted), strict=False):
        fields = author.content
        surname, words = meta_text(fields.get("surname")), _words(fields)
        family = letters(meta_text(cited.content["family"]))
        count = next((k for k in range(1, len(words)) if letters(" ".join(words[-k:])) == family), 0)
        if count > len(surname.split()):
            fields["surname"] = pf.MetaString(" ".join(words[-count:]))
            fields["given-names"] = pf.MetaString(" ".join(words[:-count]))


def _words(fields: Mapping[str, Any]) -> list[str]:
    return f"{meta_text(fields.get('given-names'))} {meta_text(fields.get('surname'))}".split()
