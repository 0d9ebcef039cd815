"""The best labelling of a document under the constraints that no model may break.

The model gives each unit a distribution over roles; the path with the highest product that keeps every constraint wins.
Constraints: one title (a run of printed lines of one title counts as one); references stand behind their heading, or in a
list that begins at its first number; text under a heading of an abstract, keyword list or statement stands behind that
heading; notes stand under their table; page furniture is never running text; what is certain by form stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from ..parsing.affiliation import affiliation_score
from ..parsing.author_list import NO_NAME
from ..parsing.correspondence import correspondence_score
from ..parsing.journal_line import parse_journal_line
from .front_cues import foot_by_words
from .furniture_cues import is_furniture_line
from .units import leads_into_list
from .zone_certain import certain
from .zone_cues import ANSWERS
from .zone_features import model_role
from .zone_floats import OWN_ADDRESS, caption_of
from .zone_state import ZoneLabel, Zoning

Distribution = dict[str, float]
FLOOR = 1e-6
LEAST = 2e-3
"""Roles less likely than this are left out of a unit's candidates, unless the rules say so."""
LEAST_HEADING = 0.1
"""A heading of back matter less likely than this is none, unless the rules say so."""
DOUBT, MORE_DOUBT = 0.25, 0.01
"""How much a unit's chance of being page furniture counts, around the article and inside of it (for lines that no list of
a site's words has): what is called furniture is not in the article."""
UNTITLED = 1e-3
"""What a document without a title costs: a unit that is no likelier a title than this is none."""
TRUST = 3.0
"""How much more the rules' own role counts than another one of the same chance."""
FIRST = re.compile(r"^[\[(]?1(?![0-9.,]?[0-9])[^0-9]")
"""The first entry of a list that has no heading: "1 Kim S, …", "[1] Kim S, …"."""
LONG_NUMBER = re.compile(r"(?<![0-9-])[0-9]{4,9}(?![0-9-])")
"""A post code or year: no list of names has one."""
THANKS = re.compile(
    r"^(?:we|the authors?|i)\s(?:thank|are\s(?:indebted|grateful)|am\s(?:indebted|grateful)|wish to thank|would like to thank|gratefully)\b",
    re.IGNORECASE,
)
"""Thanks without a heading: no sentence of an abstract."""
PERMISSION = re.compile(
    r"©|\(c\)|copyright|licen[cs]|rights|creative|commons|\bcc\b|open.access|permission|reprint|publish|distribut|terms|"
    r"저작권|이용|著作権|版权|版權|許諾|derechos|licencia|direitos|licença|droits|Rechte|Lizenz|прав[ао]|лиценз",
    re.IGNORECASE,
)
"""Without one of these words, beside it or in it, nothing is a licence."""
STATEMENTS = frozenset(("funding", "coi-statement", "data-availability", "ethics-statement", "author-contributions"))
"""What is said under one of these, with its heading in the line, is never a page's."""
LEAST_STATEMENT = 4
FACTS = frozenset(("kwd-group", "title", "trans-title", "contrib-group", "journal-line", "aff"))
"""Roles of facts about the article: no line that every site prints has one."""
SENTENCE = 12
"""Words of a paragraph below a heading."""
LONGEST_FURNITURE = 30
"""Words. Longer lines are running text unless a site's list has them."""

TITLED, LISTED, BACK, BODY = 1, 2, 4, 8
"""Bits of a path's memory: there is a title; a reference list is open; a statement behind the text is open;
the body has begun."""

BODY_SECTIONS = frozenset(("intro", "methods", "materials|methods", "results", "discussion", "cases", "references"))
"""No heading of these names an abstract."""
OF_TEXT = BODY_SECTIONS - {"references"} | {"conclusions", "results|discussion", "discussion|conclusions"}
"""No heading of these begins back matter."""
SUPPORTED = re.compile(
    r"(?:this|the) (?:research|work|study|project|article) (?:was|is|has been|received) ", re.IGNORECASE
)
"""A sentence about the work is no affiliation: "This research was supported by …"."""
HEADINGS = frozenset(
    ("title", "subtitle", "trans-title", "running-head", "article-type", "journal-line", "abstract-title", "abstract-sec-title", "kwd-title", "mesh-title", "ref-title",
     "sec-title", "back-title", "float-title", "front-notes", "contrib-group", "fig", "table-caption")
)  # fmt: skip
"""Roles that a real heading of the source may have."""
AFTER: dict[str, frozenset[str]] = {
    "abstract-sec-title": frozenset(("abstract-title", "abstract", "abstract-sec-title", "page-furniture", "kwd-group", "contrib-group", "aff", "title", "permissions",
         "article-id", "corresp", "history", "journal-line")),
    "disp-quote": frozenset(("p", "disp-quote", "sec-title", "list-item", "back-p", "back-title", "fig", "fig-text", "table-body", "table-foot", "page-furniture")),
    "fig-text": frozenset(("fig", "fig-text", "page-furniture")),
    "table-caption-text": frozenset(("table-caption", "table-caption-text", "page-furniture")),
    "table-foot": frozenset(("table-body", "table-caption", "table-caption-text", "table-foot", "page-furniture")),
}  # fmt: skip
"""What may stand directly before a role."""
UNDER: dict[str, frozenset[str]] = {
    "abstract-title": frozenset(("abstract", "abstract-sec-title", "page-furniture", "list-item", "fig", "fig-block")),
    "abstract-sec-title": frozenset(("abstract", "page-furniture")),
    "kwd-title": frozenset(("kwd-group", "page-furniture")),
    "mesh-title": frozenset(("mesh", "page-furniture")),
    "ref-title": frozenset(("ref", "page-furniture")),
    "back-title": frozenset(("back-p", "list-item", "back-title", "back-run-in", "page-furniture", "table-body", "table-caption", "fig", "ref-title", "tagged")),
}  # fmt: skip
"""What must stand directly under a heading."""
ABSTRACT = frozenset(("abstract", "abstract-sec-title"))
UNDER_ABSTRACT = frozenset(("abstract-title", "abstract", "abstract-sec-title", "page-furniture", "list-item"))
"""What an abstract behind the beginning of the body (one in another language) may stand under."""
OPEN_LISTS = frozenset(("ref", "page-furniture", "ref-title", "empty"))
OPEN_BACK = frozenset(
    ("back-title", "back-run-in", "back-p", "list-item", "page-furniture", "fig", "fig-text", "fig-block", "table-caption",
     "table-caption-text", "table-body", "table-foot", "empty", "disp-quote")
)  # fmt: skip
"""Roles that leave a statement open."""


@dataclass(slots=True)
class _Step:
    score: float
    role: str
    chance: float
    memory: int
    before: _Step | None


def decode(zones: Zoning, rules: Sequence[ZoneLabel], chances: Sequence[Distribution]) -> list[tuple[str, float]]:
    """Role and probability of every unit: the best path through `chances` that keeps the constraints."""
    total = len(zones)
    candidates = [_candidates(zones, at, rules[at], chances[at]) for at in range(total)]
    if not zones.titled:
        _a_title(zones, candidates, rules, chances)
    inside = _inside(zones, rules)
    for at in _introduced(zones, rules):
        candidates[at].pop("page-furniture", None)
    own = [model_role(label) for label in rules]
    frontier: list[_Step] = [_Step(0.0, "^", 1.0, TITLED if zones.titled else 0, None)]
    for at in range(total):
        best: dict[tuple[str, int], _Step] = {}
        for step in frontier:
            for role, chance in candidates[at].items():
                memory = _follow(zones, at, step, role, rules[at].role)
                if memory < 0:
                    continue
                weight = chance
                if role == own[at]:
                    weight *= TRUST
                elif role == "page-furniture":
                    weight *= MORE_DOUBT if at in inside else DOUBT
                score = step.score + log(max(weight, FLOOR))
                rival = best.get((role, memory))
                if rival is None or rival.score < score:
                    best[role, memory] = _Step(score, role, chance, memory, step)
        if not best:  # no path keeps every constraint: the surest role stands, and the path goes on
            step = max(frontier, key=lambda step: step.score)
            role = rules[at].role
            best[role, step.memory] = _Step(
                step.score + log(FLOOR), role, candidates[at].get(role, 0.1), step.memory, step
            )
        frontier = list(best.values())
    done: _Step | None = max(frontier, key=lambda step: step.score + (0 if step.memory & TITLED else log(UNTITLED)))
    path: list[tuple[str, float]] = []
    while done is not None and done.before is not None:
        path.append((done.role, done.chance))
        done = done.before
    return path[::-1]


def _inside(zones: Zoning, rules: Sequence[ZoneLabel]) -> range:
    """The units between the first paragraph and the last."""
    prose = [at for at, cue in enumerate(zones.cues) if cue.prose and rules[at].role not in ("ref", "page-furniture")]
    return range(prose[0], prose[-1]) if prose else range(0)


def _introduced(zones: Zoning, rules: Sequence[ZoneLabel]) -> list[int]:
    """Lists of the text: items behind a paragraph, or lines behind a sentence that leads into them with a colon."""
    out: list[int] = []
    open_list = False
    for at, unit in enumerate(zones.units):
        before = zones.units[at - 1] if at else None
        led = before is not None and leads_into_list(before) and rules[at - 1].role == "p"
        listed = rules[at].role == "list-item"
        behind = at > 0 and zones.cues[at - 1].prose and rules[at - 1].role == "p"
        open_list = led or (listed and (open_list or behind)) or (open_list and unit.blank == 0)
        if open_list and rules[at].role != "page-furniture" and unit.textual:
            out.append(at)
    return out


def _candidates(zones: Zoning, at: int, rule: ZoneLabel, chance: Distribution) -> Distribution:
    """The roles that one unit may have by its own form, with their chances."""
    unit = zones.units[at]
    if certain(zones, at, rule):
        return {rule.role: 1.0}
    allowed = {role: p for role, p in chance.items() if p >= LEAST}
    cue = zones.cues[at]
    if unit.kind == "header":
        allowed = {role: p for role, p in allowed.items() if role in HEADINGS}
    if unit.kind == "item":  # an item of a real list stays in its list, with its number
        plain = sum(allowed.pop(role, 0.0) for role in ("p", "back-p", "disp-quote"))
        allowed["list-item"] = min(1.0, allowed.get("list-item", FLOOR) + plain)
    long = cue.prose or unit.words > LONGEST_FURNITURE or unit.kind == "header"
    if (long and rule.role != "page-furniture") or caption_of(unit) is not None:
        allowed.pop("page-furniture", None)
    if unit.text.strip(" .").casefold() in ANSWERS:
        allowed.pop("page-furniture", None)
    if LONG_NUMBER.search(unit.text) and rule.role != "contrib-group":
        allowed.pop("contrib-group", None)
    if "permissions" in allowed and not any(
        PERMISSION.search(near.text) for near in zones.units[max(0, at - 1) : at + 2]
    ):
        del allowed["permissions"]
    if rule.role != "kwd-group" and (zones.section(at) not in ("", "keywords") or rule.section == "abbreviations"):
        allowed.pop("kwd-group", None)
    if rule.role == "sec-title" and cue.label_and_title[0] and zones.section(at) in BODY_SECTIONS:
        allowed.pop("page-furniture", None)  # "2 Methods"
    if zones.whole and rule.role != "ref":
        allowed.pop("ref", None)
    if THANKS.match(unit.text):
        allowed.pop("abstract", None)
    if cue.run_in[0] in STATEMENTS and unit.words > LEAST_STATEMENT:
        allowed.pop("page-furniture", None)
    if not cue.run_in[0]:
        allowed.pop("back-run-in", None)
    if rule.role != "back-title" and chance.get("back-title", 0.0) < LEAST_HEADING:
        allowed.pop("back-title", None)  # no heading is called one only so that text may stand under it
    if rule.role != "abstract-title" and zones.section(at) in BODY_SECTIONS:
        heading = allowed.pop("abstract-title", 0.0)  # "Introduction" is a heading, but not this one
        allowed["sec-title"] = min(1.0, allowed.get("sec-title", FLOOR) + heading)
    if cue.section in OF_TEXT:
        heading = allowed.pop("back-title", 0.0)
        allowed["sec-title"] = min(1.0, allowed.get("sec-title", FLOOR) + heading)
    if cue.run_in[0] in OF_TEXT:
        allowed.pop("back-run-in", None)
    if rule.role != "contrib-group" and unit.words <= 3 and NO_NAME.intersection(unit.text.casefold().split()):
        allowed.pop("contrib-group", None)
        allowed.pop("aff", None)
    if SUPPORTED.match(unit.text):
        allowed.pop("aff", None)
    if rule.role != "corresp" and "corresp" in allowed and not _may_be_corresp(zones, at, rule.role):
        del allowed["corresp"]
    if zones.titled:
        allowed.pop("title", None)
    if rule.role == "contrib-group" and rule.confidence >= 0.85 and parse_journal_line(unit.text) is None:
        allowed.pop("journal-line", None)
    if rule.role == "page-furniture" and is_furniture_line(unit.text):
        allowed = {role: p for role, p in allowed.items() if role not in FACTS}
    if len(unit.text) == 1 and unit.text.isascii():
        allowed.pop("kwd-group", None)
    if rule.role == "sec-title" and cue.section and cue.label_and_title[0] and _prose_below(zones, at):
        allowed.pop("page-furniture", None)  # "4 Discussion"
    foot = foot_by_words(unit.text)
    if (foot or at in zones.behind) and rule.role != "ref":
        allowed.pop("ref", None)
    if foot and not rule.role.startswith("table"):
        allowed = {role: p for role, p in allowed.items() if not role.startswith("table")}
    if unit.words == 1 and rule.role != "fig":
        allowed.pop("fig", None)  # the address of a figure is no second one
    own = model_role(rule)
    allowed.setdefault(own, max(chance.get(own, 0.0), FLOOR))
    allowed.setdefault({"header": "sec-title", "item": "list-item"}.get(unit.kind, "p"), FLOOR)
    return allowed


def _prose_below(zones: Zoning, at: int) -> bool:
    return at + 1 < len(zones) and zones.units[at + 1].textual and zones.units[at + 1].words >= SENTENCE


def _may_be_corresp(zones: Zoning, at: int, rule: str) -> bool:
    """Words of correspondence, an address, or a line that goes on below one that has no e-mail yet."""
    text = zones.units[at].text
    if "@" in text:
        return True
    score = correspondence_score(text)
    if score == 0 and zones.role(at - 1) != "corresp":
        return False
    closed = at > 0 and "@" in zones.units[at - 1].text and rule != "author-note"
    return not closed or score > 0.2 or affiliation_score(text) >= 0.3


def _a_title(
    zones: Zoning, candidates: list[Distribution], rules: Sequence[ZoneLabel], chances: Sequence[Distribution]
) -> None:
    """The likeliest title is a candidate even where the model doubts it, as is the rules' own."""
    chosen = [at for at, label in enumerate(rules) if label.role == "title"]
    likely = max(range(len(chances)), key=lambda at: chances[at].get("title", 0.0), default=None)
    for at in {*chosen, *([likely] if likely is not None else [])}:
        if not certain(zones, at, rules[at]):
            candidates[at].setdefault("title", max(chances[at].get("title", 0.0), FLOOR))


def _follow(zones: Zoning, at: int, step: _Step, role: str, rule: str) -> int:
    """The path's memory with `role` at `at` behind `step`, or -1 where that breaks a constraint."""
    before, memory = step.role, step.memory
    unit = zones.units[at]
    if role != "empty":
        wanted = UNDER.get(before)
        if wanted is not None and role not in wanted:
            return -1
        wanted = AFTER.get(role)
        if wanted is not None and before not in wanted and not (role == "table-foot" and before == "^"):
            return -1
    if role == "abstract-sec-title" and before == "abstract" and zones.section(at) == "intro":
        return -1  # an introduction is the first part of an abstract, or the first section behind it
    if role == "fig-text" and at and OWN_ADDRESS.fullmatch(zones.units[at - 1].text):
        return -1  # a figure's own address ends its legend
    if role == "abstract-sec-title" and before == "kwd-group" and zones.section(at) in BODY_SECTIONS:
        return -1  # behind the keywords, "Introduction" is that of the text
    if role == "title":
        if memory & TITLED and not (before == "title" and unit.kind == "line" and unit.blank == 0):
            return -1
        memory |= TITLED
    if role in ABSTRACT and before == "p" and zones.cues[at].run_in[0] != "abstract":
        return -1  # running text that began goes on
    if role in ABSTRACT and memory & BODY and before not in UNDER_ABSTRACT and zones.cues[at].run_in[0] != "abstract":
        return -1
    if role == "abstract-title":
        memory &= ~BODY
    elif role == "sec-title":
        memory |= BODY
    if role == "ref" and not memory & LISTED:
        if rule != "ref" and zones.cues[at].reference_number != 1 and not FIRST.match(unit.text):
            return -1
        memory |= LISTED
    elif role == "ref-title":
        memory |= LISTED
    elif memory & LISTED and role not in OPEN_LISTS:
        memory &= ~LISTED
    if role in ("back-title", "back-run-in"):
        memory |= BACK
    elif role == "back-p" and not memory & BACK:
        return -1
    elif memory & BACK and role not in OPEN_BACK:
        memory &= ~BACK
    return memory
