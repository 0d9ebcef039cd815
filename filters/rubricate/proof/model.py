"""What a proof page shows: one conversion, or one article in JATS, with the findings of a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from lxml import etree

from ..files import read_file
from ..pipeline import Result, convert
from ..validation import validate_bytes, validate_tree
from ..values import Finding, RubricateError, Severity
from ..xml import parse_xml

QUERY_IDS = frozenset(("doubtful-value", "doubtful-part"))
PLAIN_PROFILE = "jats"


class Verdict(StrEnum):
    """The first thing an editor wants to know."""

    READY = "ready"
    CONFIRM = "to confirm"
    INVALID = "not valid"


@dataclass(frozen=True, slots=True)
class Proof:
    """One document to be proofread. `result` is `None` for an article that was given as JATS."""

    name: str
    tree: etree._ElementTree | None
    findings: tuple[Finding, ...]
    """Of reading and converting (queries too, the most doubtful first); of a JATS article none."""
    checked: tuple[Finding, ...] = ()
    """Of the grammar and the profile."""
    profile: str = PLAIN_PROFILE
    result: Result | None = None
    media: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures by the names that the article calls them."""

    @property
    def queries(self) -> tuple[Finding, ...]:
        """What a person is asked, the most doubtful first."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.QUERY)

    @property
    def written(self) -> bool:
        """Whether there is a valid article."""
        return self.result.xml is not None if self.result is not None else not self.counts[Severity.ERROR]

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, those of the profile included."""
        every = (*self.findings, *self.checked)
        return {severity: sum(finding.severity is severity for finding in every) for severity in Severity}

    @property
    def only_rules_are_broken(self) -> bool:
        """Whether the article is valid JATS, and all errors are of the profile."""
        broken = sum(finding.severity is Severity.ERROR for finding in self.checked)
        return self.written and 0 < broken == self.counts[Severity.ERROR] and self.profile != PLAIN_PROFILE

    @property
    def label(self) -> str:
        """The verdict in words: an article that is valid, but not what its receiver asks, is not called invalid."""
        return f"not ready for {self.profile}" if self.only_rules_are_broken else str(self.verdict)

    @property
    def title(self) -> str:
        """The article's title as plain text; "" where there is none."""
        found = self.tree.getroot().find(".//article-meta//article-title") if self.tree is not None else None
        return " ".join("".join(str(part) for part in found.itertext()).split()) if found is not None else ""

    @property
    def verdict(self) -> Verdict:
        """Not valid: an error stands; to confirm: a person is asked, or warned; else ready."""
        counts = self.counts
        if not self.written or counts[Severity.ERROR]:
            return Verdict.INVALID
        return Verdict.CONFIRM if counts[Severity.QUERY] or counts[Severity.WARNING] else Verdict.READY


def proof_of(source: str | Path | bytes, *, name: str = "", profile: str = PLAIN_PROFILE, **settings: Any) -> Proof:
    """Convert a source and look at what came out. `settings` are those of `rubricate.convert`.

    Raises RubricateError for a profile that does not exist, and for nothing else: faults of the source are findings.
    """
    return proof_of_result(convert(source, name=name, **settings), profile=profile)


def proof_of_result(result: Result, *, profile: str = PLAIN_PROFILE) -> Proof:
    """The proof of a conversion that was made already."""
    profile = profile or PLAIN_PROFILE
    checked: list[Finding] = []
    if result.tree is not None and profile != PLAIN_PROFILE:
        known = {(finding.id, finding.place.xpath) for finding in result.findings}
        every = validate_tree(result.tree, file=result.name, profile=profile)
        checked = [finding for finding in every if (finding.id, finding.place.xpath) not in known]
    return Proof(result.name, result.tree, result.findings, tuple(checked), profile, result, result.media)


def proof_of_article(data: bytes | Path, *, name: str = "", profile: str = PLAIN_PROFILE) -> Proof:
    """The proof of an article in JATS, anybody's: no source, no queries, but all that the profile finds.

    Pictures that lie beside a file (`data` is its path) are shown. Raises RubricateError for a profile that does not
    exist, and for bytes that are no XML.
    """
    folder = data.parent if isinstance(data, Path) else None
    name = name or (str(data) if isinstance(data, Path) else "article.xml")
    content = read_file(data) if isinstance(data, Path) else data
    profile = profile or PLAIN_PROFILE
    tree = parse_xml(content, name)
    checked = validate_bytes(content, name, profile=profile)
    proof = Proof(name, tree, (), tuple(checked), profile)
    return replace(proof, media=_beside(tree, folder)) if folder is not None else proof


def _beside(tree: etree._ElementTree, folder: Path) -> dict[str, bytes]:
    """The pictures of an article that lie in its folder; nothing outside of it is read."""
    found: dict[str, bytes] = {}
    for node in tree.getroot().iter("{*}graphic", "{*}inline-graphic"):
        name = node.get("{http://www.w3.org/1999/xlink}href") or ""
        path = (folder / name).resolve()
        if name and name not in found and path.is_file() and path.is_relative_to(folder.resolve()):
            try:
                found[name] = read_file(path)
            except RubricateError:
                continue
    return found
