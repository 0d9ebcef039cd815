"""The process below a worker that converts: a document that kills it, hangs or grows costs itself, and never the worker."""

from __future__ import annotations

import gc
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from multiprocessing.connection import wait
from typing import NamedTuple

from ..batch import BatchSettings, Outcome, convert_one
from ..batch.outcome import Status, sha256
from ..batch.run import load_all
from ..limits import changed_limits
from ..pool import PATIENCE, Done, End, bounds, finding_of, run

ATTEMPTS = 2
"""How often a document is tried whose process dies; then it is poison."""


class Job(NamedTuple):
    """What the process is given."""

    data: bytes
    settings: BatchSettings
    name: str
    beside: Mapping[str, bytes] | None


def convert_apart(job: Job) -> Outcome:
    """`convert_one` in the process of this thread; whatever becomes of that process is told in the outcome."""
    ends = {End.DIED: Status.POISON, End.TIMEOUT: Status.TIMEOUT, End.MEMORY: Status.LOST}
    with changed_limits(dict(job.settings.limits)):
        for attempt in range(1, ATTEMPTS + 1):
            done = _child().ask(job)
            if done.end is End.DONE and done.answer is not None:
                return done.answer
            if done.end is not End.DIED or attempt == ATTEMPTS:
                break
        return Outcome(job.name, ends[done.end], sha256(job.data), findings=(finding_of(done, job.name),))


class Child:
    """A pool of one, asked one job at a time. Not to be shared between threads."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        # Workers of Dask are daemons, which Python lets start no process; this one ends itself when its parent is gone.
        multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
        self._done = run(_convert, self._waiting(), 1, bounds=bounds(), setup=begin, method="spawn")

    def _waiting(self) -> Iterator[Job]:
        while (job := self._jobs.get()) is not None:
            yield job

    def ask(self, job: Job) -> Done[Job, Outcome]:
        self._jobs.put(job)
        return next(self._done)

    def close(self) -> None:
        """End the process."""
        self._done.close()


_local = threading.local()


def _child() -> Child:
    """That of this thread, under the bounds that hold now."""
    found: Child | None = getattr(_local, "child", None)
    if found is None or _local.bounds != bounds():
        if found is not None:
            found.close()
        found, _local.bounds = Child(), bounds()
        _local.child = found
    return found


def _convert(job: Job) -> Outcome:
    return convert_one(job.data, job.settings, job.name, job.beside)


def begin() -> None:
    """What the process does first: load all models and tables, and keep the collector from looking through them again and
    again, as `cli.main` and the fork do on one machine; watch the parent.
    """
    end_with_parent()
    gc.set_threshold(20_000, 20, 20)
    load_all()
    gc.freeze()


def end_with_parent() -> None:
    """Watch the parent from a thread: when it is killed, end pandoc and this process, even in the midst of a document."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)  # raises SystemExit in the main thread, by which `run_pandoc` ends its pandoc
    time.sleep(PATIENCE)
    os._exit(1)
