"""Contributors and affiliations of any `<contrib-group>`.

Source of the ways in which JATS writes them: the tag library's pages on `<contrib>`, `<aff>`, `<name-alternatives>`,
`<aff-alternatives>`, and the recommendations of JATS4R on authors and affiliations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from ..values import Affiliation, Contributor, PersonName
from .text import words
from .values import Person

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = ("name", "string-name")
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
LABELS = ("label", "email", "ext-link", "fn", "institution-id")
DEPARTMENTS = frozenset(("dept", "department", "division", "unit", "orgdiv1", "orgdiv2", "orgdiv3", "section"))
"""`@content-type` of an `<institution>` that is a part of the one behind it."""


def people_of(meta: etree._Element) -> tuple[tuple[Person, ...], tuple[Affiliation, ...]]:
    """The contributors and affiliations of an `<article-meta>`."""
    groups = meta.findall("contrib-group")
    order = {node: number for number, node in enumerate(meta.iter("aff", "aff-alternatives"))}
    holders = sorted({node for place in (*groups, meta) for node in _affiliation_nodes(place)}, key=order.__getitem__)
    affiliations: dict[str, Affiliation] = {}
    of_node: dict[etree._Element, str] = {}
    for number, node in enumerate(holders, start=1):
        id = node.get("id") or f"#{number}"
        members = list(node.findall("aff")) if node.tag == "aff-alternatives" else [node]
        read = [_affiliation(member, id) for member in members]
        if read and id not in affiliations:
            first, *others = read
            affiliations[id] = replace(first, alternatives=tuple(others))
            of_node |= dict.fromkeys((node, *members), id)
            for member in members:
                of_node.setdefault(member, id)
    aliases = {str(node.get("id")): id for node, id in of_node.items() if node.get("id")}
    people = [
        Person(_role(contrib, group), _contributor(contrib, group, aliases, of_node, meta))
        for group in groups
        for contrib in group.findall("contrib")  # members of a collaboration stand inside of it
    ]
    return tuple(people), tuple(affiliations.values())


def _affiliation_nodes(place: etree._Element) -> Iterator[etree._Element]:
    yield from (node for node in place if node.tag in ("aff", "aff-alternatives"))
    if place.tag == "contrib-group":
        for contrib in place.findall("contrib"):
            yield from (node for node in contrib if node.tag in ("aff", "aff-alternatives"))


def _role(contrib: etree._Element, group: etree._Element) -> str:
    return (contrib.get("contrib-type") or group.get("content-type") or "author").rstrip("s") or "author"


def _contributor(
    contrib: etree._Element,
    group: etree._Element,
    aliases: dict[str, str],
    of_node: dict[etree._Element, str],
    meta: etree._Element,
) -> Contributor:
    names = [node for node in contrib if node.tag in NAMES]
    holder = contrib.find("name-alternatives")
    names += [node for node in holder if node.tag in NAMES] if holder is not None else []
    read = [name_of(node) for node in names]
    pointed = [(xref, id) for xref in contrib.findall("xref") for id in xref.get("rid", "").split()]
    affiliations = [aliases[id] for _, id in pointed if id in aliases]
    affiliations += [of_node[node] for node in contrib if node in of_node]
    if not affiliations:  # without a pointer, those that stand in the group, unmarked, are everybody's
        affiliations = [of_node[node] for node in group if node in of_node and _unmarked(node)]
    corresps = [id for xref, id in pointed if xref.get("ref-type") == "corresp"]
    others = [id for xref, id in pointed if id not in aliases and id not in corresps]
    collab = contrib.find("collab")
    if collab is None:
        collab = contrib.find("collab-alternatives/collab")
    email = contrib.find("email")
    if email is None:
        email = contrib.find("address/email")
    emails = [words(email)] if email is not None else _emails_of(corresps, meta)
    return Contributor(
        name=read[0] if read else None,
        collab=words(collab, without=("contrib-group", "label")),
        alternatives=tuple(read[1:]),
        degrees=", ".join(filter(None, (words(node) for node in contrib.findall("degrees")))),
        affiliation_ids=tuple(dict.fromkeys(affiliations)),
        corresp_ids=tuple(corresps),
        note_ids=tuple(others),
        orcid=_orcid(contrib),
        email=emails[0] if emails else "",
        corresponding=contrib.get("corresp") == "yes" or bool(corresps),
        equal_contribution=contrib.get("equal-contrib") == "yes",
        roles=tuple(words(role) for role in contrib.findall("role")),
    )


def _unmarked(node: etree._Element) -> bool:
    return node.find("label") is None and node.find("aff/label") is None


def _emails_of(corresps: list[str], meta: etree._Element) -> list[str]:
    """The e-mail of the correspondence that only this contributor's pointer names, where it holds but one."""
    for node in meta.iterfind("author-notes/corresp"):
        if node.get("id") in corresps:
            pointers = sum(node.get("id") in xref.get("rid", "").split() for xref in meta.iter("xref"))
            emails = [words(email) for email in node.iter("email")]
            if pointers == 1 and len(emails) == 1:
                return emails
    return []


def _orcid(contrib: etree._Element) -> str:
    for node in contrib.findall("contrib-id"):
        if (node.get("contrib-id-type") or "orcid").casefold() == "orcid" and (found := ORCID.search(words(node))):
            return found[0]
    return ""


def name_of(node: etree._Element) -> PersonName:
    """A `<name>` or `<string-name>`."""
    parts = {tag: words(node.find(tag)) for tag in ("surname", "given-names", "prefix", "suffix")}
    whole = "" if parts["surname"] or parts["given-names"] else words(node)
    return PersonName(
        parts["surname"], parts["given-names"], parts["prefix"], parts["suffix"], whole, node.get(LANG, "")
    )


def _affiliation(node: etree._Element, id: str) -> Affiliation:
    addresses = {part.get("content-type", ""): words(part) for part in node.iter("named-content", "addr-line")}
    country = node.find(".//country")
    wrapped = node.findall(".//institution")
    ror = next((words(part) for part in node.iter("institution-id") if part.get("institution-id-type") == "ror"), "")
    label = node.find("label")
    text = words(node, without=LABELS)
    if label is None and len(node) and node[0].tag == "sup":  # a mark that was not called a label
        label = node[0]
        text = text.removeprefix(words(label)).strip()
    return Affiliation(
        id=id,
        label=words(label),
        text=text.strip(" ;,"),
        institutions=_institutions(wrapped),
        city=words(node.find(".//city")) or addresses.get("city", ""),
        region=words(node.find(".//state")) or addresses.get("state", ""),
        postcode=words(node.find(".//postal-code")) or addresses.get("postcode", "") or addresses.get("zip", ""),
        country=words(country),
        country_code=country.get("country", "") if country is not None else "",
        ror=ror.rstrip("/").rpartition("/")[2],
        emails=tuple(words(email) for email in node.iter("email")),
        lang=node.get(LANG, ""),
    )


def _institutions(nodes: list[etree._Element]) -> tuple[str, ...]:
    """From the smallest unit to the institution: those called departments first."""
    units = [words(node) for node in nodes if node.get("content-type", "").casefold() in DEPARTMENTS]
    wholes = [words(node) for node in nodes if node.get("content-type", "").casefold() not in DEPARTMENTS]
    return tuple(filter(None, (*units, *wholes)))
