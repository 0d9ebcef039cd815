"""What pages print twice above an article: its outline, the journal's name, the title at the end of the path to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ..parsing.affiliation import affiliation_score
from ..parsing.author_list import author_list_score
from ..parsing.headings import section_type, strip_number
from ..parsing.journal_line import parse_journal_line
from .units import Unit

PROSE = 25
"""Words of the first paragraph; the title block stands above it."""
LONGEST = 14
"""Words of a line of an outline or of a journal's name."""
FAR = 30
"""Units; a title block has no more before the title stands."""
OUTLINE = 4
"""Lines; a shorter run of lines that come again may be chance."""
NEAR_PROSE = 12
"""Lines between the first paragraph and the first line of the outline that comes again."""
GAP = 8
"""Lines of an outline that are not in the text ("Figures (2)"), in a row."""
LISTS = re.compile(
    r"(?:(?:figures?|tables?|extras|cited by|show|schemes?)\b.{0,30}\([0-9]{1,4}\)|show .{1,40}|(?:fig\.|figure|table|scheme)\s?[0-9a-z.]{1,6})$",
    re.IGNORECASE,
)
"""What stands below an outline: "Figures (2)", "Fig. 1", "Show all tables", "Table 1"."""
NEAR = 6
"""Lines between the journal's name above its numbers and below them."""
EVEN = 0.5
TITLE = 4
"""Words; a shorter line that comes twice may be a name."""


def repeated_lines(units: Sequence[Unit]) -> set[int]:
    """Indexes of the units that say what the page says again.

    An outline is a run of short lines above the text, each of which comes again in the same order, known headings among
    them. A journal's name stands above a line of numbers, and again below it. A title stands twice before the text.
    """
    keys = [_key(unit) for unit in units]
    prose = next((at for at, unit in enumerate(units) if unit.words >= PROSE and unit.text.endswith(".")), 0)
    menu = _outline(units, keys, prose)
    return menu | _names(units, keys, menu, min(prose, FAR + (max(menu) + 1 if menu else 0)))


def _key(unit: Unit) -> str:
    if not unit.textual or unit.running or unit.marker or not 0 < unit.words <= 4 * LONGEST or unit.noted:
        return ""
    return " ".join(unit.text.casefold().split()).strip(" .:,")


def _outline(units: Sequence[Unit], keys: Sequence[str], prose: int) -> set[int]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if key:
            places[key].append(at)
    for first in range(prose):
        if units[first].kind == "header":
            return set()
        run: list[tuple[int, int]] = []
        for at in range(first, prose):
            behind = max(at, run[-1][1] if run else prose - NEAR_PROSE)
            later = [place for place in places[keys[at]] if place > behind] if keys[at] else []
            if later and units[at].words <= LONGEST:
                run.append((at, later[0]))
            elif not run or at - run[-1][0] > GAP or units[at].words > LONGEST:
                break
        listed = [at for at, _ in run]
        known = [at for at in listed if section_type(strip_number(units[at].text)[1])]
        if len(run) >= OUTLINE and len(known) >= 2 and run[0][1] > run[-1][0] and run[-1][1] > prose:
            last = listed[-1] + 1
            while last < prose and (
                LISTS.match(units[last].text) or (last - listed[-1] <= GAP and not units[last].text)
            ):
                last += 1
            return set(range(listed[0], last))
    return set()


def _names(units: Sequence[Unit], keys: Sequence[str], menu: set[int], end: int) -> set[int]:
    """Names of the journal but the one above the numbers, titles but the last, names of people directly below themselves."""
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(end):
        if keys[at] and at not in menu and units[at].words >= 2:
            places[keys[at]].append(at)
    out: set[int] = set()
    for key, found in places.items():
        if key.startswith("home ") and any(
            len(other.split()) >= TITLE and key.endswith(f" {other}") for other in keys[found[0] + 1 : end + 1]
        ):
            out.add(found[0])  # the path to the page
            continue
        if len(found) < 2:
            cut = key.endswith(("…", "...")) or units[found[0]].text.endswith(("....", "…", "..."))
            bare = key.rstrip(" .…")
            if cut and len(bare.split()) >= TITLE and any(keys[at].startswith(bare) for at in range(found[0] + 1, end)):
                out.add(found[0])  # a title that the path to the page cuts off
            continue
        kind = {units[at].kind for at in found}
        if "header" in kind:
            continue
        above = next((at for at in found if _above_numbers(units, at)), None)
        if above is not None and units[above].words <= LONGEST and found[-1] - above <= NEAR:
            out |= {at for at in found if at != above}  # the journal's name
        elif author_list_score(units[found[0]].text) >= EVEN:
            out |= {b for a, b in pairwise(found) if b == a + 1}  # "Bo Chen," and "Bo Chen"
        elif units[found[0]].words >= TITLE and affiliation_score(units[found[0]].text) < EVEN:
            out |= set(found[:-1])  # the title
    return out


def _above_numbers(units: Sequence[Unit], at: int) -> bool:
    return at + 1 < len(units) and _numbers(units[at + 1])


def _numbers(unit: Unit) -> bool:
    line = parse_journal_line(unit.text) if unit.words <= LONGEST else None
    return line is not None and bool(line.volume) and not line.journal
