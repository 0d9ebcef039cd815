"""Zone rule: what is left after the front, floats and references: sections, back matter, paragraphs, the page's tail."""

from __future__ import annotations

import re

from ..parsing.article_type import article_type, without_badges
from ..parsing.dates import history_dates
from .front_cues import front_cues, licence_of_article
from .furniture_cues import (
    is_count,
    is_furniture_among_others,
    is_furniture_line,
    is_record_label,
    tops_furniture,
)
from .zone_front import front_kind
from .zone_state import Zoning

BACK_SECTIONS = frozenset(
    ("acknowledgements", "funding", "coi-statement", "author-contributions", "data-availability", "ethics-statement",
     "abbreviations", "supplementary-material", "appendix", "consent", "fn-group", "notes", "bio", "glossary",
     "orcid", "open-access", "publishers-note", "additional-information", "peer-review", "author-information")
)  # fmt: skip
TOP_SECTIONS = frozenset(
    ("intro", "background", "methods", "materials|methods", "results", "discussion", "conclusions", "cases", "results|discussion",
     "limitations")
)  # fmt: skip
TEXT_KINDS = frozenset(("line", "para", "item"))
UNFINISHED = frozenset(
    (
        "as",
        "that",
        "by",
        "of",
        "is",
        "are",
        "was",
        "were",
        "the",
        "a",
        "an",
        "and",
        "or",
        "with",
        "to",
        "where",
        "which",
        "for",
        "in",
        "from",
        "follows",
    )
)
"""Words that no heading ends with."""
HEAD = 20
"""Units at the head of a text among which a site prints its badges."""
COUNTERS = re.compile(r"[0-9]{1,6}(?: [0-9]{1,6}){4,12}")
"""Counters of a page beside its links: "0 0 0 0 0 0 13"."""
DECIMAL = re.compile(r"^[0-9]{1,2}((?:\.[0-9]{1,2}){0,4})\.?$")


def furniture(zones: Zoning) -> None:
    """Lines that every site prints around an article, wherever they stand."""
    for at, unit in enumerate(zones.units):
        if (
            unit.textual
            and unit.kind != "header"
            and zones.free(at)
            and is_furniture_line(unit.text)
            and not _row(zones, at)
            and not (at == 0 and unit.words <= 2 and unit.bold)
        ):
            zones.put(at, "page-furniture", 0.9)
            if is_count(unit.text):
                zones.sure.add(at)
        elif at < HEAD and _badge(zones, at):
            zones.put(at, "page-furniture", 0.9)
            zones.sure.add(at)
        if (
            COUNTERS.fullmatch(unit.text)
            and unit.kind == "line"
            and "page-furniture" in (zones.role(at - 1), _next_kind(zones, at))
        ):
            zones.put(at, "page-furniture", 0.8)
            zones.sure.add(at)
    for at in range(len(zones) - 1):
        unit, below = zones.units[at], zones.units[at + 1]
        open_line = zones.free(at) or zones.role(at) == "page-furniture"
        if unit.kind in TEXT_KINDS and open_line and is_record_label(unit.text) and below.kind in TEXT_KINDS:
            kind = article_type(below.text)[0] if below.words <= 4 else front_kind(zones, at + 1)
            if kind and kind not in ("author-note", "corresp"):
                zones.put(at, "page-furniture", 0.9)
                zones.labelled.add(at + 1)
    for order in (range(len(zones)), range(len(zones) - 1, -1, -1)):  # lines beside such lines, down and up
        for at in order:
            unit = zones.units[at]
            beside = "page-furniture" in (zones.role(at - 1), zones.role(at + 1))
            if beside and zones.free(at) and unit.kind in TEXT_KINDS and is_furniture_among_others(unit.text):
                zones.put(at, "page-furniture", 0.8)
    for at in range(len(zones) - 1, -1, -1):  # the first line of a menu may name a kind of article elsewhere
        furnished = zones.role(at + 1) == "page-furniture" and without_badges(zones.units[at + 1].text)
        if furnished and zones.free(at) and zones.units[at].kind in TEXT_KINDS and tops_furniture(zones.units[at].text):
            zones.put(at, "page-furniture", 0.8)
            zones.sure.add(at)


def _row(zones: Zoning, at: int) -> bool:
    """A line with tabs beside another one that is no count of a site: a row of a table."""
    return "\t" in zones.units[at].text and any(
        0 <= i < len(zones) and "\t" in zones.units[i].text and not is_count(zones.units[i].text)
        for i in (at - 1, at + 1)
    )


def _badge(zones: Zoning, at: int) -> bool:
    """ "Open access" among the lines above an abstract; above a licence or a paragraph it is a heading."""
    unit = zones.units[at]
    if unit.kind not in TEXT_KINDS or not zones.free(at) or not unit.text or without_badges(unit.text):
        return False
    if at + 1 >= len(zones):
        return False
    below = zones.units[at + 1]
    return not (zones.cues[at + 1].prose or below.text.casefold().startswith(front_cues("licence")))


def _next_kind(zones: Zoning, at: int) -> str:
    """What the next line is known to be, which no rule has labelled yet."""
    known = at + 1 < len(zones) and is_furniture_line(zones.units[at + 1].text)
    return "page-furniture" if known else ""


def between_furniture(zones: Zoning) -> None:
    """A short item between lines of furniture, and the site's own notice behind them, are furniture too."""
    for at, unit in enumerate(zones.units):
        if (
            zones.free(at)
            and zones.role(at - 1) == "page-furniture"
            and zones.role(at + 1) == "page-furniture"
            and unit.words <= 4
            and front_kind(zones, at) != "article-id"
            and not history_dates(unit.text)
            and at not in zones.labelled
            and not zones.units[at + 1].text.casefold().startswith("affiliation")
            and not (
                zones.section(at) and not unit.marker and (unit.blank or zones.units[at + 1].blank)
            )  # a section with nothing in it
        ):
            zones.put(at, "page-furniture", 0.7)
    last = max((i for i in range(len(zones)) if zones.role(i) in ("ref", "table-foot")), default=None)
    if last is None:
        return
    tail = range(last + 1, len(zones))
    begun = False
    for at in tail:
        begun = begun or zones.role(at) == "page-furniture"
        text = zones.units[at].text
        if (
            begun
            and zones.free(at)
            and zones.units[at].textual
            and len(text) < 300
            and text.casefold().startswith(front_cues("licence"))
            and not licence_of_article(text)
        ):
            zones.put(at, "page-furniture", 0.8)


def body(zones: Zoning) -> None:
    """Label `sec-title`, `back-title`, `p`, `list-item` and the rest."""
    levels = Levels(zones)
    back = ""
    seen_body = any(label is not None and label.role in ("abstract", "title") for label in zones.labels)
    for at, unit in enumerate(zones.units):
        if not zones.free(at):
            if zones.role(at) == "ref-title":
                back = ""
            continue
        cue = zones.cues[at]
        if not unit.textual:
            zones.put(at, "p", section=back)
            continue
        if not unit.text and not unit.rest and not unit.pictures:
            zones.put(at, "empty")
            continue
        run_in = cue.run_in
        heading = unit.kind == "header" or (
            cue.heading_like
            and not _statement(unit.text, run_in)
            and not (zones.role(at - 1) == "back-title" and unit.text.endswith("."))  # "We thank the bakers."
            and _heads_something(zones, at)
        )
        if heading and cue.section in BACK_SECTIONS and seen_body and "." not in cue.label_and_title[0].strip("."):
            back = cue.section
            zones.put(at, "back-title", 0.9, level=levels.of(at), section=back)
        elif heading and (cue.section not in BACK_SECTIONS or "." in cue.label_and_title[0].strip(".")):
            level = levels.of(at)
            if not back or level <= 1 or unit.kind != "header":
                back = ""
            zones.put(at, "sec-title", 0.8, level=level, section=cue.section)
        elif run_in[0] in BACK_SECTIONS and unit.kind != "item" and _late(zones, at):
            back = run_in[0]
            zones.put(at, "back-run-in", 0.8, section=back, offset=run_in[1])
        elif _set_in(zones, at):
            zones.put(at, "disp-quote", 0.7, section=back)
        elif unit.kind == "item":
            zones.put(at, "list-item", section=back)
        elif unit.marker:
            zones.put(at, "list-item", 0.8, section=back)
        else:
            zones.put(at, "p", section=back)


def _statement(text: str, run_in: tuple[str, int]) -> bool:
    """ "Funding: none." is a statement with its title, short as it is; "Appendix A. Seed lots" is a title."""
    return run_in[0] in BACK_SECTIONS and text[: run_in[1]].rstrip().endswith((":", "："))


def _set_in(zones: Zoning, at: int) -> bool:
    """Indented lines of plain text, one paragraph of them, between paragraphs that are not: a quotation."""
    first, last = at, at
    while first > 0 and zones.units[first].blank == 0 and _indented(zones, first - 1):
        first -= 1
    while last + 1 < len(zones) and zones.units[last + 1].blank == 0 and _indented(zones, last + 1):
        last += 1
    lines = zones.units[first : last + 1]
    around = [zones.units[i] for i in (first - 1, last + 1) if 0 <= i < len(zones)]
    return (
        all(_indented(zones, i) for i in range(first, last + 1))
        and sum(unit.words for unit in lines) >= 6
        and min(unit.words for unit in lines[:-1] or lines) >= 4
        and lines[0].blank > 0
        and all(u.kind == "line" and not u.indent and (u.blank > 0 or u is around[0]) for u in around)
    )


def _indented(zones: Zoning, at: int) -> bool:
    """A line of running text that is set in."""
    unit = zones.units[at]
    return unit.kind == "line" and unit.indent >= 3 and not unit.marker and "\t" not in unit.text


def _late(zones: Zoning, at: int) -> bool:
    """In the last part of a document, or among other back matter: where statements stand."""
    before = [zones.role(i) for i in range(max(0, at - 3), at)]
    prose = [
        i for i in range(len(zones)) if zones.role(i) in ("p", "sec-title") or (zones.free(i) and zones.cues[i].prose)
    ]
    behind = sum(i < at for i in prose)
    return any(role.startswith("back") for role in before) or behind >= 0.5 * len(prose)


def _heads_something(zones: Zoning, at: int) -> bool:
    """A heading has text under it: prose, a list, a float, or a heading of a lower level."""
    unit, cue = zones.units[at], zones.cues[at]
    if unit.kind == "line" and unit.marker:
        return False
    known = bool(cue.section)
    following = at + 1
    while following < len(zones) and (
        zones.role(following) == "page-furniture" or zones.units[following].kind == "rule"
    ):
        following += 1
    if following >= len(zones):
        return False
    after, after_cue = zones.units[following], zones.cues[following]
    if known or unit.bold or unit.italic:
        return True
    if zones.styled and unit.kind == "para":
        return False
    if cue.label_and_title[0] and unit.words >= 2:
        return unit.words <= 14
    if (
        unit.blank == 0
        and unit.group == zones.units[at - 1].group
        and at
        and zones.units[at - 1].blank == 0
        and not zones.cues[at - 1].prose
        and zones.role(at - 1) == "p"
    ):
        return False
    apart = unit.blank > 0 and after.blank > 0 and after_cue.prose and unit.kind == "line"
    if (
        unit.words > (26 if apart else 12)
        or unit.text.rstrip().endswith((":", "="))
        or unit.text.split()[-1].casefold() in UNFINISHED
    ):
        return False
    letters = sum(c.isalpha() for c in unit.text)
    if letters < 0.6 * len(unit.text.replace(" ", "")) or "=" in unit.text:
        return False
    sentence = (
        unit.kind == "line" and unit.blank > 0 and after.blank > 0 and after.words >= 5 and after.text.endswith(".")
    )
    return (
        after_cue.prose
        or (sentence and unit.words <= 6 and not unit.text.endswith("."))
        or after_cue.heading_like
        or after.kind in ("item", "table", "figure")
        or zones.role(following) in ("fig", "table-caption", "fig-block")
    )


class Levels:
    """Levels of headings: the reader's where it has them, else from numbers, capitals, known names and type."""

    def __init__(self, zones: Zoning) -> None:
        self.zones = zones
        headers = [
            unit.level
            for at, unit in enumerate(zones.units)
            if unit.kind == "header" and zones.role(at) in ("", "abstract-title", "ref-title")
        ]
        self.top = min(headers, default=1)
        free = [
            at
            for at in range(len(zones))
            if zones.free(at) and zones.cues[at].heading_like and zones.units[at].kind != "header"
        ]
        known = [at for at in free if zones.section(at) in TOP_SECTIONS or zones.section(at) in BACK_SECTIONS]
        self.upper = bool(known) and sum(is_upper(zones.units[at].text) for at in known) >= max(1, 0.6 * len(known))
        self.bold = any(zones.units[at].bold for at in known)
        self.parent_known = False
        self.last = 0
        labelled = sum(bool(DECIMAL.match(zones.cues[at].label_and_title[0])) for at in free)
        self.numbered = labelled >= 5 and labelled >= 0.5 * len(free)
        """True where headings have numbers: one without stands below the numbered one before it."""
        numbered = sum(bool(zones.cues[at].label_and_title[0]) for at in known)
        self.below = 1 if len(known) >= 2 and numbered * 3 < len(known) else 0
        """Where the main sections have no numbers, numbered headings stand below them."""

    def of(self, at: int) -> int:
        unit, cue = self.zones.units[at], self.zones.cues[at]
        if unit.kind == "header":
            return max(1, unit.level - self.top + 1)
        label = cue.label_and_title[0]
        match = DECIMAL.match(label.strip()) if label else None
        if match:
            self.last = 1 + match.group(1).count(".") + (self.below if self.parent_known else 0)
            return self.last
        if self.upper:
            return 1 if is_upper(unit.text) else 2
        if cue.section in TOP_SECTIONS or cue.section in BACK_SECTIONS:
            self.parent_known = cue.section in TOP_SECTIONS
            return 1
        if self.numbered and self.last:
            return self.last + 1
        if unit.italic and not unit.bold:
            return 3 if self.bold else 2
        return 2 if self.parent_known else 1


def is_upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(c.isupper() or not c.islower() for c in letters) and any(c.isupper() for c in letters)
