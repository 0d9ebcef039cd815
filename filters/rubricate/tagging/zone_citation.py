"""Zone rule: the line that tells how to cite the article, wherever a page prints it."""

from __future__ import annotations

import re

from ..inlines import begins_raised
from ..parsing.article_type import article_type
from ..parsing.dates import parse_date
from ..parsing.headings import uncounted
from ..parsing.identifiers import find_identifiers
from ..parsing.journal_line import parse_journal_line
from ..parsing.own_citation import announces_citation, letters, own_citation, without_version
from .journal_names import JOURNAL
from .units import Unit
from .zone_floats import caption_of
from .zone_state import Zoning

ISSN_LINE = re.compile(r"ISSN:?\s[0-9]{4}-[0-9]{3}[0-9X](?:\s\((?:online|electronic|print)\))?", re.IGNORECASE)
ENTRY = re.compile(
    r"(?:Article|Chapter|Book|Conference paper|Reference work entry|Protocol)(?:\sOpen access)?(?:\s(?:[0-3]?[0-9]\s[A-Z][a-z]{2,8}\s[0-9]{4}|©\s?[0-9]{4}))?",
    re.IGNORECASE,
)
"""The second line of an entry: its kind, and when it came out."""
SUBJECTS = ("discover the latest articles", "explore related subjects")
"""Lines above subjects that a site chose."""
HEAD = 40
"""Units at the head of a page; further on "Subjects" is a heading of the article."""
SHORT = 6
WORDS = 4
"""Words of the shortest entry of such a list, and of the shortest title."""


OTHERS = frozenset(
    ("similar articles", "related articles", "cited by", "cited by other articles", "articles citing this article", "recommended articles", "you may also like",
     "citing literature", "citing articles", "view all citing articles on scopus", "people also read", "recommended", "related research", "related articles:",
     "similar articles:", "more from this journal", "most read", "most cited", "latest articles", "see also", "related content", "similar content being viewed by others",
     "this article is cited by", "recommended by others", "other articles", "other articles by this author", "most read articles by the same author(s)",
     "artículos más leídos del mismo autor/a", "artigos mais lidos pelo mesmo(s) autor(es)")
)  # fmt: skip
"""Headings of a page over lists of other articles."""
EXCERPTS = frozenset(("citation excerpt", "show abstract", "abstract", "excerpt"))
"""Lines above a paragraph of another article."""
DATED = re.compile(r"(?:19|20)[0-9]{2}, [^\W\d_a-z]")
"""The record of a citing article: "2022, Journal of Village Ovens"."""
NUMBERS = re.compile(r"vol(?:ume|\.)?\s?[0-9]", re.IGNORECASE)
"""The numbers of an article at the foot of its page: "Volume 12, Issue 3, March 2021, Pages 101-119"."""
MENU = frozenset(("", "references", "supplementary-material", "open-access", "figure-legends", "tables"))
"""Headings that a page's menu names too."""
LONGEST = 30
"""Words of a line that names another article."""
SENTENCE = 10
"""Letters of a short title that is a sentence of its own in the citation: "Lee, A. Mills in memory. Ovens 44, …"."""
SHORTEST = 20
"""Letters; a shorter line may stand in a citation by chance."""


def cited(zones: Zoning) -> None:
    """Label "How to cite: …" as a journal line, the citation under a heading that announces it, and the title that it names."""
    _others(zones)
    _subjects(zones)
    _above_issn(zones)
    found = len(zones.cited)
    _citations(zones)
    if len(zones.cited) > found and not zones.titled:
        _title(zones)


def _others(zones: Zoning) -> None:
    """Lists of other articles are the page's: their journals, numbers and years are none of this article."""
    last = _last_reference(zones)
    for at in range(len(zones)):
        if uncounted(zones.units[at].text).strip(" :").casefold() not in OTHERS or zones.units[at].kind == "header":
            continue
        below = at + 1
        if at > last:
            _numbers_below(zones, below)
            _behind_references(zones, below)
        while (
            below < len(zones) and zones.free(below) and zones.units[below].marker and zones.units[below].words >= SHORT
        ):
            zones.put(below, "page-furniture", 0.9)
            below += 1
        while size := _titled_entry(zones, below):
            for line in range(below, below + size):
                zones.put(line, "page-furniture", 0.9)
                zones.placed.add(line)
            below += size
        while _record(zones, below):
            zones.put(below, "page-furniture", 0.9)
            zones.placed.add(below)
            below += 1
        while _titled_record(zones, below):
            for line in (below, below + 1):
                zones.put(line, "page-furniture", 0.9)
                zones.placed.add(line)
            below += 2
        if below > at + 1 or zones.units[at].text.casefold().startswith("similar content"):
            zones.put(at, "page-furniture", 0.9)
            zones.placed.add(at)


def _subjects(zones: Zoning) -> None:
    """Short lines directly below "Discover the latest articles …" are subjects that the site chose, not the article's."""
    for at in range(len(zones) - 1):
        below = at + 1
        text = zones.units[at].text.casefold()
        if text.startswith(SUBJECTS) or (text == "subjects" and at <= HEAD and not zones.units[below].marker):
            while zones.free(below) and zones.units[below].below and zones.units[below].words <= WORDS:
                if zones.section(below):
                    break
                zones.put(below, "page-furniture", 0.9)
                zones.placed.add(below)
                below += 1


def _above_issn(zones: Zoning) -> None:
    """The name above "ISSN: 1471-9999" at a page's foot is the journal's."""
    first = next((at for at in range(len(zones)) if zones.role(at) == "ref"), len(zones))
    for at in range(first, len(zones) - 1):
        unit, below = zones.units[at], zones.units[at + 1]
        if zones.free(at) and unit.textual and unit.words <= SHORT and ISSN_LINE.fullmatch(below.text) and below.below:
            zones.put(at, "journal-line", 0.8)
            zones.sure.add(at)


def _titled_entry(zones: Zoning, at: int) -> int:
    """How many lines an entry has that is a title, its kind and its day, directly below each other; 0 where it is none."""
    lines: list[Unit] = []
    while len(lines) < 3 and zones.free(at + len(lines)) and (not lines or zones.units[at + len(lines)].below):
        lines.append(zones.units[at + len(lines)])
    if len(lines) < 2 or not all(unit.textual and unit.kind != "header" for unit in lines):
        return 0
    day = parse_date(lines[-1].text)
    dated = len(lines) == 3 and day is not None and day.text == lines[-1].text.strip(" .")
    if ENTRY.fullmatch(lines[1].text):
        return 3 if dated else 2
    kind = article_type(lines[1].text)[0]
    return len(lines) if kind and (dated or len(lines) == 2) else 0


def _behind_references(zones: Zoning, at: int) -> None:
    """Short lines under such a heading, behind the reference list, up to a note, a section or a paragraph of the article."""
    found = []
    rest = range(at, len(zones))
    dated = not any(zones.cues[i].prose or zones.section(i) not in MENU or not zones.units[i].textual for i in rest)
    while at < len(zones) and (zones.free(at) or zones.role(at) == "page-furniture" or at in zones.cited):
        unit, cue = zones.units[at], zones.cues[at]
        excerpt = at > 0 and uncounted(zones.units[at - 1].text).strip(" :").casefold() in EXCERPTS
        own = unit.kind == "header" or begins_raised(unit.inlines) or unit.text.startswith(("©", "*", "†"))
        if (
            own
            or caption_of(unit)
            or "\t" in unit.text
            or (cue.section not in MENU and zones.free(at))
            or (unit.words > LONGEST and not excerpt)
            or not unit.textual
        ):
            break
        dated = dated or bool(DATED.match(unit.text))
        found.append(at)
        at += 1
    for at in found if dated else ():
        zones.put(at, "page-furniture", 0.9)
        zones.placed.add(at)


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
    """The first line that stands whole in the article's own citation is its title, the journal's name behind it is not; a
    short one must be a sentence of its own there, and of several the first sentence."""
    cited = [zones.units[at].text for at in sorted(zones.cited)]
    texts = [letters(text) for text in cited]
    best: tuple[int, int] | None = None
    short: list[tuple[int, int]] = []
    for at in range(len(zones)):
        unit = zones.units[at]
        if not zones.free(at) or not unit.textual:
            continue
        if unit.words < WORDS:
            place = _sentence(unit.text, cited) if unit.words > 1 else -1
            short += [(place, at)] if place >= 0 else []
            continue
        title = letters(without_version(unit.text))
        place = min((text.find(title) for text in texts if title in text), default=-1)
        if len(title) < SHORTEST or place < 0:
            continue
        if best is None or (place < best[0] and JOURNAL.match(zones.units[best[1]].text)):
            best = (place, at)
    best = best or min(short, default=None)
    if best is not None:
        zones.put(best[1], "title", 0.9)
        zones.cited.add(best[1])


def _sentence(line: str, cited: list[str]) -> int:
    """Where a citation has the line for a sentence; -1 where none has, or the line is too short."""
    found = [text.find(f" {line.strip(' .')}.") for text in cited] if len(line) >= SENTENCE else []
    return min((place for place in found if place >= 0), default=-1)


def _last_reference(zones: Zoning) -> int:
    """The last unit of the reference list; the number of units where there is none."""
    return max((at for at in range(len(zones)) if zones.role(at) == "ref"), default=len(zones))


def _numbers_below(zones: Zoning, start: int) -> None:
    """The article's own numbers at the foot of its page."""
    for at in range(start, len(zones)):
        unit = zones.units[at]
        if zones.free(at) and unit.words <= SHORT + WORDS and NUMBERS.match(unit.text):
            line = parse_journal_line(unit.text)
            if line is not None and line.volume and not line.journal and (line.date.year or line.pages.text):
                zones.put(at, "journal-line", 0.9)
                zones.cited.add(at)


def _citations(zones: Zoning) -> None:
    last = _last_reference(zones)
    if last < len(zones):
        _numbers_below(zones, last + 1)
    for at in range(len(zones)):
        unit = zones.units[at]
        if not zones.free(at) or not unit.textual or unit.kind == "header":
            continue
        below = (
            at > 0
            and announces_citation(zones.units[at - 1].text)
            and zones.cues[at].reference_like
            and unit.words > 1  # the article's own address
        )
        if below or own_citation(unit.text, inside=unit.words <= 40):
            zones.put(at, "journal-line", 0.9)
            zones.cited.add(at)
        elif announces_citation(unit.text) and zones.free(at + 1) and zones.cues[at + 1].reference_like:
            zones.put(at, "page-furniture", 0.9)
