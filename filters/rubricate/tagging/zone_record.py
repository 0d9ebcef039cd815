"""Zone rule: lines of a record that say by their form alone what they are, as archives and journals' sites print them."""

from __future__ import annotations

import re

from ..parsing.abstract_parts import leading_part
from ..parsing.author_list import LEAD, author_list_score
from ..parsing.breadcrumbs import breadcrumbs, is_subject_path
from ..parsing.dates import find_date, history_dates, is_date
from ..parsing.identifiers import find_identifiers
from ..parsing.journal_line import journal_reference, parse_journal_line
from .front_cues import front_cues, licence_of_article
from .journal_names import JOURNAL, PUBLISHED_IN
from .zone_front import OF_ISSN
from .zone_state import Zoning

TOP = 25
"""Units among which the title block of a page stands."""
PATHS = 4
TITLE = re.compile(r"(?:title|título|titre|titel)\s?[:：]\s{0,2}(?=\S)", re.IGNORECASE)
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
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
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
ADDRESS = 8
"""Lines of an address under its heading, the e-mail among them."""
SHORT = 14


def recorded(zones: Zoning) -> None:
    """Label them, and remember that they are certain."""
    archived = any(ARXIV.fullmatch(unit.text) for unit in zones.units[:TOP])
    for at, unit in enumerate(zones.units):
        if not zones.free(at) or not unit.textual or unit.kind == "header" or not unit.text:
            continue
        role = (archived and _of_archive(zones, at)) or _by_form(zones, at)
        if role:
            zones.put(at, role, 0.9, offset=zones.cues[at].run_in[1] if role == "abstract" else 0)
            zones.formal.add(at)
        if (
            unit.text.casefold().startswith(front_cues("licence"))
            and YEAR.search(unit.text)
            and _licensed_below(zones, at)
        ):
            zones.put(at, "permissions", 0.9)
            zones.formal.add(at)
    if archived:
        _summary(zones)
    _box(zones)
    _parts(zones)
    for at in range(len(zones)):
        _address(zones, at)


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
    if at >= len(zones) - END and at > 1 and len(text) < 200 and _only_dates(text):
        return "history"
    if at >= len(zones) - END and len(text) < 900 and licence_of_article(text):
        return "permissions"
    if at >= TOP:
        return ""
    if TITLE.match(text) and unit.words >= 3 and not zones.titled and "title" not in map(zones.role, range(at)):
        return "title"
    found = find_date(text) if at > 1 and is_date(text) else None
    if found is not None and found[0].day is not None and not any(cue.prose for cue in zones.cues[:at]):
        return "front-notes"  # nothing says what happened then
    lead = LEAD.match(text)
    if lead and ":" in lead.group() and author_list_score(unit.names[lead.end() :]) >= 0.5:
        return "contrib-group"
    return ""


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


def _of_archive(zones: Zoning, at: int) -> str:
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


def _summary(zones: Zoning) -> None:
    """The abstract of an e-print, where no word says so: the prose directly above the facts of its record."""
    for at in range(1, min(TOP, len(zones) - 1)):
        if zones.free(at) and zones.cues[at].prose and at + 1 in zones.formal and not zones.cues[at].run_in[0]:
            zones.put(at, "abstract", 0.9)
            zones.formal.add(at)
            return


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


def _box(zones: Zoning) -> None:
    """The box beside an article on a journal's site: "Issue", "Vol. 12 No. 3 (2021)", "Section", "Articles", "License"."""
    issue = None
    for at in range(len(zones) - 1):
        if not zones.free(at) or zones.units[at].kind == "header":
            continue
        label, below = zones.units[at].text.strip(" :").casefold(), zones.units[at + 1]
        if label in front_cues("issue_labels"):
            line = parse_journal_line(below.text)
            if line is None or not line.volume + line.issue or line.pages.text:
                continue
            roles = ("page-furniture", "journal-line")
            issue = at
        elif issue is not None and label in front_cues("section_labels") and at - issue <= NEAR and below.words <= 6:
            roles = ("page-furniture", "article-type")
        elif label in front_cues("licence_labels") and below.text.casefold().startswith(front_cues("licence")):
            roles = ("page-furniture", "permissions")
        else:
            continue
        for place, role in zip((at, at + 1), roles, strict=True):
            if role and zones.free(place):
                zones.put(place, role, 0.9)
                zones.formal.add(place)


def _parts(zones: Zoning) -> None:
    """An abstract in parts whose titles no mark closes: "Background Bakers sleep little.", "Methods We asked 120 bakers."."""
    for head in range(len(zones) - 2):
        if not zones.free(head) or zones.section(head) != "abstract":
            continue
        end = head + 1
        while zones.free(end) and zones.units[end].kind in ("line", "para") and leading_part(zones.units[end].text):
            end += 1
        if end - head > 2:
            for at in range(head, end):
                zones.put(at, "abstract-title" if at == head else "abstract", 0.9)
                zones.formal.add(at)


def _address(zones: Zoning, at: int) -> None:
    """An address on lines of its own, under "Correspondence:"; where none follows, the word alone leads to it on the page."""
    unit = zones.units[at]
    if not zones.free(at) or unit.kind not in ("line", "para") or unit.words > SHORT:
        return
    head = unit.text.rstrip(" :：.").casefold()
    if head not in front_cues("correspondence_heads") or at < 3:
        return
    end = at + 1
    while zones.free(end) and end - at <= ADDRESS:
        below = zones.units[end]
        if not below.textual or below.kind == "header" or zones.cues[end].prose or zones.section(end):
            break
        apart = below.blank > zones.units[at + 1].blank
        if (below.words > SHORT and "@" not in below.text) or (apart and end > at + 1):
            break
        end += 1
        if "@" in below.text:
            for line in range(at, end):
                zones.put(line, "corresp", 0.9)
                zones.formal.add(line)
            return
    if zones.section(at + 1) == "abstract" and not unit.text.endswith((":", "：")):
        zones.put(at, "page-furniture", 0.8)
        zones.formal.add(at)
