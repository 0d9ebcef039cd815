"""Statements behind the text, and the reference list, rendered."""

from __future__ import annotations

from .pieces import Piece, bold
from .source import Source
from .style import Style, words

NOTHING = (
    "Not applicable.", "None.", "None declared.", "Not applicable", "Declared none.", "None to declare.",
    "The authors declare no conflict of interest.", "All data are available from the authors.",
)  # fmt: skip
"""What statements say that have nothing to say."""


def back_parts(a: Source, s: Style) -> list[list[Piece]]:
    """Statements behind the text, each a group."""
    if s.family == "record":
        return []
    run_in = s.chance(0.25)
    out = []
    parts = list(a.back)
    if s.chance(0.3):
        s.random.shuffle(parts)
    for place, (title, texts) in enumerate(parts):
        if s.chance(0.15):
            texts = [s.one(*NOTHING)]
        if not texts and place + 1 < len(parts) and title:
            out.append([Piece(title, "back-title", blank=s.heading_gap, level=1, heading=True)])
            continue
        if not texts or (not title and not out):
            continue
        if title.casefold().startswith("acknowledg"):
            title = s.random.choice(words()["back"]["acknowledgements"])
        if s.upper:
            title = title.upper()
        if len(title) > 90:
            continue
        if not title:
            out.append([Piece(text, "back-p", blank=s.gap) for text in texts])
            continue
        if run_in:
            cue = title + s.one(":", ".", ":")
            head = bold(cue) if s.blocks and s.chance(0.8) else cue
            group = [Piece(f"{head} {texts[0]}", "back-run-in", blank=s.gap)]
            texts = texts[1:]
        else:
            group = [Piece(title, "back-title", blank=s.heading_gap, level=1, heading=True)]
        for number, text in enumerate(texts):
            blank = min(s.heading_gap, 1) if number == 0 and not run_in else s.gap
            group.append(Piece(text, "back-p", blank=blank))
        out.append(group)
    return out


def reference_parts(a: Source, s: Style) -> list[Piece]:
    """The reference list; a long one is cut in most renderings."""
    refs = a.refs
    if len(refs) > 25 and s.chance(0.85):
        refs = refs[: s.random.randrange(8, 26)]
    if not refs:
        return []
    own = sum(text[:1].isdigit() for text in refs) > 0.8 * len(refs)
    form = (
        "{t}"
        if own
        else s.one(
            "{n}. {t}",
            "{n}. {t}",
            "[{n}] {t}",
            "{n}) {t}",
            "({n}) {t}",
            "{n}\t{t}",
            "{n} {t}",
            "{t}",
            "{t}",
            "{n}.\n{t}",
        )
    )
    headed = s.headings["references"] or "{n}" not in form
    tail = (
        ("", "")
        if s.family != "web" or s.chance(0.4)
        else s.random.choice(
            [
                (" [PubMed] [Google Scholar]", ""),
                (" Article Google Scholar", ""),
                ("", "Article|PubMed|Google Scholar"),
                ("", "Crossref Google Scholar"),
                (" [CrossRef] [PubMed]", ""),
                ("", "[CrossRef]"),
            ]
        )
    )
    out = []
    if headed:
        word = s.word("references")
        out.append(
            Piece(
                word.upper() if s.upper else word,
                "ref-title",
                blank=max(1, s.heading_gap) if s.gap else s.heading_gap,
                level=1,
                heading=True,
            )
        )
    gap = 1 if s.blocks or s.chance(0.15) else 0
    for number, text in enumerate(refs, start=1):
        lines = form.format(n=number, t=text).split("\n")
        blank = (min(s.heading_gap, 1) if headed else 2) if number == 1 else gap
        for place, line in enumerate(lines):
            out.append(
                Piece(line + (tail[0] if place == len(lines) - 1 else ""), "ref", blank=blank if place == 0 else 0)
            )
        if tail[1]:
            out.extend(Piece(word, "page-furniture") for word in tail[1].split("|"))
    return out
