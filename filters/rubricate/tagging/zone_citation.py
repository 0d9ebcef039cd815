"""Zone rule: the line that tells how to cite the article, wherever a page prints it."""

from __future__ import annotations

from ..parsing.identifiers import find_identifiers
from ..parsing.journal_line import parse_journal_line
from ..parsing.own_citation import announces_citation, letters, own_citation, without_version
from .journal_names import JOURNAL
from .zone_state import Zoning

SHORT = 6
WORDS = 4
"""Words of the shortest entry of such a list, and of the shortest title."""


OTHERS = frozenset(
    ("similar articles", "related articles", "cited by", "cited by other articles", "articles citing this article", "recommended articles", "you may also like",
     "more from this journal", "most read", "most cited", "latest articles", "see also", "related content", "people also read", "other articles by this author",
     "most read articles by the same author(s)",
     "artículos más leídos del mismo autor/a", "artigos mais lidos pelo mesmo(s) autor(es)")
)  # fmt: skip
"""Headings of a page over lists of other articles."""
SHORTEST = 20
"""Letters; a shorter line may stand in a citation by chance."""


def cited(zones: Zoning) -> None:
    """Label "How to cite: …" as a journal line, the citation under a heading that announces it, and the title that it names."""
    _others(zones)
    found = len(zones.cited)
    _citations(zones)
    if len(zones.cited) > found and not zones.titled:
        _title(zones)


def _others(zones: Zoning) -> None:
    """Lists of other articles are the page's: their journals, numbers and years are none of this article."""
    for at in range(len(zones)):
        if zones.units[at].text.strip(" :").casefold() not in OTHERS or zones.units[at].kind == "header":
            continue
        below = at + 1
        while (
            below < len(zones) and zones.free(below) and zones.units[below].marker and zones.units[below].words >= SHORT
        ):
            zones.put(below, "page-furniture", 0.9)
            below += 1
        while _record(zones, below):
            zones.put(below, "page-furniture", 0.9)
            zones.others.add(below)
            below += 1
        while _titled_record(zones, below):
            for line in (below, below + 1):
                zones.put(line, "page-furniture", 0.9)
                zones.others.add(line)
            below += 2
        if below > at + 1:
            zones.put(at, "page-furniture", 0.9)


def _record(zones: Zoning, at: int) -> bool:
    """One line that names an article and the numbers of its journal."""
    if not zones.free(at) or not zones.units[at].textual or zones.units[at].words < SHORT or zones.cues[at].prose:
        return False
    line = parse_journal_line(zones.units[at].text)
    return line is not None and bool(line.volume and line.date.year)


def _titled_record(zones: Zoning, at: int) -> bool:
    """A title, and directly under it who wrote it and where it stands, with an identifier or the numbers of a journal."""
    if not (zones.free(at) and zones.free(at + 1)) or zones.units[at + 1].blank or zones.section(at):
        return False
    title, record = zones.units[at], zones.units[at + 1]
    if not (title.textual and record.textual) or record.words < SHORT:
        return False
    return any(spot.kind in ("doi", "pmid", "pmcid") for spot in find_identifiers(record.text)) or (
        parse_journal_line(record.text) is not None
    )


def _title(zones: Zoning) -> None:
    """The first line that stands whole in the article's own citation is its title."""
    texts = [letters(zones.units[at].text) for at in sorted(zones.cited)]
    best: tuple[int, int] | None = None
    for at in range(len(zones)):
        unit = zones.units[at]
        if not zones.free(at) or not unit.textual or unit.words < WORDS:
            continue
        title = letters(without_version(unit.text))
        place = min((text.find(title) for text in texts if title in text), default=-1)
        if len(title) < SHORTEST or place < 0:
            continue
        if best is None or (place < best[0] and JOURNAL.match(zones.units[best[1]].text)):
            best = (place, at)  # a journal's name stands behind the title in a citation
    if best is not None:
        zones.put(best[1], "title", 0.9)
        zones.cited.add(best[1])


def _citations(zones: Zoning) -> None:
    for at in range(len(zones)):
        unit = zones.units[at]
        if not zones.free(at) or not unit.textual or unit.kind == "header":
            continue
        below = at > 0 and announces_citation(zones.units[at - 1].text) and zones.cues[at].reference_like
        if below or own_citation(unit.text, inside=unit.words <= 40):
            zones.put(at, "journal-line", 0.9)
            zones.cited.add(at)
        elif announces_citation(unit.text) and zones.free(at + 1) and zones.cues[at + 1].reference_like:
            zones.put(at, "page-furniture", 0.9)
