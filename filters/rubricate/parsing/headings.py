"""Headings: which kind of section a heading names, and the number printed before it."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "headings.toml"
LONGEST = 110

NUMBER = re.compile(
    r"^((?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,4}|[IVX]{1,5}|[A-H])(?:[.)]|(?=[ \t\u00a0]))|\((?:[0-9]{1,2}|[a-hA-H]|[ivx]{1,4})\))"
    r"[ \t\u00a0]{0,4}(?=\S)"
)
"""A printed number: "2.", "2.1.3", "IV.", "B)", "(a)"; without a mark only before white space ("3 Results")."""
COUNT = re.compile(r"\s?\([0-9]{1,3}\)\s{0,3}$")
"""How many things stand below a heading: "References (24)"."""
CLOSING = " \t\n\u00a0.:：;,–—-|*•"
LABELLED = re.compile(
    r"^(appendix|appendices|annexe?|anhang|부록|supplement|supplementary material|case)[ \u00a0](?:[a-z]|[ivx]{1,4}|[0-9]{1,2})(?:[.:：\s–—-].{0,100})?$"
)
"""A back section with a letter or number of its own: "Appendix A. Seed lots", "Case 2"."""
LABELLED_TYPES = {
    "case": "cases",
    "supplement": "supplementary-material",
    "supplementary material": "supplementary-material",
}
MIXED_PREFIXES = (
    ("acknowledg", "acknowledgements"), ("funding", "funding"), ("conflict of interest", "coi-statement"), ("conflicts of interest", "coi-statement"),
    ("competing interest", "coi-statement"), ("declaration of competing", "coi-statement"), ("data availability", "data-availability"),
    ("availability of data", "data-availability"), ("supplementary material", "supplementary-material"), ("supplementary information", "supplementary-material"),
    ("author contribution", "author-contributions"), ("authors' contribution", "author-contributions"), ("ethics approval", "ethics-statement"),
    ("ethical approval", "ethics-statement"), ("electronic supplementary material", "supplementary-material"), ("supporting information", "supplementary-material"),
)  # fmt: skip
"""Compound headings of back matter are what they begin with ("Acknowledgements and dedication"); at most eight words."""


@cache
def _types() -> dict[str, str]:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {phrase: kind for kind, phrases in data.items() for phrase in phrases}


@lru_cache(maxsize=4096)
def section_type(text: str) -> str:
    """The kind of section that a heading names, or "" for none; numbers, case and closing marks don't count.

    The names are JATS `@sec-type`s where JATS suggests one ("methods", "materials|methods"), else ours ("coi-statement").

    >>> section_type("Materials & Methods"), section_type("참고문헌"), section_type("Sesame")
    ('materials|methods', 'references', '')
    """
    if len(text) > LONGEST:
        return ""
    low = " ".join(text.casefold().split()).strip(CLOSING).replace("’", "'")
    low = low.strip("[]()【】〈〉<>「」■□▶◆")
    syllables = low.split()
    if len(syllables) > 1 and all(len(one) == 1 and ord(one) > 0x2E80 for one in syllables):
        low = "".join(syllables)  # "서    론": set wide to fill the line
    types = _types()
    found = types.get(low) or types.get(low.replace("'", "’")) or types.get(low.replace(" & ", " and "))
    if found:
        return found
    match = LABELLED.match(low)
    if match:
        return LABELLED_TYPES.get(match.group(1), "appendix")
    if len(low.split()) <= 8:
        for prefix, kind in MIXED_PREFIXES:
            if low.startswith(prefix) and (
                " and " in low or "/" in low or "," in low or " of " in low or " to " in low
            ):
                return kind
    return ""


def uncounted(text: str) -> str:
    """A heading without the number of things below it, as pages print it.

    >>> uncounted("References (24)"), uncounted("References (2014)")
    ('References', 'References (2014)')
    """
    return COUNT.sub("", text)


def strip_number(text: str) -> tuple[str, str]:
    """`(label, title)` of a heading; the label is as printed, "" where there is none.

    Of a number that stands there twice the second one counts ("2.1 2.1. Flour").

    >>> strip_number("2.1. Setting and plots"), strip_number("6 weeks after treatment")
    (('2.1.', 'Setting and plots'), ('', '6 weeks after treatment'))
    """
    match = NUMBER.match(text)
    if not match:
        return "", text
    label, title = match.group(1), text[match.end() :]
    again = NUMBER.match(title)  # "2.1 2.1. Flour": numbered by the word processor and by hand
    while again and again.group(1).rstrip(".)") == label.rstrip(".)") and again.group(1)[-1] in ".)":
        match, text, label, title = again, title, again.group(1), title[again.end() :]
        again = NUMBER.match(title)
    bare = label.strip(".()")
    if label[0] == "(":
        return (label, title) if title[0].isupper() or ord(title[0]) > 0x2E80 else ("", text)
    marked = label != bare
    first = title[:1]
    if not marked and (
        not (first.isupper() or ord(first) > 0x2E80)
        or bare.isalpha()
        or bare == "0"
        or (bare.isdigit() and int(bare) > 20)
    ):
        return "", text
    if bare.isalpha() and (not title[:1].isupper() and ord(first) < 0x2E80):
        return "", text
    if bare.isalpha() and match.end() == len(label):
        return "", text
    if bare.isdigit() and marked and match.end() == len(label) and first.isdigit():
        return "", text
    return label, title
