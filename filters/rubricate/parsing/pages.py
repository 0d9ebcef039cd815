"""Page ranges: "414–21" is 414 to 421; "e17", "ii13–7", "S12–5"; article numbers."""

from __future__ import annotations

import re

from ..values import PageRange

PAGE = r"[A-Za-z]{0,3}\.?[0-9]{1,7}[A-Za-z]?(?:\.[A-Za-z]?[0-9]{1,3})?"
RANGE = re.compile(
    rf"^(?P<first>{PAGE}|[ivxlc]{{1,7}})(?:\s?[-–—−~‐‑]{{1,2}}\s?(?P<last>{PAGE}|[ivxlc]{{1,7}}))?\.?$", re.IGNORECASE
)
"""One page or a range: "201-204", "S12–5", "e102", "xi–xv"."""
ELOCATION = re.compile(
    r"^(?:e|E|Article\s|Art\.?\s?|article\s|ID\s)\.?\s?[0-9]{1,20}$|^[0-9]{5,20}$|^[A-Za-z]{2,6}[0-9]{3,20}$"
)
LEAD = re.compile(r"^(?:pp?\.?|pages?|S\.|páginas?|페이지|쪽)\s{0,2}(?=[A-Za-z]?[0-9])", re.IGNORECASE)


def parse_pages(text: str) -> PageRange | None:
    """The pages that a string is, or `None`. A shortened last page is completed (NLM, Citing Medicine, ch. 1).

    >>> (parse_pages("414–21").first, parse_pages("414–21").last)
    ('414', '421')
    """
    text = text.strip(" .,;")
    bare = LEAD.sub("", text)
    if ELOCATION.match(bare):
        return PageRange(elocation=bare, text=text)
    match = RANGE.match(bare)
    if not match:
        return None
    first, last = match["first"].rstrip("."), (match["last"] or "").rstrip(".")
    full = complete_last(first, last)
    return PageRange(first=first, last=full, text=text, completed=bool(last) and full != last)


def complete_last(first: str, last: str) -> str:
    """The whole last page: "1083", "90" is "1090"; "ii13", "7" is "ii17". Nothing is done where it would not grow."""
    if not last:
        return ""
    split = next((at for at, character in enumerate(first) if character.isdecimal()), None)
    if split is None or not last.isdecimal():
        return last
    prefix, digits = first[:split], first[split:]
    if not digits.isdecimal():
        return last
    if len(last) < len(digits):
        full = digits[: len(digits) - len(last)] + last
        return prefix + full if int(full) >= int(digits) else last
    return prefix + last if prefix and int(last) >= int(digits) else last
