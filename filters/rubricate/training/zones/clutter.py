"""What a page prints around an article: menus, tools, notices, running heads, page numbers."""

from __future__ import annotations

from .pieces import Piece
from .source import Source
from .style import Style, words

FURNITURE = "page-furniture"


def _some(s: Style, key: str, least: int, most: int, *, bullets: bool = False) -> list[Piece]:
    lines = words()["clutter"][key]
    chosen = s.random.sample(lines, min(len(lines), s.random.randrange(least, most + 1)))
    if bullets:
        chosen = [s.one("  • ", "  ", "• ", "* ") + line for line in chosen]
    return [Piece(line, FURNITURE) for line in chosen]


def top(a: Source, s: Style) -> list[Piece]:
    """Menus above the title."""
    if not s.chance(s.clutter):
        return []
    out: list[Piece] = []
    if s.chance(0.35):
        out += _some(s, "cookies", 1, 3)
    if s.dump:
        out += _nested(a, s)
    out += _some(s, "top", 2, 14, bullets=s.chance(0.3))
    if s.chance(0.25):
        out.append(
            Piece(
                s.one(" > ", " / ", " » ", " › ").join(["Home", a.journal, f"Volume {a.volume or 3}", "Article"]),
                FURNITURE,
            )
        )
    if s.chance(0.3):
        out += _some(s, "tools", 1, 6)
    if s.chance(0.2):
        line = "  ".join(s.random.sample(words()["clutter"]["top"], 5))
        out.append(Piece(line, FURNITURE))
    return out


def tools(s: Style) -> list[Piece]:
    """Buttons and counts beside the title block."""
    if not s.chance(s.clutter * 0.8):
        return []
    out = _some(s, "tools", 1, 9, bullets=s.chance(0.25))
    if s.chance(0.4):
        out += _some(s, "counts", 1, 4)
    return out


def outline(a: Source, s: Style) -> list[Piece]:
    """A list of the headings that a page prints before the text."""
    heads = [b.text for b in a.body if b.kind == "h" and b.level == 1]
    if len(heads) < 3 or not s.chance(s.clutter * 0.3):
        return []
    bullet = s.one("", "  • ", "  ")
    lines = ["Abstract", *heads, "References"][: s.random.randrange(4, 12)]
    return [
        Piece(bullet + line, FURNITURE)
        for line in [s.one("On this page", "Contents", "Sections", "Jump to", "Outline"), *lines]
    ]


def between(s: Style) -> list[Piece]:
    """One line between two parts of the text."""
    return _some(s, "between", 1, 1) if s.chance(s.clutter * 0.15) else []


def beside_figure(s: Style) -> list[Piece]:
    return _some(s, "between", 1, 2) if s.chance(s.clutter * 0.4) else []


def before_figure(s: Style) -> list[Piece]:
    """Buttons above a caption."""
    if not s.chance(s.clutter * 0.5):
        return []
    out = _some(s, "before_figure", 1, 4 if s.dump else 2, bullets=s.dump and s.chance(0.5))
    out[0].blank = 1
    return out


def _nested(a: Source, s: Style) -> list[Piece]:
    """Menus within menus, form fields and the names of pictures."""
    rnd = s.random
    out = [
        Piece(
            rnd.choice(
                (
                    "[                    ] [Go]",
                    "[journal]",
                    "[logo]",
                    "[avw]",
                    "Search Search",
                    "[                    ] SEARCH",
                )
            ),
            FURNITURE,
        )
    ]
    out.append(Piece(rnd.choice((a.journal, a.publisher, a.publisher, a.abbrev)) or "Journal", FURNITURE, blank=1))
    lines = words()["clutter"]
    count = 0
    for _ in range(rnd.randrange(1, 5)):
        blank = 1
        for line in rnd.sample(lines["top"] + lines["policies"], rnd.randrange(2, 8)):
            count += 1
            mark = "• " if rnd.random() < 0.8 else f"{count}. "
            out.append(
                Piece(line + rnd.choice(("", "", " ·", " »")), FURNITURE, blank=blank, indent=rnd.choice((2, 2, 2, 4)))
            )
            out[-1].text = mark + out[-1].text
            blank = 0
            if rnd.random() < 0.25:
                for inner in rnd.sample(lines["policies"], rnd.randrange(1, 6)):
                    out.append(Piece(f"{rnd.choice(('□', '•', '1.', '2.'))} {inner}", FURNITURE, indent=6))
        if rnd.random() < 0.3:
            out.append(Piece(rnd.choice(lines["policies"]), FURNITURE, blank=1, indent=4))
    return out


def bottom(a: Source, s: Style) -> list[Piece]:
    """What follows the references."""
    if not s.chance(s.clutter):
        return []
    out = _some(s, "bottom", 2, 14, bullets=s.chance(0.3))
    if s.dump:
        out += _nested(a, s)
    if s.chance(0.4):
        out.append(
            Piece(
                s.one(
                    f"Articles from {a.journal} are provided here courtesy of {a.publisher or a.journal}",
                    f"Copyright © 2024 {a.publisher or a.journal}. All rights reserved.",
                    f"© 2023 {a.publisher or a.journal}",
                ),
                FURNITURE,
            )
        )
    if s.chance(0.3):
        out += _some(s, "notices", 1, 2)
    if s.chance(0.25):
        letters = "".join(word[0] for word in a.journal.split() if word[0].isupper()) or "PDF"
        out.insert(s.random.randrange(len(out)), Piece(f"  • {letters}", FURNITURE))
    if s.chance(0.2):
        owner = s.one("the Society of Examples", "Example Press", a.publisher or a.journal)
        gap = s.one(" ", "     ", "\u00a0 \u00a0 ")
        out.append(
            Piece(
                f"Copyright © {s.random.randrange(2005, 2026)} by {owner}. All rights reserved.{gap}E-mail: office@example.org",
                FURNITURE,
            )
        )
    return out


class Pages:
    """Running heads and page numbers of a printed article, which a copy puts between its paragraphs."""

    def __init__(self, a: Source, s: Style) -> None:
        first = a.pages.split("-")[0]
        self.page = int(first) if first.isdigit() and len(first) < 6 else s.random.randrange(1, 40)
        people = a.authors[0].surname + " et al." if len(a.authors) > 1 and a.authors[0].surname else a.abbrev
        short = (a.running or a.title)[:60]
        self.heads = [
            s.one(f"{people}", f"{people.upper()}", f"{a.abbrev} {a.year};{a.volume}:{a.pages}", f"{a.journal}"),
            s.one(short, short.upper(), f"{people} {short}", f"{a.journal} {a.volume} ({a.year}) {a.pages}"),
        ]
        self.form = s.random.randrange(5)

    def turn(self) -> list[Piece]:
        """The lines at one page break."""
        self.page += 1
        head = self.heads[self.page % 2]
        if self.form == 0:
            lines = [str(self.page)]
        elif self.form == 1:
            lines = [f"{self.page} {head}" if self.page % 2 else f"{head} {self.page}"]
        elif self.form == 2:
            lines = [head, str(self.page)]
        elif self.form == 3:
            lines = [f"Page {self.page} of 14", head]
        else:
            lines = [f"- {self.page} -", head]
        return [Piece(line, FURNITURE, blank=1 if n == 0 else 0) for n, line in enumerate(lines)]
