"""The bibliographic line of a database's page, printed in parts: "J Gard Med", ". 2025 Aug 1;46(3):211-223.", "doi: 10.…"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import panflute as pf

from ..inlines import strip
from ..parsing.dates import is_date, names_event
from .units import Unit

GOES_ON = re.compile(r"[.,;]\s?(?:1[5-9]|20)[0-9]{2}\b")
"""A line that begins with the stop of the line above it, and a year."""
DOI = re.compile(r"doi:\s?10\.[0-9]{4}", re.IGNORECASE)
YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}\.?")
LONGEST = 12
"""Words of a journal's name."""
KINDS = ("line", "para")


def dated_lines(units: Sequence[Unit]) -> list[Unit]:
    """Join an event and the date under it ("Received", "1 Jan 2021"), as pages print them in a list; others come back as they are."""
    out: list[Unit] = []
    for unit in units:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind == unit.kind == "line"
            and unit.blank <= 1
            and unit.words <= 5
            and names_event(before.text)
            and (is_date(unit.text) or (YEAR.fullmatch(unit.text) and before.words > 1))
        ):
            out[-1] = replace(before, inlines=[*strip(before.inlines), pf.Space(), *strip(unit.inlines)])
        else:
            out.append(unit)
    return out


def bibliographic_lines(units: Sequence[Unit]) -> list[Unit]:
    """Join the parts of such a line; other units come back as they are."""
    out: list[Unit] = []
    whole: Unit | None = None
    for unit in units:
        before = out[-1] if out else None
        if before is None or unit.kind not in KINDS or before.kind not in KINDS or unit.running or before.running:
            out.append(unit)
        elif GOES_ON.match(unit.text) and 0 < before.words <= LONGEST and before.text[-1].isalnum():
            whole = out[-1] = replace(before, inlines=[*strip(before.inlines), *strip(unit.inlines)])
        elif before is whole and unit.blank == 0 and DOI.match(unit.text):
            whole = out[-1] = replace(before, inlines=[*before.inlines, pf.Space(), *strip(unit.inlines)])
        else:
            out.append(unit)
    return out
