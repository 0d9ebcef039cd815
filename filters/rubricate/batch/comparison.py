"""Two runs beside each other: which documents changed, in which facts, and whether for better where the right facts are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from ..compare import Difference, Facts, differences, facts_of
from ..findings import RubricateError
from ..xml import parse_xml
from .journal import Journal, Row

VERDICTS = ("worse", "mixed", "changed", "better", "same-facts")
"""In the order in which a person wants to see them. `mixed`: some facts nearer to the gold, some farther; `changed`: no gold,
or as far from it as before; `same-facts`: other bytes, the same facts."""


@dataclass(slots=True)
class Changed:
    """One document that is not the same in both runs."""

    document: str
    verdict: str
    status: tuple[str, str]
    """In A and B; "" where the run does not have the document."""
    differences: list[Difference] = field(default_factory=list)
    nearer: dict[str, int] = field(default_factory=dict)
    """Part of the article → how many differences from the gold fewer there are in B (negative: more)."""
    findings: dict[str, int] = field(default_factory=dict)
    """Finding → how many more of it in B."""

    def as_dict(self) -> dict[str, Any]:
        return {
            "document": self.document, "verdict": self.verdict, "status": list(self.status),
            "differences": [one.as_dict() for one in self.differences], "nearer": self.nearer, "findings": self.findings,
        }  # fmt: skip


@dataclass(slots=True)
class Comparison:
    """What a release manager looks at."""

    documents: int = 0
    same: int = 0
    """Documents whose output is the same, byte for byte, and whose status is."""
    changed: list[Changed] = field(default_factory=list)
    with_gold: int = 0
    """Changed documents for which the right facts are known."""

    @property
    def verdicts(self) -> dict[str, int]:
        counts = Counter(one.verdict for one in self.changed)
        return {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}

    @property
    def parts(self) -> dict[str, tuple[int, int, int]]:
        """Part → documents in which it differs, differences, differences from the gold that went."""
        documents = Counter(
            part for one in self.changed for part in {difference.part for difference in one.differences}
        )
        times = Counter(difference.part for one in self.changed for difference in one.differences)
        nearer: Counter[str] = Counter()
        for one in self.changed:
            for part, number in one.nearer.items():
                nearer[part] += number
        return {part: (documents[part], number, nearer[part]) for part, number in times.most_common()}

    def as_dict(self) -> dict[str, Any]:
        parts = {
            part: dict(zip(("documents", "differences", "nearer"), told, strict=True))
            for part, told in self.parts.items()
        }
        return {
            "documents": self.documents, "same": self.same, "verdicts": self.verdicts, "with-gold": self.with_gold,
            "parts": parts, "changed": [one.as_dict() for one in self.changed],
        }  # fmt: skip


def compare_runs(a: Path, b: Path, gold: Path | None = None) -> Comparison:
    """The documents of two output folders, by their names. Raises RubricateError (`no-journal`, `bad-journal`)."""
    out = Comparison()
    golds = _golds(gold) if gold is not None else {}
    for before, after in _pairs(a, b):
        out.documents += 1
        if before is not None and after is not None and _same(before, after):
            out.same += 1
            continue
        out.changed.append(_changed(a, b, before, after, golds, out))
    out.changed.sort(key=lambda one: (VERDICTS.index(one.verdict), one.document))
    return out


def _pairs(a: Path, b: Path) -> Iterator[tuple[Row | None, Row | None]]:
    """Both journals are sorted by name: one pass, two rows in memory."""
    first, second = Journal(a, read_only=True), Journal(b, read_only=True)
    try:
        ours, theirs = first.rows(), second.rows()
        before, after = next(ours, None), next(theirs, None)
        while before is not None or after is not None:
            if after is None or (before is not None and before.document < after.document):
                yield before, None
                before = next(ours, None)
            elif before is None or after.document < before.document:
                yield None, after
                after = next(theirs, None)
            else:
                yield before, after
                before, after = next(ours, None), next(theirs, None)
    finally:
        first.close()
        second.close()


def _same(before: Row, after: Row) -> bool:
    return (before.status, before.output_sha256, before.media) == (after.status, after.output_sha256, after.media)


def _changed(
    a: Path, b: Path, before: Row | None, after: Row | None, golds: Mapping[str, Path], out: Comparison
) -> Changed:
    row = after if after is not None else before
    assert row is not None
    one = Changed(row.document, "changed", (before.status if before else "", after.status if after else ""))
    one.findings = _more_findings(before, after)
    ours, theirs = _facts(a, before), _facts(b, after)
    if before is None or after is None:
        return one
    if ours is None or theirs is None:
        if (ours is None) != (theirs is None):
            one.verdict = "worse" if theirs is None else "better"  # an output is better than none
        return one
    one.differences = differences(ours, theirs)
    if not one.differences:
        one.verdict = "same-facts" if before.status == after.status else "changed"
        return one
    path = next((golds[name] for name in _names(row.document) if name in golds), None)
    right = _read(path) if path is not None else None
    if right is not None:
        out.with_gold += 1
        one.nearer = _nearer(ours, theirs, right, {difference.part for difference in one.differences})
        fewer, more = any(n > 0 for n in one.nearer.values()), any(n < 0 for n in one.nearer.values())
        one.verdict = "mixed" if fewer and more else "better" if fewer else "worse" if more else "changed"
    return one


def _more_findings(before: Row | None, after: Row | None) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for row, sign in ((before, -1), (after, 1)):
        for finding in row.findings if row is not None else ():
            counts[finding["id"]] += sign
    return {id: number for id, number in sorted(counts.items()) if number}


def _nearer(ours: Facts, theirs: Facts, right: Facts, parts: set[str]) -> dict[str, int]:
    """For each part that changed: how many differences from the right facts went (negative: came)."""
    far = [Counter(difference.part for difference in differences(facts, right)) for facts in (ours, theirs)]
    return {part: far[0][part] - far[1][part] for part in sorted(parts) if far[0][part] != far[1][part]}


def _facts(folder: Path, row: Row | None) -> Facts | None:
    if row is None or not row.output_sha256:
        return None
    return _read(folder / row.target)


def _read(path: Path) -> Facts | None:
    """The facts of a file; None where it holds no JATS any more (another format was written, or it was altered)."""
    try:
        return facts_of(parse_xml(path.read_bytes(), str(path)))
    except (RubricateError, OSError):
        return None


def _golds(folder: Path) -> dict[str, Path]:
    """The right JATS files by their paths without suffix."""
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.xml"))}


def _names(document: str) -> list[str]:
    """Names under which the gold of a document may lie: `2020/a/b.txt` → `2020/a/b`, `b`, `2020/a`, `a`: a folder may hold the
    forms of one article."""
    path = PurePosixPath(document)
    folder = path.parent
    return [path.with_suffix("").as_posix(), path.stem, *([folder.as_posix(), folder.name] if folder.name else [])]
