"""Reference lists of web pages: the lines of one entry (label, authors, title, source) become one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import panflute as pf

from ..inlines import plain, strip
from ..parsing.headings import section_type, strip_number, uncounted
from ..references.clutter import is_link_line
from ..references.field_lines import FieldEntry, field_entries, seam
from ..references.lists import glue
from .furniture_cues import is_furniture_line
from .units import PRINTED, Unit
from .zone_floats import caption_of


def entry_lines(units: Sequence[Unit]) -> list[Unit]:
    """Join the lines of such entries, and set the names of links behind each apart; other units come back as they are."""
    out: list[Unit] = []
    at = 0
    while at < len(units):
        out.append(units[at])
        at += 1
        if not _heads_references(units[at - 1]):
            continue
        end = at
        while end < len(units) and _may_belong(units[end]):
            end += 1
        listed = [unit for unit in units[at:end] if not unit.running and unit.text]
        entries = field_entries([unit.text for unit in listed], [unit.blank > 0 for unit in listed])
        if not entries:
            continue
        last = 0
        for entry in entries:
            out.append(_joined(listed, entry))
            out += [replace(listed[link], running=True) for link in entry.links]
            last = max((*entry.lines, *entry.links))
        rest = [unit for unit in units[at:end] if unit.running or not unit.text]
        out += [*rest, *listed[last + 1 :]]
        at = end
    return out


def _heads_references(unit: Unit) -> bool:
    return (
        unit.textual
        and unit.words <= 4
        and section_type(uncounted(strip_number(unit.text)[1]).strip(" :.")) == "references"
    )


def _may_belong(unit: Unit) -> bool:
    """A line of a list: no heading, no row of a table, no other line of the page."""
    if unit.kind not in PRINTED or unit.marker or "\t" in unit.text or caption_of(unit) is not None:
        return False
    return is_link_line(unit.text) or not is_furniture_line(unit.text)


def _joined(listed: Sequence[Unit], entry: FieldEntry) -> Unit:
    first = listed[entry.lines[0]]
    inlines = strip(first.inlines)
    for at in entry.lines[1:]:
        more = strip(listed[at].inlines)
        between = (seam if entry.fields else glue)(plain(inlines), listed[at].text)
        inlines = [*inlines, *([pf.Str(",")] if between == ", " else []), *([pf.Space()] if between else []), *more]
    return replace(first, block=None, inlines=inlines, marker=entry.label, blank=1, indent=0, entry=True)
