"""Days, months and years as JATS writes them: what is no date, and what a date's parts are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .document import shown, text_of
from .registry import Hit

if TYPE_CHECKING:
    from lxml import etree

Day = tuple[int | None, int | None, int | None]
"""Year, month, day; None where it is not given or no number."""

# "2024", "2024-05", "2024-05-14", "20240514", each with or without a time behind "T".
ISO = re.compile(r"([0-9]{4})(?:-?([0-9]{2})(?:-?([0-9]{2})(?:T[0-9:.,Zz+-]{0,32})?)?)?")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(month: int, year: int | None) -> int:
    """Days of a month from 1 to 12; where the year is not known, February has 29.

    >>> month_length(2, 2023), month_length(2, 2024), month_length(2, 1900)
    (28, 29, 28)
    """
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return 29 if month == 2 and leap else LENGTHS[month - 1]


def number_in(date: etree._Element, name: str) -> int | None:
    """The number in the child `name`, None where there is none or it is no number."""
    text = text_of(date.find(name))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def day_of(date: etree._Element) -> Day:
    """What <year>, <month> and <day> say; a number that can't be one counts as not given.

    `<day>31</day><month>13</month><year>2024</year>` is (2024, None, None).
    """
    year, month, day = (number_in(date, name) for name in ("year", "month", "day"))
    if year is not None and not 1000 <= year <= 9999:
        year = None
    if month is not None and not 1 <= month <= 12:
        month = None
    if month is None or (day is not None and not 1 <= day <= 31):
        day = None
    return year, month, day


def iso_day(text: str) -> Day | None:
    """The parts of an ISO 8601 date, None where it is none or can't be.

    >>> iso_day("2024-05"), iso_day("2024-02-30"), iso_day("14.5.2024")
    ((2024, 5, None), None, None)
    """
    match = ISO.fullmatch(text.strip())
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2]) if match[2] else None
    day = int(match[3]) if match[3] else None
    if month is not None and not 1 <= month <= 12:
        return None
    if month is not None and day is not None and not 1 <= day <= month_length(month, year):
        return None
    return year, month, day


def iso_text(day: Day) -> str:
    """A date as ISO 8601 writes it, as far as it is known.

    >>> iso_text((2024, 5, None))
    '2024-05'
    """
    year, month, number = day
    parts = [f"{year:04}" if year is not None else "", f"{month:02}" if month else "", f"{number:02}" if number else ""]
    return "-".join(part for part in parts if part)


def day_faults(date: etree._Element) -> Iterator[Hit]:
    """What is wrong with <year>, <month> and <day> of one date."""
    elements = {name: date.find(name) for name in ("year", "month", "day")}
    texts = {name: text_of(element) for name, element in elements.items()}
    year, month, day = (number_in(date, name) for name in ("year", "month", "day"))
    element = elements["year"]
    if element is not None and (year is None or len(texts["year"]) != 4 or year < 1000):
        yield Hit(element, _found("year", texts["year"]), "a year of four digits", "text" if texts["year"] else "start")
        year = None
    element = elements["month"]
    if element is not None and (month is None or not 1 <= month <= 12):
        named = _month_number(texts["month"])
        expected = f"“{named}”" if named else "a month from 1 to 12"
        yield Hit(element, _found("month", texts["month"]), expected, "text" if texts["month"] else "start")
        month = named or None
    element = elements["day"]
    if element is None:
        return
    if day is None or not 1 <= day <= 31:
        yield Hit(element, _found("day", texts["day"]), "a day from 1 to 31", "text" if texts["day"] else "start")
    elif elements["month"] is None:
        yield Hit(element, f"<day> {day} without <month>", "<month> behind it")
    elif month is not None and day > month_length(month, year):
        length = month_length(month, year)
        when = f"{MONTHS[month - 1].capitalize()}{f' {year}' if year is not None else ''}"
        yield Hit(element, f"day {day} in {when}", f"a day from 1 to {length}", "text")


def _found(name: str, text: str) -> str:
    return f"<{name}> {shown(text)}" if text else f"empty <{name}>"


def _month_number(text: str) -> int:
    """The month of a name in English, in full or cut to three letters; 0 where it is none."""
    name = text.casefold().rstrip(".")
    matches = [number for number, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.startswith(name)]
    return matches[0] if len(matches) == 1 else 0
