"""Facts of one article as a form: what its text does not say. Together they are the `article.yaml` beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..findings import Finding, Severity
from . import facts

NAME = "article.yaml"
DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
PARTS = ("year", "month", "day")


def shown(given: Mapping[str, Any]) -> tuple[dict[str, str], str]:
    """What the fields hold, and all else as YAML."""
    rest = dict(given)
    values = {"authors": "", "licence": "", "date": "", "format": ""}
    if isinstance(names := rest.get("author"), list) and all(isinstance(name, str) for name in names):
        values["authors"] = "\n".join(rest.pop("author"))
    if isinstance(licences := rest.get("license"), list) and len(licences) == 1 and list(licences[0]) == ["link"]:
        values["licence"] = str(rest.pop("license")[0]["link"])
    if isinstance(date := rest.get("date"), dict) and set(date) <= {*PARTS, "publication-format"} and "year" in date:
        del rest["date"]
        numbers = [str(date[part]).zfill(2) for part in PARTS if part in date]
        values |= {"date": "-".join(numbers), "format": str(date.get("publication-format", ""))}
    return values, facts.write(rest)


def joined(values: Mapping[str, str], rest: str) -> tuple[dict[str, Any], list[Finding]]:
    """The facts of a filled form; the fields win over the YAML."""
    found, findings = facts.read(rest)
    if names := [" ".join(line.split()) for line in values["authors"].splitlines() if line.strip()]:
        found["author"] = names
    if link := values["licence"].strip():
        found["license"] = [{"link": link}]
    date = DATE.fullmatch(values["date"].strip())
    if date is not None:
        found["date"] = {part: int(number) for part, number in zip(PARTS, date.groups(), strict=True) if number}
        if values["format"]:
            found["date"]["publication-format"] = values["format"]
    elif values["date"].strip() or values["format"]:
        message = f"Unexpected date {values['date']!r}, expected year, year-month or year-month-day, such as 2014-08."
        findings = [*findings, Finding("bad-facts", Severity.ERROR, message)]
    return found, findings
