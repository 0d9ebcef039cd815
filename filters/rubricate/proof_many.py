"""`rubricate proof` for many documents: a page each, in mirrored folders, and one that lists them, the worst first."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote

from . import __version__, pool
from .batch.convert_one import unpacked
from .batch.targets import targets_of
from .files import write_file
from .findings import Finding, RubricateError, Severity, internal_fault
from .proof import Proof, Verdict, proof_of, proof_of_article, proof_page
from .sources import ARTICLES, DOCUMENTS, XML, Source, find, zip_beside, zip_bytes
from .validation.reports.html_page import page_head, page_text

PAGES = "rubricate-proofs.html"
SUFFIX = ".proof.html"
RANKS = {None: 0, Verdict.INVALID: 1, Verdict.CONFIRM: 2, Verdict.READY: 3}


class Task(NamedTuple):
    """A document, and where its page goes."""

    source: Source
    target: Path


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one document: no `verdict` where no page could be made."""

    name: str
    page: str
    verdict: Verdict | None
    counts: Mapping[Severity, int]
    findings: tuple[Finding, ...] = ()
    """Why there is no page."""


def proof_many(names: Sequence[str], output: Path, jobs: int, profile: str, settings: Mapping[str, Any], quiet: bool) -> int:  # fmt: skip
    """The pages of all that `names` stand for, below the folder `output`; returns the exit code.

    `settings` are those of `rubricate.convert`; `jobs` 0: one process a core. Raises RubricateError for names that stand
    for nothing, and where nothing can be written.
    """
    from .validation.profile import load_profile

    load_profile(profile)
    seen: list[Seen] = []
    with find(names, DOCUMENTS) as found:
        targets = targets_of(found.sources, SUFFIX)
        tasks = [
            Task(source, output / target)
            for source, target in zip(found.sources, targets, strict=True)
            if not Path(target).name.endswith(SUFFIX * 2)  # a page of an earlier run
        ]
        work = partial(_work, profile=profile, settings=dict(settings), output=output)
        for done in pool.run(work, tasks, min(jobs or os.cpu_count() or 1, max(len(tasks), 1)), bounds=pool.bounds()):
            one = done.answer or Seen(
                done.task.source.name, "", None, {}, (pool.finding_of(done, done.task.source.name),)
            )
            seen.append(one)
            if not quiet or one.verdict is None:
                why = f": {one.findings[0].message}" if one.findings else ""
                sys.stderr.write(f"[{len(seen):,}/{len(tasks):,}] {one.verdict or 'no page'} {one.name}{why}\n")
    seen.sort(key=lambda one: (RANKS[one.verdict], one.name))
    write_file(
        output / PAGES, "".join(f"{line}\n" for line in _lines(seen)).encode("utf-8", "replace"), make_folder=True
    )
    if not quiet:
        sys.stderr.write(f"{output / PAGES}\n")
    return 1 if any(one.verdict in (None, Verdict.INVALID) for one in seen) else 0


def _work(task: Task, profile: str, settings: Mapping[str, Any], output: Path) -> Seen:
    """In a worker. Raises nothing: a fault is told of the document."""
    name = task.source.name
    try:
        proof = _proof(task.source, profile, settings)
        if proof.tree is None:
            errors = [finding for finding in proof.findings if finding.severity is Severity.ERROR]
            return Seen(name, "", None, proof.counts, tuple(errors))
        write_file(task.target, proof_page(proof).encode("utf-8"), make_folder=True)
        return Seen(name, task.target.relative_to(output).as_posix(), proof.verdict, proof.counts)
    except RubricateError as error:
        return Seen(name, "", None, {}, error.findings)
    except Exception as error:
        return Seen(name, "", None, {}, (internal_fault(error, name),))


def _proof(source: Source, profile: str, settings: Mapping[str, Any]) -> Proof:
    with _on_disk(source) as path:
        in_jats = path.suffix.casefold() in XML.suffixes and not settings.get("from_")
        made = proof_of_article(path, profile=profile) if in_jats else proof_of(path, profile=profile, **settings)
    own = str(path)
    return replace(
        made,
        name=source.name,
        findings=tuple(finding.renamed(own, source.name) for finding in made.findings),
        checked=tuple(finding.renamed(own, source.name) for finding in made.checked),
    )


@contextmanager
def _on_disk(source: Source) -> Iterator[Path]:
    """A file; the member of a zip archive is unpacked with what lies beside it."""
    if not source.member:
        yield Path(source.path)
        return
    own = PurePosixPath(source.member.replace("\\", "/")).name
    files = {**zip_beside(source.path, source.member, ARTICLES), own: zip_bytes(source.path, source.member)}
    with unpacked(files) as folder:
        yield folder / own


def _lines(seen: Sequence[Seen]) -> Iterator[str]:
    counts = Counter(str(one.verdict or "no page") for one in seen)
    yield from page_head(f"Proofs of {len(seen):,} documents")
    yield "<body><header><h1>Proof pages</h1>"
    yield f"<p>{len(seen):,} documents: {', '.join(f'{number:,} {name}' for name, number in counts.most_common())}.</p></header><main>"
    yield '<table><caption>The worst first</caption><thead><tr><th scope="col">Document</th><th scope="col">Verdict</th>'
    yield '<th scope="col" class="n">Errors</th><th scope="col" class="n">Warnings</th><th scope="col" class="n">Queries</th></tr></thead><tbody>'
    for one in seen:
        name = page_text(one.name)
        link = f'<a href="{page_text(quote(one.page))}">{name}</a>' if one.page else name
        why = page_text(f"no page: {one.findings[0].message}" if one.findings else "no page")
        verdict = str(one.verdict) if one.verdict is not None else why
        cells = "".join(
            f'<td class="n">{one.counts.get(kind, 0):,}</td>'
            for kind in (Severity.ERROR, Severity.WARNING, Severity.QUERY)
        )
        yield f'<tr><th scope="row">{link}</th><td>{verdict}</td>{cells}</tr>'
    yield f"</tbody></table></main><footer><p>Made by rubricate {page_text(__version__)}.</p></footer></body></html>"
