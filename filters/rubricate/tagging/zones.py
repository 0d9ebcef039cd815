"""Zones: which block is what.

`label_units` is the one place that decides roles; today by rules, one file a part of the article. A learned model can
take its place: same units in, same labels out. `zones` is the filter that writes the labels into the document.
"""

from __future__ import annotations

from collections.abc import Sequence

import panflute as pf

from ..inlines import plain
from ..meta import meta_text
from .assemble import assemble
from .join_lines import join_wrapped
from .units import BULLETS, Unit, units_of
from .zone_abstract import abstracts
from .zone_body import between_furniture, body, furniture
from .zone_floats import floats
from .zone_front import front
from .zone_references import references
from .zone_state import ZoneLabel, Zoning

TAGGED = "rubricate-tagged"
"""Metadata flag of a document that has been tagged (and perhaps corrected by hand): its blocks have their roles."""

NUMBERED = frozenset(("list-item", "ref", "tagged"))
"""Roles whose blocks keep the number of a list item in a place of its own."""


def label_units(units: Sequence[Unit], *, titled: bool = False) -> list[ZoneLabel]:
    """One label for each unit. `titled`: the document's metadata has a title already."""
    return rule_labels(units, titled=titled)[1]


def rule_labels(units: Sequence[Unit], *, titled: bool = False) -> tuple[Zoning, list[ZoneLabel]]:
    """What the rules say, and the sheet they wrote on.

    They run from the surest to the least sure; none changes what one before it has said.
    """
    sheet = Zoning(units, titled=titled)
    for at, unit in enumerate(units):
        if unit.kind == "tagged":
            sheet.put(at, "tagged")
    for rule in (furniture, references, floats, abstracts, between_furniture, front, body):
        rule(sheet)
    return sheet, [label or ZoneLabel("p", 0.1) for label in sheet.labels]


def zones(doc: pf.Doc) -> None:
    """Give every block of the document its role; text is moved into role Divs and nothing is dropped."""
    if meta_text(doc.metadata.content.get(TAGGED)) == "true" or not doc.content.list:
        return
    units = join_wrapped(units_of(list(doc.content)))
    labels = label_units(units, titled="title" in doc.metadata)
    for unit, label in zip(units, labels, strict=True):
        if unit.marker and unit.marker not in BULLETS and label.role not in NUMBERED:
            unit.inlines = [pf.Str(unit.marker), pf.Space(), *unit.inlines]  # the number is no list's: it is text again
            unit.marker = ""
            label.offset += len(plain(unit.inlines)) - len(unit.text) if label.offset else 0
            unit.__dict__.pop("text", None)
    doc.content = assemble(units, labels)
