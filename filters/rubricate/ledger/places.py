"""Which rule explains a changed word, and where that word stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from .words import words_of

LONGEST = 2000
"""Only so many places of a word are looked at: what is longer is no word of a language."""
Key = tuple[str, str]
"""A word and its rule; the rule of what nothing explains is empty."""


def explained(changed: Counter[str], rules: Iterable[tuple[str, str]]) -> tuple[list[tuple[Key, int]], dict[Key, str]]:
    """Each changed word under the first rule whose text holds it; and the first such text of each word and rule."""
    left = Counter(changed)
    found: Counter[Key] = Counter()
    texts: dict[Key, str] = {}
    for rule, text in rules:
        if not left:
            break
        for word in words_of(text):
            if left.get(word, 0) > 0:
                left[word] -= 1
                found[word, rule] += 1
                texts.setdefault((word, rule), text)
                if not left[word]:
                    del left[word]
    for word, number in left.items():
        found[word, ""] += number
        texts[word, ""] = word
    return sorted(found.items(), key=lambda item: (item[0][1], item[0][0])), texts


def unglued(lost: Counter[str], added: Counter[str], losses: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words that a rule took from a word they were glued to: "LeiteI" is lost and "Leite" added, where the mark "I" went.

    `losses`: `(rule, text)` of what was taken away. Each entry is `(that rule, the glued word and what stays of it)`.

    >>> unglued(Counter(["LeiteI"]), Counter(["Leite"]), [("mark", "I")])
    [('mark', 'LeiteI Leite')]
    """
    gone: dict[str, list[str]] = {}
    for rule, text in losses:
        for word in words_of(text):
            gone.setdefault(word, []).append(rule)
    out = []
    stays = Counter(added)
    for word, number in lost.items():
        for at in range(1, min(len(word), LONGEST)):
            for kept, part in ((word[:at], word[at:]), (word[at:], word[:at])):
                while number and stays.get(kept, 0) and gone.get(part):
                    out.append((gone[part].pop(), f"{word} {kept}"))
                    stays[kept] -= 1
                    number -= 1
    return out


def boundaries(lost: Counter[str], added: Counter[str]) -> list[tuple[str, str]]:
    """Words of which only the boundary moved: one lost is two added together, or the other way round.

    Mark-up inside a word is read so or so ("Curtis**s.n." is "Curtiss" where the asterisks are mark-up); no letter is
    lost by it. Each entry is `("word-boundary", the word and its two parts)`.
    """
    out = []
    left = {id(lost): Counter(lost), id(added): Counter(added)}
    for whole, parts in ((lost, added), (added, lost)):
        for word in whole:
            for at in range(1, min(len(word), LONGEST)):
                if word[:at] not in parts or word[at:] not in parts:
                    continue
                pair = Counter((word[:at], word[at:]))
                while left[id(whole)][word] and pair <= left[id(parts)]:
                    left[id(whole)][word] -= 1
                    left[id(parts)] -= pair
                    out.append(("word-boundary", f"{word} {word[:at]} {word[at:]}"))
    return out


def lines_of(texts: Mapping[Key, str], lines: Sequence[str]) -> dict[Key, int]:
    """The line of the source that each lost word went from, counted from 1.

    Of the lines that hold the word, the one that shares most words with the text of its rule; of equals the last, since
    what is taken away as a duplicate comes second. Without a rule, the first line that holds the word.
    """
    wanted = {word for word, _ in texts}
    if not wanted:
        return {}
    holding: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for number, line in enumerate(lines, start=1):
        words = frozenset(words_of(line))
        for word in wanted & words:
            holding.setdefault(word, []).append((number, words))
    out: dict[Key, int] = {}
    for (word, rule), text in texts.items():
        places = holding.get(word)
        if places and not rule:
            out[word, rule] = places[0][0]
        elif places:
            of_rule = frozenset(words_of(text))
            out[word, rule] = max(places, key=lambda place: (len(place[1] & of_rule), place[0]))[0]
    return out


def xpaths_of(wanted: set[str], tree: etree._ElementTree) -> dict[str, str]:
    """The first element of the output that holds each of these words as its own text."""
    out: dict[str, str] = {}
    for node in tree.getroot().iter("*"):
        if len(out) == len(wanted):
            break
        own = " ".join([node.text or "", *(child.tail or "" for child in node)])
        for word in wanted.intersection(words_of(own)) - out.keys():
            out[word] = tree.getpath(node)
    return out
