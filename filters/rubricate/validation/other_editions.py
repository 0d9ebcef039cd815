"""Which other document types of JATS have what this one has not: an element, a child, an attribute."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ..schemas import Doctype, doctypes
from .declarations import ELEMENT, sections

FILES = (
    "rubricate-jats-archiving.declarations",
    "rubricate-jats-publishing.declarations",
    "rubricate-jats-authoring.declarations",
    "rubricate-mathml.declarations",
)
TITLES = {"archiving": "Journal Archiving", "publishing": "Journal Publishing", "authoring": "Article Authoring"}


@lru_cache(maxsize=2000)
def with_element(doctype: Doctype, element: str) -> str:
    """Who has the element: "JATS 1.3 and later", "Journal Archiving 1.1" or "" for none."""
    return _phrase(doctype, _mask(element, lambda block: True))


@lru_cache(maxsize=2000)
def with_child(doctype: Doctype, parent: str, child: str) -> str:
    """Who allows `child` somewhere in `parent`."""
    named = re.compile(rf"[(,|]{re.escape(child)}[),|?*+]")
    return _phrase(doctype, _mask(parent, lambda block: named.search(block.partition("\n")[0]) is not None))


@lru_cache(maxsize=2000)
def with_attribute(doctype: Doctype, element: str, attribute: str) -> str:
    """Who has the attribute on the element."""
    return _phrase(doctype, _mask(element, lambda block: f"\n{attribute} " in block))


def title(doctype: Doctype) -> str:
    """ "Journal Publishing 1.3"."""
    return f"{TITLES[doctype.tag_set]} {doctype.version}"


def _mask(element: str, has: Callable[[str], bool]) -> int:
    """The document types (a bit for each line of the catalogue) in which the declarations of `element` have it."""
    found = 0
    for file in FILES:
        for mask, text in sections(file):
            start = text.find(f"{ELEMENT}{element} ")
            if start >= 0:
                end = text.find(ELEMENT, start + 1)
                found |= mask if has(text[start : end if end >= 0 else None]) else 0
    return found


def _phrase(doctype: Doctype, mask: int) -> str:
    having = [other for number, other in enumerate(doctypes()) if mask >> number & 1]
    family = [other for other in having if other[2:] == doctype._replace(version=other.version)[2:]]
    later = sorted(_releases(family, lambda version: _age(version) > _age(doctype.version)))
    earlier = sorted(_releases(family, lambda version: _age(version) < _age(doctype.version)))
    same = [other for other in having if other.version == doctype.version]
    if later:
        return f"JATS {later[0]}" + (" and later" if len(later) > 1 else "")
    if earlier:
        return f"JATS {earlier[-1]}" + (" and earlier" if len(earlier) > 1 else "")
    if any(other.tag_set == doctype.tag_set and other.tables != doctype.tables for other in same):
        return f"{title(doctype)} with OASIS tables"
    if any(other.tag_set == doctype.tag_set and other.mathml != doctype.mathml for other in same):
        return f"{title(doctype)} with the other MathML"
    return title((same or having)[0]) if having else ""


def _releases(family: list[Doctype], wanted: Callable[[str], bool]) -> set[str]:
    return {other.version for other in family if "d" not in other.version and wanted(other.version)}


def _age(version: str) -> tuple[str, str]:
    """Orders versions: the drafts of a release come before it."""
    release, _, draft = version.partition("d")
    return (release, draft or "9")
