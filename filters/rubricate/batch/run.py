"""A run over many documents: the pool at work, the journal, what is said meanwhile, and the sums at the end."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from pathlib import Path

from .. import pool
from ..findings import Finding, Severity
from ..sources import Source
from .journal import Journal
from .outcome import Status
from .versions import versions
from .work import Job, Task, Worked, fault_row, work

ATTEMPTS = 2
"""A document that killed its worker so often is poison."""
ENDS = {pool.End.DIED: Status.POISON, pool.End.TIMEOUT: Status.TIMEOUT, pool.End.MEMORY: Status.LOST}


def run(
    job: Job, sources: Sequence[Source], targets: Sequence[str], journal: Journal, jobs: int
) -> Generator[Worked, None, None]:
    """Every document, in the order in which they get done; each is in the journal when it is told.

    Closing the generator ends the workers; what they were at is done again by the next run.
    """
    _clear_parts(job.output)
    load_all()
    journal.put_settings(job.digest, job.settings.as_json())
    tasks = _tasks(sources, targets, journal)
    done = pool.run(partial(work, job), tasks, jobs, bounds=pool.bounds(ATTEMPTS))
    try:
        for one in done:
            worked = one.answer
            if worked is None:
                finding = pool.finding_of(one, one.task.source.name)
                worked = Worked(fault_row(job, one.task, ENDS[one.end], finding))
            if worked.done or worked.row.source != one.task.source.name:
                worked.row.source = one.task.source.name
                journal.put(worked.row)
            yield worked
    finally:
        done.close()
        journal.commit()


def _tasks(sources: Sequence[Source], targets: Sequence[str], journal: Journal) -> Iterator[Task]:
    for source, target in zip(sources, targets, strict=True):
        yield Task(source, target, journal.row(source.relative))


def load_all() -> None:
    """Load models, tables and grammar once: the workers are made by fork and share them."""
    from ..pipeline import convert

    versions()
    convert(
        b"A title of some words\n\nAbstract\n\nA text of some words.\n\nReferences\n\n1. Smith J. A title. J. 2020;1:2-3.\n",
        name="warm.txt",
    )
    gc.collect()


def _clear_parts(folder: Path) -> None:
    """Take away what a killed run left half written."""
    for path in folder.rglob(".*.part"):
        path.unlink(missing_ok=True)


def interrupted() -> Finding:
    """What is said at Ctrl-C."""
    message = "Unexpected end by the user; what is done is in the journal."
    return Finding("interrupted", Severity.WARNING, message, suggestion="Give the same command again to go on.")
