"""Zone rule: the title block, from the journal line to the last affiliation."""

from __future__ import annotations

import re

from ..parsing.affiliation import affiliation_score
from ..parsing.article_type import FIELD, article_type
from ..parsing.author_list import author_list_score
from ..parsing.correspondence import MARKS, correspondence_score
from ..parsing.journal_line import parse_journal_line
from ..parsing.language import surely_another
from .front_cues import front_cues, is_badge, own_line
from .front_forms import mostly_history, numbered_place, only_identifiers
from .scripts import script_of
from .site_words import names_people
from .zone_abstract import bare_abstract, keyword_list
from .zone_affiliations import EVEN, around_authors
from .zone_cues import SECTIONS_OF_ABSTRACT
from .zone_head import head_line, signed_with_orcids
from .zone_journal import journal_names
from .zone_state import Zoning

BRACED = re.compile(r"\{[^{}@\s]{1,80}(?:,\s?[^{}@\s]{1,80}){0,12}\}@\S{3,80}$")
"""Addresses of several people in one: "{ann,bo}@oslo.example"."""
SENTENCE = 8
"""Words; a line of the title block that nobody knows may be shorter."""


def front(zones: Zoning) -> None:
    """Label everything before the body, and an abstract that stands without a heading."""
    end = body_start(zones)
    while (
        end > 1
        and zones.free(end - 1)
        and zones.units[end - 1].text.endswith((",", ":"))
        and zones.units[end - 1].words <= 6
    ):
        end -= 1  # a salutation ("To the Editor,") begins the letter
    plain = [at for at in range(end) if zones.free(at)]
    for at in plain:
        _by_itself(zones, at)
    _title_and_authors(zones, [at for at in plain if zones.free(at)])
    around_authors(zones, [at for at in plain if zones.free(at)])
    left = _text_alone(zones, end)
    for at in plain:
        if at >= left:
            break
        listed = zones.free(at) and zones.units[at].kind != "header" and keyword_list(zones, at)
        zones.put(at, "kwd-group" if listed else "front-notes", 0.5 if listed else 0.3)
    if not any(label is not None and label.role == "contrib-group" for label in zones.labels):
        _signature(zones, end)


def _text_alone(zones: Zoning, end: int) -> int:
    """Where the body begins in a text without an abstract: behind the last line that is known to be front; else `end`.

    So too where the metadata has the title: what stands behind the last known line of the title block is text.
    """
    roles = [zones.role(at) for at in range(len(zones))]
    if not zones.titled and ("title" not in roles or "abstract" in roles or "abstract-title" in roles):
        return end
    start = end
    while start > (0 if zones.titled else 1) and zones.free(start - 1):
        start -= 1
    sentences = any(zones.units[at].words >= SENTENCE for at in range(start, end))
    return start if zones.titled or sentences or end == len(zones) else end


def _signature(zones: Zoning, end: int) -> None:
    """Authors who sign below the text, as in letters: names, then affiliations, behind the last prose."""
    last = max((at for at in range(end, len(zones)) if zones.free(at) and zones.cues[at].prose), default=None)
    if last is None:
        return
    at = last + 1
    found = False
    while at < len(zones) and zones.free(at):
        text = zones.units[at].text
        if correspondence_score(text) >= EVEN or (found and "@" in text):
            zones.put(at, "corresp", 0.7)
        elif affiliation_score(text) >= EVEN and found:
            zones.put(at, "aff", 0.7)
        elif (
            author_list_score(text) >= EVEN and zones.units[at].kind != "header" and (found or _names_follow(zones, at))
        ):
            zones.put(at, "contrib-group", 0.6)
            found = True
        else:
            break
        at += 1


def _names_follow(zones: Zoning, at: int) -> bool:
    """Names are authors where affiliations or addresses stand under them."""
    return any(
        affiliation_score(zones.units[i].text) >= EVEN or "@" in zones.units[i].text
        for i in range(at + 1, min(at + 8, len(zones)))
        if zones.free(i)
    )


def body_start(zones: Zoning) -> int:
    """Index of the first unit of the body; abstracts and keyword lists before it belong to the front."""
    at = 0
    headers = 0
    last_front = 0
    while at < len(zones):
        unit, cue = zones.units[at], zones.cues[at]
        role = zones.role(at)
        if role in ("ref", "ref-title", "fig", "table-caption", "fig-block", "table-body", "float-title"):
            break
        if role:
            at += 1
            last_front = at if role not in ("page-furniture", "tagged") else last_front
            continue
        if unit.kind == "rule" or not unit.text:
            at += 1
            continue
        if not unit.textual:
            break
        if (cue.section and _names_the_kind(zones, at)) or at in zones.labelled:
            at += 1
            continue
        if is_badge(unit.text) and unit.kind != "header" and not _has_prose(zones, at + 1):
            zones.put(at, "page-furniture", 0.8)
            at += 1
            continue
        if (
            cue.section == "author-information"
            and at
            and not front_kind(zones, at)
            and _people_or_place_at(zones, at + 1)
        ):
            zones.put(at, "page-furniture", 0.8)  # a database's word over the addresses
            at += 1
            continue
        if cue.run_in[0] == "funding" and unit.kind != "header" and not _has_prose(zones, at):
            at += 1
            continue
        if cue.section and not front_kind(zones, at) and (at > 0 or zones.titled):
            behind = (
                bare_abstract(zones, at) if cue.section in SECTIONS_OF_ABSTRACT and not _has_abstract(zones, at) else at
            )
            if behind == at:
                break
            at = last_front = behind
            continue
        if unit.kind == "header":
            headers += 1
            if (headers > 1 or zones.titled or last_front > 1) and not _title_like_header(zones, at):
                break
        elif cue.prose and not front_kind(zones, at) and not _people_or_place(zones, at):
            behind = bare_abstract(zones, at) if not _has_abstract(zones, at) else at
            if behind == at:
                break
            at = behind
            continue
        elif _behind_abstract(zones, at) and not front_kind(zones, at) and not _terms_below(zones, at):
            break
        at += 1
    return at


def _has_prose(zones: Zoning, end: int) -> bool:
    """Whether running text stands among the first units, up to and with unit `end`."""
    return any(zones.cues[at].prose for at in range(min(end + 1, len(zones))))


def _names_the_kind(zones: Zoning, at: int) -> bool:
    """ "Case Report" above a title says what the article is; below one it would be a section."""
    unit = zones.units[at]
    above = [i for i in range(at) if zones.units[i].text]
    return (
        unit.kind != "header"
        and not zones.titled
        and bool(article_type(unit.text.strip(" .:[]"))[0])
        and len(above) <= 5
        and all(front_kind(zones, i) or zones.units[i].words <= 3 for i in above)
    )


def _people_or_place(zones: Zoning, at: int) -> bool:
    """A long list of authors or affiliations: initials and post codes make it look like sentences."""
    text = zones.units[at].text
    return author_list_score(zones.units[at].names) >= 0.7 or (
        affiliation_score(text) >= EVEN and not any(zones.role(i) == "abstract" for i in range(at))
    )


def _people_or_place_at(zones: Zoning, at: int) -> bool:
    return at < len(zones) and zones.free(at) and zones.units[at].textual and _people_or_place(zones, at)


def _has_abstract(zones: Zoning, at: int) -> bool:
    """Whether an abstract is known: before this unit, or one in its script anywhere (a Korean article may print its English
    abstract above the text and its Korean one below it)."""
    script = script_of(zones.units[at].text)
    return any(
        label is not None and label.role == "abstract" and (i < at or script_of(zones.units[i].text) == script)
        for i, label in enumerate(zones.labels)
    )


def _title_like_header(zones: Zoning, at: int) -> bool:
    """A second header before any prose: a subtitle, or the title in another language."""
    before = [zones.role(i) for i in range(at)]
    return (
        not any(role.startswith(("abstract", "kwd")) for role in before)
        and zones.units[at].level == zones.units[0].level
        and at <= 2
    )


def _terms_below(zones: Zoning, at: int) -> bool:
    """Terms without a heading directly below the abstract."""
    return zones.units[at].blank > 0 and zones.role(at - 1) == "abstract" and keyword_list(zones, at)


def _behind_abstract(zones: Zoning, at: int) -> bool:
    """True where an abstract and its keywords lie behind, so that what comes now is the body."""
    roles = [zones.role(i) for i in range(at)]
    return "abstract" in roles and not any(
        zones.section(i) == "abstract" or zones.role(i) == "abstract" for i in range(at, min(at + 12, len(zones)))
    )


def front_kind(zones: Zoning, at: int) -> str:
    """The role that the wording of one unit gives it in a title block, or empty."""
    unit = zones.units[at]
    text = unit.text
    low = text.casefold()
    if not unit.textual or not text:
        return ""
    if low.startswith(front_cues("running_heads")):
        return "running-head"
    if own_line(text):
        return "front-notes"
    if (
        low.startswith(front_cues("licence"))
        or ("creative commons" in low and len(text) < 900)
        or "creativecommons.org" in low
    ):
        return "permissions"
    if (any(cue in low for cue in front_cues("notes")) or low.startswith(front_cues("note_starts"))) and len(
        text
    ) < 400:
        return "author-note"
    if BRACED.match(text):
        return "corresp"
    if len(text) < 700 and correspondence_score(text) >= EVEN:
        return "" if numbered_place(text) else "corresp"
    if len(text) < 500 and mostly_history(text):
        return "history"
    if unit.kind != "header" and len(text) < 400:
        line = parse_journal_line(text)
        if line is not None and line.confidence >= EVEN:
            return "journal-line"
    if len(text) < 300 and only_identifiers(text):
        return "article-id"
    return ""


def _by_itself(zones: Zoning, at: int) -> None:
    if head_line(zones, at):
        return
    if zones.units[at].people:
        zones.put(at, "contrib-group", 0.9)
        return
    kind = front_kind(zones, at)
    unit = zones.units[at]
    section, offset = zones.cues[at].run_in
    if not kind and section == "funding":  # printed with the title block: "Funding information: Bread Council"
        zones.put(at, "back-run-in", 0.8, section=section, offset=offset)
        return
    if kind == "article-id" and at + 1 < len(zones) and names_people(zones.units[at + 1]):
        zones.put(at, "contrib-group", 0.9)  # authors, each with an ORCID or address
        return
    if kind:
        zones.put(at, kind, 0.8)
        if BRACED.match(zones.units[at].text):
            zones.placed.add(at)
        return
    if unit.kind == "header" or unit.words > 8 or (unit.blank == 0 and at and zones.role(at - 1) == "contrib-group"):
        return
    kind_words = len(unit.text.partition(FIELD)[0].split())
    if article_type(unit.text.strip(" .:[]"))[0] and kind_words <= 5 and "title says" not in article_type(unit.text)[1]:
        zones.put(at, "article-type", 0.8)


def _title_and_authors(zones: Zoning, free: list[int]) -> None:
    free = journal_names(zones, free)
    scores = {at: author_list_score(zones.units[at].names) for at in free}
    affs = {at: affiliation_score(zones.units[at].text) for at in free}
    named = next((at for at in range(len(zones)) if zones.role(at) == "title"), None)
    title = None if zones.titled else _title(zones, free, scores, affs) if named is None else named
    after = 0
    if title is not None:
        zones.put(title, "title", 0.9 if zones.units[title].kind == "header" else 0.8)
        after = title + 1
        for at in free:
            if at < title and zones.free(at):
                unit = zones.units[at]
                journal = at + 1 < len(zones) and zones.role(at + 1) == "journal-line" and at <= 1
                zones.put(at, "journal-line" if journal else "article-type" if unit.words <= 8 else "front-notes", 0.5)
    _authors(zones, [at for at in free if at >= after], scores, affs)
    if title is not None:
        _second_titles(zones, [at for at in free if at >= after], title, scores, affs)


def _title(zones: Zoning, free: list[int], scores: dict[int, float], affs: dict[int, float]) -> int | None:
    headers = [at for at in free if zones.units[at].kind == "header"]
    if headers:
        return headers[0]
    first_author = next(
        (at for at in free if scores[at] >= 0.6 and at > free[0] and zones.units[at].words >= 2), len(zones)
    )
    first_aff = next((at for at in free if affs[at] >= 0.6), len(zones))
    limit = min(first_author, first_aff)
    candidates = [at for at in free if at < limit] or free[:1]
    candidates = [
        at for at in candidates if zones.units[at].text and not zones.units[at].text.endswith(":")
    ] or candidates
    if not candidates:
        return None
    candidates = [
        at for at in candidates if zones.units[at].words <= 14 or not zones.units[at].text.endswith(".")
    ] or candidates
    candidates = candidates[:4]
    bold = [at for at in candidates if zones.units[at].bold and zones.units[at].words >= 3]
    if bold:
        return bold[0]
    main = [at for at in candidates if zones.units[at].words >= 4 or len(zones.units[at].text) >= 20]
    return main[0] if main else candidates[-1] if len(candidates) < 3 else candidates[0]


def _authors(zones: Zoning, free: list[int], scores: dict[int, float], affs: dict[int, float]) -> None:
    found = 0
    last = -2
    for at in free:
        unit = zones.units[at]
        likely = scores[at] >= EVEN and scores[at] >= affs[at]
        beside = last == at - 1 and unit.blank == 0 and scores[at] >= 0.35 and affs[at] < 0.4
        if (likely or beside) and zones.free(at) and unit.kind != "header":
            apart = found and last != at - 1 and script_of(unit.text) == script_of(zones.units[last].text)
            if apart and (affs[at] >= 0.3 or unit.words < 2 or _stray(zones, at)):
                continue
            zones.put(at, "contrib-group", scores[at])
            if likely and signed_with_orcids(zones, at):
                zones.sure.add(at)
            found += 1
            last = at


def _stray(zones: Zoning, at: int) -> bool:
    """One name without a mark, apart from a list of names that have marks: "Citation Export" is a button."""
    listed = next((i for i in range(at) if zones.role(i) == "contrib-group"), at)
    return not any(c.isdigit() for c in zones.units[at].names) and any(c.isdigit() for c in zones.units[listed].names)


def _second_titles(
    zones: Zoning, free: list[int], title: int, scores: dict[int, float], affs: dict[int, float]
) -> None:
    """What stands near the title and is neither author nor affiliation: a title in another script, a subtitle."""
    script = script_of(zones.units[title].text)
    authors = [at for at in free if zones.role(at) == "contrib-group"]
    first = authors[0] if authors else title + 2
    for at in free:
        if not zones.free(at) or affs[at] >= 0.4:
            continue
        unit = zones.units[at]
        other = (script_of(unit.text) != script and unit.words >= 2) or (
            at < first + 1 and surely_another(unit.text, zones.units[title].text)
        )
        if (
            other
            and scores[at] < 0.4
            and not any(mark in unit.text[:2] for mark in MARKS)
            and not unit.text[:1].isdigit()
        ):
            zones.put(at, "trans-title", 0.6)
        elif (
            at == title + 1
            and at < first
            and unit.kind in ("header", "para", "line")
            and unit.words <= 30
            and authors
            and not unit.text[:1].isdigit()
        ):
            zones.put(at, "subtitle", 0.5)
