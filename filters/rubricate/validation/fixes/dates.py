"""`@iso-8601-date` put right: from `<day>`, `<month>` and `<year>`, or only its form.

Nothing is put right where the attribute tells more than the elements and contradicts them: then nobody can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from .source import Proposal, Source

ATTRIBUTE = "iso-8601-date"
# ISO 8601, with or without a time behind it: "2014", "2014-08", "2014-08-05T10:00:00Z".
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.{1,40})?)?)?")
# What is meant for it: "2014/8/5", "2014-8-5", "20140805".
NEARLY = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d{4})(\d{2})(\d{2})")
PARTS = ("year", "month", "day")

Parts = tuple[int, ...]


def dates(source: Source) -> Iterator[Proposal | None]:
    """The dates of the article (pub-date, date) and the years of its references."""
    for number, element in source.named("pub-date", "date", "year"):
        if element.get(ATTRIBUTE) is None:
            continue
        spot = source.attribute(number, ATTRIBUTE)
        printed = _year(element) if element.tag == "year" else _printed(element)
        if spot and printed:
            new = _right(source.text[slice(*spot)], printed, whole=element.tag != "year")
            if new:
                yield source.replace("date-real", spot, new, f"@{ATTRIBUTE}")


def _right(text: str, printed: Parts, *, whole: bool) -> str:
    """What the attribute should say; "" where it is right or can't be known. `whole`: all of the date is printed."""
    said = _parse(ISO, text)
    if said and _agree(said, printed):
        return ""
    meant = said or _parse(NEARLY, text.strip())
    if meant and _agree(meant, printed):
        return _written(meant)
    tells_more = len(meant) > len(printed) if meant else len(printed) < 3 and any(letter.isdigit() for letter in text)
    if not whole or tells_more:
        return ""
    return _written(printed)


def _printed(element: etree._Element) -> Parts:
    """The date that the elements print; () where they are not plain numbers or more than one date."""
    found: dict[str, str] = {}
    for child in element:
        if not isinstance(child.tag, str) or child.tag not in PARTS or child.tag in found or len(child):
            return ()
        found[child.tag] = (child.text or "").strip()
    return _real([found[part] for part in PARTS if part in found] if _in_order(found) else [])


def _year(element: etree._Element) -> Parts:
    return _real([(element.text or "").strip()] if not len(element) else [])


def _in_order(found: dict[str, str]) -> bool:
    return "year" in found and ("month" in found or "day" not in found)


def _parse(pattern: re.Pattern[str], text: str) -> Parts:
    match = pattern.fullmatch(text)
    return _real([group for group in match.groups() if group]) if match else ()


def _real(parts: list[str]) -> Parts:
    """The numbers of a date that exists, as far as it is given; else ()."""
    if (
        not parts
        or len(parts[0]) != 4
        or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts)
    ):
        return ()
    numbers = tuple(map(int, parts))
    try:
        date(numbers[0], *(*numbers[1:], 1, 1)[:2])
    except ValueError:
        return ()
    return numbers


def _agree(one: Parts, other: Parts) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _written(parts: Parts) -> str:
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
