"""Zones: which block is what.

`label_units` is the one place that decides roles: rules, one file a part of the article, then a learned model that knows
where to trust them. `zones` is the filter that writes the labels into the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import panflute as pf

from ..inlines import plain
from ..meta import meta_text
from ..parsing.language import surely_another
from .address_lines import addresses
from .aligned_tables import align
from .assemble import assemble
from .author_lines import author_lines
from .broken_lines import bibliographic_lines, marked_lines
from .columns import in_columns
from .copied_lines import copied_lines
from .corrected_roles import corrected_units, note_roles, set_labels
from .entry_lines import entry_lines
from .flow_charts import draw
from .hyphens import Hyphens
from .join_lines import SENTENCE_ENDS, join_wrapped
from .mail_headers import mail_headers
from .page_lines import page_lines
from .quoted_mail import unquoted
from .record import log, record_parts
from .repeated_lines import repeated_lines
from .running_heads import behind_tables, lone_heads, running_heads
from .signatures import signatures
from .site_words import site_words_apart
from .split_captions import split_captions
from .title_lines import signed_lines, undecorated
from .units import BULLETS, Unit, units_of
from .zone_abstract import abstracts
from .zone_body import between_furniture, body, furniture
from .zone_cards import cards
from .zone_citation import cited
from .zone_floats import floats
from .zone_front import front
from .zone_people import people_below
from .zone_record import recorded
from .zone_references import references
from .zone_state import ZoneLabel, Zoning
from .zone_tail import feet, tail

TAGGED = "rubricate-tagged"
"""Metadata flag of a document that has been tagged (and perhaps corrected by hand): its blocks have their roles."""

NUMBERED = frozenset(("list-item", "ref", "tagged"))
"""Roles whose blocks keep the number of a list item in a place of its own."""

YEAR = re.compile(r"^\((?:1[5-9]|20)[0-9]{2}\)$")
"""A year that Markdown took for the number of an item: "(2014) Gender in agriculture"."""


def label_units(
    units: Sequence[Unit], *, titled: bool = False, given: Mapping[int, ZoneLabel] | None = None
) -> list[ZoneLabel]:
    """One label for each unit. `titled`: the document's metadata has a title already; `given`: labels that a person gave.

    The rules speak first; the model hears them, with all else that can be seen of the units, and decides.
    """
    from .zone_model import learned_labels

    return learned_labels(*rule_labels(units, titled=titled, given=given))


def rule_labels(
    units: Sequence[Unit], *, titled: bool = False, given: Mapping[int, ZoneLabel] | None = None
) -> tuple[Zoning, list[ZoneLabel]]:
    """What the rules say, and the sheet they wrote on.

    They run from the surest to the least sure; none changes what one before it has said.
    """
    sheet = Zoning(units, titled=titled)
    for at, label in (given or {}).items():
        sheet.put(at, label.role, level=label.level or 1)
    for at, unit in enumerate(units):
        if unit.kind == "tagged":
            sheet.put(at, "tagged")
        elif unit.running:
            sheet.put(at, "page-furniture", 0.8)
    for rule in (
        recorded,
        furniture,
        references,
        cited,
        people_below,
        feet,
        cards,
        floats,
        abstracts,
        between_furniture,
        front,
        tail,
        body,
    ):
        rule(sheet)
    return sheet, [label or ZoneLabel("p", 0.1) for label in sheet.labels]


ONE_VALUE = frozenset(("title", "subtitle", "trans-title"))
"""Roles of one value each: printed lines of it that follow each other are one unit."""
OPEN_ENDS = ("Epub", "eCollection", "doi:", ";", ",", ":", "–", "-")
"""Ends of a printed line of a bibliographic line that goes on in the next one."""
RUNNING = frozenset(("p", "abstract", "fig", "fig-text", "table-foot", "disp-quote"))
"""Roles of running text: a line that goes on in the middle of a sentence belongs to the line before it."""


def joined(units: Sequence[Unit], labels: Sequence[ZoneLabel]) -> tuple[list[Unit], list[ZoneLabel]]:
    """Printed lines of one title, or of one sentence, become one unit."""
    out: list[tuple[Unit, ZoneLabel]] = []
    hyphens = Hyphens(unit.text for unit in units)
    for unit, label in zip(units, labels, strict=True):
        if out and _continues(*out[-1], unit, label):
            before, kept = out[-1]
            out[-1] = (replace(before, inlines=hyphens.join(before.inlines, unit.inlines)), kept)
        else:
            out.append((unit, label))
    return [unit for unit, _ in out], [label for _, label in out]


def _second_language(units: Sequence[Unit], labels: Sequence[ZoneLabel]) -> None:
    """A line directly under a title, in another language, is the title in that language."""
    for at in range(1, len(units)):
        before = at - 1
        if (
            labels[at].role == labels[before].role == "title" and surely_another(units[at].text, units[before].text)
        ) or (labels[at].role == "title" and labels[before].role == "trans-title"):
            labels[at].role = "trans-title"


def _people_above_title(labels: Sequence[ZoneLabel]) -> None:
    """Where authors stand below the title, what looks like a name above it is a page's: "Open Access", "Mobile Menu"."""
    title = next((at for at, label in enumerate(labels) if label.role == "title"), 0)
    if not any(label.role == "contrib-group" for label in labels[title:]):
        return
    for at in range(title):
        if labels[at].role == "contrib-group":
            beside = "page-furniture" in (labels[at - 1].role if at else "", labels[at + 1].role)
            labels[at].role = "page-furniture" if beside else "front-notes"


def _lone_notes(units: Sequence[Unit], labels: Sequence[ZoneLabel]) -> None:
    """A paragraph of the running text that holds a footnote and nothing else is neither empty nor a page's."""
    running = False
    for unit, label in zip(units, labels, strict=True):
        if running and unit.noted and not unit.text and label.role in ("empty", "page-furniture"):
            label.role = "p"
        running = running or label.role == "sec-title"


def _continues(before: Unit, kept: ZoneLabel, unit: Unit, label: ZoneLabel) -> bool:
    if label.role != kept.role and (kept.role, label.role) not in RUN_ON:
        return False
    if unit.kind != "line" or unit.blank or unit.marker or "\t" in unit.text:
        return False
    if label.role == "journal-line":
        return before.text.endswith(OPEN_ENDS)
    if label.role in ONE_VALUE:
        return label.role != "trans-title" or not surely_another(unit.text, before.text)
    return (
        (label.role in RUNNING or kept.role == "back-run-in")
        and before.words >= 8
        and before.text[-1:] not in SENTENCE_ENDS
        and unit.text[:1].islower()
        and not label.offset
    )


RUN_ON = frozenset((("back-run-in", "p"), ("back-run-in", "back-p")))
"""Roles of two lines of one statement: "Conflict of interest: The authors declare" and what it goes on with."""
UNLISTED = frozenset(
    ("p", "ref", "empty", "tagged", "table-body", "fig-text", "table-caption-text", "page-furniture", "back-p")
)
"""Roles that the report does not list: running text, what has lists of its own, what belongs to the part before it."""


def _parts(units: Sequence[Unit], labels: Sequence[ZoneLabel]) -> Iterator[dict[str, object]]:
    """What each block was taken for, for the report."""
    for unit, label in zip(units, labels, strict=True):
        if label.role in UNLISTED or not (unit.text or unit.kind in ("table", "figure")):
            continue
        place: dict[str, object] = {"line": unit.line} if unit.line is not None else {"block": unit.number}
        more: dict[str, object] = {"level": label.level} if label.role == "sec-title" else {}
        if label.section:
            more["section"] = label.section
        yield {
            "part": label.role,
            "value": unit.text[:120],
            **more,
            "confidence": round(label.confidence, 2),
            "by": f"zones ({label.by})",
            **place,
        }


def zones(doc: pf.Doc) -> None:
    """Give every block of the document its role; text is moved into role Divs and nothing is dropped."""
    if meta_text(doc.metadata.content.get(TAGGED)) == "true" or not doc.content.list:
        return
    units = draw(in_columns(unquoted(units_of(list(doc.content)))))
    for at in lone_heads(units) | mail_headers(units):
        units[at].running = True
    align(units)
    for at in running_heads(units):
        units[at].running = True
    units, glued = site_words_apart(join_wrapped(behind_tables(units)))
    units, more = author_lines(units)
    for printed, parted in glued + more:
        log(doc, "normalised", printed, detail=parted)
    for at in repeated_lines(units):
        units[at].running = True
    units = copied_lines(entry_lines(bibliographic_lines(page_lines(units))))
    units = signed_lines(split_captions(marked_lines(units)))
    undecorated(units)
    given = corrected_units(doc, units)
    note_roles(doc, units, given)
    labels = label_units(units, titled="title" in doc.metadata, given=given)
    set_labels(labels, given)
    _second_language(units, labels)
    _people_above_title(labels)
    _lone_notes(units, labels)
    signatures(labels)
    units, labels = addresses(*joined(units, labels))
    for unit, label in zip(units, labels, strict=True):
        if unit.marker and unit.marker not in BULLETS and (label.role not in NUMBERED or YEAR.match(unit.marker)):
            before = len(unit.text)
            unit.rewrite([pf.Str(unit.marker), pf.Space(), *unit.inlines])  # the number is no list's: it is text again
            log(doc, "list-number", unit.marker, detail=unit.marker)
            unit.marker = ""
            label.offset += len(plain(unit.inlines)) - before if label.offset else 0
    record_parts(doc, _parts(units, labels))
    doc.content = assemble(units, labels)
