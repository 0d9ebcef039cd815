"""Lines of the page of an e-print: its number, its versions, its subjects, the facts of its record."""

from __future__ import annotations

import re

from ..parsing.dates import find_date
from ..parsing.identifiers import find_identifiers
from .zone_state import Zoning

TOP = 25
"""Units among which the title block of a page stands."""
ARXIV = re.compile(
    r"(?:cite\sas\s?:?\s{1,3})?\(?(?:or\s)?arXiv:\s?(?:[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,2})?|[a-z-]{2,12}/[0-9]{7})(?:\s[\[(][a-z-]{2,12}(?:\.[A-Za-z-]{2,6})?[\])])?(?:\sfor\sthis\sversion)?\)?",
    re.IGNORECASE,
)
"""A line that holds the number of an e-print and nothing else."""
VERSION = re.compile(r"\[v[0-9]{1,2}\]\s")
"""A version of an e-print: "[v1] Tue, 5 Jan 2021 10:00:00 UTC (1,234 KB)"."""
SUBMITTED = re.compile(r"\[(?:submitted|last revised|revised)\b[^\[\]]{6,160}\]", re.IGNORECASE)
SUBMITTER = re.compile(r"from:\s.{2,80}\[view email\]", re.IGNORECASE)
SUBJECTS = re.compile(
    r"subjects?\s?:\s{0,3}(?=[^;]{3,80}\s\([a-z-]{2,12}(?:\.[A-Za-z-]{2,6})?\)(?:;|$))", re.IGNORECASE
)
"""Subjects with their codes: "Subjects: Computation and Language (cs.CL); …"; those of a study have none."""
COMMENTS = ("comments:", "msc classes:", "acm classes:", "report number:", "related doi:")
"""Facts of an e-print that JATS has no element for."""


def is_eprint(zones: Zoning) -> bool:
    """Whether the page has the number of an e-print on a line of its own."""
    return any(ARXIV.fullmatch(unit.text) for unit in zones.units[:TOP])


def of_eprint(zones: Zoning, at: int) -> str:
    """Lines of the page of an e-print."""
    text = zones.units[at].text
    low = text.casefold()
    spots = find_identifiers(text)
    if len(spots) == 1 and spots[0].kind == "doi" and text[: spots[0].start].strip(" \t:").casefold() in ("", "doi"):
        return "article-id"
    if ARXIV.fullmatch(text):
        return "article-id"
    if SUBMITTED.fullmatch(text) or (VERSION.match(text) and find_date(text)):
        return "history"
    if SUBMITTER.fullmatch(text):
        return "page-furniture"
    if low == "submission history":
        return "history"
    if zones.cues[at].run_in[0] == "abstract" and at < TOP and not any(zones.cues[i].prose for i in range(at)):
        return "abstract"
    if SUBJECTS.match(text):
        return "article-type"
    return "front-notes" if low.startswith(COMMENTS) else ""


def summary(zones: Zoning) -> None:
    """The abstract of an e-print, where no word says so: the prose directly above the facts of its record."""
    for at in range(1, min(TOP, len(zones) - 1)):
        if zones.free(at) and zones.cues[at].prose and at + 1 in zones.sure and not zones.cues[at].run_in[0]:
            zones.put(at, "abstract", 0.9)
            zones.sure.add(at)
            return
