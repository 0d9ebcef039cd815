"""Zone rule: the reference list, with or without a heading."""

from __future__ import annotations

from .zone_floats import caption_of
from .zone_front import front_kind
from .zone_state import Zoning

LOOK_AHEAD = 4
STOPPERS = frozenset(
    ("figure-legends", "tables", "acknowledgements", "funding", "coi-statement", "appendix", "author-contributions",
     "data-availability", "supplementary-material", "abstract", "ethics-statement", "abbreviations", "bio", "notes", "fn-group")
)  # fmt: skip


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
    return any(zones.cues[i].reference_like or zones.cues[i].reference_number == 1 for i in window)


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
        number = cue.reference_number
        continues = numbered and number is not None and last_number < number <= last_number + 3
        if unit.kind == "header" or (cue.section in STOPPERS and not continues):
            break
        if not continues and caption_of(unit):
            break
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


def _part_of_entry(zones: Zoning, at: int) -> bool:
    """A line that ends the entry before it: same group, or a bare link or identifier."""
    unit = zones.units[at]
    return (unit.blank == 0 and zones.units[at - 1].text.rstrip()[-1:] not in ".]") or unit.text.startswith(
        ("http", "doi", "10.")
    )


def _more(zones: Zoning, at: int, numbered: bool) -> bool:
    """Whether entries go on within the next few units."""
    for i in range(at, min(at + LOOK_AHEAD, len(zones))):
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
