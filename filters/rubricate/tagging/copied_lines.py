"""Lines of a copied page that belong together: an event and its date, a name and its place, the parts of a reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import panflute as pf

from ..inlines import cut, strip
from ..parsing.affiliation import names_institution
from ..parsing.author_list import name_like
from ..parsing.dates import is_date, names_event
from ..parsing.headings import section_type
from ..parsing.journal_line import parse_journal_line
from ..references.clutter import is_link_line
from .furniture_cues import is_furniture_line
from .units import PRINTED, Unit
from .zone_floats import caption_of

GOES_ON = re.compile(r"[.,;]\s?(?:1[5-9]|20)[0-9]{2}\b")
"""A line that begins with the stop of the line above it, and a year."""
DOI = re.compile(r"doi:\s?10\.[0-9]{4}", re.IGNORECASE)
YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}\.?")
BRACKETED_YEAR = re.compile(r"\((?:1[5-9]|20)[0-9]{2}[a-z]?\)")
NAME = 5
"""Words of an author in a line of a broken reference."""
TOGGLE = re.compile(r"(?P<name>[^\W\d_][^\d+⁺]{3,60}?)\s?[+⁺](?:\s?[−–-])?\s?(?P<place>[^\W\d_][^+⁺]{5,200})?")
TOP = 30
SURE = 0.8
"""A name as likely as this is one."""
PAGES = re.compile(r"pp?\.\s?[0-9]{1,6}\s?[-–]\s?[0-9]{1,6}")
LABELS = {
    "doi": re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/\S+"),
    "issn": re.compile(r"[0-9]{4}-[0-9]{3}[0-9Xx](?:\s\([^()]{3,12}\))?"),
}
"""Words above an identifier, and its form."""
LINKS = 3
"""Lines of a page between the label of a figure and its caption."""
LONGEST = 12
"""Words of a journal's name."""


def copied_lines(units: Sequence[Unit]) -> list[Unit]:
    """The lines of a copied page, those that belong together joined; a text of another kind comes back as it is."""
    return links_above(broken_references(dated_lines(with_toggles(units))))


def dated_lines(units: Sequence[Unit]) -> list[Unit]:
    """Join an event and the date under it ("Received", "1 Jan 2021"), as pages print them in a list; others come back as they are."""
    out: list[Unit] = []
    for unit in units:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind == unit.kind
            and unit.kind in PRINTED
            and not (before.running or unit.running)
            and unit.blank <= 1
            and unit.words <= 5
            and _belongs(before, unit)
        ):
            out[-1] = replace(before, inlines=[*strip(before.inlines), pf.Space(), *strip(unit.inlines)])
        else:
            out.append(unit)
    return out


def _belongs(before: Unit, unit: Unit) -> bool:
    """A date under its event, an identifier under its name, pages under the volume."""
    label = LABELS.get(before.text.strip(" :").casefold())
    if label is not None:
        return label.fullmatch(unit.text) is not None
    if PAGES.fullmatch(unit.text):
        line = parse_journal_line(before.text)
        return line is not None and bool(line.volume) and not line.pages.text and not line.rest.strip(" ,.;")
    return names_event(before.text) and (is_date(unit.text) or (bool(YEAR.fullmatch(unit.text)) and before.words > 1))


def with_toggles(units: Sequence[Unit]) -> list[Unit]:
    """The sign that opens an author's place on a page ("Ann Lee+", "Ann Lee⁺University of Oslo") goes; what stands behind it is
    a line of its own."""
    out: list[Unit] = []
    for at, unit in enumerate(units):
        match = TOGGLE.fullmatch(unit.text) if at < TOP and unit.kind in PRINTED and not unit.running else None
        if (
            match is None
            or name_like(match["name"]) < SURE
            or (match["place"] and not names_institution(match["place"]))
        ):
            out.append(unit)
            continue
        length = len(unit.text)
        out.append(replace(unit, inlines=strip(cut(unit.inlines, 0, match.end("name")))))
        if match["place"]:
            out.append(replace(unit, inlines=strip(cut(unit.inlines, match.start("place"), length)), blank=0))
    return out


def links_above(units: Sequence[Unit]) -> list[Unit]:
    """A site's links between the label of a figure and its caption ("Figure 1", "Open asset", "Share of …") go above the label."""
    out = list(units)
    for at in range(len(out) - 2, -1, -1):
        unit = out[at]
        if unit.kind not in PRINTED or unit.words > 3 or unit.running:
            continue
        end = at + 1
        while end < len(out) and end - at <= LINKS and out[end].kind in PRINTED and is_furniture_line(out[end].text):
            end += 1
        caption = caption_of(unit) if end > at + 1 and end < len(out) else None
        if caption is not None and not unit.text[caption.start :].strip() and not out[end].running:
            out[at:end] = [*out[at + 1 : end], replace(unit, blank=max(1, unit.blank))]
    return out


def broken_references(units: Sequence[Unit]) -> list[Unit]:
    """Join the lines of each reference where a page prints its parts one under the other, and closes it with links.

    "Chen B", "(2011)", "Crust and crumb", "Journal of Bread 14:101–119.", "Google Scholar". A comma goes between names, a
    stop behind a part that has none.
    """
    head = next(
        (at for at, unit in enumerate(units) if unit.words <= 3 and section_type(unit.text) == "references"), None
    )
    if head is None:
        return list(units)
    out = list(units[: head + 1])
    group: list[Unit] = []
    for unit in units[head + 1 :]:
        if unit.kind == "line" and not unit.marker and is_link_line(unit.text):
            out += _whole(group)
            out.append(unit)
            group = []
        else:
            group.append(unit)
    return [*out, *group]


def _whole(group: list[Unit]) -> list[Unit]:
    """One reference of its lines, if they are that; else the lines."""
    year = next((at for at, unit in enumerate(group) if BRACKETED_YEAR.match(unit.text)), 0)
    lines = all(unit.kind == "line" and not unit.marker and not unit.running for unit in group)
    if not lines or not 0 < year < len(group) - 1 or any(unit.words > NAME for unit in group[:year]):
        return group
    inlines = list(strip(group[0].inlines))
    for at, unit in enumerate(group[1:], start=1):
        open_end = group[at - 1].text[-1:].isalnum() and at > year
        mark = "," if at < year else "." if open_end else ""
        inlines += [*([pf.Str(mark)] if mark else []), pf.Space(), *strip(unit.inlines)]
    return [replace(group[0], inlines=inlines)]
