"""Rules on what kind of article it is, its heading, title, pages and volume."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...values import Severity
from .document import Document, shown, tag, text_of
from .journal import TAG_LIBRARY
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

ARTICLE_TYPES = frozenset(
    (
        *("abstract", "addendum", "announcement", "article-commentary", "book-review", "books-received"),
        *("brief-report", "calendar", "case-report", "case-study", "clinical-instruction", "clinical-trial"),
        *("collection", "correction", "data-paper", "discussion", "dissertation", "editorial"),
        *("expression-of-concern", "guideline", "in-brief", "interview", "introduction", "letter", "meeting-report"),
        *("methods-article", "news", "obituary", "oration", "other", "partial-retraction", "preprint"),
        *("product-review", "protocol", "rapid-communication", "registered-report", "reply", "reprint"),
        *("research-article", "retraction", "review-article", "systematic-review", "technical-report", "translation"),
        # of reviews and comments that go with an article
        *("aggregated-review-documents", "author-comment", "community-comment", "decision-letter"),
        *("editor-report", "referee-report", "response", "reviewer-report"),
    )
)
EMPHASIS = frozenset(
    (
        *(
            "bold",
            "fixed-case",
            "italic",
            "monospace",
            "overline",
            "roman",
            "sans-serif",
            "sc",
            "strike",
            "styled-content",
        ),
        *("underline", "xref", "fn", "ext-link", "uri"),
    )
)
"""What a subject must not hold; sub and sup may stand (CO₂)."""
MEDIA_IN_TITLE = ("inline-graphic", "inline-formula", "inline-media", "private-char", "graphic")
# A page with its letters: "S12", "e1004", "12a". Groups: letters before, number.
PAGE = re.compile(r"([A-Za-z]{0,8}[-.:]?)([0-9]{1,9})[A-Za-z]{0,3}")
ROMAN = re.compile(r"[ivxlcdm]{1,15}", re.IGNORECASE)
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@rule(
    "article-type",
    6,
    Severity.ERROR,
    source="PMC Style Checker (article type); SciELO Publishing Schema",
    link=TAG_LIBRARY + "attribute/article-type.html",
    suggestion='The commonest are research-article, review-article, case-report, brief-report, letter, editorial; "other" fits where nothing does.',
)
def article_type(document: Document) -> Iterator[Hit]:
    """The article says what it is, by a value of the list that receivers know.

    Indexes leave articles in or out by this value, and find corrections and retractions by it. The same holds for
    each <sub-article>, where a value of one's own is only a warning.
    """
    for element in (document.root, *document.all("sub-article")):
        value = element.get("article-type")
        lower = None if element is document.root else Severity.WARNING
        if value is None or not value.strip():
            expected = "@article-type, such as “research-article”"
            yield Hit(element, f"{tag(element)} without @article-type", expected, severity=lower)
        elif value not in ARTICLE_TYPES:
            near = _nearest(value)
            expected = f"“{near}”" if near else "a value of the list, such as “research-article” or “other”"
            yield Hit(element, f"article-type={shown(value)}", expected, "@article-type", severity=lower)


def _nearest(value: str) -> str:
    from difflib import get_close_matches  # only where something is wrong

    wanted = "-".join(value.casefold().replace("_", " ").split())
    return next(iter(get_close_matches(wanted, sorted(ARTICLE_TYPES), 1, 0.75)), "")


@rule(
    "heading",
    7,
    Severity.ERROR,
    source="PMC Style Checker (subject groups); SciELO Publishing Schema",
    link=TAG_LIBRARY + "attribute/subj-group-type.html",
    suggestion='Write <subj-group subj-group-type="heading"><subject>Research Article</subject></subj-group>.',
)
def heading(document: Document) -> Iterator[Hit]:
    """The article has one heading: the section of the table of contents under which it stands.

    <article-categories> holds exactly one <subj-group subj-group-type="heading"> (one a language, where @xml:lang tells
    them apart), and that holds exactly one <subject>. A second heading or subject is a warning: receivers take the first.
    """
    meta = document.article_meta
    if meta is None:
        return
    categories = meta.find("article-categories")
    if categories is None:
        yield Hit(meta, "<article-meta> without <article-categories>", "it with the heading of the article")
        return
    groups = [group for group in categories.iterchildren("subj-group") if group.get("subj-group-type") == "heading"]
    if not groups:
        yield Hit(categories, "<article-categories> without a heading", '<subj-group subj-group-type="heading">')
    seen = set()
    for group in groups:
        lang = group.get("{http://www.w3.org/XML/1998/namespace}lang", "").casefold()
        if lang in seen:
            found = f"second heading, {shown(text_of(group))}"
            yield Hit(group, found, "one heading", severity=Severity.WARNING)
            continue
        seen.add(lang)
        yield from _heading_faults(group)


def _heading_faults(group: etree._Element) -> Iterator[Hit]:
    subjects = list(group.iterchildren("subject"))
    for compound in group.iterchildren("compound-subject"):
        yield Hit(compound, "<compound-subject> in a heading", "one <subject>")
    if not subjects and group.find("compound-subject") is None:
        yield Hit(group, "heading without <subject>", "one <subject>")
    for subject in subjects[1:]:
        found = f"second <subject> {shown(text_of(subject))} in a heading"
        yield Hit(subject, found, "one <subject>", severity=Severity.WARNING)
    if subjects and not text_of(subjects[0]):
        yield Hit(subjects[0], "heading with no text", "the heading of the article in words")


@rule(
    "subject-plain",
    8,
    Severity.ERROR,
    source="PMC Style Checker (subject content)",
    link="https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/tags/#el-artmeta",
    suggestion="Take the mark-up out and keep the words.",
)
def subject_plain(document: Document) -> Iterator[Hit]:
    """A subject is plain text: no emphasis, link, cross-reference or note in it.

    It is used as a heading and for sorting. Subscript and superscript may stand.
    """
    for subject in document.all("subject"):
        for inner in subject.iter("*"):
            if inner.tag in EMPHASIS:
                found = f"{tag(inner)} in the subject {shown(text_of(subject))}"
                yield Hit(inner, found, "plain text")
                break


@rule(
    "title",
    13,
    Severity.ERROR,
    source="PMC Style Checker (article title); Crossref deposit schema",
    link=TAG_LIBRARY + "element/article-title.html",
    suggestion="Write the title in <title-group><article-title>; move its footnotes to <back><fn-group>.",
)
def title(document: Document) -> Iterator[Hit]:
    """The article has a title, and no footnote stands in it.

    The title goes into indexes and citations, where a footnote's text would become part of it; only a reference to a
    footnote in <back> may stand. One to a footnote elsewhere leaves the title clean: a warning. A sub-article may lack
    a title but not have an empty one.
    """
    for meta in document.metas:
        titles = list(meta.iterfind("title-group/article-title"))
        if not titles and meta is document.article_meta:
            yield Hit(meta, "<article-meta> without <article-title>", "the title of the article")
        for element in titles:
            if not text_of(element) and next(element.iter(*MEDIA_IN_TITLE), None) is None:
                yield Hit(element, "empty <article-title>", "the title of the article")
            yield from _notes_in(element, document)


def _notes_in(title: etree._Element, document: Document) -> Iterator[Hit]:
    for note in title.iter("fn"):
        found = f"footnote {shown(text_of(note))} in <article-title>"
        yield Hit(note, found, "the note in <back><fn-group>, and an <xref> to it")
    for xref in title.iter("xref"):
        target = document.ids.get(xref.get("rid", ""))
        if target is None or target.tag != "fn":
            continue
        parent = target.getparent()
        if parent is not None and next(target.iterancestors("back", "article-title"), None) is None:
            found = f"<xref> in <article-title> to a footnote in {tag(parent)}"
            expected = "a footnote in <back><fn-group>"
            suggestion = "Move the footnote to <back><fn-group>."
            yield Hit(xref, found, expected, suggestion=suggestion, severity=Severity.WARNING)


@rule(
    "pages",
    14,
    Severity.ERROR,
    source="PMC Style Checker (pages); JATS4R citations",
    link=TAG_LIBRARY + "element/fpage.html",
    suggestion="Write <fpage> and <lpage>, or <elocation-id> for an article that has no pages.",
)
def pages(document: Document) -> Iterator[Hit]:
    """The article has pages, first and last, or an electronic location, not both; the last page is not before the first.

    An article ahead of the issue, with neither volume nor issue, has no pages yet: that is only told as information.
    """
    meta = document.article_meta
    if meta is None:
        return
    first, last, location = (meta.find(name) for name in ("fpage", "lpage", "elocation-id"))
    if first is None and last is None and location is None:
        ahead = meta.find("volume") is None and meta.find("issue") is None
        found = "<article-meta> without pages and without <elocation-id>"
        yield Hit(meta, found, "<fpage> and <lpage>, or <elocation-id>", severity=Severity.INFO if ahead else None)
    if first is not None and location is not None:
        found = f"<fpage> {shown(text_of(first))} beside <elocation-id> {shown(text_of(location))}"
        yield Hit(first, found, "only one of them")
    if first is not None and last is None:
        suggestion = "For an article of one page <lpage> repeats <fpage>."
        yield Hit(first, f"<fpage> {shown(text_of(first))} without <lpage>", "the last page", suggestion=suggestion)
    if last is not None and first is None:
        yield Hit(last, f"<lpage> {shown(text_of(last))} without <fpage>", "the first page")
    for element in (first, last, location):
        if element is not None and not text_of(element):
            yield Hit(element, f"empty {tag(element)}", "a page" if element is not location else "the location")
    if first is not None and last is not None:
        yield from _page_order(first, last)


def _page_order(first: etree._Element, last: etree._Element) -> Iterator[Hit]:
    start, end = text_of(first), text_of(last)
    ranges = "-" not in start or "-" not in end  # with a hyphen in both, it belongs to the page: 12-101 of section 12
    for element, text in ((first, start), (last, end)):
        if any(dash in text.strip("–—") for dash in "–—") or (ranges and PAGE_RANGE.fullmatch(text)):
            yield Hit(element, f"range {shown(text)} in {tag(element)}", "one page", "text")
            return
    before, number = _page(start)
    after, other = _page(end)
    if number is None or other is None or other >= number or (after and before.casefold() != after.casefold()):
        return
    digits, short = str(number), str(other)
    whole = before + digits[: len(digits) - len(short)] + short
    expected = (
        f"“{whole}”" if len(short) < len(digits) and (_page(whole)[1] or 0) >= number else f"a page from {start} on"
    )
    yield Hit(last, f"last page {shown(end)} before the first page {shown(start)}", expected, "text")


# "101-108".
PAGE_RANGE = re.compile(r"[0-9]{2,9}-[0-9]{2,9}")


def _page(text: str) -> tuple[str, int | None]:
    """Letters in front, and the number; None where a page has no number that can be compared."""
    if match := PAGE.fullmatch(text):
        return match[1], int(match[2])
    if ROMAN.fullmatch(text):
        values = [ROMAN_VALUES[letter] for letter in text.casefold()]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return "", sum(-value if value < following else value for value, following in pairs) - 10**6
    return "", None


@rule(
    "volume",
    15,
    Severity.WARNING,
    source="PMC minimum data requirements",
    link="https://pmc.ncbi.nlm.nih.gov/pub/min_requirements/",
    suggestion="Write <volume> before <issue>; journals without volumes use the year.",
)
def volume(document: Document) -> Iterator[Hit]:
    """An article with pages has a volume.

    Citations are matched by volume and first page. An article with an electronic location may do without. Some
    journals number their issues only, so that pages with an issue but no volume are told as information. An empty
    <volume> is a fault in any case.
    """
    meta = document.article_meta
    if meta is None:
        return
    element = meta.find("volume")
    if element is not None and not text_of(element):
        yield Hit(element, "empty <volume>", "the number of the volume")
    elif element is None and (first := meta.find("fpage")) is not None:
        severity = Severity.INFO if text_of(meta.find("issue")) else None
        yield Hit(first, f"page {shown(text_of(first))} of no volume", "<volume> before it", severity=severity)
