"""One process for each document: a crash, a hang or a flood of memory costs that document and nothing else."""

from __future__ import annotations

import asyncio
import math
import multiprocessing
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from multiprocessing import forkserver
from typing import Any, NamedTuple

from .. import pool
from ..findings import Finding, RubricateError, internal_fault
from ..limits import changed_limits, changes

USUAL = 1.0
"""Seconds of a document, before one was seen."""
NEWEST = 0.2
"""How much the newest document counts in the mean of those before."""
LOOK = 0.02
"""Seconds between two looks whether the last process is gone."""
LONGEST = 600
"""Seconds that nobody is told to wait longer than."""


class Closed(Exception):
    """The server is ending: nothing is begun any more."""


class Workers:
    """At most `most` processes at a time, at most `waiting` documents in line; the limits of `pool.bounds` for each."""

    def __init__(self, most: int, waiting: int) -> None:
        self.most, self.longest = most, waiting
        self.waiting = 0
        self.working = 0
        self.closed = False
        self.seconds = USUAL
        """What a document takes, in the mean of the last ones."""
        self._free = asyncio.Semaphore(most)
        self._threads = ThreadPoolExecutor(most, "document")
        self._at_work: set[threading.Event] = set()
        # Processes are forked from a small server that has read modules and models already; it has no threads and no sockets of ours.
        multiprocessing.set_forkserver_preload(["rubricate.web.work", "rubricate.web.warm"])
        forkserver.ensure_running()

    @property
    def full(self) -> bool:
        """Whether one more would have to be sent away."""
        return self._free.locked() and self.waiting >= self.longest

    @property
    def after(self) -> int:
        """Whole seconds after which there should be room again: what stands in line, at the pace of the last documents."""
        return min(LONGEST, max(1, math.ceil((1 + self.waiting) * self.seconds / self.most)))

    async def run(self, task: str, begun: Callable[[], None] | None = None, **arguments: Any) -> dict[str, Any]:
        """The answer of a task of `work.TASKS`; `begun` is called when its turn has come.

        Whom to send away where the line is `full` is for the caller to say: what asks here waits.

        Raises Closed, RubricateError for what the task refuses, with the findings `document-timeout`, `document-memory` and
        `worker-died` too.

        An argument that is a function is called when its turn has come: what waits need not lie in memory. Cancelled, it
        leaves the line, or its process is ended.
        """
        if self.closed:
            raise Closed
        self.waiting += 1
        try:
            await self._free.acquire()
        finally:
            self.waiting -= 1
        if self.closed:
            self._free.release()
            raise Closed
        self.working += 1
        if begun is not None:
            begun()
        stop = threading.Event()
        self._at_work.add(stop)
        work = partial(_in_process, task, arguments, changes(), stop)
        # Threads of our own, as many as processes; those of asyncio are few, and others need them.
        job = asyncio.get_running_loop().run_in_executor(self._threads, copy_context().run, work)
        job.add_done_callback(partial(self._left, stop, time.monotonic()))
        try:
            return await asyncio.shield(job)
        finally:
            stop.set()  # in vain where it is done; where nobody waits for it any more, it is ended

    def _left(self, stop: threading.Event, started: float, job: asyncio.Future[dict[str, Any]]) -> None:
        """The place is free when the process is gone, and not when the one who asked has gone."""
        self._at_work.discard(stop)
        self.working -= 1
        self._free.release()
        self.seconds += NEWEST * (time.monotonic() - started - self.seconds)
        if not job.cancelled():
            job.exception()  # looked at, though nobody may have waited for it

    async def close(self) -> None:
        """End what is at work, and wait until its processes are gone; what stands in line is told Closed."""
        self.closed = True
        for stop in list(self._at_work):
            stop.set()
        while self.working or self.waiting:
            await asyncio.sleep(LOOK)
        self._threads.shutdown()


class _Call(NamedTuple):
    task: str
    arguments: Mapping[str, Any]
    limits: Mapping[str, int]


class _Answer(NamedTuple):
    values: dict[str, Any]
    refused: tuple[Finding, ...] = ()


def _in_process(
    task: str, arguments: Mapping[str, Any | Callable[[], Any]], limits: Mapping[str, int], stop: threading.Event
) -> dict[str, Any]:
    """A pool of one process, for one task."""
    call = _Call(task, {name: value() if callable(value) else value for name, value in arguments.items()}, limits)
    ended = list(pool.run(_work, [call], 1, bounds=pool.bounds(), method="forkserver", stopped=stop.is_set))
    if not ended:
        raise Closed
    done = ended[0]
    if done.answer is None:
        raise RubricateError(pool.finding_of(done, str(call.arguments.get("name", ""))))
    if done.answer.refused:
        raise RubricateError(*done.answer.refused)
    return done.answer.values


def _work(call: _Call) -> _Answer:
    from .work import TASKS

    try:
        with changed_limits(call.limits):
            return _Answer(TASKS[call.task](**call.arguments))
    except RubricateError as error:
        return _Answer({}, tuple(error.findings))
    except Exception as error:
        return _Answer({}, (internal_fault(error),))
