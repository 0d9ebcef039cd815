"""Features of the tokens of a list of names, for the model of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .features import OFFSETS, SAME, seen_from_each, shape
from .lexicon import gazetteer, keyword_classes, squash
from .tokens import Token

CLASSES = frozenset(("and", "etal", "suffix", "particle", "collab", "editor", "in"))


@lru_cache(maxsize=20_000)
def word_features(text: str, known: bool) -> tuple[tuple[bytes, ...], ...]:
    """What a word says about itself, once for each place from which it may be seen."""
    low = SAME.get(text, text).lower()
    form = shape(SAME.get(text, text))
    near = [f"s={form}"]
    if form == "XX" or form == "XXX":
        near.append(f"u={min(len(text), 5)}")
    classes = [name for name in keyword_classes().get(low, ()) if name in CLASSES]
    near += [f"k={name}" for name in classes]
    if not text[0].isalnum() or classes:
        near.append("w=" + low)
    own = list(near)
    if known and text[0].isalpha():
        bare = squash(text)
        for name in ("surname", "given"):
            rank = gazetteer().get(name, {}).get(bare)
            near.append(f"g={name[0]}{rank or 0}")
    own = [*near, f"w={low}", f"e3={low[-3:]}", f"e2={low[-2:]}", f"l={min(len(text), 8)}"]
    far = [name for name in near if name[0] in "sw"]
    return tuple(
        tuple(f"{at}:{name}".encode() for name in (own if at == 0 else near if abs(at) < 3 else far)) for at in OFFSETS
    )


def name_features(tokens: Sequence[Token], role: str, *, known: bool = True) -> list[list[bytes]]:
    """Features of every token of one list of names. `role` is author, editor or translator."""
    size = len(tokens)
    seen = seen_from_each([word_features(token.text, known) for token in tokens])
    marks = [SAME.get(token.text, token.text) if token.kind == "mark" else shape(token.text) for token in tokens]
    outline = [_outline(token) for token in tokens]
    style = _style(outline)
    head = "".join(outline[:6])
    out: list[list[bytes]] = []
    commas = 0
    around = ["^", "^", *marks, "$", "$"]
    for at, token in enumerate(tokens):
        mark = marks[at]
        features = seen[at]
        features += _between(*around[at : at + 5], token.spaced, at + 1 < size and tokens[at + 1].spaced)
        features += (f"at={min(at, 4)}".encode(), f"end={min(size - at, 4)}".encode(), f"h={head}|{mark}".encode())
        features += _styled(style, around[at + 1], mark, around[at + 3], commas % 2)
        features.append(f"r={role[:1]}".encode())
        if mark == ",":
            commas += 1
        elif mark in (";", "/", "&") or token.text in ("and", "und"):
            commas = 0
        out.append(features)
    return out


@lru_cache(maxsize=20_000)
def _between(
    before2: str, before: str, mark: str, after: str, after2: str, spaced: bool, next_spaced: bool
) -> tuple[bytes, ...]:
    """A token's mark with those of its neighbours and the spaces between them."""
    space, next_space = "_" if spaced else "", "_" if next_spaced else ""
    return (
        f"S={before}{space}{mark}{next_space}{after}".encode(),
        f"L={before2}{before}{space}{mark}".encode(),
        f"R={mark}{next_space}{after}{after2}".encode(),
        f"Q={before2}{before}{mark}{after}{after2}".encode(),
    )


@lru_cache(maxsize=20_000)
def _styled(style: str, before: str, mark: str, after: str, odd: int) -> tuple[bytes, ...]:
    """A token's mark and its neighbours' in a list of this style; `odd`: an odd number of commas stands before it."""
    return (
        f"y={style}|{mark}|{before}".encode(),
        f"y2={style}|{mark}|{after}".encode(),
        f"c={odd}|{style}|{mark}".encode(),
    )


def _outline(token: Token) -> str:
    """A token in one letter: initial, word, capitals, mark."""
    if token.kind == "mark":
        return SAME.get(token.text, token.text)
    text = token.text
    if text.lower() in ("and", "und", "et", "y", "e"):
        return "+"
    if len(text) == 1:
        return "i"
    return "I" if text.isupper() and len(text) <= 3 else "W" if text[0].isupper() else "w"


def _style(outline: Sequence[str]) -> str:
    """How the list as a whole seems to write names: what stands before and after its commas."""
    whole = "".join(outline)
    inverted = whole.count("W,i") + whole.count("W,W.")
    tight = whole.count("WI") + whole.count("Wi,") + whole.count("Wi;")
    direct = whole.count("i.W") + whole.count("iW")
    best = max((inverted, "v"), (tight, "t"), (direct, "d"))
    sign = ";" if ";" in whole else "/" if "/" in whole else "," if "," in whole else "-"
    return (best[1] if best[0] else "0") + sign + ("." if "." in whole else "")
