"""The authors as a table (RFC 4180), one row each, that spreadsheet programs open without running anything."""

from __future__ import annotations

import csv
import io

from lxml import etree

from ..from_jats import Person, front_of
from ..from_jats.values import Front
from ..values import PersonName
from .people import affiliations_of

COLUMNS = (
    "number", "role", "surname", "given names", "suffix", "group or whole name", "degrees", "ORCID", "e-mail", "corresponding",
    "equal contribution", "affiliations", "countries", "roles",
)  # fmt: skip
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Where a cell begins with one of these, spreadsheets take it for a formula (OWASP, CSV injection)."""


def authors_csv(article: etree._Element) -> str:
    """A heading and a row for each contributor; several affiliations are parted by "; "."""
    front = front_of(article)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, person in enumerate(front.people, start=1):
        writer.writerow([str(number), *map(safe, _row(person, front))])
    return out.getvalue()


def safe(text: str) -> str:
    """A cell that is text to every spreadsheet.

    >>> safe("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{text}" if text.lstrip(" ").startswith(RISKY) else text


def _row(person: Person, front: Front) -> list[str]:
    one = person.contributor
    name = one.name or PersonName()
    places = [front.affiliation(id) for id in one.affiliation_ids]
    countries = dict.fromkeys(place.country for place in places if place is not None and place.country)
    return [
        person.role, name.surname, name.given_names, name.suffix, one.collab or name.string, one.degrees, one.orcid, one.email,
        "yes" if one.corresponding else "", "yes" if one.equal_contribution else "", "; ".join(affiliations_of(one, front)),
        "; ".join(countries), "; ".join(one.roles),
    ]  # fmt: skip
