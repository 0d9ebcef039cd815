"""Styles: how one rendering looks. Everything is drawn from one seeded generator, family by family."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .pieces import Piece

FAMILIES = ("record", "manuscript", "web", "print", "headed", "bolded", "letter")
"""record: a bibliographic page. manuscript: a title page, text, lists at the end. web: a site's page with its clutter.
print: copied from a PDF, hard-wrapped. headed: a document with real headings. bolded: a document whose headings are bold.
letter: a letter or editorial without abstract, signed below."""

WEIGHTS = (5, 4, 7, 3, 3, 3, 2)


@cache
def words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "data" / "words.toml").read_text(encoding="utf-8"))


@dataclass
class Style:
    """The choices of one rendering."""

    random: random.Random
    family: str
    language: str = "en"
    blocks: bool = False
    """Blocks of a word processor or Markdown instead of lines of text."""
    marks: str = "numbers"
    name_form: str = "full"
    clutter: float = 0.0
    gap: int = 1
    """Blank lines between paragraphs."""
    heading_gap: int = 1
    numbering: str = "none"
    upper: bool = False
    wrap: int = 0
    hyphens: bool = False
    quoted: bool = False
    headings: dict[str, bool] = field(default_factory=dict)
    stops: bool = False
    """Headings keep the full stops that the publisher printed."""
    always_stop: bool = False
    list_indent: int = 0
    list_gap: bool = False
    dump: bool = False
    """A page as a text browser prints it: nested menus, carets for superscripts, names of pictures in brackets."""
    split_captions: bool = False
    component_dois: bool = False
    caption_form: int = 2
    late_front: bool = False
    """Dates, rights and notes stand behind the abstract."""
    brief: bool = False
    """A short text: paragraphs of a sentence or two, few of each thing."""
    plain_title: bool = False
    first_level: int = 0
    held: list[list[Piece]] = field(default_factory=list)
    """Parts of the title block that wait for their place behind the abstract."""

    def chance(self, p: float) -> bool:
        return self.random.random() < p

    def one(self, *options: str) -> str:
        return self.random.choice(options)

    def word(self, key: str) -> str:
        """A word of the style's language, or English."""
        table = words()
        options = table.get(self.language, {}).get(key) or table["en"].get(key) or [key]
        return self.random.choice(options)


def draw(seed: str, family: str, language: str) -> Style:
    """The style of one rendering; the same seed gives the same style."""
    rnd = random.Random(seed)
    s = Style(rnd, family, language)
    if language == "en" and rnd.random() < 0.06:
        s.language = rnd.choice(("ko", "ja", "zh", "es", "pt", "fr", "de", "ru"))
    s.blocks = family in ("headed", "bolded") or (family == "letter" and rnd.random() < 0.3)
    s.marks = rnd.choice(("numbers", "numbers", "numbers", "letters", "symbols", "none", "after", "paren"))
    s.name_form = rnd.choice(
        ("full", "full", "full", "full", "initials", "surname-first", "citation", "comma", "upper")
    )
    s.clutter = {"web": rnd.choice((0.0, 0.3, 0.6, 1.0)), "record": rnd.choice((0.0, 0.3, 0.7)), "print": 0.5}.get(
        family, 0.0
    )
    s.gap = rnd.choice((0, 0, 1, 1, 1)) if family in ("web", "letter", "record") else 1
    if family == "print":
        s.gap = rnd.choice((0, 1, 1))
    s.heading_gap = 0 if s.gap == 0 and rnd.random() < 0.6 else rnd.choice((1, 1, 2))
    s.numbering = rnd.choice(("none", "none", "none", "none", "decimal", "decimal", "roman", "decimal-top"))
    s.upper = rnd.random() < 0.25
    if (
        family == "print"
        or (family == "manuscript" and rnd.random() < 0.25)
        or (family == "letter" and rnd.random() < 0.3)
    ):
        s.wrap = rnd.choice((60, 68, 72, 76, 80, 90, 100))
    s.hyphens = bool(s.wrap) and rnd.random() < 0.5
    s.quoted = bool(s.wrap) and family != "print" and rnd.random() < 0.15
    s.stops, s.always_stop = rnd.random() < 0.5, rnd.random() < 0.08
    s.list_indent = rnd.choice((0, 0, 2, 2, 4))
    s.list_gap = rnd.random() < (0.6 if family in ("manuscript", "letter") else 0.2)
    s.dump = family == "web" and rnd.random() < 0.4
    if s.dump:
        s.clutter = max(s.clutter, 0.6)
        s.wrap, s.gap, s.heading_gap = 0, 1, 1
    s.split_captions, s.component_dois = rnd.random() < 0.5, rnd.random() < 0.5
    s.caption_form = rnd.randrange(9)
    s.late_front = rnd.random() < (0.25 if family in ("web", "print") else 0.05)
    s.brief = rnd.random() < 0.15
    s.plain_title, s.first_level = rnd.random() < 0.35, rnd.randrange(2)
    s.headings = {
        "abstract": rnd.random() < (0.55 if family == "record" else 0.85),
        "keywords": rnd.random() < (0.5 if family == "record" else 0.93),
        "references": rnd.random() < (0.5 if family == "record" else 0.96),
    }
    return s


def family_of(seed: str) -> str:
    return random.Random("family " + seed).choices(FAMILIES, WEIGHTS)[0]
