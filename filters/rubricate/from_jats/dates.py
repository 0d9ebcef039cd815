"""Dates: by parts, by attribute, as printed."""

from __future__ import annotations

import re

from lxml import etree

from ..values import DateValue
from .text import words

ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def date_of(node: etree._Element) -> DateValue:
    """A `<date>`, `<pub-date>`, or another element with such parts; else what `@iso-8601-date` says.

    >>> date_of(etree.XML("<date><month>Aug</month><year>2014</year></date>")).iso
    '2014-08'
    """
    parts = {tag: words(node.find(tag)) for tag in ("year", "month", "day", "season")}
    if not parts["year"] and (found := ISO.match(node.get("iso-8601-date", ""))):
        parts |= {name: value or "" for name, value in zip(("year", "month", "day"), found.groups(), strict=True)}
    year, month, day = _number(parts["year"], 9999), _month(parts["month"]), _number(parts["day"], 31)
    return DateValue(year, month, day if month else None, parts["season"], words(node.find("string-date")))


def _number(text: str, most: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 and 0 < int(text) <= most else None


def _month(text: str) -> int | None:
    name = text[:3].casefold()
    return MONTHS.index(name) + 1 if name in MONTHS else _number(text, 12)
