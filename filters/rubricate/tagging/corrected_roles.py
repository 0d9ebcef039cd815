"""Roles of blocks corrected: “this is page furniture, text, a heading, a caption, a reference”, and how deep a heading is.

The zones hear it before they decide about the neighbours, and nothing that they decide changes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import panflute as pf

from ..corrections import Correction, Outcome, kind_of
from ..corrections.alike import likeness, squeezed
from ..corrections.record import LEVELS, ROLES
from .corrections import note, wanted
from .units import Unit
from .zone_state import ZoneLabel

ENOUGH = 0.8
TABLES = ("table", "tabla", "tabelle", "tableau", "tabela", "표")


def corrected_units(doc: pf.Doc, units: Sequence[Unit]) -> dict[int, ZoneLabel]:
    """Number of a unit -> the label that a person gave it; each correction that finds no unit is noted."""
    found: dict[int, ZoneLabel] = {}
    for correction in wanted(doc, "role", "level"):
        kind = kind_of(correction.part)
        at = _unit(units, correction.near or correction.was)
        role = (
            ROLES.get(squeezed(correction.now).casefold(), squeezed(correction.now).casefold())
            if kind == "role"
            else "sec-title"
        )
        if at is None:
            note(doc, Outcome(correction, False, why="no block is like it"))
        elif kind == "role" and role not in ROLES.values():
            note(doc, Outcome(correction, False, why=f"a role is one of {', '.join(ROLES)}"))
        elif kind == "level" and correction.now not in map(str, LEVELS):
            note(doc, Outcome(correction, False, why="a level is a number from 1 to 6"))
        else:
            before = found.get(at)
            level = int(correction.now) if kind == "level" else before.level if before else 0
            found[at] = ZoneLabel(_caption(units[at]) if role == "caption" else role, 1.0, level, by="correction")
    return found


def _unit(units: Sequence[Unit], near: str) -> int | None:
    """The unit that begins so, or holds it; else the one that is most alike."""
    wanted_ = squeezed(near)
    if not wanted_:
        return None
    texts = ["" if unit.kind == "tagged" else squeezed(unit.text) for unit in units]
    for test in (lambda text: text == wanted_, lambda text: text.startswith(wanted_), lambda text: wanted_ in text):
        at = next((number for number, text in enumerate(texts) if text and test(text)), None)
        if at is not None:
            return at
    scored = [(likeness(near, text[: len(near) + 40]), -number) for number, text in enumerate(texts) if text]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= ENOUGH else None


def _caption(unit: Unit) -> str:
    return "table-caption" if unit.text.casefold().startswith(TABLES) else "fig"


def set_labels(labels: list[ZoneLabel], given: Mapping[int, ZoneLabel]) -> None:
    """Put the given labels over those that were decided; one title is enough."""
    for at, label in given.items():
        old = labels[at]
        label.level = label.level or old.level or (1 if label.role == "sec-title" else 0)
        label.section = old.section if old.role == label.role else ""
        labels[at] = label
    if any(label.role == "title" for label in given.values()):
        for at, label in enumerate(labels):
            if label.role == "title" and at not in given:
                label.role = "front-notes"


def note_roles(doc: pf.Doc, units: Sequence[Unit], given: Mapping[int, ZoneLabel]) -> None:
    """Note the corrections of roles that were applied."""
    done = 0
    for correction in wanted(doc, "role", "level"):
        at = _unit(units, correction.near or correction.was)
        if at in given and _valid(correction):
            note(doc, Outcome(correction, True))
            done += 1


def _valid(correction: Correction) -> bool:
    if kind_of(correction.part) == "level":
        return correction.now in map(str, LEVELS)
    role = squeezed(correction.now).casefold()
    return ROLES.get(role, role) in ROLES.values()
