"""Rules on the statements of an article: conflict of interest, data availability, ethics."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import Document, ancestor, name_of
from .registry import Hit, rule
from .wording import CONFLICT, DATA, ETHICS, heading

TYPES = ("fn-type", "sec-type", "notes-type", "content-type")


# Attribute values that mean the same; hyphens, underscores and case do not count.
CONFLICT_TYPES = frozenset(
    (
        "coi", "coi statement", "conflict", "conflicts", "conflict of interest", "conflicts of interest",
        "competing interests", "competing interest", "conflict interest", "conflict statement",
    )
)  # fmt: skip


DATA_TYPES = frozenset(
    ("data availability", "data availability statement", "data accessibility", "dataavailability", "data statement")
)


ETHICS_TYPES = frozenset(("ethics", "ethics statement", "ethical statement", "ethics approval", "ethical approval"))


def _kind(element: etree._Element) -> tuple[str, str]:
    """The attribute by which an element says what it is, and its value."""
    for name in TYPES:
        if (value := element.get(name)) is not None:
            return name, value
    return "", ""


def _same(value: str) -> str:
    return " ".join(value.replace("-", " ").replace("_", " ").casefold().split())


def _at_least(document: Document, version: tuple[int, int]) -> bool:
    """Whether the article declares this version of JATS or a later one (none declared: no)."""
    parts = re.match(r"(\d{1,4})\.(\d{1,4})", document.root.get("dtd-version", ""))
    return parts is not None and (int(parts[1]), int(parts[2])) >= version


@rule(
    "coi",
    42,
    Severity.WARNING,
    source="JATS4R (conflict-of-interest statements)",
    link="https://jats4r.niso.org/conflict-of-interest-coi-statements/",
    suggestion='Write it as <fn fn-type="coi-statement"> in <author-notes>.',
)
def coi(document: Document) -> Iterator[Hit]:
    """A statement on conflicts of interest is a footnote of the authors that says so.

    `<fn fn-type="coi-statement">` in `<author-notes>`; sections, acknowledgements and notes of that kind, and footnotes
    that are known by their heading only, are not found by those who look for the statement. The older value "conflict" is
    right up to JATS 1.1 and “COI-statement” up to 1.2, so they are told only where a later version is declared.
    """
    for element in document.all("fn"):
        name, value = _kind(element)
        kind = _same(value)
        parent = element.getparent()
        if kind not in CONFLICT_TYPES:
            if (not value or kind == "other") and heading(element) in CONFLICT:
                attribute = f' {name}="{value}"' if value else ""
                found = f"conflict statement in <fn{attribute}>"
                yield Hit(element, found, 'fn-type="coi-statement"', f"@{name}" if name else "start")
            continue
        if value != "coi-statement" and (
            _same(value) not in ("conflict", "coi statement")
            or (kind == "conflict" and _at_least(document, (1, 2)))
            or (kind == "coi statement" and _at_least(document, (1, 3)))
        ):
            yield Hit(element, f'{name}="{value}"', 'fn-type="coi-statement"', f"@{name}")
        elif parent is not None and parent.tag != "author-notes":
            yield Hit(element, f"conflict statement in <{name_of(parent)}>", "it in <author-notes>")
    yield from _elsewhere(document, CONFLICT, CONFLICT_TYPES, "conflict statement", "a footnote in <author-notes>")


def _elsewhere(
    document: Document, words: frozenset[str], types: frozenset[str], what: str, expected: str
) -> Iterator[Hit]:
    """Sections, notes, acknowledgements and paragraphs that hold such a statement, outermost only."""
    told: set[etree._Element] = set()
    for element in document.all("sec", "notes", "ack", "app", "p"):
        name, value = _kind(element)
        if _same(value) in types:
            found = f'{what} as <{name_of(element)} {name}="{value}">'
        elif element.tag != "p" and heading(element) in words and element.find("title") is not None:
            found = f"{what} as <{name_of(element)}>"
        else:
            continue
        outer = set(element.iterancestors("sec", "notes", "ack", "app"))
        if outer.isdisjoint(told) and ancestor(element, "fn", "abstract", "trans-abstract") is None:
            told.add(element)
            yield Hit(element, found, expected)


@rule(
    "data-availability",
    43,
    Severity.WARNING,
    source="JATS4R (data availability statements)",
    link="https://jats4r.niso.org/data-availability-statements/",
    suggestion='Write it as <sec sec-type="data-availability"> directly in <back>.',
)
def data_availability(document: Document) -> Iterator[Hit]:
    """A statement on where the data are is a section of the back matter that says so.

    `<sec sec-type="data-availability">` in `<back>`; elsewhere, or under another type, it is not found by those who
    follow the data. Known by its type or by its heading.
    """
    for element in document.all("sec", "notes", "ack", "app", "fn"):
        name, value = _kind(element)
        if value == "data-availability" and name == "sec-type":
            parent = element.getparent()
            if parent is not None and parent.tag != "back":
                yield Hit(element, f"data availability statement in <{name_of(parent)}>", "it in <back>")
        elif _same(value) in DATA_TYPES:
            yield Hit(
                element, f'<{name_of(element)} {name}="{value}">', '<sec sec-type="data-availability">', f"@{name}"
            )
        elif heading(element) in DATA and not _inside(element, "data-availability"):
            kind = f' {name}="{value}"' if value else ""
            yield Hit(
                element,
                f"data availability statement as <{name_of(element)}{kind}>",
                '<sec sec-type="data-availability">',
            )


def _inside(element: etree._Element, kind: str) -> bool:
    return any(around.get("sec-type") == kind for around in element.iterancestors("sec"))


@rule(
    "ethics",
    44,
    Severity.WARNING,
    source="JATS4R (ethics statements); JATS tag library (sec-type)",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/attribute/sec-type.html",
    suggestion='Write it as one <sec sec-type="ethics-statement">.',
)
def ethics(document: Document) -> Iterator[Hit]:
    """The ethics statement is one section that says so.

    `<sec sec-type="ethics-statement">`, once in an article; a section or footnote that is known by its heading only, or by
    another type, is not found by those who check. “Ethical considerations” and the like in a debate are left alone: the
    heading must be that of a statement, below the methods or in the back matter.
    """
    seen: set[etree._Element | None] = set()
    for element in document.all("sec", "notes", "fn"):
        name, value = _kind(element)
        article = ancestor(element, "sub-article", "response")
        if (name, value) == ("sec-type", "ethics-statement"):
            if article in seen:
                yield Hit(element, 'second sec-type="ethics-statement"', "one for the article", "@sec-type")
            seen.add(article)
        elif _same(value) in ETHICS_TYPES:
            yield Hit(
                element, f'<{name_of(element)} {name}="{value}">', '<sec sec-type="ethics-statement">', f"@{name}"
            )
        elif (
            value in ("", "other")
            and heading(element) in ETHICS
            and not _inside(element, "ethics-statement")
            and _statement(element)
        ):
            kind = f' {name}="{value}"' if value else ""
            yield Hit(element, f"ethics statement as <{name_of(element)}{kind}>", '<sec sec-type="ethics-statement">')


def _statement(element: etree._Element) -> bool:
    """Whether a section with that heading is the statement: in the back matter, a footnote, or below the methods."""
    if ancestor(element, "abstract", "trans-abstract") is not None:
        return False
    if element.tag != "sec" or ancestor(element, "back") is not None:
        return True
    around = ancestor(element, "sec")
    return around is not None and ("method" in around.get("sec-type", "") or "method" in heading(around))
