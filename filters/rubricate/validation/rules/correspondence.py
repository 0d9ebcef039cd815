"""Rules on who is to be written to and who contributed equally."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .contributors import own_contribs
from .document import Document, shown, tag, text_of
from .journal import TAG_LIBRARY
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

WITH_CORRESPONDENCE = frozenset(
    (
        *("research-article", "review-article", "case-report", "brief-report", "rapid-communication"),
        *("systematic-review", "data-paper", "methods-article", "protocol", "clinical-trial"),
    )
)
"""Kinds of article that readers write to the authors about; letters, editorials, reviews of books and the like may do without."""


@rule(
    "corresp",
    31,
    Severity.WARNING,
    source="SciELO Publishing Schema; PMC tagging guidelines (correspondence)",
    link=TAG_LIBRARY + "element/corresp.html",
    suggestion='Write <author-notes><corresp id="cor1">…<email>…</email></corresp> and, in the <contrib>, corresp="yes" and <xref ref-type="corresp" rid="cor1"/>.',
)
def corresp(document: Document) -> Iterator[Hit]:
    """A research article has a corresponding author, with an e-mail address.

    Who it is shows by corresp="yes", by an <xref> to the <corresp>, or by an e-mail address with the author or in the
    author's <aff>; an only author is the one. The address stands in <email>, one in each. Whether an <xref> leads to
    something is the affair of the rule xref-target.
    """
    meta = document.article_meta
    if meta is None:
        return
    for email in meta.iter("email"):
        text = text_of(email)
        if text.count("@") != 1 or " " in text or text[0] == "@" or text[-1] == "@" or text.startswith("mailto:"):
            found = f"<email> {shown(text, 60)}" if text else "empty <email>"
            yield Hit(email, found, "one e-mail address and nothing else", "text" if text else "start")
    authors = [contrib for contrib in own_contribs(meta) if contrib.get("contrib-type") == "author"]
    if not authors or document.type not in WITH_CORRESPONDENCE:
        return
    notes = [*meta.iter("corresp"), *(fn for fn in meta.iter("fn") if fn.get("fn-type") == "corresp")]
    with_mail = [aff for aff in meta.iter("aff") if next(aff.iter("email"), None) is not None]
    ids = {element.get("id", "") for element in (*notes, *with_mail, *_mail_links(meta))} - {""}
    marked = authors if len(authors) == 1 else [author for author in authors if _is_marked(author, ids)]
    if not notes and not marked:
        yield Hit(authors[0], "authors without a corresponding one", 'corresp="yes" on one of them, and <corresp>')
    elif notes and not marked:
        yield Hit(notes[0], f"{tag(notes[0])} to which no author points", 'corresp="yes" or an <xref> in a <contrib>')
    elif not _has_mail(meta, notes):
        place = notes[0] if notes else marked[0]
        untagged = notes and "@" in "".join(text_of(note) for note in notes)
        found = "e-mail address that is plain text" if untagged else "corresponding author without an e-mail address"
        yield Hit(place, found, "<email> in <corresp>")


def _is_marked(author: etree._Element, notes: set[str]) -> bool:
    """Whether an author is the corresponding one; `notes` are the ids of what gives an address for correspondence."""
    return (
        author.get("corresp") == "yes"
        or any(
            xref.get("ref-type") == "corresp" or not notes.isdisjoint(xref.get("rid", "").split())
            for xref in author.iter("xref")
        )
        or next(author.iter("email"), None) is not None
    )


def _has_mail(meta: etree._Element, notes: list[etree._Element]) -> bool:
    """Whether an address stands where one looks for it: in the note, with an author or an affiliation."""
    if next(meta.iter("email"), None) is not None or next(_mail_links(meta), None) is not None:
        return True
    return any("@" in text_of(link) for note in notes for link in note.iter("ext-link", "uri"))


def _mail_links(meta: etree._Element) -> Iterator[etree._Element]:
    """Links of the older way: <ext-link ext-link-type="email">."""
    return (link for link in meta.iter("ext-link") if link.get("ext-link-type") == "email")


@rule(
    "equal-contrib",
    32,
    Severity.ERROR,
    source="JATS4R authors and affiliations; SciELO Publishing Schema",
    link="https://jats4r.niso.org/authors-and-affiliations-v2/",
    suggestion='Mark each of them with equal-contrib="yes", or take the mark away.',
)
def equal_contrib(document: Document) -> Iterator[Hit]:
    """Nobody contributes equally alone: none or at least two contributors are marked.

    The mark is equal-contrib="yes", or an <xref> to a footnote with fn-type="equal".
    """
    for meta in document.metas:
        equal = [contrib for contrib in own_contribs(meta) if _is_equal(contrib, document)]
        if len(equal) == 1:
            part = "@equal-contrib" if equal[0].get("equal-contrib") == "yes" else "start"
            surname = text_of(next(equal[0].iter("surname", "collab", "string-name"), None))
            found = f"{shown(surname)} alone marked as an equal contributor"
            yield Hit(equal[0], found, "two such contributors at least", part)


def _is_equal(contrib: etree._Element, document: Document) -> bool:
    if contrib.get("equal-contrib") == "yes":
        return True
    targets = (target for xref in contrib.iter("xref") for target in document.targets(xref))
    return any(target.tag == "fn" and target.get("fn-type") == "equal" for target in targets)
