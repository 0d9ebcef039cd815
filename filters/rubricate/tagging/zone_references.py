"""Zone rule: the reference list, with or without a heading."""

from __future__ import annotations

import re

from ..parsing.own_citation import announces_citation, own_citation
from ..references.clutter import WEAK, is_link_line
from .front_cues import foot_by_words
from .zone_floats import caption_of
from .zone_front import front_kind
from .zone_state import Zoning

LOOK_AHEAD = 4
VOLUME = re.compile(r"vol(?:ume|\.)?\s?[0-9]", re.IGNORECASE)
"""The article's own numbers at the foot of its page: no entry begins so."""
SHORT = 10
STOPPERS = frozenset(
    ("figure-legends", "tables", "acknowledgements", "funding", "coi-statement", "appendix", "author-contributions",
     "data-availability", "supplementary-material", "abstract", "ethics-statement", "abbreviations", "bio", "notes", "fn-group")
)  # fmt: skip

FEET = (STOPPERS - {"abstract", "appendix", "bio", "figure-legends", "notes", "tables"}) | {
    "keywords",
    "publishers-note",
    "open-access",
    "additional-information",
    "author-information",
    "peer-review",
    "consent",
}
"""Statements with a colon: behind a list of references they are none."""


def references(zones: Zoning) -> None:
    """Label headings `ref-title` and entries `ref`."""
    found = False
    for at in range(len(zones)):
        if zones.free(at) and zones.section(at) == "references" and _list_follows(zones, at + 1):
            zones.put(at, "ref-title")
            _entries(zones, at + 1)
            found = True
    if not found:
        _unheaded(zones)


def _list_follows(zones: Zoning, at: int) -> bool:
    window = range(at, min(at + LOOK_AHEAD, len(zones)))
    return any(zones.units[i].entry for i in window) or any(
        zones.cues[i].reference_like or zones.cues[i].reference_number == 1 for i in window
    )


def _entries(zones: Zoning, start: int) -> None:
    """Entries from `start` on, up to a heading, a caption or the page's tail."""
    at, end = start, start
    numbered = sum(zones.cues[i].reference_number is not None for i in range(start, min(start + 10, len(zones)))) >= 3
    last_number = 0
    while at < len(zones):
        unit, cue = zones.units[at], zones.cues[at]
        if zones.role(at) == "page-furniture":
            at += 1
            continue
        if not zones.free(at) or not unit.textual:
            break
        if unit.entry:
            zones.put(at, "ref", 0.9)
            zones.listed.add(at)
            at += 1
            end = at
            continue
        if at > start and zones.units[start].entry:
            break  # the list is known whole
        if VOLUME.match(unit.text) and unit.words <= SHORT:
            break
        number = cue.reference_number
        if at > start and (stop := _links_end(zones, at)) > at:
            for line in range(at, stop):
                zones.put(line, "page-furniture", 0.9)
                zones.sure.add(line)
            at = stop
            continue
        if number is None and at > start and article_foot(zones, at):
            on = _goes_on(zones, at + 1, last_number if numbered else 0)
            if not on:
                if cue.run_in[0] == "publishers-note":
                    zones.put(at, "back-run-in", 0.9, section=cue.run_in[0], offset=cue.run_in[1])
                    zones.sure.add(at)
                zones.behind.update(range(at, len(zones)))
                break
            zones.put(at, "page-furniture", 0.8)
            at += 1
            continue
        continues = numbered and number is not None and last_number < number <= last_number + 3
        if unit.kind == "header" or (cue.section in STOPPERS and not continues):
            break
        if not continues and caption_of(unit):
            break
        numberless = number is None and unit.blank > 0 and at > start
        if numberless and zones.cues[at - 1].reference_number is not None and front_kind(zones, at) == "journal-line":
            break  # the article's own numbers, apart from a list that has some
        if number is None and (numbered or not cue.reference_like) and front_kind(zones, at) in ("history", "corresp"):
            break
        if (
            cue.heading_like
            and not cue.reference_like
            and number is None
            and unit.words <= 8
            and unit.kind != "item"
            and end > start
        ) and (unit.bold or not _more(zones, at + 1, numbered)):
            break
        if (
            not cue.reference_like
            and number is None
            and at > start
            and not _more(zones, at + 1, numbered)
            and not _part_of_entry(zones, at)
        ):
            break
        if unit.text.startswith(("©", "ⓒ")):
            break
        if numbered and number is None and cue.prose and not cue.reference_like:
            break
        if number is not None and continues:
            last_number = number
        zones.put(at, "ref", 0.9 if cue.reference_like else 0.6)
        zones.listed.add(at)
        at += 1
        end = at


def article_foot(zones: Zoning, at: int) -> bool:
    """What journals print behind the last reference, by its wording: licence, note of the publisher, how to cite, dates, keywords."""
    text = zones.units[at].text
    return (
        foot_by_words(text)
        or (zones.cues[at].run_in[0] in FEET and text[: zones.cues[at].run_in[1]].rstrip().endswith((":", "：")))
        or own_citation(text) is not None
        or announces_citation(text)
        or front_kind(zones, at) == "history"
    )


def _goes_on(zones: Zoning, at: int, number: int) -> bool:
    """Whether entries go on behind a line that a page printed at its foot: their numbers do, or nothing else follows."""
    near = range(at, min(at + LOOK_AHEAD, len(zones)))
    if number:
        return any(number < (zones.cues[i].reference_number or 0) <= number + 3 for i in near)
    like = [zones.cues[i].reference_like and not article_foot(zones, i) for i in near]
    return len(like) == LOOK_AHEAD and all(like)


def is_link(text: str) -> bool:
    """A line that holds names of links and nothing else, one or several: "Article", "CAS", "PubMed Google Scholar"."""
    return text.casefold().strip(" .|") in WEAK or is_link_line(text)


def _links_end(zones: Zoning, at: int) -> int:
    """Where the names of links that begin at `at` end, each on a line or several on one; `at` where there are none, or only
    one that may be a heading."""
    end = at
    while end < len(zones) and zones.units[end].textual and zones.units[end].text and is_link(zones.units[end].text):
        end += 1
    return end if any(is_link_line(zones.units[i].text) for i in range(at, end)) else at


def _part_of_entry(zones: Zoning, at: int) -> bool:
    """A line that ends the entry before it: same group, or a bare link or identifier."""
    unit = zones.units[at]
    return (unit.blank == 0 and zones.units[at - 1].text.rstrip()[-1:] not in ".]") or unit.text.startswith(
        ("http", "doi", "10.")
    )


def _more(zones: Zoning, at: int, numbered: bool) -> bool:
    """Whether entries go on within the next few units."""
    near = [i for i in range(at, min(at + 3 * LOOK_AHEAD, len(zones))) if not is_link(zones.units[i].text)]
    for i in near[:LOOK_AHEAD]:
        cue = zones.cues[i]
        if zones.role(i) == "page-furniture" or zones.units[i].kind == "header":
            return False
        if cue.reference_like and (cue.reference_number is not None or not numbered):
            return True
    return False


def _unheaded(zones: Zoning) -> None:
    """A run 1, 2, 3 … of entries that look like references, without a heading."""
    best: list[int] = []
    run: list[int] = []
    for at in range(len(zones)):
        number = zones.cues[at].reference_number if zones.free(at) else None
        if number is not None and number == len(run) + 1:
            run.append(at)
        elif number == 1:
            run = [at]
        elif number is None and run and zones.units[at].textual and not zones.cues[at].heading_like and len(run) < 3:
            run = []
        if len(run) > len(best):
            best = list(run)
    like = sum(zones.cues[at].reference_like for at in best)
    if len(best) >= 3 and like >= 0.6 * len(best) and best[-1] - best[0] < 3 * len(best):
        for at in range(best[0], best[-1] + 1):
            zones.put(at, "ref", 0.85 if zones.cues[at].reference_like else 0.6)
        after = best[-1] + 1
        if zones.free(after) and zones.units[after].blank == 0 and _part_of_entry(zones, after):
            zones.put(after, "ref", 0.5)
