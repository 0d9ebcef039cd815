"""The words of the source and of the article, each with its place, and what became of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from lxml import etree

from ..ledger import Ledger
from ..ledger.output import MML, repeats
from ..ledger.source import source_text
from ..parsing.words import WORD
from ..reading import ReadResult
from .alignment import align
from .categories import category_of

UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row of one line that became one part, or were lost by one rule: `line[start:end]`."""

    start: int
    end: int
    category: str = ""
    target: etree._Element | None = None
    lost: str = ""
    """The rule under which the words were left out."""


@dataclass(slots=True)
class Matched:
    """Source and article side by side."""

    lines: list[str] = field(default_factory=list)
    runs: list[list[Run]] = field(default_factory=list)
    """For each line its runs, in order."""
    added: dict[tuple[etree._Element, bool], list[tuple[int, int, str]]] = field(default_factory=dict)
    """`(element, is its tail)` -> `(start, end, rule)` of words that no source has."""
    lines_of: dict[etree._Element, int] = field(default_factory=dict)
    """The first line of the source that became (text of) an element, from 1."""


@dataclass(slots=True)
class _Output:
    words: list[str] = field(default_factory=list)
    places: list[tuple[etree._Element, bool, int, int]] = field(default_factory=list)


def match_words(read: ReadResult, tree: etree._ElementTree, ledger: Ledger | None) -> Matched:
    """What each word of a source became."""
    lines = [line.replace("\x1f", "\u200b") for line in source_text(read).lines]
    words: list[str] = []
    places: list[tuple[int, int, int]] = []
    for number, line in enumerate(lines):
        for word in WORD.finditer(line):
            words.append(word.group())
            places.append((number, word.start(), word.end()))
    output = _Output()
    _collect(tree.getroot(), output)
    found = align(words, output.words)
    matched = Matched(lines, [[] for _ in lines])
    categories: dict[etree._Element, str] = {}
    lost = _Budget(ledger.lost if ledger is not None else [])
    for at, (number, start, end) in enumerate(places):
        place = found[at]
        if place is None:
            rule = lost.take(words[at], number + 1)
            run = Run(start, end, lost=rule) if rule is not None else Run(start, end)
        else:
            node, tail, _, _ = output.places[place]
            owner = node.getparent() if tail else node
            assert owner is not None  # the root has no tail
            if owner not in categories:
                categories[owner] = category_of(owner)
            matched.lines_of.setdefault(owner, number + 1)
            run = Run(start, end, categories[owner], owner)
        _join(matched.runs[number], run)
    taken = {place for place in found if place is not None}
    new = _Budget(ledger.added if ledger is not None else [])
    for place, text in enumerate(output.words):
        if place not in taken:
            rule = new.take(text, None)
            if rule is not None:
                node, tail, start, end = output.places[place]
                matched.added.setdefault((node, tail), []).append((start, end, rule))
    return matched


class _Budget:
    """How many words of the ledger are still to be placed."""

    def __init__(self, changes: object) -> None:
        self.left: dict[str, Counter[str]] = defaultdict(Counter)
        self.at: dict[tuple[str, int | None], str] = {}
        for change in changes if isinstance(changes, list) else ():
            rule = change.rule or UNEXPLAINED
            self.left[change.word][rule] += change.times
            self.at[change.word, change.line] = rule

    def take(self, word: str, line: int | None) -> str | None:
        """The rule of one more word that was changed; `None` where the ledger knows of none."""
        rules = self.left.get(word)
        if not rules:
            return None
        rule = self.at.get((word, line), "") if line is not None else ""
        rule = rule if rules.get(rule) else next(iter(rules))
        rules[rule] -= 1
        if not rules[rule]:
            del rules[rule]
        return rule


def _join(runs: list[Run], run: Run) -> None:
    if runs:
        last = runs[-1]
        unknown = not run.lost and run.target is None
        if unknown or (last.target is run.target and last.lost == run.lost and last.category == run.category):
            runs[-1] = Run(last.start, run.end, last.category, last.target, last.lost)
            return
    runs.append(run)


def _collect(root: etree._Element, out: _Output) -> None:
    """Text nodes in the order of the document; what the ledger does not count twice is left out here too."""
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        node, closing = stack.pop()
        twice = (
            not isinstance(node.tag, str)
            or (node.tag == MML + "math" and node.getprevious() is not None)
            or (node.tag == "element-citation" and repeats(node))
        )
        if closing or twice:
            if node is not root:
                _words(node.tail, node, True, out)
            continue
        _words(node.text, node, False, out)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _words(text: str | None, node: etree._Element, tail: bool, out: _Output) -> None:
    if not text or text.isspace():
        return
    for word in WORD.finditer(text):
        out.words.append(word.group())
        out.places.append((node, tail, word.start(), word.end()))
