"""The learned zones: rules first, then a linear-chain CRF that knows when to trust them, decoded under constraints."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .scripts import script_of
from .zone_body import Levels
from .zone_certain import certain
from .zone_decoding import Distribution, decode
from .zone_features import features_of, model_role
from .zone_levels import heading_levels
from .zone_state import ZoneLabel, Zoning

if TYPE_CHECKING:
    from ..sequence import Model

PATH = Path(__file__).parent / "data" / "zones.crf"
SURE = 0.995
"""A role at least this likely is the only candidate of its unit."""
FEW = 8
"""Units. A text of fewer gives the model nothing to go by."""
HEAD = 60
"""Characters of a unit that tell its script."""
OTHER_SCRIPT = 0.2
"""Share of the units in another script from which on a text counts as one of that script."""
RELIABILITY = ((0.0, 0.0), (0.6, 0.6), (0.8, 0.75), (0.93, 0.8), (0.975, 0.88), (0.995, 0.95), (1.0, 0.996))
"""Pairs of what the model says and how often it is right (`training.zones.measure --part held-out`)."""
OTHER_BACK = "other"
"""Section of a statement whose heading names none of the known ones."""
HEADS = ("sec-title", "back-title")


@cache
def model() -> Model:
    """The shipped model, loaded on first use."""
    from ..sequence import Model

    return Model.load(PATH)


def learned_labels(zones: Zoning, rules: Sequence[ZoneLabel]) -> list[ZoneLabel]:
    """The labels of the model for a sheet that the rules have labelled.

    Those of the rules stand for a handful of units, and for texts in other scripts, of which the model has seen no real ones.
    """
    other = sum(script_of(unit.text[:HEAD]) != "Latn" for unit in zones.units)
    if len(zones) < FEW or other >= OTHER_SCRIPT * len(zones):
        return list(rules)
    chances = distributions(zones, rules)
    return finish(zones, rules, decode(zones, rules, chances))


def distributions(zones: Zoning, rules: Sequence[ZoneLabel]) -> list[Distribution]:
    """How likely each role is for each unit; a role of the rules that the model never learned stands."""
    tagged = model().tag(features_of(zones, rules))
    out: list[Distribution] = []
    for at, (role, chance) in enumerate(zip(tagged.labels, tagged.marginals, strict=True)):
        if (
            certain(zones, at, rules[at])
            or _foreign_caption(zones, at, rules[at])
            or model_role(rules[at]) not in model().labels
        ):
            out.append({rules[at].role: 1.0})
        else:
            out.append({role: chance} if chance >= SURE else model().distribution(at))
    return out


def _foreign_caption(zones: Zoning, at: int, rule: ZoneLabel) -> bool:
    """A caption in a script of which the model has seen no real ones ("図5 パンの写真。"): the rules know its word."""
    return rule.role in ("fig", "table-caption") and script_of(zones.units[at].text[:HEAD]) != "Latn"


def finish(zones: Zoning, rules: Sequence[ZoneLabel], path: Sequence[tuple[str, float]]) -> list[ZoneLabel]:
    """Labels with their sections, offsets and levels, from the roles of a path."""
    sheet = Zoning(zones.units, titled=zones.titled)
    sheet.cues = zones.cues
    for at, (role, _) in enumerate(path):
        if role not in HEADS:
            sheet.put(at, role)
    headings = [at for at, (role, _) in enumerate(path) if role == "sec-title"]
    levels = heading_levels(zones, headings, Levels(sheet))
    out: list[ZoneLabel] = []
    back = ""
    for at, (role, chance) in enumerate(path):
        cue = zones.cues[at]
        label = ZoneLabel(role, calibrated(chance), by="rules" if certain(zones, at, rules[at]) else "model")
        if role in ("abstract", "kwd-group", "mesh"):
            label.offset = rules[at].offset if rules[at].role == role else _offset(cue.run_in, role)
        elif role == "sec-title":
            label.level, label.section, back = levels[at], cue.section, ""
        elif role == "back-title":
            label.section = back = cue.section or OTHER_BACK
            label.level = 1
        elif role == "back-run-in":
            label.section, label.offset = cue.run_in
            back = label.section
        elif role == "back-p":
            label.role, label.section = "p", back
        elif role in ("list-item", "disp-quote"):
            label.section = back
        elif role in ("p", "ref-title", "title", "abstract-title"):
            back = ""
        if role == "p" and rules[at].role == "p" and not zones.units[at].textual:
            label.section = back
        out.append(label)
    return out


def calibrated(chance: float) -> float:
    """How often the model is right where it gives a role this chance: measured on publishers held out of training.

    >>> calibrated(0.6), calibrated(0.93)
    (0.6, 0.8)
    """
    for (x, y), (x_next, y_next) in itertools.pairwise(RELIABILITY):
        if chance <= x_next:
            return round(y + (y_next - y) * max(0.0, chance - x) / (x_next - x), 4)
    return RELIABILITY[-1][1]


def _offset(run_in: tuple[str, int], role: str) -> int:
    cue = "keywords" if role == "kwd-group" else role
    return run_in[1] if run_in[0] == cue else 0
