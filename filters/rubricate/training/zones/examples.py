"""Renderings as sequences to learn from: features of the units of a document, and the role of each."""

from __future__ import annotations

from dataclasses import dataclass

import panflute as pf

from ...reading.plain_text import read_plain_text
from ...tagging.join_lines import join_wrapped
from ...tagging.units import Unit, units_of
from ...tagging.zone_body import Levels
from ...tagging.zone_features import features_of
from ...tagging.zone_levels import DEEPEST, heading_features
from ...tagging.zone_state import Zoning
from ...tagging.zones import rule_labels
from .pieces import Piece
from .rendering import as_blocks, as_text, render
from .source import Source
from .style import Style, draw, family_of


@dataclass
class Example:
    """One rendered document, ready for the trainer."""

    name: str
    family: str
    units: list[Unit]
    features: list[list[bytes]]
    labels: list[str]
    headings: list[list[bytes]]
    levels: list[str]


def example(article: Source, number: int, *, families: frozenset[str] | None = None) -> Example:
    """Rendering `number` of an article; always the same one."""
    seed = f"{article.name} {number}"
    family = family_of(seed)
    turn = 0
    while families is not None and family not in families:
        turn += 1
        family = family_of(f"{seed} {turn}")
    style = draw(seed, family, article.language)
    units, owners = units_and_owners(article, style)
    sheet, rules = rule_labels(units)
    labels = [owner.role if owner is not None else "p" for owner in owners]
    return Example(
        seed,
        family,
        units,
        features_of(sheet, rules),
        labels,
        *_headings(sheet, labels, owners),
    )


def _headings(sheet: Zoning, labels: list[str], owners: list[Piece | None]) -> tuple[list[list[bytes]], list[str]]:
    """Features and levels of the section headings."""
    at_headings = [at for at, label in enumerate(labels) if label == "sec-title"]
    if not at_headings:
        return [], []
    bare = Zoning(sheet.units)
    bare.cues = sheet.cues
    for at, label in enumerate(labels):
        if label not in ("sec-title", "back-title"):
            bare.put(at, label)
    rules = Levels(bare)
    features = heading_features(sheet, at_headings, [rules.of(at) for at in at_headings])
    owned = [owners[at] for at in at_headings]
    return features, [str(max(1, min(owner.level if owner is not None else 1, DEEPEST))) for owner in owned]


def units_and_owners(article: Source, style: Style) -> tuple[list[Unit], list[Piece | None]]:
    """The units of one rendering and the piece that each was made of."""
    pieces = render(article, style)
    if not style.blocks:
        text, lines = as_text(pieces, style)
        units = join_wrapped(units_of(list(read_plain_text(text).content)))
        return units, [lines[unit.line - 1] if unit.line is not None else None for unit in units]
    pairs = as_blocks(pieces, style)
    doc = pf.Doc(*[block for block, _ in pairs])
    units = units_of(list(doc.content))
    return units, [pairs[unit.number - 1][1] for unit in units]
