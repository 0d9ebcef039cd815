"""Links: whether each target of the source is still to be found in the output, in whatever form JATS gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from lxml import etree

from .output import HREF
from .words import words_of

PREFIX = re.compile(r"(?:https?:|ftp:)?//(?:www\.|dx\.)?(?:doi\.org/)?|mailto:|doi:\s?", re.IGNORECASE)
"""What stands before a target and says nothing about which one it is: a DOI may be written bare or as a link."""
Link = tuple[str, str]
"""Target and text."""
ADDRESS = re.compile(r"(?:https?|ftp)://|mailto:|doi:", re.IGNORECASE)


def is_address(target: str) -> bool:
    """Whether a target is an address, that JATS can hold; places inside of a document and files beside it are none."""
    return ADDRESS.match(target) is not None


def same(target: str) -> str:
    """A target without what may change: its scheme, percent signs, spaces, a slash at its end.

    >>> same("https://doi.org/10.5555/a%20b") == same("doi:10.5555/A b")
    True
    """
    return "".join(PREFIX.sub("", unquote(target), count=1).casefold().split()).rstrip("/").removesuffix("?subject=")


def missing(links: Iterable[Link], tree: etree._ElementTree) -> list[Link]:
    """The links, one for each target, that are neither an attribute nor printed in the output."""
    wanted: dict[str, Link] = {}
    for target, text in links:
        if is_address(target):
            wanted.setdefault(same(target), (target, text))
    if not wanted:
        return []
    root = tree.getroot()
    texts = [node.get(HREF, "") for node in root.iter("*") if node.get(HREF)]
    known = {same(text) for text in texts}
    printed = "".join("".join(unquote("".join(root.itertext())).casefold().split()))
    return [link for key, link in wanted.items() if key not in known and key not in printed]


def left_out(links: Iterable[Link], log: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, Link]], list[Link]]:
    """`(links whose text was left out under a rule, each with that rule; links without one)`.

    `log` holds `(rule, text)` of what the filters took away, or of the target itself.
    """
    explained: list[tuple[str, Link]] = []
    rest: list[Link] = []
    spaced = [(rule, text, _spaced(text)) for rule, text in log]
    for link in links:
        inner = _spaced(link[1]).strip() and _spaced(link[1])
        rule = next((rule for rule, text, words in spaced if text == link[0] or (inner and inner in words)), "")
        if rule:
            explained.append((rule, link))
        else:
            rest.append(link)
    return explained, rest


def _spaced(text: str) -> str:
    """The words of a text with one space around each, so that "1" is not found in "2016"."""
    return f" {' '.join(words_of(text.casefold()))} "
