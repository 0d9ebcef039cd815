"""What a unit is for certain, by its own form or by the rule that saw it: no model may change it."""

from __future__ import annotations

import re

from ..inlines import begins_raised
from ..parsing.article_type import FIELD, TYPE_CUE, article_type
from ..parsing.journal_line import parse_journal_line
from .front_cues import is_badge, licence_of_article, own_line
from .journal_names import JOURNAL
from .site_words import names_people
from .zone_features import FIXED
from .zone_state import ZoneLabel, Zoning

NAMED_DOI = re.compile(r"DOI\s?:?\s(?:https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/\S{1,100}$", re.IGNORECASE)
"""A DOI with the word for it and nothing else."""
BY_LINE = re.compile(r"^by\s", re.IGNORECASE)
LICENSED = re.compile(
    r"^(?:©|\(c\)\s|copyright\b).{4,200}(?:licen[cs]ed?\b|all rights reserved)", re.IGNORECASE | re.DOTALL
)
"""A copyright line that goes on with the licence: "© The Authors 2021. This article is licensed under …"."""
OWNED = re.compile(
    r"(?:copyright:?\s{0,2})?(?:©|\(c\))\s{0,2}(?:(?:19|20)[0-9]{2},?\s)?(?:by\s)?the\sauthor(?:s|\(s\))?\b",
    re.IGNORECASE,
)
"""A copyright line of the authors: no site's own is theirs."""
OF_RECORD = frozenset(
    ("permissions", "journal-line", "article-type", "article-id", "back-title", "back-p", "page-furniture")
)
"""What stands below the labels of a record, and short forms with what they stand for."""


def certain(zones: Zoning, at: int, rule: ZoneLabel) -> bool:
    """What is certain by form: what is tagged, native tables and figures, what holds no text, "Keywords: …", a bare DOI,
    running heads, entries under the heading of their list, "By A. Smith and B. Roe", "© … licensed under …",
    lettered items under a line with a colon."""
    unit = zones.units[at]
    named = (rule.role in ("kwd-group", "mesh") and rule.offset > 0) or (
        rule.role == "article-id" and (unit.words == 1 or NAMED_DOI.match(unit.text) is not None)
    )
    kind = rule.role == "article-type" and (
        bool(TYPE_CUE.match(unit.text))
        or FIELD in unit.text
        or (_above_title(zones, at) and bool(article_type(unit.text)[0]))
    )
    listed = rule.role == "ref" and at in zones.listed
    signed = rule.role == "contrib-group" and rule.confidence >= 0.75 and bool(BY_LINE.match(unit.text))
    if rule.role == "contrib-group" and rule.confidence >= 0.75 and at + 1 < len(zones):
        signed = signed or names_people(zones.units[at + 1])
    licensed = rule.role == "permissions" and bool(LICENSED.match(unit.text) or OWNED.match(unit.text))
    journal = rule.role == "journal-line" and rule.confidence >= 0.7 and bool(JOURNAL.match(unit.text))
    lettered = rule.role == "list-item" and unit.kind == "line" and unit.marker.strip("().").isalpha()
    return (
        named
        or kind
        or (rule.role in ("mesh", "mesh-title") and _listed_terms(zones, at, rule.role))
        or (rule.role == "permissions" and licence_of_article(unit.text))
        or (rule.role in ("running-head", "front-notes") and own_line(unit.text))
        or signed
        or licensed
        or journal
        or lettered
        or listed
        or at in zones.cited
        or at in zones.placed
        or at in zones.sure
        or (at in zones.labelled and rule.role in OF_RECORD)
        or (unit.people and rule.role == "contrib-group")
        or (rule.role == "aff" and unit.text.casefold().startswith(("affiliation ", "affiliations ")))
        or (rule.role == "page-furniture" and is_badge(unit.text))
        or (
            rule.role == "author-note"
            and begins_raised(unit.inlines)
            and any(zones.role(i) == "ref" for i in range(at))
        )
        or unit.running
        or unit.kind in FIXED
        or unit.kind == "table"
        or rule.role in ("tagged", "empty")
        or not unit.text
    )


def _above_title(zones: Zoning, at: int) -> bool:
    """Whether the title comes next, or a bibliographic line that has its journal itself."""
    below = at + 1
    while below in zones.sure and zones.role(below) in ("history", "page-furniture"):
        below += 1  # "Open access", "Published: 03 March 2021"
    if zones.role(below) != "journal-line":
        return zones.role(below) == "title"
    line = parse_journal_line(zones.units[below].text)
    return line is not None and bool(line.journal)


def _listed_terms(zones: Zoning, at: int, role: str) -> bool:
    """Terms under the heading of a database's list, below its abstract; in the menu of its page headings stand alone."""
    below = zones.role(at + 1) if role == "mesh-title" else role
    return below == "mesh" and any(zones.role(i) == "abstract" for i in range(at))
