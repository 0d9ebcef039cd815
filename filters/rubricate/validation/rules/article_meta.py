"""Rules on what kind of article it is, its heading and its title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .document import LANG, Document, shown, tag, text_of
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
        lang = group.get(LANG, "").casefold()
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
        for target in document.targets(xref):
            parent = target.getparent()
            if target.tag != "fn" or parent is None:
                continue
            if next(target.iterancestors("back", "article-title"), None) is None:
                found = f"<xref> in <article-title> to a footnote in {tag(parent)}"
                expected = "a footnote in <back><fn-group>"
                suggestion = "Move the footnote to <back><fn-group>."
                yield Hit(xref, found, expected, suggestion=suggestion, severity=Severity.WARNING)
                break
