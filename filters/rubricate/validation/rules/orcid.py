"""The rule on ORCID iDs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .check_digits import compact, orcid_check_digit
from .contributors import contributor_name
from .document import Document, shown, text_of
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

ORCID_HOME = "https://orcid.org/"
# "https://orcid.org/0000-0002-1825-0097"; the number alone is the group.
ORCID = re.compile(r"https://orcid\.org/([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])")
# What people write before the number: an address, old or foreign, or a word.
ORCID_PREFIX = re.compile(r"(?:https?:/{0,2})?(?:www\.|sandbox\.)?orcid(?:\.org)?[\s/:#]{0,4}", re.IGNORECASE)


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
    can't be anybody's, or that stands with two people, is an error. (SciELO asks for the bare number; its profile tells all
    this as information.)
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
    name = contributor_name(contrib)
    first, other = owners.setdefault((contrib.getparent(), number), (contrib, name))
    if first is not contrib and other != name:
        found = f"ORCID iD {number} of {shown(other)} with {shown(name)} too"
        yield Hit(element, found, "each person's own iD", "text", "Look both people up at orcid.org.")
