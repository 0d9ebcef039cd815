"""The rule on contributor roles of the CRediT taxonomy (ANSI/NISO Z39.104)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .document import Document, shown, text_of
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

HOME = "https://credit.niso.org/"
ROLES = HOME + "contributor-roles/"
TERMS = {
    "conceptualization": "Conceptualization",
    "data-curation": "Data curation",
    "formal-analysis": "Formal analysis",
    "funding-acquisition": "Funding acquisition",
    "investigation": "Investigation",
    "methodology": "Methodology",
    "project-administration": "Project administration",
    "resources": "Resources",
    "software": "Software",
    "supervision": "Supervision",
    "validation": "Validation",
    "visualization": "Visualization",
    "writing-original-draft": "Writing – original draft",
    "writing-review-editing": "Writing – review & editing",
}
"""The last part of a term's address, and the term."""


def _key(term: str) -> str:
    """A term without case, dashes and signs: "Writing—Review and Editing" is "writing review editing"."""
    words = "".join(character if character.isalnum() else " " for character in term.casefold()).split()
    return " ".join(word for word in words if word != "and").replace("isation", "ization")


KEYS = {_key(term): slug for slug, term in TERMS.items()}


@rule(
    "credit",
    33,
    Severity.WARNING,
    source="JATS4R CRediT taxonomy",
    link="https://jats4r.niso.org/credit-taxonomy/",
    suggestion='Write <role vocab="credit" vocab-identifier="https://credit.niso.org/" vocab-term="…" vocab-term-identifier="https://credit.niso.org/contributor-roles/…/">.',
)
def credit(document: Document) -> Iterator[Hit]:
    """A role of the CRediT taxonomy says so in full: vocabulary, its address, the term and the term's address.

    Before JATS 1.2 the term's address stands in @content-type. A term and an address that name two roles, or none of
    the fourteen, are an error; the rest is a warning. Addresses with http: are as good as those with https:, save that
    of the vocabulary itself. The text of <role> is the author's own and is not looked at.
    """
    for role in document.all("role"):
        if role.get("vocab", "").casefold().strip() == "credit" or _is_credit(
            role.get("vocab-identifier", "") + role.get("vocab-term-identifier", "")
        ):
            yield from _vocabulary(role)
        elif _is_credit(role.get("content-type", "")):
            yield from _content_type(role)


def _is_credit(address: str) -> bool:
    return "credit.niso.org" in address or "casrai.org" in address


def _slug(address: str) -> str | None:
    """The last part of a term's address; None where it is none of a CRediT role."""
    bare = address.strip().removeprefix("http://").removeprefix("https://").rstrip("/")
    slug = bare.removeprefix("credit.niso.org/contributor-roles/")
    return slug if slug != bare and slug in TERMS else None


def _content_type(role: etree._Element) -> Iterator[Hit]:
    address = role.get("content-type", "")
    if _slug(address) is None:
        slug = KEYS.get(_key(text_of(role)), "")
        expected = f"“{ROLES}{slug}/”" if slug else f"the address of one of the fourteen roles, {ROLES}…/"
        yield Hit(role, f"content-type={shown(address)}", expected, "@content-type")


def _vocabulary(role: etree._Element) -> Iterator[Hit]:
    vocab = role.get("vocab")
    if vocab != "credit":
        found = f"vocab={shown(vocab)}" if vocab is not None else "CRediT role without @vocab"
        yield Hit(role, found, "“credit”", "@vocab")
    identifier = role.get("vocab-identifier")
    if identifier is None or identifier.strip().rstrip("/") != HOME.rstrip("/"):
        found = (
            f"vocab-identifier={shown(identifier)}"
            if identifier is not None
            else "CRediT role without @vocab-identifier"
        )
        yield Hit(role, found, f"“{HOME}”", "@vocab-identifier")
    term, address = role.get("vocab-term"), role.get("vocab-term-identifier")
    slug = _slug(address) if address is not None else None
    named = KEYS.get(_key(term)) if term is not None else None
    guess = slug or named or KEYS.get(_key(text_of(role)), "")
    if term is None:
        expected = f"“{TERMS[guess]}”" if guess else "the term, such as “Methodology”"
        yield Hit(role, "CRediT role without @vocab-term", expected)
    elif named is None:
        expected = f"“{TERMS[guess]}”" if guess else f"one of: {', '.join(TERMS.values())}"
        yield Hit(role, f"vocab-term={shown(term)}", expected, "@vocab-term", severity=Severity.ERROR)
    if address is None:
        expected = f"“{ROLES}{guess}/”" if guess else f"the term's address, {ROLES}…/"
        yield Hit(role, "CRediT role without @vocab-term-identifier", expected)
    elif slug is None:
        expected = f"“{ROLES}{guess}/”" if guess else f"the address of one of the fourteen roles, {ROLES}…/"
        found = f"vocab-term-identifier={shown(address, 80)}"
        yield Hit(role, found, expected, "@vocab-term-identifier", severity=Severity.ERROR)
    elif named is not None and named != slug:
        found = f"vocab-term-identifier={shown(address, 80)} of the term {shown(term or '')}"
        yield Hit(role, found, f"“{ROLES}{named}/”", "@vocab-term-identifier", severity=Severity.ERROR)
