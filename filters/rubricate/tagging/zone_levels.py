"""Levels of headings: the reader's where the source has them, else a small CRF over the headings of the document.

What one heading looks like says little; what the ones around it look like says most.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .zone_body import BACK_SECTIONS, DECIMAL, TOP_SECTIONS, Levels, is_upper
from .zone_features import bucket, shape
from .zone_state import Zoning

if TYPE_CHECKING:
    from ..sequence import Model

PATH = Path(__file__).parent / "data" / "zone-levels.crf"
DEEPEST = 4


@cache
def model() -> Model:
    """The shipped model, loaded on first use."""
    from ..sequence import Model

    return Model.load(PATH)


def heading_levels(zones: Zoning, headings: Sequence[int], rules: Levels) -> dict[int, int]:
    """The level of each of the units at `headings` (in order), from 1."""
    given = {at: rules.of(at) for at in headings}
    if not headings or all(zones.units[at].kind == "header" for at in headings):
        return given
    tagged = model().tag(heading_features(zones, headings, list(given.values())))
    found = {at: int(label) for at, label in zip(headings, tagged.labels, strict=True)}
    numbered = {at for at in headings if DECIMAL.match(zones.cues[at].label_and_title[0].strip() or "-")}
    for at in headings:
        if zones.units[at].kind == "header" or at in numbered:
            found[at] = given[at]  # the source's own word: a real heading, or a number ("3.1")
    above = min(found.values()) - 1  # a chapter of a book begins with 3.1
    last = 0
    for at in headings:  # no level is left out on the way down
        found[at] = last = min(found[at] - above, last + 1)
    return found


def heading_features(zones: Zoning, headings: Sequence[int], rules: Sequence[int]) -> list[list[bytes]]:
    """One list of features for each heading; `rules` are the levels that the rules gave."""
    looks = [_looks(zones, at) for at in headings]
    numbered = sum("number" in look for look in looks)
    upper = sum("upper" in look for look in looks)
    known = sum("top" in look for look in looks)
    kinds = {look[0] for look in looks}
    document = [
        f"doc-number={bucket(numbered / len(looks), 0.01, 0.4, 0.9)}", f"doc-upper={bucket(upper / len(looks), 0.01, 0.4, 0.9)}",
        f"doc-known={bucket(known, 1, 2, 3, 5)}", f"doc-kinds={bucket(len(kinds), 2, 3)}", f"doc-count={bucket(len(looks), 3, 6, 12, 24)}",
    ]  # fmt: skip
    out: list[list[bytes]] = []
    seen: list[str] = []
    for number, at in enumerate(headings):
        before = headings[number - 1] if number else -1
        after = headings[number + 1] if number + 1 < len(headings) else -1
        features = [*looks[number], *document, f"R={rules[number]}"]
        features.append(f"R-1,0={rules[number - 1] if number else 0}{rules[number]}")
        features.append(f"R0,+1={rules[number]}{rules[number + 1] if after >= 0 else 0}")
        features += [f"p:{look}" for look in looks[number - 1]] if number else ["first"]
        features += [f"n:{look}" for look in looks[number + 1]] if after >= 0 else ["last"]
        features.append(f"under={before == at - 1}")
        features.append(f"over={after == at + 1}")
        features.append(f"apart={bucket(at - before, 2, 3, 5, 9)},{bucket(after - at, 2, 3, 5, 9)}")
        features.append(f"since-top={bucket(_since(seen), 1, 2, 3, 6)}")
        features.append(f"like-first={looks[number][0] == looks[0][0]}")
        features.append(f"like-known={looks[number][0] in {look[0] for look in looks if 'top' in look}}")
        features.append(f"place={bucket(number / len(looks), 0.1, 0.5, 0.8)}")
        seen.append("top" if "top" in looks[number] else "")
        out.append([item.encode() for item in features])
    return out


def _since(seen: list[str]) -> int:
    """Headings since the last one of a known main section."""
    return next((count for count, name in enumerate(reversed(seen)) if name), 9)


def _looks(zones: Zoning, at: int) -> list[str]:
    """What one heading looks like; the first entry is its typography as a whole."""
    unit, cue = zones.units[at], zones.cues[at]
    label, title = cue.label_and_title
    match = DECIMAL.match(label.strip()) if label else None
    depth = 1 + match.group(1).count(".") if match else 0
    case = (
        "upper"
        if is_upper(title)
        else "lower"
        if not any(word[:1].isupper() for word in title.split()[1:])
        else "title"
    )
    type_ = f"type={unit.kind}{unit.level}{'b' if unit.bold else ''}{'i' if unit.italic else ''}{case == 'upper'}{depth}{bool(label)}{title.endswith('.')}"
    out = [type_, f"case={case}", f"depth={depth}", f"words={bucket(len(title.split()), 2, 3, 5, 8, 12)}"]
    if label:
        out += ["number", f"label={shape(label)}", f"sub={label.rstrip('.').split('.')[-1] == '1'}"]
    if case == "upper":
        out.append("upper")
    if unit.bold:
        out.append("bold")
    if unit.italic:
        out.append("italic")
    if cue.section:
        out.append(f"sec={cue.section}")
    if cue.section in TOP_SECTIONS:
        out.append("top")
    elif cue.section in BACK_SECTIONS:
        out.append("back")
    if title.endswith("."):
        out.append("stop")
    out.append(f"blank={min(unit.blank, 2)}")
    return out
