"""Features of the tokens of a reference, for the model of its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from operator import getitem

from .lexicon import KINDS, gazetteer, keyword_classes, runs, squash
from .segments import segment_features
from .tokens import Token

YEAR = re.compile(r"^(?:1[5-9]|20)[0-9]{2}$")
OFFSETS = (-3, -2, -1, 0, 1, 2, 3)
LONGEST = 10
OPENING, CLOSING = "([{", ")]}"
QUOTES = frozenset('"“”„‟«»‹›')
IDENTIFIERS = frozenset(("doi", "pmid", "pmcid", "arxiv", "isbn", "issn", "other-id", "uri"))


SAME = {"‐": "-", "‑": "-", "−": "–", "’": "'", "ʼ": "'", "`": "'", "´": "'", "″": '"', "‚": ","}
"""Marks that stand for each other."""


@lru_cache(maxsize=20_000)
def shape(text: str) -> str:
    """What a word looks like: "Xx", "X", "XX", "x", "Mixed"; digits by number and by being a year."""
    first = text[0]
    if first.isdigit():
        if YEAR.match(text):
            return "Y"
        return f"d{min(len(text), 6)}"
    if not first.isalpha():
        return text
    if len(text) == 1:
        return "X" if first.isupper() else "x" if first.islower() else "c"
    if text.isupper():
        return "XX" if len(text) == 2 else "XXX"
    if text.islower():
        return "xx"
    if first.isupper() and text[1:].islower():
        return "Xx"
    return "mX" if first.isupper() or first.islower() else "cc"


@lru_cache(maxsize=20_000)
def word_features(text: str, kind: str, known: bool) -> tuple[tuple[bytes, ...], ...]:
    """What a token says about itself, once for each place from which it may be seen (offsets -3 to 3)."""
    if kind in IDENTIFIERS or kind == "date":
        names, far = ["w=<" + kind + ">", "s=<id>"], ["s=<id>"]
        return tuple(tuple(f"{at}:{name}".encode() for name in (names if abs(at) < 3 else far)) for at in OFFSETS)
    low = text.lower()
    form = shape(text)
    classes = [f"k={name}" for name in keyword_classes().get(low, ())]
    if kind == "number":
        near = [f"s={form}", *classes]
        if len(text) <= 2:
            near.append("w=" + text)
        own = [*near, "n0" if text[0] == "0" and len(text) > 1 else "n1"]
        if form == "Y":
            own.append("c=" + text[:2])
    elif kind == "mark":
        near = own = ["w=" + SAME.get(text, text)]
    else:
        near = [f"w={low}", f"s={form}", *classes]
        if known:
            bare = squash(text)
            for name in ("surname", "given", "source-word"):
                rank = gazetteer().get(name, {}).get(bare)
                if rank:
                    near.append(f"g={name[0]}{rank}")
        own = [*near, f"e3={low[-3:]}", f"b3={low[:3]}", f"e2={low[-2:]}", f"l={min(len(text), 9)}"]
    middle = [name for name in near if not name.startswith("g=g")]
    far = [name for name in near if name[0] in "sk" or kind == "mark"]
    by_offset = {0: own, 1: near, 2: middle, 3: far}
    return tuple(tuple(f"{at}:{name}".encode() for name in by_offset[abs(at)]) for at in OFFSETS)


EDGE = tuple((f"{at}:<edge>".encode(),) for at in OFFSETS)
"""What is seen beyond either end."""
PLACES = range(len(OFFSETS))


def seen_from_each(words: Sequence[tuple[tuple[bytes, ...], ...]]) -> list[list[bytes]]:
    """For each token what the words around it say; `words`: what each says, once for each place it may be seen from."""
    reach = OFFSETS[-1]
    padded = [*[EDGE] * reach, *words, *[EDGE] * reach]
    windows = (padded[at : at + len(OFFSETS)] for at in range(len(words)))
    return [list(chain.from_iterable(map(getitem, window, PLACES))) for window in windows]


def gazetteer_runs(tokens: Sequence[Token], known: bool) -> list[list[bytes]]:
    """For each token, the names of journals, places and publishers that it is part of (longest match first)."""
    out: list[list[bytes]] = [[] for _ in tokens]
    if not known:
        return out
    bare = [squash(token.text) if token.kind in ("word", "number") else "" for token in tokens]
    for kind in KINDS:
        whole, begun = runs(kind)
        skip = 0
        for start, word in enumerate(bare):
            if start < skip or not word or not tokens[start].text[0].isupper():
                continue
            end = _longest(bare, start, whole, begun)
            if end:
                skip = end
                words = sum(1 for at in range(start, end) if bare[at])
                size = min(words, 4)
                for at in range(start, end):
                    place = "B" if at == start else "E" if at == end - 1 else "I"
                    out[at].append(f"{kind[:2]}{place}{size}".encode())
                if end < len(tokens):
                    out[end].append(f"{kind[:2]}>{size}".encode())
                if start:
                    out[start - 1].append(f"{kind[:2]}<{size}".encode())
    return out


def _longest(bare: Sequence[str], start: int, whole: frozenset[str], begun: frozenset[str]) -> int:
    """The end of the longest entry that begins at a token, 0 where none does. Marks inside are stepped over."""
    entry, end, words = bare[start], 0, 1
    if entry in whole:
        end = start + 1
    at = start + 1
    while entry in begun and at < len(bare) and words < LONGEST:
        if bare[at]:
            entry = f"{entry} {bare[at]}"
            words += 1
            if entry in whole:
                end = at + 1
        at += 1
    return end


def block_features(tokens: Sequence[Token], *, known: bool = True, style: Sequence[str] = ()) -> list[list[bytes]]:
    """Features of every token. `known` False leaves the gazetteers out; `style` is what the whole list has in common."""
    size = len(tokens)
    seen = seen_from_each(
        [
            word_features(token.text if token.kind in ("word", "number", "mark") else "", token.kind, known)
            for token in tokens
        ]
    )
    named = gazetteer_runs(tokens, known)
    parts = segment_features(tokens)
    marks = list(map(_mark, tokens))
    depth = quoted = years = stops = since = 0
    opened = ""
    before = "^"
    look: list[bytes] = _whole(tokens)
    out: list[list[bytes]] = []
    for at, token in enumerate(tokens):
        features = seen[at]
        features += named[at]
        features += parts[at]
        add = features.extend
        mark = marks[at]
        after = marks[at + 1] if at + 1 < size else "$"
        if mark in CLOSING and depth:
            depth -= 1
        if mark in QUOTES:
            quoted ^= 1
        add(_between(before, mark, after, token.spaced, at + 1 < size and tokens[at + 1].spaced))
        add(_place(at, size))
        add(_behind(opened if depth else "", quoted, years, mark if token.kind != "word" else "w", stops, since))
        if token.kind == "word":
            low = token.text.lower()
            add((f"W={before}{low}".encode(), f"W+={low}{after}".encode()))
        if at < 3:
            add(look)
        if mark in OPENING:
            depth += 1
            opened = mark
        if mark in ("Y", "<date>"):
            years = min(years + 1, 2)
        since = since + 1 if since < 8 else 8
        if mark in ".?!":
            stops = min(stops + 1, 5)
            since = 0
        elif mark in ",;:":
            since = 0
        before = mark
        out.append(features)
    return with_style(out, tokens, style) if style else out


@lru_cache(maxsize=20_000)
def _between(before: str, mark: str, after: str, spaced: bool, next_spaced: bool) -> tuple[bytes, ...]:
    """A token's mark with those of its neighbours and the spaces between them."""
    space, next_space = "_" if spaced else "", "_" if next_spaced else ""
    return (
        f"S={before}|{space}{mark}|{next_space}{after}".encode(),
        f"B={before}{space}{mark}".encode(),
        f"A={mark}{next_space}{after}".encode(),
    )


@lru_cache(maxsize=20_000)
def _place(at: int, size: int) -> tuple[bytes, ...]:
    """Where in the reference a token stands: the tenth, and the distance from both ends."""
    return f"pos={10 * at // size}".encode(), f"at={min(at, 6)}".encode(), f"end={min(size - at, 5)}".encode()


@lru_cache(maxsize=20_000)
def _behind(opened: str, quoted: int, years: int, mark: str, stops: int, since: int) -> tuple[bytes, ...]:
    """What was opened before a token, how many years and stops have gone by, and how many tokens since the last mark."""
    return (
        f"in={opened}{quoted}".encode(),
        f"y={years}|{mark}".encode(),
        f"st={stops}y{min(years, 1)}".encode(),
        f"sn={since if since < 4 else 4 if since < 8 else 8}{'y' if years else ''}".encode(),
    )


def with_style(features: Sequence[Sequence[bytes]], tokens: Sequence[Token], style: Sequence[str]) -> list[list[bytes]]:
    """The features of `block_features` without a style, and behind them those of a style: a second reading needs no more."""
    facts = tuple(style)
    return [[*own, *_styled(facts, _mark(token))] for own, token in zip(features, tokens, strict=True)]


@lru_cache(maxsize=20_000)
def _styled(facts: tuple[str, ...], mark: str) -> tuple[bytes, ...]:
    return tuple(f"{fact}|{mark}".encode("utf-8", "replace") for fact in facts)


def _mark(token: Token) -> str:
    if token.kind == "mark":
        return SAME.get(token.text, token.text)
    if token.kind in ("word", "number"):
        return shape(token.text)
    return "<date>" if token.kind == "date" else "<id>"


def _whole(tokens: Sequence[Token]) -> list[bytes]:
    """What the reference as a whole says: its length, its links, how it begins."""
    head = "".join(
        shape(token.text)[:2] if token.kind == "word" else token.text if token.kind == "mark" else "0"
        for token in tokens[:4]
    )
    kinds = {token.kind for token in tokens}
    links = "".join(sorted(kind[0] for kind in kinds & IDENTIFIERS))
    return [f"head={head}".encode(), f"ids={links}".encode(), f"len={min(len(tokens) // 10, 8)}".encode()]
