"""Renderings as sequences to learn from: features of the units of a document, and the role of each."""

from __future__ import annotations

from dataclasses import dataclass

import panflute as pf

from ...reading.plain_text import read_plain_text
from ...tagging.join_lines import join_wrapped
from ...tagging.units import Unit, units_of
from ...tagging.zone_features import features_of
from ...tagging.zone_state import Zoning
from ...tagging.zones import rule_labels
from .article_reader import Source
from .pieces import Piece
from .rendering import as_blocks, as_text, render
from .style import Style, draw, family_of


@dataclass
class Example:
    """One rendered document, ready for the trainer."""

    name: str
    family: str
    features: list[list[bytes]]
    labels: list[str]
    levels: list[int]
    texts: list[str]
    rules: list[str]


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
        features_of(sheet, rules),
        labels,
        [owner.level if owner is not None else 0 for owner in owners],
        [unit.text for unit in units],
        [label.role + ("!" if label.section and label.role == "p" else "") for label in rules],
    )


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
