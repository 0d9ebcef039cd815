"""Rules on contributors: what each is and how the name is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .document import Document, shown, tag, text_of
from .journal import TAG_LIBRARY
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

PMC_CONTRIB = "https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/tags/#el-contrib"
CONTRIB_TYPES = frozenset(("author", "editor"))
NAMES = ("name", "string-name", "name-alternatives", "collab", "collab-alternatives", "anonymous")
PERSONS = frozenset(("name", "string-name", "name-alternatives", "anonymous"))


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
            found = f"contributor {shown(contributor_name(contrib))} without @contrib-type"
            yield Hit(contrib, found, "“author” or “editor”")
        elif kind not in CONTRIB_TYPES:
            severity = None if kind.casefold().strip() in CONTRIB_TYPES else Severity.WARNING
            found = f"contrib-type={shown(kind)}"
            yield Hit(contrib, found, "“author” or “editor”", "@contrib-type", severity=severity)


def _contribs(document: Document) -> Iterator[etree._Element]:
    for meta in document.metas:
        yield from own_contribs(meta)


def contributor_name(contrib: etree._Element) -> str:
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
