"""Rules on the article's place in the journal: pages, electronic location, volume."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...findings import Severity
from .document import Document, shown, tag, text_of
from .journal import TAG_LIBRARY
from .registry import Hit, rule

if TYPE_CHECKING:
    from lxml import etree

# A page with its letters: "S12", "e1004", "12a". Groups: letters before, number.
PAGE = re.compile(r"([A-Za-z]{0,8}[-.:]?)([0-9]{1,9})[A-Za-z]{0,3}")
ROMAN = re.compile(r"[ivxlcdm]{1,15}", re.IGNORECASE)
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
# "101-108".
PAGE_RANGE = re.compile(r"[0-9]{2,9}-[0-9]{2,9}")


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
