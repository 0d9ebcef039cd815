"""Zone rule: lines at the head of an article's page whose own form leaves no doubt."""

from __future__ import annotations

from ..parsing.article_type import SECTION, article_type, without_badges
from ..parsing.author_marks import hidden
from ..parsing.dates import history_dates
from ..parsing.journal_line import journal_and_date, parse_journal_line
from .zone_state import Zoning

FAR = 6
"""Units; the journal, its section and the day stand among the first ones of a page."""
BELOW = 3
"""Units below the journal's name and the day, among which its numbers stand."""
OF_AN_ISSUE = ("(this article belongs to ", "this article belongs to the ")
"""How the special issue of an article is named, or its section of the journal."""
SHORT = 8
"""Words of the section of a journal."""


def head_line(zones: Zoning, at: int) -> bool:
    """Label "Published: 03 March 2021", "Front. Bread, 03 March 2021", "Sec. Ovens", "Research Article | Open Access"; whether
    the unit is one of them."""
    unit = zones.units[at]
    role = ""
    if unit.kind == "header" or not unit.textual:
        return False
    if _only_dates(unit.text):
        role = "history"
    elif at <= FAR and unit.words <= SHORT and SECTION.match(unit.text):
        role = "article-type"
    elif at <= FAR and journal_and_date(unit.text) and _numbers_below(zones, at):
        role = "journal-line"
    elif without_badges(unit.text) not in ("", unit.text) and article_type(unit.text)[0]:
        role = "article-type"
    elif unit.text.casefold().startswith(OF_AN_ISSUE):
        role = "front-notes"
    if role:
        zones.put(at, role, 0.8)
        zones.sure.add(at)
    return bool(role)


def signed_with_orcids(zones: Zoning, at: int) -> bool:
    """Whether an ORCID stands in a list of names: of all lines only that of the authors has one."""
    return bool(hidden(zones.units[at].text)[2])


def _numbers_below(zones: Zoning, at: int) -> bool:
    below = range(at + 1, min(at + 1 + BELOW, len(zones)))
    return any(parse_journal_line(zones.units[i].text) is not None for i in below)


def _only_dates(text: str) -> bool:
    """A line of dates with their labels and nothing else."""
    left = text
    for _, _, start, end in sorted(history_dates(text), key=lambda item: -item[2]):
        left = left[:start] + left[end:]
    return left != text and not any(character.isalnum() for character in left)
