"""The ledger: words and objects lost and added between a source file and its JATS, each with its place and its rule.

Counted from the source file itself and not from what a reader let through. A change without a rule is unexplained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ..reading import ReadResult
from ..values import Finding, Place, Severity
from .counted import SourceText
from .links import is_address, left_out, missing, same
from .output import attribute_text, generated, list_numbers, objects, output_text
from .places import boundaries, explained, lines_of, unglued, xpaths_of
from .source import source_text
from .words import count, words_of

__all__ = ["Change", "Ledger", "compare"]

SHOWN = 12
LINED = ("text", "markdown", "md")
"""Formats whose lines a person can count."""
REFERRING = ("citation", "link")
"""Objects whose text is counted by itself: where one is gone, only that it leads somewhere is lost."""
NOT_LOSSES = ("recognised", "article-type", "list-number", "reference-note", "page-link")
"""Entries of the log that name what was read and not what was taken away."""
ADDING = ("normalised", "cue-word", "recognised", "list-number", "page-completed", "corrected", "linked")
"""Entries whose detail is what was written instead."""


@dataclass(frozen=True, slots=True)
class Change:
    """A word that was lost or added so many times, by a rule ("" is unexplained), and where: a line of the source for
    what was lost, the XPath of the element that holds it for what was added."""

    word: str
    times: int
    rule: str = ""
    line: int | None = None
    xpath: str = ""


@dataclass(slots=True)
class Ledger:
    """What a conversion did to the words and objects of one document."""

    words_in: int = 0
    words_out: int = 0
    lost: list[Change] = field(default_factory=list)
    added: list[Change] = field(default_factory=list)
    objects_in: dict[str, int] = field(default_factory=dict)
    objects_out: dict[str, int] = field(default_factory=dict)
    furniture: int = 0
    lines: Sequence[str] = ()
    """The lines of the source, where its reader knows them."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """`(target, text)` of links that are gone."""
    explained: dict[str, int] = field(default_factory=dict)
    """How many links are gone under each rule."""
    page: bool = False
    """True for a web page, whose icons and menus are no pictures and tables of the article."""

    @property
    def gone(self) -> list[Change]:
        """Objects that are missing in the output, by kind."""
        return [
            Change(kind, number - self.objects_out.get(kind, 0))
            for kind, number in sorted(self.objects_in.items())
            if self.objects_out.get(kind, 0) < number
        ]

    @property
    def unexplained(self) -> list[Change]:
        """Changes without a rule, and objects that are missing."""
        return [change for change in (*self.lost, *self.added) if not change.rule] + self.gone

    def summary(self) -> str:
        """One line for a person."""
        parts = [f"{self.words_in} words in, {self.words_out} out"]
        for name, changes in (("left out", self.lost), ("added", self.added)):
            rules: Counter[str] = Counter()
            for change in changes:
                rules[change.rule or "UNEXPLAINED"] += change.times
            total = sum(rules.values())
            if total:
                parts.append(
                    f"{total} {name} (" + ", ".join(f"{rule} {number}" for rule, number in sorted(rules.items())) + ")"
                )
        gone = [
            f"{kind} {number} in, {self.objects_out.get(kind, 0)} out"
            for kind, number in sorted(self.objects_in.items())
            if self.objects_out.get(kind, 0) < number
        ]
        if self.explained:
            parts.append("links left out: " + ", ".join(f"{rule} {n}" for rule, n in sorted(self.explained.items())))
        return "; ".join([*parts, *gone])

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON, complete."""
        return {
            "words-in": self.words_in,
            "words-out": self.words_out,
            "furniture": self.furniture,
            "unexplained": [_change(change) for change in self.unexplained],
            "lost": [_change(change) for change in self.lost],
            "added": [_change(change) for change in self.added],
            "objects-in": self.objects_in,
            "objects-out": self.objects_out,
            "links-left-out": self.explained,
        }

    @property
    def findings(self) -> tuple[Finding, ...]:
        """A warning where words are unexplained or links are gone; an error where pictures, tables, cells, notes or formulas are."""
        return (*self._objects, *self._links, *self._words)

    @property
    def _objects(self) -> tuple[Finding, ...]:
        lost = [change for change in self.gone if change.word not in REFERRING]
        if not lost or self.page:
            return ()
        gone = ", ".join(f"{change.word} ({change.times})" for change in lost)
        message = f"Unexpected loss of {gone}, expected each in the output."
        suggestion = "Look for it in the source: it may be of a kind or in a place that can't be read."
        return (Finding("objects-lost", Severity.ERROR, message, suggestion=suggestion),)

    @property
    def _links(self) -> tuple[Finding, ...]:
        lost = [change for change in self.gone if change.word in REFERRING]
        if not lost or self.page:
            return ()
        gone = ", ".join(f"{change.word} ({change.times})" for change in lost)
        names = ", ".join(target[:100] for target, _ in self.links[:3])
        message = f"Unexpected loss of {gone}, expected each in the output{': ' + names if names else ''}."
        suggestion = "Its text is kept. Look whether what it leads to stands in the article."
        return (Finding("links-lost", Severity.WARNING, message, suggestion=suggestion),)

    @property
    def _words(self) -> tuple[Finding, ...]:
        changes = self.unexplained if self.page else [change for change in self.unexplained if change not in self.gone]
        if not changes:
            return ()
        words = ", ".join(f"{c.word} (line {c.line})" if c.line else c.word for c in changes[:SHOWN])
        more = f" and {len(changes) - SHOWN} more" if len(changes) > SHOWN else ""
        message = f"Unexpected change of {sum(c.times for c in changes)} word(s) or object(s), expected a rule for each: {words}{more}."
        return (
            Finding(
                "words-changed",
                Severity.WARNING,
                message,
                Place(line=changes[0].line),
                "The report (--report report.json) lists each one.",
            ),
        )


def _change(change: Change) -> dict[str, Any]:
    return {key: value for key in ("word", "times", "rule", "line", "xpath") if (value := getattr(change, key))}


def compare(read: ReadResult, tree: etree._ElementTree, log: Sequence[Mapping[str, str]], given: str = "") -> Ledger:
    """The ledger of one conversion. `log` is what the filters said they did, `given` the words of the user's metadata."""
    source = source_text(read)
    before = count(source.text)
    after = count(output_text(tree))
    ledger = Ledger(
        sum(before.values()),
        sum(after.values()),
        objects_in=source.objects,
        objects_out=objects(tree),
        page=read.format == "html",
    )
    ledger.lines = source.lines if read.format in LINED else ()
    as_references = sum(entry.get("rule") == "reference-note" for entry in log)
    if as_references:  # footnotes that became entries of the reference list
        ledger.objects_out["footnote"] = ledger.objects_out.get("footnote", 0) + as_references
    ledger.objects_in["link"] = len({same(target) for target, _ in source.links if is_address(target)})
    opened = [("page-link", entry.get("text", "")) for entry in log if entry.get("rule") == "page-link"]
    lost_links, ledger.links = left_out(missing(source.links, tree), [*opened, *_log_losses(log)])
    ledger.objects_out["link"] = ledger.objects_in["link"] - len(ledger.links)
    ledger.explained = dict(Counter(rule for rule, _ in lost_links))
    ledger.furniture = sum(len(words_of(entry.get("text", ""))) for entry in log if entry.get("rule") == "furniture")
    lost, added = before - after, after - before
    moved = boundaries(lost, added)
    apart = unglued(lost, added, _log_losses(log))
    lost_by, texts = explained(
        lost,
        [
            *moved,
            *apart,
            *_log_losses(log),
            *_apart_losses(source, added),
            ("attribute", attribute_text(tree)),
            ("list-number", " ".join(list_numbers(tree))),
        ],
    )
    lines = lines_of(texts, source.lines)
    ledger.lost = [Change(word, number, rule, lines.get((word, rule))) for (word, rule), number in lost_by]
    added_by, _ = explained(
        added,
        [
            *moved,
            *apart,
            *_log_additions(log),
            *generated(tree),
            *_formulas(read, tree),
            *source.apart,
            ("metadata", given),
        ],
    )
    paths = xpaths_of({key[0] for key, _ in added_by}, tree)
    ledger.added = [Change(word, number, rule, xpath=paths.get(word, "")) for (word, rule), number in added_by]
    return ledger


def _formulas(read: ReadResult, tree: etree._ElementTree) -> list[tuple[str, str]]:
    """Formulas of Word, OpenDocument and HTML come out as TeX, whose words are its own."""
    if read.format in ("text", "markdown", "md", "latex"):
        return []
    return [("formula", node.text or "") for node in tree.getroot().iter("tex-math")]


def _log_losses(log: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(entry.get("rule", ""), entry.get("text", "")) for entry in log if entry.get("rule") not in NOT_LOSSES]


def _log_additions(log: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    out = []
    for entry in log:
        if entry.get("rule") in ADDING:
            words = words_of(entry.get("detail", ""))
            out.append(
                (entry["rule"], " ".join([*words, *(word.lstrip("0") for word in words if word.startswith("0"))]))
            )
    return out


def _apart_losses(source: SourceText, added: Counter[str]) -> list[tuple[str, str]]:
    """What stands apart in the source explains losses only of words that were counted: formulas may come back as TeX,
    numbers of Markdown's items as those that Markdown counted."""
    return [entry for entry in source.apart if entry[0] in ("formula", "list-number")]
