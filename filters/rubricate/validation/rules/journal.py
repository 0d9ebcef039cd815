"""Rules on `<journal-meta>`: title, ISSN, ids, publisher."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .check_digits import compact, issn_check_digit
from .document import Document, shown, tag, text_of
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

TAG_LIBRARY = "https://jats.nlm.nih.gov/publishing/tag-library/1.3/"
MEDIA = {
    "ppub": "print",
    "epub": "electronic",
    "print": "print",
    "electronic": "electronic",
    "online-only": "electronic",
}
"""Values of @pub-type and @publication-format on <issn>, and which medium each means."""
JOURNAL_ID_TYPES = frozenset(
    (
        *("archive", "aggregator", "coden", "doi", "hwp", "index", "iso-abbrev", "issn", "nlm-journal-id"),
        *("nlm-ta", "pmc", "publisher-id", "pubmed-jr-id", "sc"),
    )
)


@rule(
    "journal-title",
    1,
    Severity.ERROR,
    source="PMC Style Checker (journal metadata); Crossref deposit schema",
    link=TAG_LIBRARY + "element/journal-title.html",
    suggestion="Write it in <journal-title-group><journal-title>.",
)
def journal_title(document: Document) -> Iterator[Hit]:
    """The journal has a title.

    Receivers file an article under its journal; without a title it goes astray. A title that is empty counts as none,
    and so does a front without <journal-meta>.
    """
    meta = document.journal_meta
    if meta is None:
        where = document.front if document.front is not None else document.root
        yield Hit(where, f"{tag(where)} without <journal-meta>", "the journal's title, ISSN and publisher")
        return
    yield from _filled(meta, "journal-title", "the title of the journal")


def _filled(meta: etree._Element, name: str, expected: str) -> Iterator[Hit]:
    """That there is an element of the name, and that each has text."""
    elements = list(meta.iter(name))
    if not elements:
        yield Hit(meta, f"{tag(meta)} without <{name}>", expected)
    for element in elements:
        if not text_of(element):
            yield Hit(element, f"empty <{name}>", expected)


@rule(
    "issn",
    2,
    Severity.ERROR,
    source="PMC Style Checker (journal metadata); KoreaMed; ISO 3297",
    link="https://www.issn.org/understanding-the-issn/assignment-rules/issn-manual/",
    suggestion="Look the number up at portal.issn.org and write it with its hyphen, as in 2049-3630.",
)
def issn(document: Document) -> Iterator[Hit]:
    """The journal has an ISSN with the right form and check digit.

    The last character is computed from the seven before it, so that nearly every misprint shows. A server of preprints
    may have none.
    """
    meta = document.journal_meta
    if meta is not None and meta.find(".//issn") is None:
        severity = Severity.INFO if document.type == "preprint" else None
        yield Hit(meta, "<journal-meta> without <issn>", "at least one ISSN of the journal", severity=severity)
    for journal in document.all("journal-meta"):
        for element in journal.iter("issn", "issn-l"):
            yield from _issn_faults(element)


def _issn_faults(element: etree._Element) -> Iterator[Hit]:
    text = text_of(element)
    characters = compact(text.upper().removeprefix("ISSN"))
    digits, last = characters[:7], characters[7:]
    if len(characters) != 8 or not digits.isdigit():
        found = f"ISSN {shown(text)}" if text else f"empty {tag(element)}"
        yield Hit(element, found, "four digits, a hyphen, three digits and a check digit (0–9 or X)", "text")
    elif last != (right := issn_check_digit(digits)):
        number = f"{digits[:4]}-{digits[4:]}{right}"
        expected = f"the check digit {right} (“{number}”) or other digits before it"
        yield Hit(element, f"check digit {last} in ISSN {shown(text)}", expected, "text")
    elif text != (number := f"{digits[:4]}-{digits[4:]}{last}"):
        yield Hit(element, f"ISSN {shown(text)}", f"“{number}”", "text", f"Write {number}.")


@rule(
    "issn-type",
    3,
    Severity.ERROR,
    source="PMC Style Checker (ISSN)",
    link=TAG_LIBRARY + "element/issn.html",
    suggestion='Write publication-format="electronic" or "print" (before JATS 1.1: pub-type="epub" or "ppub").',
)
def issn_type(document: Document) -> Iterator[Hit]:
    """Each ISSN says whether it is that of the print or the electronic journal.

    A journal has one ISSN for each medium. Two different numbers for one medium, or attributes that name two media,
    leave the receiver to guess.
    """
    for journal in document.all("journal-meta"):
        seen: dict[str, str] = {}
        for element in journal.iter("issn"):
            text = text_of(element)
            media = set()
            for name in ("pub-type", "publication-format"):
                value = element.get(name)
                if value is not None and value not in MEDIA:
                    expected = "“ppub” or “epub”" if name == "pub-type" else "“print” or “electronic”"
                    yield Hit(element, f"{name}={shown(value)} on <issn>", expected, f"@{name}")
                elif value is not None:
                    media.add(MEDIA[value])
            if element.get("pub-type") is None and element.get("publication-format") is None:
                yield Hit(element, f"ISSN {shown(text)} of no medium", "@publication-format (or @pub-type)")
            elif len(media) > 1:
                yield Hit(element, f"ISSN {shown(text)} of two media", "@pub-type and @publication-format that agree")
            elif media and seen.setdefault(medium := media.pop(), text) != text:
                found = f"second ISSN {shown(text)} of the {medium} journal"
                yield Hit(element, found, f"one for each medium (the first is {shown(seen[medium])})")


@rule(
    "journal-id",
    4,
    Severity.ERROR,
    source="PMC Style Checker (journal id)",
    link=TAG_LIBRARY + "element/journal-id.html",
    suggestion='Write <journal-id journal-id-type="nlm-ta"> with the NLM title abbreviation, or "publisher-id".',
)
def journal_id(document: Document) -> Iterator[Hit]:
    """The journal has an id, and each id says of what kind it is.

    Receivers find a journal in their list by this id. A kind that nobody lists can't be used by anybody, but does no
    harm beside a good one: a warning.
    """
    meta = document.journal_meta
    if meta is None:
        return
    ids = list(meta.iter("journal-id"))
    if not ids:
        yield Hit(meta, "<journal-meta> without <journal-id>", "at least one id of the journal")
    for element in ids:
        kind = element.get("journal-id-type")
        text = text_of(element)
        if not text:
            yield Hit(element, "empty <journal-id>", "the id of the journal")
        if not (kind or "").strip():
            yield Hit(element, f"<journal-id> {shown(text)} without @journal-id-type", "the kind of the id")
        elif kind not in JOURNAL_ID_TYPES:
            expected = f"one of: {', '.join(sorted(JOURNAL_ID_TYPES))}"
            found = f"journal-id-type={shown(kind or '')}"
            yield Hit(element, found, expected, "@journal-id-type", severity=Severity.WARNING)


@rule(
    "publisher",
    5,
    Severity.ERROR,
    source="PMC minimum data requirements; SciELO Publishing Schema",
    link="https://pmc.ncbi.nlm.nih.gov/pub/min_requirements/",
    suggestion="Write <publisher><publisher-name>…</publisher-name></publisher> at the end of <journal-meta>.",
)
def publisher(document: Document) -> Iterator[Hit]:
    """The journal's publisher is named.

    Who issues the journal, whether a company, a society or a university.
    """
    meta = document.journal_meta
    if meta is not None:
        yield from _filled(meta, "publisher-name", "the name of the journal's publisher")
