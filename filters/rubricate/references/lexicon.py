"""Word classes and gazetteers: what single words and runs of words are known as."""

from __future__ import annotations

import tomllib
import unicodedata
import zlib
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
KINDS = ("journal", "place", "publisher")


@lru_cache(maxsize=20_000)
def squash(text: str) -> str:
    """Letters and digits in lower case without accents: what two spellings of one name share.

    >>> squash("Rev. Saúde Pública")
    'revsaudepublica'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(character for character in text.lower() if character.isalnum())


@cache
def keyword_classes() -> dict[str, tuple[str, ...]]:
    """Lower-case word to the classes that it is in."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, words in tomllib.loads((DATA / "keywords.toml").read_text(encoding="utf-8")).items():
        for word in dict.fromkeys(words.split()):
            found[word].append(name)
    return {word: tuple(names) for word, names in found.items()}


def keyword_classes_of(name: str) -> frozenset[str]:
    """The words of one class."""
    return frozenset(word for word, names in keyword_classes().items() if name in names)


SERIALS = keyword_classes_of("journal")
"""Words that names of journals have."""
BODIES = keyword_classes_of("publisher") | keyword_classes_of("collab")
"""Words that names of publishers and bodies have."""
IN = frozenset(("in", "em", "en", "dans"))
"""What stands before the book that a chapter is in."""


@cache
def gazetteer() -> dict[str, dict[str, int]]:
    """Kind of name to its entries: "surname", "given", "word" with a rank 1-3; runs of words with 1."""
    out: dict[str, dict[str, int]] = {}
    path = DATA / "gazetteer.z"
    if not path.is_file():
        return {kind: {} for kind in (*KINDS, "surname", "given", "source-word")}
    for line in zlib.decompress(path.read_bytes()).decode("utf-8").split("\n"):
        kind, _, entries = line.partition("\t")
        pairs = (entry.rpartition("=") for entry in entries.split("\t")) if entries else ()
        out[kind] = {name: int(rank) for name, _, rank in pairs}
    return out


@cache
def runs(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """`(whole entries, their beginnings)` of the runs of words of a kind, squashed, words joined by a space."""
    whole = frozenset(gazetteer()[kind])
    begun: set[str] = set()
    for entry in whole:
        words = entry.split()
        begun.update(" ".join(words[:size]) for size in range(1, len(words)))
    return whole, frozenset(begun)
