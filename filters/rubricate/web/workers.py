"""One process for each document: a crash, a hang or a flood of memory costs that document and nothing else."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from .. import pool
from ..findings import Finding, RubricateError, internal_fault
from ..limits import changed_limits, changes


class Busy(Exception):
    """The queue is full; `after` seconds a client may try again."""

    def __init__(self, after: int) -> None:
        super().__init__("busy")
        self.after = after


class Workers:
    """At most `most` processes at a time, at most `waiting` documents in line; the limits of `pool.bounds` for each."""

    def __init__(self, most: int, waiting: int) -> None:
        self.most, self.longest = most, waiting
        self.waiting = 0
        self.working = 0
        self._free = asyncio.Semaphore(most)
        # Processes are forked from a small server that has read the modules already; it has no threads and no sockets of ours.
        multiprocessing.set_forkserver_preload(["rubricate.web.work"])

    async def run(
        self, task: str, patient: bool = False, begun: Callable[[], None] | None = None, **arguments: Any
    ) -> dict[str, Any]:
        """The answer of a task of `work.TASKS`; `begun` is called when its turn has come.

        Raises Busy (never where `patient`), RubricateError for what the task refuses, with the findings `document-timeout`,
        `document-memory` and `worker-died` too.
        """
        if not patient and self._free.locked() and self.waiting >= self.longest:
            raise Busy(1 + self.waiting // self.most)
        self.waiting += 1
        try:
            await self._free.acquire()
        finally:
            self.waiting -= 1
        self.working += 1
        try:
            if begun is not None:
                begun()
            return await asyncio.to_thread(_in_process, _Call(task, arguments, changes()))
        finally:
            self.working -= 1
            self._free.release()

    @staticmethod
    def close() -> None:
        """End the processes at work, with their pandoc: who waits for them is told that they died."""
        for process in multiprocessing.active_children():
            process.terminate()


class _Call(NamedTuple):
    task: str
    arguments: Mapping[str, Any]
    limits: Mapping[str, int]


class _Answer(NamedTuple):
    values: dict[str, Any]
    refused: tuple[Finding, ...] = ()


def _in_process(call: _Call) -> dict[str, Any]:
    """A pool of one process, for one task."""
    [done] = pool.run(_work, [call], 1, bounds=pool.bounds(), method="forkserver")
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
