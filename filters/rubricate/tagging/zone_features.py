"""What the learned zones see of each unit: its words and shape, cue words, place, neighbours, and what the rules said.

`features_of` gives one list of byte strings for each unit. Nothing here decides; the model in `data/` weighs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..inlines import begins_raised
from ..parsing.affiliation import affiliation_score
from ..parsing.author_list import author_list_score
from ..parsing.captions import parse_caption
from ..parsing.correspondence import correspondence_score
from .furniture_cues import is_furniture_line
from .units import BULLETS, Unit
from .zone_cues import YEAR, is_wide
from .zone_floats import NOTE_START
from .zone_front import front_kind
from .zone_state import ZoneLabel, Zoning

FRONT_REACH = 70
"""Units from the beginning that may belong to a title block (a page's menus come before it)."""
SIGNED_REACH = 25
"""Units at the end that may be the signature of a letter."""
FAR = 8
"""Units between two printings of a running head."""
LONG = 90
"""Words from which on a unit is a paragraph, a reference or an abstract, whatever else it says."""
FIXED = frozenset(("figure", "code", "quote", "rule", "div", "other", "tagged"))
"""Kinds of units whose role is certain by form."""
SPACED = re.compile(r"\S {2,12}\S")
"""A gap of spaces between two columns: "Salt (g)   0.5"."""
DIGITS = re.compile(r"[0-9]{1,9}")


def shape(word: str) -> str:
    """The shape of a word, repeats taken together: "Smith12," is "Aa9,"."""
    out = ""
    for c in word[:12]:
        kind = "9" if c.isdigit() else "A" if c.isupper() else "a" if c.islower() else "w" if c.isalpha() else c
        if not out.endswith(kind):
            out += kind
    return out


def bucket(value: float, *limits: float) -> int:
    """In which of the ranges between the limits a value lies."""
    return sum(value >= limit for limit in limits)


class _View:
    """One unit's own observations, which its neighbours see too."""

    __slots__ = ("aff", "author", "brief", "caption", "own", "size")

    def __init__(self, zones: Zoning, at: int, last_front: int, repeats: Counter[str]) -> None:
        unit, cue = zones.units[at], zones.cues[at]
        text = unit.text
        words = unit.words
        self.size = bucket(words, 1, 2, 3, 5, 8, 12, 20, 30, 60, 120)
        own = [f"kind={unit.kind}", f"size={self.size}"]
        self.own = own
        self.author = self.aff = 0
        self.caption = ""
        self.brief: tuple[str, ...] = (f"{unit.kind[0]}{self.size}",)
        if not unit.textual or not text:
            return
        head = text[:200]
        tokens = head.split()
        first, final = tokens[0], text.split()[-1] if words < 40 else text[-30:].split()[-1]
        own += [f"first={shape(first)}", f"last={shape(final)[-4:]}", f"end={text[-1]}"]
        lowered = [token.casefold().strip(".,;:()[]") for token in tokens[:6]]
        own += [f"w1={DIGITS.sub('0', lowered[0])}", f"w2={'_'.join(lowered[:2])}"]
        if words <= 8:
            own += [f"w={DIGITS.sub('0', token)}" for token in lowered]
            own.append("short=" + DIGITS.sub("0", text.casefold().strip(" .:•*")))
            own.append("shapes=" + " ".join(shape(token) for token in tokens))
        section = cue.section
        run_in = cue.run_in[0]
        prose = cue.prose
        if section:
            own += [f"sec={section}", "sec"]
        if run_in:
            own.append(f"run={run_in}")
        if prose:
            own.append("prose")
        if cue.heading_like:
            label = cue.label_and_title[0]
            own += ["head", f"headnum={shape(label) if label else ''}"]
        if cue.reference_like:
            own.append("reflike")
        number = cue.reference_number
        if number is not None:
            own.append("refnum" if number > 1 else "refnum1")
        for name in ("bold", "italic"):
            if getattr(unit, name):
                own.append(name)
        if unit.marker:
            own.append(
                "mark="
                + ("bullet" if unit.marker in BULLETS else "number" if unit.marker[:1].isdigit() else unit.marker)
            )
        if words <= LONG and unit.kind != "header":
            caption = parse_caption(text)
            if caption is not None and caption.label:
                self.caption = f"{caption.kind}{bucket(caption.confidence, 0.5, 0.8)}{'' if text[caption.start :].strip() else '-bare'}"
                own.append("cap=" + self.caption)
        elif prose:
            caption = parse_caption(text[:400])
            if caption is not None and caption.label and caption.confidence >= 0.5:
                self.caption = caption.kind
                own.append("longcap=" + self.caption)
        self._measures(text, words, unit)
        if is_furniture_line(text):
            own.append("site")
        times = repeats[DIGITS.sub("0", text[:80])]
        if times > 1 and words <= 14:
            own.append(f"again={bucket(times, 2, 3, 5)}")
        if NOTE_START.match(text):
            own.append("note")
        if begins_raised(unit.inlines):
            own.append("supfirst")
        if any(type(inline).__name__ == "Superscript" for inline in unit.inlines[:12]):
            own.append("sup")
        if at <= last_front or at >= len(zones) - SIGNED_REACH:
            self._front(zones, at, text, words)
        neighbours = [f"size{self.size}"]
        flags = (
            (section, f"sec={section}"), (prose, "prose"), (cue.heading_like, "head"), (cue.reference_like, "ref"),
            (self.caption, "cap=" + self.caption), ("\t" in text, "tab"), (self.author > 3, "author"), (self.aff > 3, "aff"),
            ("@" in text and words < 60, "mail"), (run_in, f"run={run_in}"),
        )  # fmt: skip
        for flag, name in flags:
            if flag:
                neighbours.append(name)
        self.brief = tuple(neighbours)

    def _measures(self, text: str, words: int, unit: Unit) -> None:
        own = self.own
        size = len(text)
        head = text[:1500]
        letters = sum(map(str.isalpha, head)) or 1
        digits = sum(map(str.isdigit, head))
        own.append(f"digits={bucket(digits / len(head), 0.001, 0.05, 0.12, 0.25, 0.5)}")
        own.append(f"upper={bucket(sum(map(str.isupper, head)) / letters, 0.02, 0.06, 0.12, 0.25, 0.6, 0.95)}")
        for name, mark in (("comma", ","), ("stop", "."), ("semi", ";"), ("colon", ":"), ("tabs", "\t"), ("pipe", "|")):
            count = head.count(mark)
            if count:
                own.append(f"{name}={bucket(count / (words + 1), 0.05, 0.12, 0.25, 0.5)}")
        if "\t" not in text and SPACED.search(head):
            own.append("spaced")
        if "@" in text:
            own.append(f"mail={bucket(size, 60, 200, 500)}")
        if "http" in head or "www." in head:
            own.append("url")
        if "10." in head and "/" in head:
            own.append("doi")
        years = len(YEAR.findall(head))
        if years:
            own.append(f"year={min(years, 3)}")
        if any(sign in head[:3] for sign in "*†‡§¶#✉"):
            own.append("sign")
        if "=" in text and words < 30:
            own.append("equals")
        initial = text[:1]
        if initial.islower():
            own.append("lowfirst")
        if is_wide(text):
            own.append("wide")
        titled = sum(token[:1].isupper() for token in text[:200].split())
        own.append(f"caps={bucket(titled / max(1, min(words, len(text[:200].split()))), 0.2, 0.4, 0.6, 0.85)}")
        own.append(f"tall={bucket(size, 12, 30, 60, 120, 250, 600, 1200)}")
        if unit.indent:
            own.append(f"indent={bucket(unit.indent, 1, 3, 6)}")

    def _front(self, zones: Zoning, at: int, text: str, words: int) -> None:
        own = self.own
        if words <= 400 and len(text) <= 3000:
            self.author = round(10 * author_list_score(zones.units[at].names))
            self.aff = round(10 * affiliation_score(text))
            own += [
                f"author={self.author}",
                f"aff={self.aff}",
                f"author-aff={(self.author > self.aff)}{max(self.author, self.aff) // 3}",
            ]
        if len(text) < 700:
            own.append(f"cor={bucket(correspondence_score(text), 0.1, 0.3, 0.5, 0.8)}")
            kind = front_kind(zones, at)
            if kind:
                own.append(f"front={kind}")


def model_role(label: ZoneLabel) -> str:
    """The model's name of a role: text of back matter has one of its own."""
    return "back-p" if label.role == "p" and label.section else label.role


def features_of(zones: Zoning, rules: Sequence[ZoneLabel]) -> list[list[bytes]]:
    """The features of every unit of the sheet; `rules` are the labels that the rules gave."""
    units = zones.units
    total = len(units)
    prose = [at for at in range(total) if zones.cues[at].prose]
    first_prose = prose[0] if prose else total
    last_front = min(total, max(FRONT_REACH, first_prose + 12 if first_prose < 2 * FRONT_REACH else 0))
    repeats = _far_repeats(units)
    views = [_View(zones, at, last_front, repeats) for at in range(total)]
    roles = [model_role(label) for label in rules]
    document = _document(zones, first_prose)
    seen: set[str] = set()
    out: list[list[bytes]] = []
    number = 0
    since_head = since_caption = 0
    for at, unit in enumerate(units):
        view = views[at]
        role = roles[at]
        section = zones.cues[at].section if unit.textual else ""
        before, after = roles[at - 1] if at else "^", roles[at + 1] if at + 1 < total else "$"
        f = list(view.own)
        f += document
        f += [
            f"R={role}", f"R={role}{bucket(rules[at].confidence, 0.45, 0.7, 0.85)}", f"R-1={before}", f"R+1={after}", f"R-1,0={before},{role}",
            f"R0,+1={role},{after}", f"R-2={roles[at - 2] if at > 1 else '^'}", f"R+2={roles[at + 2] if at + 2 < total else '$'}", f"R,size={role},{view.size}",
            f"blank={min(unit.blank, 3)}", f"blanks={min(unit.blank, 2)}{min(units[at + 1].blank, 2) if at + 1 < total else 3}", f"place={bucket(at / total, 0.02, 0.06, 0.12, 0.25, 0.5, 0.75, 0.9)}",
            f"from-start={bucket(at, 1, 2, 3, 5, 8, 14, 25, 50)}", f"to-end={bucket(total - at, 2, 4, 8, 15, 30)}", f"to-prose={bucket(first_prose - at, -20, -5, -2, -1, 0, 1, 2, 3, 6, 12, 30)}",
        ]  # fmt: skip
        if unit.level:
            f.append(f"level={unit.level}")
        for distance, where in ((-1, "p"), (1, "n"), (-2, "pp"), (2, "nn")):
            place = at + distance
            f += [f"{where}:{name}" for name in views[place].brief] if 0 <= place < total else [f"{where}:none"]
        f += [f"seen={key}" for key in sorted(seen)]
        f.append(f"seen,R={'+'.join(sorted(seen))},{role}")
        f.append(f"since-head={bucket(since_head, 1, 2, 4, 8)}")
        f.append(f"since-cap={bucket(since_caption, 1, 2, 4, 8, 20)}")
        found = zones.cues[at].reference_number if unit.textual else None
        if found is not None:
            f.append(f"run={'next' if found == number + 1 else 'near' if number < found <= number + 3 else 'off'}")
            number = found if number < found <= number + 3 or found == 1 else number
        if not unit.textual:
            f.append("block")
        out.append([item.encode() for item in f])
        if section in MILESTONES:
            seen.add(MILESTONES[section])
        elif zones.cues[at].run_in[0] in ("abstract", "keywords"):
            seen.add(MILESTONES[zones.cues[at].run_in[0]])
        since_head = 0 if section or unit.kind == "header" else since_head + 1
        since_caption = 0 if view.caption else since_caption + 1
    return out


def _far_repeats(units: Sequence[Unit]) -> Counter[str]:
    """How often each short line comes again far from itself, as running heads do; rows and lists repeat nearby."""
    last: dict[str, int] = {}
    times: Counter[str] = Counter()
    for at, unit in enumerate(units):
        if unit.textual and 0 < unit.words <= 14:
            key = DIGITS.sub("0", unit.text[:80])
            if at - last.get(key, at - FAR) >= FAR:
                times[key] += 1
            last[key] = at
    return times


MILESTONES = {
    "abstract": "abs", "keywords": "kwd", "intro": "body", "references": "refs", "acknowledgements": "back",
    "funding": "back", "coi-statement": "back", "author-contributions": "back", "data-availability": "back",
    "figure-legends": "legends", "methods": "body", "materials|methods": "body", "discussion": "body",
}  # fmt: skip


def _document(zones: Zoning, first_prose: int) -> list[str]:
    """What the document is like as a whole."""
    units = zones.units
    sections = {zones.cues[at].section for at in range(len(units)) if units[at].textual}
    runs = {zones.cues[at].run_in[0] for at in range(min(len(units), 80)) if units[at].textual}
    blanks = sum(unit.blank > 0 for unit in units) / max(1, len(units))
    return [
        f"doc-kind={units[0].kind}" if units else "doc-kind=",
        f"doc-blank={bucket(blanks, 0.1, 0.4, 0.8)}",
        f"doc-abs={int('abstract' in sections or 'abstract' in runs)}",
        f"doc-kwd={int('keywords' in sections or 'keywords' in runs)}",
        f"doc-ref={int('references' in sections)}",
        f"doc-body={int(bool({'intro', 'methods', 'discussion', 'results', 'materials|methods'} & sections))}",
        f"doc-prose={bucket(first_prose, 2, 5, 10, 20, 40)}",
        f"doc-styled={int(zones.styled)}",
    ]
