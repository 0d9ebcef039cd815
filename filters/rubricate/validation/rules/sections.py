"""The rule on titles and levels of sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .contents import holds
from .document import Document, ancestor
from .registry import Hit, rule

LEVEL = re.compile(r"(?:level)?([1-9])")  # disp-level="level2" or "2"


@rule(
    "sec-title",
    57,
    Severity.ERROR,
    source="JATS4R (accessibility); PMC Style Checker (disp-level)",
    link="https://jats4r.niso.org/accessibility/",
    suggestion="Give the section a <title>, or write its paragraphs without <sec>.",
)
def sec_title(document: Document) -> Iterator[Hit]:
    """Sections have titles, and their levels follow one another.

    Who listens to an article leaps from heading to heading; a section without one can't be reached (warning: the text is
    all there). A section that only holds supplementary material, a figure or a table takes its name from that.
    @disp-level says “level2” and the like, and goes down one at a time.
    """
    for section in document.all("sec"):
        if ancestor(section, "abstract", "trans-abstract") is not None:
            continue
        if not any(child.tag in ("title", "label") and holds(child) for child in section) and not _named_by_content(
            section
        ):
            title = section.find("title")
            if title is None:  # an empty title is what `empty` tells
                yield Hit(section, "<sec> without <title>", "a title", severity=Severity.WARNING)
        yield from _level(section)


NAMED = frozenset(
    ("supplementary-material", "fig", "fig-group", "table-wrap", "table-wrap-group", "media", "boxed-text", "sec-meta", "graphic")
)  # fmt: skip


def _named_by_content(section: etree._Element) -> bool:
    if section.get("sec-type") == "supplementary-material":
        return True
    for child in section.iterchildren("*"):
        if child.tag in NAMED:
            continue
        if child.tag != "p" or (child.text or "").strip():
            return False
        if any(inner.tag not in NAMED or (inner.tail or "").strip() for inner in child.iterchildren("*")):
            return False
    return True


def _level(section: etree._Element) -> Iterator[Hit]:
    value = section.get("disp-level")
    if value is None:
        return
    match = LEVEL.fullmatch(value.strip().lower())
    if match is None:
        yield Hit(section, f'disp-level="{value}"', 'disp-level="level1" to "level9"', "@disp-level")
        return
    around = ancestor(section, "sec")
    outer = LEVEL.fullmatch(around.get("disp-level", "").strip().lower()) if around is not None else None
    level, above = int(match[1]), int(outer[1]) if outer else 0
    if (outer is not None or around is None) and level > above + 1:
        found = f'disp-level="{value}" below {"level " + str(above) if above else "no other section"}'
        yield Hit(section, found, f"level {above + 1}", "@disp-level", suggestion="Don't leave out a level.")
