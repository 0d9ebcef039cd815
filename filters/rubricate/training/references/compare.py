"""Whether what was read is what an example says, field by field."""

from __future__ import annotations

import re
from typing import Any

from ...parsing.pages import complete_last
from ...references.lexicon import squash
from ...references.record import Reference
from .examples import Example
from .measure import gold

YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
VARIABLES = {
    "title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "publisher": "publisher",
    "loc": "publisher-place",
    "edition": "edition",
}


def wanted(example: Example) -> dict[str, str]:
    """The gold fields of an example by CSL variable, squashed."""
    fields = gold(example)
    out = {variable: squash(fields[name]) for name, variable in VARIABLES.items() if fields.get(name)}
    year = YEAR.search(fields.get("year", ""))
    if year:
        out["issued"] = year.group()
    if fields.get("fpage"):
        last = fields.get("lpage", "")
        out["page"] = squash(fields["fpage"]) + (
            squash(complete_last(fields["fpage"], last)) if last and last != fields["fpage"] else ""
        )
    for role in ("author", "editor"):
        people = fields[role + "s"]
        if people:
            out[role] = "|".join(
                squash(p.get("family") or p.get("collab") or "") + "," + squash(p.get("given") or "") for p in people
            )
    return {name: value for name, value in out.items() if value}


def read(reference: Reference) -> dict[str, str]:
    """The same of a record."""
    item: dict[str, Any] = dict(reference.item)
    out = {variable: squash(str(item[variable])) for variable in VARIABLES.values() if item.get(variable)}
    if "publisher-place" not in out and item.get("event-place"):
        out["publisher-place"] = squash(str(item["event-place"]))  # the data do not part the two
    if "issue" not in out and item.get("supplement"):
        out["issue"] = squash(str(item["supplement"]))
    if "issued" in item:
        out["issued"] = str(item["issued"]["date-parts"][0][0])
    if "page" in item:
        first, _, last = item["page"].partition("-")
        out["page"] = squash(first) + (squash(last) if last != first else "")
    for role in ("author", "editor"):
        if item.get(role):
            out[role] = "|".join(
                squash(p.get("family") or p.get("literal") or "") + "," + squash(p.get("given") or "")
                for p in item[role]
            )
    return out


def judged(example: Example, reference: Reference) -> dict[str, bool]:
    """Variable to whether it is right, for every variable that is wanted or was read."""
    want, got = wanted(example), read(reference)
    if not example.parts:
        blocked = {"author", "editor"}
        want = {name: value for name, value in want.items() if name not in blocked}
        got = {name: value for name, value in got.items() if name not in blocked}
    return {name: want.get(name) == got.get(name) for name in sorted(set(want) | set(got))}
