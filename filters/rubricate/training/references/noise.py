"""The noise of real life: what scanning, pasting, databases and Word do to references. Labels follow the text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from .examples import Block, Example, Part

OCR = {"l": "1", "O": "0", "fi": "ﬁ", "fl": "ﬂ", "rn": "m", "ff": "ﬀ", "é": "6", "ü": "ii", "0": "O", "1": "l"}
CLUTTER = (
    " [PubMed]",
    " [CrossRef]",
    " [PubMed] [Google Scholar]",
    " [CrossRef] [PubMed] [Google Scholar]",
    " PubMed",
    " Google Scholar",
    " Crossref",
    " [Cross Ref]",
    " [Medline]",
    " [PMC free article]",
    " View Article",
    "↩",
    " Full Text",
)
LABELS = (
    "{n}. ",
    "[{n}] ",
    "{n} ",
    "({n}) ",
    "{n}) ",
    "{n}.",
    "[{n}]",
    "{n}.\t",
    ". ",
    "{n} . ",
    "{n}- ",
    "• ",
    "- ",
    "* ",
    "R{n} ",
    "{n}: ",
    "[{n}]. ",
    "{n}.- ",
)


BEFORE_IN = re.compile(r"[.,;](?= [Ii]n:? )")
"""The mark of "future. In: Kim A"."""


def edit(example: Example, changes: list[tuple[int, int, str]]) -> Example:
    """Pieces of the text replaced; blocks and parts keep their places. Changes are in order and do not overlap."""
    if not changes:
        return example
    out, at = [], 0
    moves: list[tuple[int, int, int]] = []
    length = 0
    for start, end, text in changes:
        out += [example.text[at:start], text]
        length += start - at
        moves.append((start, end, length))
        length += len(text)
        at = end
    out.append(example.text[at:])

    def moved(place: int, tail: bool) -> int:
        shift = 0
        for (start, end, new), (_, _, text) in zip(moves, changes, strict=True):
            if place < start or (place == start and (True)):
                if place == start and not tail and end == start:
                    shift = new + len(text) - end
                break
            if place < end:
                return new + (len(text) if tail else 0)
            shift = new + len(text) - end
        return place + shift

    blocks = tuple(Block(moved(b.start, False), moved(b.end, True), b.label) for b in example.blocks)
    parts = tuple(Part(moved(p.start, False), moved(p.end, True), p.part, p.role, p.person) for p in example.parts)
    return replace(
        example, text="".join(out),
        blocks=tuple(b for b in blocks if b.start < b.end), parts=tuple(p for p in parts if p.start < p.end),
    )  # fmt: skip


def labelled(example: Example, rng: random.Random) -> Example:
    """A number or a bullet in front."""
    label = LABELS[rng.randrange(len(LABELS))].format(n=rng.randrange(1, 140))
    done = edit(example, [(0, 0, label)])
    shown = label.strip()
    return replace(done, blocks=(Block(0, len(shown), "label"), *done.blocks))


def pointed(example: Example, rng: random.Random) -> Example:
    """A pointing word in front, as in footnotes: "Vgl. Kim", "See Kim"."""
    words = {
        "de": ("Vgl. ", "Siehe ", "Vgl. hierzu ", "vgl. ", "S. ", "Vgl. dazu ausführlich "),
        "en": ("See ", "Cf. ", "see ", "See also ", "e.g. "),
    }.get(example.lang)
    if words is None or example.blocks[0].label == "label":
        return example
    return edit(example, [(0, 0, words[rng.randrange(len(words))])])


def cluttered(example: Example, rng: random.Random) -> Example:
    """Links of a web page behind the reference."""
    return replace(example, text=example.text.rstrip() + CLUTTER[rng.randrange(len(CLUTTER))])


def lost_spaces(example: Example, rng: random.Random) -> Example:
    """Some spaces behind marks are gone."""
    text = example.text
    places = [at for at in range(1, len(text)) if text[at] == " " and text[at - 1] in ".,;:)" and rng.random() < 0.25]
    return edit(example, [(at, at + 1, "") for at in places])


def more_spaces(example: Example, rng: random.Random) -> Example:
    """Spaces before marks, as a converter writes them; a hard hyphen in a long word."""
    text = example.text
    inside = [(b.start, b.end) for b in example.blocks if b.label == "id"]
    places = [
        at
        for at in range(1, len(text))
        if text[at] in ".,;:()"
        and text[at - 1] != " "
        and rng.random() < 0.3
        and not any(a <= at < b for a, b in inside)
    ]
    return edit(example, [(at, at, " ") for at in places])


def lost_stops(example: Example, rng: random.Random) -> Example:
    """A full stop between blocks is missing, or a comma stands for it."""
    ends = [b.end for b in example.blocks if b.end < len(example.text) and example.text[b.end] in ".,;"]
    if not ends:
        return example
    at = ends[rng.randrange(len(ends))]
    return edit(example, [(at, at + 1, rng.choice(("", "", ",", ".", ";", ":")))])


def lost_stop_before_in(example: Example, rng: random.Random) -> Example:
    """ "Stress responses: present and future In: Kim A, editor": nothing between a chapter and its "In"."""
    ends = {block.end for block in example.blocks if block.label == "title"}
    found = BEFORE_IN.search(example.text)
    return edit(example, [(found.start(), found.start() + 1, "")]) if found and found.start() in ends else example


def scanned(example: Example, rng: random.Random) -> Example:
    """A few letters misread."""
    text = example.text
    inside = [(b.start, b.end) for b in example.blocks if b.label in ("id", "volume", "pages", "date")]
    changes: list[tuple[int, int, str]] = []
    for at in range(len(text) - 2):
        for wrong in (text[at : at + 2], text[at]):
            if (
                wrong in OCR
                and rng.random() < 0.02
                and not any(a - 2 <= at < b for a, b in inside)
                and (not changes or changes[-1][1] <= at)
            ):
                changes.append((at, at + len(wrong), OCR[wrong]))
                break
    return edit(example, changes)


def hyphenated(example: Example, rng: random.Random) -> Example:
    """A word of a title cut at a line end."""
    text = example.text
    places = [
        at
        for b in example.blocks
        if b.label in ("title", "source")
        for at in range(b.start + 6, b.end - 5)
        if text[at - 3 : at + 3].isalpha() and text[at - 3 : at + 3].islower()
    ]
    if not places:
        return example
    at = places[rng.randrange(len(places))]
    return edit(example, [(at, at, "- ")])


def capitals(example: Example, rng: random.Random) -> Example:
    """Small capitals pasted: surnames, or the title, in capitals."""
    chosen = (
        [(p.start, p.end) for p in example.parts if p.part == "surname"]
        if rng.random() < 0.6
        else [(b.start, b.end) for b in example.blocks if b.label == "title"]
    )
    changes = [(a, b, example.text[a:b].upper()) for a, b in chosen if len(example.text[a:b].upper()) == b - a]
    return edit(example, sorted(changes))


def plain_letters(example: Example, rng: random.Random) -> Example:
    """Straight quotation marks, plain hyphens, no accents on some letters."""
    table = {
        "“": '"',
        "”": '"',
        "’": "'",
        "‘": "'",
        "–": "-",
        "—": "-",
        "„": '"',
        "é": "e",
        "ü": "u",
        "ö": "o",
        "ã": "a",
        "ç": "c",
    }
    return edit(example, [(at, at + 1, table[c]) for at, c in enumerate(example.text) if c in table])


KINDS: tuple[tuple[float, Callable[[Example, random.Random], Example]], ...] = (
    (0.02, pointed), (0.12, labelled), (0.05, cluttered), (0.03, lost_spaces), (0.04, more_spaces), (0.05, lost_stops), (0.12, lost_stop_before_in),
    (0.015, scanned), (0.03, hyphenated), (0.03, capitals), (0.05, plain_letters),
)  # fmt: skip


def noisy(example: Example, rng: random.Random, strength: float = 1.0) -> Example:
    """The example with each kind of noise at its own rate."""
    for rate, change in KINDS:
        if rng.random() < rate * strength:
            example = change(example, rng)
    return example
