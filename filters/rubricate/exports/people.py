"""Names and affiliations as text."""

from __future__ import annotations

from ..from_jats import Front
from ..values import Contributor


def full_name(one: Contributor, *, family_first: bool = False) -> str:
    """A contributor's name on one line: "Sora Kim", or "Kim, Sora"; a group's name as it is.

    >>> from ..values import PersonName
    >>> full_name(Contributor(PersonName("Kim", "Sora")), family_first=True)
    'Kim, Sora'
    """
    name = one.name
    if name is None:
        return one.collab
    if name.string or not name.surname:
        return name.string or name.given_names
    if family_first:
        return ", ".join(filter(None, (name.surname, name.given_names, name.suffix)))
    return " ".join(filter(None, (name.given_names, name.surname, name.suffix)))


def affiliations_of(one: Contributor, front: Front) -> list[str]:
    """The affiliations of a contributor as printed."""
    found = (front.affiliation(id) for id in one.affiliation_ids)
    return [aff.text for aff in found if aff is not None and aff.text]
