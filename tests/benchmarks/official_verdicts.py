"""Our verdicts beside those of the official modules: `python tests/benchmarks/official_verdicts.py ARTICLES MODULES`.

ARTICLES is a folder of JATS files, MODULES the folder of the official modules (`schemas/fetch.py` gets it). Every article
that names a JATS document type, and mutants of them: is it valid for both, or for neither? And of the invalid mutants: does
our first finding, or any finding, stand on a line that was changed?
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))  # run as a script

from mutants import MUTATIONS, spoilt

from rubricate.findings import Finding, Severity
from rubricate.schemas import Doctype
from rubricate.validation import validate_bytes
from rubricate.validation.catalogue import by_identifier
from rubricate.xml import parse_xml


class Official:
    """The official modules, read by libxml2 as they are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loaded: dict[Doctype, etree.DTD] = {}

    def driver(self, doctype: Doctype) -> Path:
        return self.folder / doctype.version / doctype.system.rpartition("/")[2]

    def is_valid(self, tree: etree._ElementTree, doctype: Doctype) -> bool:
        if doctype not in self.loaded:
            self.loaded[doctype] = etree.DTD(str(self.driver(doctype)))
        return bool(self.loaded[doctype].validate(tree))


@dataclass
class Counts:
    articles: int = 0
    valid: int = 0
    mutants: int = 0
    invalid: int = 0
    first_right: int = 0
    any_right: int = 0
    unexplained: int = 0
    differing: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    """Invalid mutants whose first finding stands elsewhere."""
    kinds: Counter[str] = field(default_factory=Counter)
    right_kinds: Counter[str] = field(default_factory=Counter)


def documents(folder: Path) -> Iterator[tuple[Path, etree._ElementTree, Doctype]]:
    """The articles of a folder that name a JATS document type."""
    for path in sorted(folder.glob("*.xml")):
        tree = parse_xml(path.read_bytes())
        doctype = by_identifier(tree.docinfo.public_id or "", tree.docinfo.system_url or "")
        if doctype is not None:
            yield path, tree, doctype


def errors(data: bytes) -> list[Finding]:
    return [finding for finding in validate_bytes(data) if finding.severity is Severity.ERROR]


def compare(folder: Path, modules: Path, mutants: int, limit: int = 0, seed: int = 7) -> Counts:
    """Judge the articles (the first `limit`, if any) and `mutants` mutants of the valid ones among them."""
    counts, official, chance = Counts(), Official(modules), Random(seed)
    valid: list[tuple[Path, Doctype]] = []
    for path, tree, doctype in documents(folder):
        ours, theirs = not errors(path.read_bytes()), official.is_valid(tree, doctype)
        counts.articles += 1
        if ours != theirs:
            counts.differing.append(f"{path.name}: ours {ours}, theirs {theirs}")
        if theirs:
            valid.append((path, doctype))
        if limit and counts.articles == limit:
            break
    counts.valid = len(valid)
    number = 0
    while counts.mutants < mutants and valid:
        path, doctype = chance.choice(valid)
        _judge(counts, official, path, doctype, number, chance)
        number += 1
    return counts


def _judge(counts: Counts, official: Official, path: Path, doctype: Doctype, number: int, chance: Random) -> None:
    mutant = spoilt(parse_xml(path.read_bytes()), MUTATIONS[number % len(MUTATIONS)], chance)
    if mutant is None:
        return
    counts.mutants += 1
    findings = errors(mutant.data)
    theirs = official.is_valid(parse_xml(mutant.data), doctype)
    label = f"{path.name} {mutant.mutation} ({number})"
    if theirs != (not findings):
        counts.differing.append(f"{label}: ours {not findings}, theirs {theirs}")
    if theirs or not findings:
        return
    counts.invalid += 1
    counts.kinds[mutant.mutation] += 1
    counts.any_right += any(finding.place.line in mutant.lines for finding in findings)
    counts.unexplained += any(finding.id == "invalid-jats" for finding in findings)
    if findings[0].place.line in mutant.lines:
        counts.first_right += 1
        counts.right_kinds[mutant.mutation] += 1
    else:
        said = findings[0]
        counts.missed.append(
            f"{label}, lines {sorted(mutant.lines)[:6]}: {said.place.line} {said.id} {said.message[:160]}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("modules", type=Path)
    parser.add_argument("--mutants", type=int, default=1000)
    parser.add_argument("--limit", type=int, default=0, help="only so many articles")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    started = time.perf_counter()
    counts = compare(options.articles, options.modules, options.mutants, options.limit, options.seed)
    print(f"{counts.articles} articles of JATS document types, {counts.valid} valid by the official modules")
    print(f"{counts.mutants} mutants, {counts.invalid} of them invalid")
    print(f"verdicts that differ: {len(counts.differing)}")
    print("\n".join(counts.differing))
    print(f"first finding on a changed line: {counts.first_right} of {counts.invalid}; any finding: {counts.any_right}")
    print(f"mutants with a fault that has only libxml2's words: {counts.unexplained}")
    for kind, number in sorted(counts.kinds.items()):
        print(f"  {kind:20} {counts.right_kinds[kind]:4} of {number}")
    print("\n".join(counts.missed))
    print(f"{time.perf_counter() - started:.0f} s")
    return 1 if counts.differing else 0


if __name__ == "__main__":
    sys.exit(main())
