"""What single units look like: headings, cue words, prose, references. No unit is judged by its neighbours here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ..parsing.abstract_parts import PARTS
from ..parsing.headings import section_type, strip_number
from .units import BULLETS, Unit

YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
NUMBERED = re.compile(r"^(?:\[([0-9]{1,4})\]|\(([0-9]{1,4})\)|([0-9]{1,4})[.)\]]|([0-9]{1,4})\t)")
"""The number of a listed reference: "[12]", "(3)", "4.", "5)", "6<tab>"."""
SENTENCE_END = (".", "!", "?", "。", "．", ".”", '."', ".)", "다", ":", "]")
ENTRY = re.compile(r"^[\u2e80-\uffdc](?:\s{0,6}[\u2e80-\uffdc]){0,4}\s{0,2}[:：]\s{0,2}\S")
"""An entry of a case record: "주    소: 황달" (chief complaint: jaundice)."""
RUN_IN_LIMIT = 60
COUNTED = re.compile(r"\s?[(（][0-9]{1,4}[)）]$")
"""How many references there are, behind their heading."""
ANSWERS = frozenset(("yes", "no", "none", "none declared", "not applicable", "n/a"))
"""Answers to the questions of a form: no headings."""
MATHEMATICS = re.compile(r"[≤≥⩽⩾≈≡∑∫∂∏√∈]|[=<>]\S{0,60}[=+*/^]|\S[=⩽⩾≤≥]\S")
"""Relations and operators: a line with them is a formula and no heading."""
SMALL_FIRST = re.compile(r"[a-zα-ω]{1,3}(?:-[A-Za-z]|[A-Z])[A-Za-z-]*(?:\s|$)")
"""A first word that has a small letter by nature: "k-mer", "mRNA", "pH", "α-Amylase"."""
SEPARATORS = ":：.—–-|\n"

SECTIONS_OF_ABSTRACT = PARTS - {"abstract", "highlights"}


def is_wide(text: str) -> bool:
    """Korean, Chinese or Japanese: few words say much there."""
    return sum(ord(character) > 0x2E80 for character in text[:40]) > 6


@dataclass
class Cue:
    """The cue words of one unit."""

    unit: Unit

    @cached_property
    def label_and_title(self) -> tuple[str, str]:
        label, title = strip_number(self.unit.text) if self.heading_like else ("", self.unit.text)
        if label.startswith("(") and self.unit.kind != "header":  # "(a) Flour" may as well be an item of a list
            return "", self.unit.text
        return label, title

    @cached_property
    def heading_like(self) -> bool:
        """Short, with a capital or number first and no full stop at its end."""
        unit = self.unit
        if unit.kind == "header":
            return True
        if not unit.textual or not unit.text or unit.pictures or unit.noted:
            return False
        if unit.kind == "item" or unit.marker:
            return unit.marker in BULLETS and unit.words <= 5 and bool(section_type(unit.text))
        text = unit.text
        if text.strip(" .").casefold() in ANSWERS or ENTRY.match(text):
            return False
        if len(text) > 220 or unit.words > 26 or "\t" in text or "@" in text:
            return False
        if text.endswith((",", ";", "，")):
            return False
        if text.endswith("。") or (text.endswith(".") and (not (unit.bold or unit.words <= 4) or is_wide(text))):
            return False
        opening = text.lstrip("([\"'“‘")
        first = opening[:1]
        if MATHEMATICS.search(text):
            return False
        if first.islower():  # "k-mer analysis", "mRNA levels"
            return unit.words <= 12 and bool(SMALL_FIRST.match(opening))
        return first.isupper() or first.isdigit() or first.isalpha()

    @cached_property
    def section(self) -> str:
        """The section type that this heading names ("methods"), or empty."""
        if not self.heading_like:
            return ""
        if self.unit.words > 14:
            return ""
        title = self.label_and_title[1].strip(" :.")
        listed = COUNTED.sub("", title)  # "References (42)"
        return section_type(title) or (section_type(listed) if section_type(listed) == "references" else "")

    @cached_property
    def run_in(self) -> tuple[str, int]:
        """A cue at the head of running text: (section type, offset where the text begins), or ("", 0)."""
        text = self.unit.text
        if not self.unit.textual or len(text) < 6:
            return "", 0
        head = text[:RUN_IN_LIMIT]
        for at, character in enumerate(head):
            if character in SEPARATORS and at > (1 if is_wide(text) else 2):
                if character in "-–.—" and text[at + 1 : at + 2].strip():
                    continue
                section = section_type(strip_number(text[:at])[1].strip())
                if section:
                    rest = at + 1
                    while rest < len(text) and text[rest] in SEPARATORS + " \t\u00a0":
                        rest += 1
                    return (section, rest) if rest < len(text) else ("", 0)
                if character != "-":
                    break
        return "", 0

    @cached_property
    def prose(self) -> bool:
        """A paragraph of running text."""
        unit = self.unit
        text = unit.text
        if not unit.textual or "\t" in text:
            return False
        wide = sum(ord(c) > 0x2E80 for c in text[:400])
        long = unit.words >= 25 or (wide > 40 and unit.words >= 10)
        return long and (text.rstrip().endswith(SENTENCE_END) or text.count(". ") + text.count("다.") >= 2)

    @cached_property
    def reference_number(self) -> int | None:
        match = NUMBERED.match(self.unit.text)
        if match:
            return int(next(group for group in match.groups() if group))
        marker = self.unit.marker.strip("().[]")
        return int(marker) if marker.isdigit() else None

    @cached_property
    def reference_like(self) -> bool:
        """Has what references have: a year, and the punctuation of a list of fields."""
        text = self.unit.text
        if not self.unit.textual or not 20 <= len(text) <= 3000:
            return False
        marks = sum(text.count(mark) for mark in (".", ",", ";", ":"))
        return bool(YEAR.search(text)) and marks >= 3 and marks * 40 >= len(text)
