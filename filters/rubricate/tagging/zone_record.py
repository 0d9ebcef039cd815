"""Zone rule: lines of a record that say by their form alone what they are, as archives and journals' sites print them."""

from __future__ import annotations

import re

from ..parsing.author_list import LEAD, author_list_score
from ..parsing.breadcrumbs import breadcrumbs, is_subject_path
from ..parsing.dates import find_date, history_dates, is_date
from ..parsing.identifiers import find_identifiers
from ..parsing.journal_line import journal_reference, parse_journal_line
from .front_cues import front_cues, licence_of_article
from .front_forms import OF_ISSN
from .journal_names import JOURNAL, PUBLISHED_IN
from .zone_boxes import address, box, parts
from .zone_eprints import TOP, is_eprint, of_eprint, summary
from .zone_state import Zoning

PATHS = 4
TITLE = re.compile(r"(?:title|título|titre|titel)\s?[:：]\s{0,2}(?=\S)", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
SIGN = re.compile(r".{0,20}(?:©|\(c\))", re.IGNORECASE)
OF_TEXT = frozenset(
    (
        "abstract",
        "intro",
        "background",
        "methods",
        "materials|methods",
        "results",
        "discussion",
        "conclusions",
        "cases",
        "references",
    )
)
"""Sections that do not stand above a title block."""
NEAR = 4
END = 12
"""Units at the end of a page among which a date with its event stands alone."""
BADGES = (
    "creative commons license",
    "creative commons licence",
    "licencia creative commons",
    "licencia de creative commons",
    "licença creative commons",
)
"""What a page has in the place of a picture above its licence."""
SHORT = 14


def recorded(zones: Zoning) -> None:
    """Label them, and remember that they are certain."""
    archived = is_eprint(zones)
    for at, unit in enumerate(zones.units):
        if not zones.free(at) or not unit.textual or unit.kind == "header" or not unit.text:
            continue
        role = (archived and of_eprint(zones, at)) or _by_form(zones, at)
        if role:
            zones.put(at, role, 0.9, offset=zones.cues[at].run_in[1] if role == "abstract" else 0)
            zones.sure.add(at)
        if (
            unit.text.casefold().startswith(front_cues("licence"))
            and YEAR.search(unit.text)
            and (SIGN.match(unit.text) or not zones.cues[at].reference_like)
            and _licensed_below(zones, at)
        ):
            zones.put(at, "permissions", 0.9)
            zones.sure.add(at)
    if archived:
        summary(zones)
    box(zones)
    parts(zones)
    for at in range(len(zones)):
        address(zones, at)


def _by_form(zones: Zoning, at: int) -> str:
    unit = zones.units[at]
    text = unit.text
    if text.casefold() in BADGES:
        return "page-furniture"
    if at < PATHS and unit.words <= SHORT and (at == 0 or JOURNAL.match(text)) and _numbered_below(zones, at + 1):
        return "journal-line"
    if at < TOP and _only_issn(text):
        return "article-id"
    steps = breadcrumbs(text)
    if steps:
        return "journal-line" if any(parse_journal_line(step) for step in steps) else "page-furniture"
    if at < PATHS and is_subject_path(text):
        return "article-type"
    cue = journal_reference(text)
    if cue:
        line = parse_journal_line(text[cue:])
        return "journal-line" if line is not None and line.journal and line.confidence >= 0.5 else ""
    published = PUBLISHED_IN.match(text)
    if published is not None and JOURNAL.match(text[published.end() :]):
        return "journal-line"
    if _dated_identifier(text):
        return "history"
    at_edge = at >= len(zones) - END or _above_text(zones, at)
    if at_edge and at > 1 and len(text) < 200 and _only_dates(text):
        return "history"
    if at >= len(zones) - END and len(text) < 900 and licence_of_article(text):
        return "permissions"
    if at >= TOP:
        return ""
    if TITLE.match(text) and unit.words >= 3 and not zones.titled and "title" not in map(zones.role, range(at)):
        return "title"
    found = find_date(text) if at > 1 and is_date(text) else None
    if found is not None and found[0].day is not None and _above_text(zones, at):
        return "front-notes"  # nothing says what happened then
    lead = LEAD.match(text)
    if lead and ":" in lead.group() and author_list_score(unit.names[lead.end() :]) >= 0.5:
        return "contrib-group"
    return ""


def _above_text(zones: Zoning, at: int) -> bool:
    """Whether a unit stands in the title block: no heading of the text and no sentences above it."""
    return at < TOP and not any(
        {zones.section(i), zones.cues[i].run_in[0]} & OF_TEXT
        or (zones.units[i].words >= SHORT and zones.units[i].text.endswith("."))
        for i in range(at)
    )


def _only_issn(text: str) -> bool:
    """The numbers of a journal and their kinds, nothing else: "On-line version ISSN 2049-3649"."""
    if len(text) > 120:
        return False
    spots = [spot for spot in find_identifiers(text) if spot.kind == "issn"]
    for spot in reversed(spots):
        text = text[: spot.start] + " " + text[spot.end :]
    return bool(spots) and all(
        word.strip("():;,.").casefold() in OF_ISSN for word in text.split() if word.strip("():;,./|")
    )


def _numbered_below(zones: Zoning, at: int) -> bool:
    """Whether the next line holds the number of a journal: the name above it is the journal's."""
    return at < len(zones) and _only_issn(zones.units[at].text)


def _dated_identifier(text: str) -> bool:
    """A date with its event and an identifier of the article, and nothing else: "Published online 2021 Mar 31. doi: 10.…"."""
    if len(text) > 300 or "10." not in text:
        return False
    spots = find_identifiers(text)
    for spot in sorted(spots, key=lambda spot: -spot.start):
        text = text[: spot.start] + " " + text[spot.end :]
    return bool(spots) and _only_dates(text)


def _only_dates(text: str) -> bool:
    """Dates with their events and nothing else: "Posted January 05, 2021."."""
    dates = history_dates(text)
    for _, _, start, end in sorted(dates, key=lambda event: -event[2]):
        text = text[:start] + " " + text[end:]
    return bool(dates) and not any(character.isalnum() for character in text)


def _licensed_below(zones: Zoning, at: int) -> bool:
    """Whether the licence of the article stands in the next lines: then the copyright line above is the article's, not the site's."""
    return any(licence_of_article(unit.text) for unit in zones.units[at : at + NEAR])
