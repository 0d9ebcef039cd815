"""Rules on affiliations: who belongs to which, labels, the parts that indexes read."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .contributors import PERSONS, name_text, own_contribs
from .countries import country_code, country_name
from .document import Document, shown, text_of
from .registry import Hit, rule

JATS4R = "https://jats4r.niso.org/authors-and-affiliations-v2/"
AFFS = ("aff", "aff-alternatives")


@rule(
    "aff-linked",
    28,
    Severity.ERROR,
    source="JATS4R authors and affiliations",
    link=JATS4R,
    suggestion='Write <xref ref-type="aff" rid="aff1"/> in the <contrib>, with the id of the <aff>.',
)
def aff_linked(document: Document) -> Iterator[Hit]:
    """With several authors and several affiliations, each author points to an affiliation and each is pointed to.

    Otherwise nobody can tell who works where. An affiliation inside the <contrib>, or the only one of a
    <contrib-group>, is linked by its place. Groups (<collab>) may be without. Whether an <xref> has its @ref-type and
    leads to something is the affair of the rule xref-target.
    """
    for meta in document.metas:
        authors = [contrib for contrib in own_contribs(meta) if contrib.get("contrib-type") == "author"]
        groups = list(meta.iterchildren("contrib-group"))
        placed = {only[0] for group in groups if len(only := list(group.iterchildren(*AFFS))) == 1}
        affs = [*meta.iterchildren(*AFFS), *(aff for group in groups for aff in group.iterchildren(*AFFS))]
        if len(authors) < 2 or len(affs) < 2:
            continue
        by_place = {aff.getparent() for aff in placed}
        for author in authors:
            if author.getparent() not in by_place and not _points(author, document):
                name = next(author.iterchildren(*PERSONS), None)
                if name is not None:
                    found = f"author {shown(name_text(name))} without an affiliation"
                    yield Hit(author, found, '<xref ref-type="aff"> to one of the affiliations')
        for aff in affs:
            ids = {inner.get("id", "") for inner in (aff, *aff.iterchildren("aff"))} - {""}
            if aff not in placed and not ids & document.called:
                found = f"affiliation {shown(aff_words(aff))} to which nobody points"
                yield Hit(aff, found, '<xref ref-type="aff"> to it in a <contrib>')


def aff_words(aff: etree._Element) -> str:
    """How a message calls an affiliation: its words, without label and ids."""
    pieces = []
    for event, element in etree.iterwalk(aff, events=("start", "end", "comment", "pi")):
        if event == "start":
            pieces.append((element.text or "") if element.tag not in ("label", "institution-id") else " ")
        elif element is not aff:
            pieces.append(element.tail or "")
    return " ".join("".join(pieces).split()) or text_of(aff)


def _points(author: etree._Element, document: Document) -> bool:
    """Whether an author has an affiliation inside or names one. (That an id exists is another rule's affair.)"""
    if next(author.iter("aff"), None) is not None or _target(author, document) is not None:
        return True
    return any(xref.get("ref-type") == "aff" or _target(xref, document) is not None for xref in author.iter("xref"))


def _target(element: etree._Element, document: Document) -> etree._Element | None:
    """The affiliation to which an <xref> or author points; None where it points elsewhere."""
    return next((target for target in document.targets(element) if target.tag in AFFS), None)


@rule(
    "aff-label",
    29,
    Severity.WARNING,
    source="JATS4R authors and affiliations",
    link=JATS4R,
    suggestion="Write <aff><label>1</label>… and the same mark in the <xref>, or leave the <xref> empty.",
)
def aff_label(document: Document) -> Iterator[Hit]:
    """An affiliation's mark stands in <label>, and the <xref> that points to it shows the same.

    A mark in <sup> becomes part of the address. Compared is without brackets, commas and spaces; an <xref> without
    text shows nothing and is right.
    """
    for aff in document.all("aff"):
        mark = _mark_in_sup(aff)
        if mark is not None:
            yield Hit(mark, f"mark {shown(text_of(mark))} in <sup>", f"<label>{text_of(mark)[:20]}</label>")
    for xref in document.all("xref"):
        if xref.get("ref-type") != "aff":
            continue
        text = _plain(text_of(xref))
        target = _target(xref, document)
        if not text or target is None or " " in xref.get("rid", "").strip():
            continue
        pointed = target if target.tag == "aff" else target.find("aff")
        if pointed is None or _mark_in_sup(pointed) is not None:
            continue
        label = text_of(pointed.find("label"))
        if not label:
            found = f"<xref> {shown(text_of(xref))} to an affiliation without a label"
            yield Hit(xref, found, f"<label>{text_of(xref)[:20]}</label> in the <aff>, or no text here")
        elif _plain(label) != text:
            found = f"<xref> {shown(text_of(xref))} to the affiliation with the label {shown(label)}"
            yield Hit(xref, found, shown(label), "text")


def _mark_in_sup(aff: etree._Element) -> etree._Element | None:
    """The <sup> with which an affiliation begins in place of a label."""
    if aff.text is not None and aff.text.strip():
        return None
    first = next(aff.iterchildren("*"), None)
    if first is not None and first.tag == "institution" and not (first.text or "").strip():
        first = next(first.iterchildren("*"), None)
    return first if first is not None and first.tag == "sup" and len(text_of(first)) <= 4 else None


def _plain(mark: str) -> str:
    """A mark without what stands around it: "(¹)," is "1"."""
    if not mark.isascii():
        from unicodedata import normalize  # costs a millisecond that most articles need not

        mark = normalize("NFKC", mark)
    return mark.strip(" \t,;.:()[]").casefold()


@rule(
    "aff-parts",
    30,
    Severity.WARNING,
    source="JATS4R authors and affiliations; SciELO Publishing Schema",
    link=JATS4R,
    suggestion='Write <institution>…</institution> and <country country="KR">…</country> around what is there.',
)
def aff_parts(document: Document) -> Iterator[Hit]:
    """An affiliation names institution and country in their own elements, and the country's code.

    Indexes count by them. The code is that of ISO 3166-1 with two capital letters, and that of the country named. An
    affiliation that is nothing but an e-mail address is none.
    """
    for meta in document.metas:
        for aff in meta.iter("aff"):
            text = text_of(aff)
            if not text or _is_mail(aff):
                continue
            missing = [
                f"<{name}>"
                for name in ("institution", "country")
                if not any(text_of(element) for element in aff.iter(name))
            ]
            if missing:
                yield Hit(
                    aff,
                    f"affiliation {shown(aff_words(aff))} without {' and '.join(missing)}",
                    "both parts in their elements",
                )
            for country in aff.iter("country"):
                yield from _country_faults(country)


def _is_mail(aff: etree._Element) -> bool:
    mails = "".join(text_of(mail) for mail in aff.iter("email"))
    return bool(mails) and len(text_of(aff)) <= len(mails) + 12


def _country_faults(country: etree._Element) -> Iterator[Hit]:
    code, name = country.get("country"), text_of(country)
    right = country_code(name)
    expected = f"country={shown(right)}" if right else "the two-letter code of ISO 3166-1"
    suggestion = f'Write country="{right}".' if right else ""
    if not name:
        return  # the grammar allows it, and aff-parts says already that the country is missing
    if code is None:
        yield Hit(country, f"<country> {shown(name)} without @country", expected, suggestion=suggestion)
    elif not country_name(code):
        wanted = right or ("GB" if code == "UK" else code.upper() if country_name(code.upper()) else "")
        expected = f"“{wanted}”" if wanted else "a two-letter code of ISO 3166-1"
        suggestion = f'Write country="{wanted}".' if wanted else ""
        yield Hit(country, f"country={shown(code)}", expected, "@country", suggestion)
    elif right and right != code and not _same_place(right, code):
        found = f"country={shown(code)} ({country_name(code)}) of {shown(name)}"
        yield Hit(country, found, f"“{right}”", "@country", suggestion)


# Places that have a code of their own and that affiliations also give under the country to which they belong.
BELONGS = {"HK": "CN", "MO": "CN", "TW": "CN", "PR": "US", "GU": "US", "VI": "US", "RE": "FR", "GP": "FR", "MQ": "FR"}
BELONGS |= {"GF": "FR", "PF": "FR", "NC": "FR", "GL": "DK", "FO": "DK", "JE": "GB", "GG": "GB", "IM": "GB", "GI": "GB"}


def _same_place(code: str, other: str) -> bool:
    return BELONGS.get(code) == other or BELONGS.get(other) == code
