"""What a report may say beside the findings: what was checked, by which rules, how long it took."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ... import __version__
from ...findings import Finding
from ..rules.registry import Rule

NOT_OF_THE_ARTICLE = frozenset(
    (
        "bad-package",
        "internal-fault",
        "is-a-directory",
        "no-such-file",
        "schema-damaged",
        "schema-missing",
        "unreadable",
        "unreadable-file",
    )
)
"""Findings that say that a file could not be judged."""


@dataclass(frozen=True, slots=True)
class ReportContext:
    """All of it may be left out: then the report says less, never anything wrong."""

    files: tuple[str, ...] = ()
    """The names of the files that were checked, in their order, as the findings call them; clean ones as well."""
    profile: str = "jats"
    version: str = __version__
    milliseconds: Mapping[str, float] = field(default_factory=dict)
    """How long each file took."""
    rules: Iterable[Rule] = ()
    """The rules that were asked."""
    arguments: tuple[str, ...] = ()
    """The command line, program name first."""
    fail_on: str = "error"
    """The least severity that makes a run fail: "error", "warning" or "never"."""
    root: str = ""
    """The folder of the repository: CI systems want paths that are relative to it. "" leaves names as they are."""

    def fails(self, finding: Finding) -> bool:
        """Whether this finding alone would make the run fail."""
        return finding.fails(self.fail_on)

    def path(self, file: str) -> str:
        """The name of a file below `root`, as CI systems want it.

        >>> ReportContext(root="/builds/journal").path("/builds/journal/issue-1/a.xml")
        'issue-1/a.xml'
        """
        name = file or "-"
        root = self.root.rstrip("/") + "/"
        if self.root and name.startswith(root):
            name = name[len(root) :]
        while name.startswith("./"):
            name = name[2:].lstrip("/")
        return name or "-"

    def all_files(self, findings: Iterable[Finding]) -> list[str]:
        """The paths of the files that were checked, and behind them those that only findings name."""
        names = dict.fromkeys([*self.files, *(finding.place.file for finding in findings)])
        return list(dict.fromkeys(map(self.path, names)))

    def times(self) -> dict[str, float]:
        """Path to milliseconds, as far as they are known."""
        return {self.path(file): time for file, time in self.milliseconds.items()}


def most_severe(findings: Iterable[Finding], limit: int) -> list[Finding]:
    """At most `limit` findings, the most severe of them, in the order in which they came."""
    numbered = list(enumerate(findings))
    if len(numbered) > limit:
        numbered.sort(key=lambda pair: pair[1].severity.rank)  # stable: the first of a severity come first
        numbered = sorted(numbered[:limit], key=lambda pair: pair[0])
    return [finding for _, finding in numbered]


def counted(number: int, noun: str) -> str:
    """`1 finding`, `25,000 findings`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
