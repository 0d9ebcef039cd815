"""Rules on contributors: what each is, how the name is written, the ORCID iD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...values import Severity
from .check_digits import compact, orcid_check_digit
from .document import Document, shown, tag, text_of
from .journal import TAG_LIBRARY
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

PMC_CONTRIB = "https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/tags/#el-contrib"
CONTRIB_TYPES = frozenset(("author", "editor"))
NAMES = ("name", "string-name", "name-alternatives", "collab", "collab-alternatives", "anonymous")
PERSONS = frozenset(("name", "string-name", "name-alternatives", "anonymous"))
ORCID_HOME = "https://orcid.org/"
# "https://orcid.org/0000-0002-1825-0097"; the number alone is the group.
ORCID = re.compile(r"https://orcid\.org/([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])")
# What people write before the number: an address, old or foreign, or a word.
ORCID_PREFIX = re.compile(r"(?:https?:/{0,2})?(?:www\.|sandbox\.)?orcid(?:\.org)?[\s/:#]{0,4}", re.IGNORECASE)


def own_contribs(group: etree._Element) -> Iterator[etree._Element]:
    """The contributors of a piece of metadata, without the members of groups that are contributors themselves."""
    for contribs in group.iterchildren("contrib-group"):
        yield from contribs.iterchildren("contrib")


@rule(
    "contrib-type",
    24,
    Severity.ERROR,
    source="PMC Style Checker (contributors); JATS4R authors and affiliations",
    link=TAG_LIBRARY + "attribute/contrib-type.html",
    suggestion='Write contrib-type="author" (or "editor"); what else somebody did goes into <role>.',
)
def contrib_type(document: Document) -> Iterator[Hit]:
    """Each contributor is marked as an author or an editor.

    Only those with contrib-type="author" are listed as authors by indexes. Other values are a warning, since receivers
    pass them over. Members of a group need none: they are what the group is.
    """
    for contrib in _contribs(document):
        kind = contrib.get("contrib-type")
        if kind is None or not kind.strip():
            found = f"contributor {shown(_name(contrib))} without @contrib-type"
            yield Hit(contrib, found, "“author” or “editor”")
        elif kind not in CONTRIB_TYPES:
            severity = None if kind.casefold().strip() in CONTRIB_TYPES else Severity.WARNING
            found = f"contrib-type={shown(kind)}"
            yield Hit(contrib, found, "“author” or “editor”", "@contrib-type", severity=severity)


def _contribs(document: Document) -> Iterator[etree._Element]:
    for meta in document.metas:
        yield from own_contribs(meta)


def _name(contrib: etree._Element) -> str:
    """How a message calls a contributor."""
    element = next(contrib.iter("name", "string-name", "collab"), None)
    return name_text(element) if element is not None else ""


def name_text(name: etree._Element) -> str:
    """How a message writes a name: "Kofi Osei" (<name> holds its parts with no space between)."""
    if name.tag != "name":
        return text_of(name)
    parts = [text_of(name.find(part)) for part in ("given-names", "surname")]
    return " ".join(part for part in parts if part) or text_of(name)


@rule(
    "contrib-name",
    25,
    Severity.ERROR,
    source="PMC Style Checker (contributor content)",
    link=PMC_CONTRIB,
    suggestion="Write one <contrib> for each person or group; several forms of one name go into <name-alternatives>.",
)
def contrib_name(document: Document) -> Iterator[Hit]:
    """Each contributor has one name: a person's, a group's, or <anonymous/>.

    A person and a group in one <contrib> are two contributors. A group's name is in words, beside the list of its
    members where there is one.
    """
    for contrib in document.all("contrib"):
        parent = contrib.getparent()
        if parent is None or parent.tag != "contrib-group":
            continue  # elsewhere it may not be: the grammar says so
        names = list(contrib.iterchildren(*NAMES))
        if not names:
            if contrib.find("on-behalf-of") is None:
                yield Hit(contrib, "<contrib> without a name", "<name>, <string-name>, <collab> or <anonymous/>")
            else:
                yield Hit(contrib, "<contrib> with <on-behalf-of> alone", "<collab> for a group that is an author")
            continue
        persons = [name for name in names if name.tag in PERSONS]
        groups = [name for name in names if name.tag not in PERSONS]
        if persons and groups:
            found = f"{_quoted(persons[0])} and {_quoted(groups[0])} in one <contrib>"
            yield Hit(groups[0], found, "a <contrib> for each")
        for same in (persons, groups):
            for name in same[1:]:
                expected = "one (several forms of it go into <name-alternatives>)" if same is persons else "one"
                yield Hit(name, f"second name {_quoted(name)} in one <contrib>", expected)
        for group in groups:
            if group.tag == "collab" and not _group_name(group):
                yield Hit(group, "<collab> without the group's name", "the name of the group in words")


def _quoted(name: etree._Element) -> str:
    return f"{tag(name)} {shown(name_text(name))}" if name.tag != "anonymous" else "<anonymous/>"


def _group_name(collab: etree._Element) -> str:
    """The words of a group's name, without its members."""
    members = list(collab.iterchildren("contrib-group"))
    if not members:
        return text_of(collab)
    pieces = [collab.text or "", *(child.tail or "" for child in collab)]
    return "".join(pieces).strip() or " ".join(
        text_of(child) for child in collab.iterchildren("*") if child.tag != "contrib-group"
    )


@rule(
    "name-parts",
    26,
    Severity.WARNING,
    source="PMC Style Checker (names)",
    link=TAG_LIBRARY + "element/name.html",
    suggestion="Leave out what is not known; write one name that is no surname as <name name-style=“given-only”><given-names>.",
)
def name_parts(document: Document) -> Iterator[Hit]:
    """Surnames and given names are words: neither empty nor punctuation alone.

    A person with one name only has it in <surname>, or in <given-names> with name-style="given-only".
    """
    for element in document.all("surname", "given-names"):
        text = element.text
        if text is not None and text[:1].isalpha() and len(element) == 0:  # the usual case, quickly
            continue
        text = text_of(element)
        if not text:
            yield Hit(element, f"empty {tag(element)}", "a name, or no such element")
        elif not any(character.isalnum() for character in text):
            yield Hit(element, f"{tag(element)} {shown(text)}", "a name", "text")
    for name in document.all("name"):
        if name.find("surname") is None and name.get("name-style") != "given-only":
            given = name.find("given-names")
            if given is not None:
                found = f"<given-names> {shown(text_of(given))} without <surname>"
                yield Hit(name, found, 'name-style="given-only", or the surname')


@rule(
    "orcid-form",
    27,
    Severity.ERROR,
    source="PMC Style Checker (contributor id); ORCID",
    link="https://support.orcid.org/hc/en-us/articles/360006897674-Structure-of-the-ORCID-Identifier",
    suggestion="Copy the address from the person's ORCID page.",
)
def orcid_form(document: Document) -> Iterator[Hit]:
    """An ORCID iD is a whole address, https://orcid.org/ and four groups of four, with the right check digit.

    A number that is right but bare is a warning: it can be mended without asking. An address with http:, as ORCID
    wrote it until 2017 and PubMed Central still does, leads to the same page and is told as information. A number that
    can't be anybody's, or that stands with two people, is an error.
    """
    owners: dict[tuple[etree._Element | None, str], tuple[etree._Element, str]] = {}
    for element in document.all("contrib-id"):
        kind = element.get("contrib-id-type")
        text = text_of(element)
        if kind != "orcid":
            if (kind or "").casefold() == "orcid" or (kind is None and "orcid.org/" in text):
                found = (
                    f"contrib-id-type={shown(kind)}" if kind else f"<contrib-id> {shown(text)} without @contrib-id-type"
                )
                yield Hit(element, found, "“orcid”", "@contrib-id-type", 'Write contrib-id-type="orcid".')
            continue
        number = ""
        if match := ORCID.fullmatch(text):
            number = match[1]
            digit = orcid_check_digit(compact(number)[:15])
            if digit != number[-1]:
                yield _wrong_digit(element, text, number, digit)
                continue
        else:
            hit, number = _orcid_fault(element, text)
            yield hit
        if number:
            yield from _two_owners(element, number, owners)


def _wrong_digit(element: etree._Element, text: str, number: str, digit: str) -> Hit:
    expected = f"the check digit {digit} (“{number[:-1]}{digit}”) or other digits before it"
    return Hit(element, f"check digit {number[-1]} in the ORCID iD {shown(text, 60)}", expected, "text")


def _orcid_fault(element: etree._Element, text: str) -> tuple[Hit, str]:
    """What is wrong with an iD that has not the right form, and its number where that is certain."""
    prefix = ORCID_PREFIX.match(text)
    digits = compact(text[prefix.end() :] if prefix else text)
    if len(digits) != 16 or "X" in digits[:15]:
        found = f"ORCID iD {shown(text, 60)}" if text else "empty <contrib-id> for an ORCID iD"
        return Hit(element, found, f"{ORCID_HOME} and four groups of four, as in 0000-0002-1825-0097", "text"), ""
    number = "-".join(digits[at : at + 4] for at in (0, 4, 8, 12))
    digit = orcid_check_digit(digits[:15])
    if digit != digits[15]:
        return _wrong_digit(element, text, number, digit), ""
    suggestion = f"Write {ORCID_HOME}{number}."
    severity = Severity.INFO if text == f"http://orcid.org/{number}" else Severity.WARNING
    found = f"ORCID iD {shown(text, 60)}"
    return Hit(element, found, f"“{ORCID_HOME}{number}”", "text", suggestion, severity=severity), number


def _two_owners(
    element: etree._Element, number: str, owners: dict[tuple[etree._Element | None, str], tuple[etree._Element, str]]
) -> Iterator[Hit]:
    """One iD with two people of the same list."""
    contrib = next(element.iterancestors("contrib"), None)
    if contrib is None:
        return
    name = _name(contrib)
    first, other = owners.setdefault((contrib.getparent(), number), (contrib, name))
    if first is not contrib and other != name:
        found = f"ORCID iD {number} of {shown(other)} with {shown(name)} too"
        yield Hit(element, found, "each person's own iD", "text", "Look both people up at orcid.org.")
