"""Names that their forms give away: groups with an "and" inside, particles left alone, initials joined by a hyphen; names in
Korean and Chinese characters, which no model here has learned."""

from __future__ import annotations

from collections.abc import Sequence

from ..parsing.names import PARTICLES, family_size
from .lexicon import BODIES
from .tokens import Token

HYPHENS = "-‐‑"
LEADS = (
    ("for", "the"),
    ("on", "behalf", "of", "the"),
    ("behalf", "of", "the"),
    ("with", "the"),
    ("for",),
    ("on", "behalf", "of"),
    ("with",),
)
"""What stands between people and the group that they write for; the group's name begins behind it."""
INTRODUCING = frozenset(("for", "of", "with", "by"))
SEPARATORS = ",;，；、·ㆍ・/&"
JOINING = frozenset(("및", "와", "과", "和", "与", "及", "と"))
ET_AL = frozenset(("외", "等", "ほか", "등"))
WIDE = 0x2E80, 0xD7A3
"""Chinese, Japanese and Korean letters stand between these."""
Parts = dict[str, tuple[int, int]]


def group_with_and(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """Names of groups whole: "Centers for Disease Control and | Prevention", "National Heart, | Lung, | and Blood Institute".

    >>> from .tokens import tokenise
    >>> group_with_and(tokenise("Centers for Disease Control and Prevention"), ["PC", "C", "C", "C", "O", "PS"])
    ['PC', 'C', 'C', 'C', 'C', 'C']
    """
    out = list(labels)
    for at in range(1, len(out) - 1):
        if tokens[at].text not in ("and", "und", "et", "e", "y", "&") or out[at - 1] != "C":
            continue
        end = at + 1
        while end < len(out) and tokens[end].kind == "word" and len(tokens[end].text) > 2:
            end += 1
        words = tokens[at + 1 : end]
        ended = end == len(out) or tokens[end].text in ",;.([" or out[end] in ("PC", "E")
        alone = all(label in ("PS", "S", "O", "PG", "G") for label in out[at + 1 : end])
        named = len(words) == 1 or (words and words[-1].text.lower() in BODIES)
        follows = (
            end + 1 < len(out) and tokens[end].text == "," and out[end + 1] in ("G", "PG") and _initial(tokens[end + 1])
        )
        if words and ended and alone and named and not follows and words[0].text[0].isupper():
            out[at:end] = ["C"] * (end - at)
    return out


def _initial(token: Token) -> bool:
    return len(token.text) <= 2 and token.text.isupper()


def hyphened(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """Given names whole that a hyphen joins: "H-P", "Mary-Ann"."""
    out = list(labels)
    for at in range(1, len(out) - 1):
        mark, after = tokens[at], tokens[at + 1]
        if mark.text not in HYPHENS or mark.spaced or after.spaced or after.kind != "word":
            continue
        if out[at - 1] in ("PG", "G") and out[at + 1] in ("O", "PG", "G"):
            out[at : at + 2] = ["G", "G"]
    return out


def particles_in_front(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """ "da Costa e Silva M", "von der Heide, C.": a particle in small letters at the head of a name belongs to its surname,
    and initials behind it to the same person."""
    out = list(labels)
    for at in range(len(out) - 1):
        fresh = at == 0 or tokens[at - 1].text in ",;/&" or tokens[at - 1].text.lower() in ("and", "und", "et", "y")
        if (
            not fresh
            or out[at] not in ("PG", "G")
            or tokens[at].text not in PARTICLES
            or out[at + 1] not in ("S", "PS")
        ):
            continue
        out[at : at + 2] = ["PS", "S"]
        end = at + 2
        while end < len(out) and out[end] in ("S", "PS"):
            out[end] = "S"
            end += 1
        if end < len(out) and out[end] == "PG" and _initial(tokens[end]):
            out[end] = "G"
    return out


def without_lead(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the name of a group begins behind "for the", "on behalf of the" and the article after them.

    >>> from .tokens import tokenise
    >>> without_lead(tokenise("for the Bread Group"), 0, 4)
    2
    """
    words = [token.text.lower() for token in tokens[first:last]]
    for lead in LEADS:
        if tuple(words[: len(lead)]) == lead and len(words) > len(lead):
            return first + len(lead)
    introduced = first > 0 and tokens[first - 1].text.lower() in INTRODUCING
    return first + 1 if introduced and words[0] == "the" and len(words) > 1 else first


def is_wide(tokens: Sequence[Token]) -> bool:
    """Whether every word is in Korean or Chinese characters."""
    words = [token for token in tokens if token.kind == "word"]
    return bool(words) and all(WIDE[0] <= ord(character) <= WIDE[1] for token in words for character in token.text)


def wide_people(tokens: Sequence[Token], first: int, last: int) -> list[tuple[str, int, int, int]] | None:
    """The people of a list in Korean or Chinese characters, `(what, token, last token, letters of the surname)` of each;
    None where one of them is neither a name nor a body known by its form.

    `what` is "name", "collab" or "etal"; the surname is the first letters of the name's first token.
    """
    out: list[tuple[str, int, int, int]] = []
    start = first
    for at in range(first, last + 1):
        if (
            at < last
            and tokens[at].text not in SEPARATORS
            and tokens[at].text not in JOINING
            and tokens[at].text != "."
        ):
            continue
        end = at
        while end > start and tokens[end - 1].text in ET_AL:
            end -= 1
        if end > start:
            size = family_size("".join(token.text for token in tokens[start:end])) if end - start == 1 else 0
            if not size and end - start == 2 and tokens[start + 1].text in ET_AL:
                return None
            out.append(("name" if size else "collab", start, end, size))
        if end < at:
            out.append(("etal", end, at, 0))
        start = at + 1
    return out if any(what == "name" for what, *_ in out) else None
