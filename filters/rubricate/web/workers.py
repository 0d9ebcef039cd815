"""One process for each document: a crash, a hang or a flood of memory costs that document and nothing else."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any

from ..findings import Finding, RubricateError, Severity

GRACE = 3
"""Seconds in which a worker that is told to stop may end its pandoc."""


class Busy(Exception):
    """The queue is full; `after` seconds a client may try again."""

    def __init__(self, after: int) -> None:
        super().__init__("busy")
        self.after = after


class Workers:
    """At most `most` processes at a time, at most `waiting` documents in line, at most `seconds` for each."""

    def __init__(self, most: int, waiting: int, seconds: int) -> None:
        self.most, self.longest, self.seconds = most, waiting, seconds
        self.waiting = 0
        self.working = 0
        self._free = asyncio.Semaphore(most)

    async def run(self, task: str, patient: bool = False, **arguments: Any) -> dict[str, Any]:
        """The answer of a task of `work.TASKS`. Raises Busy (never where `patient`), RubricateError for what the task refuses,
        with the findings `conversion-timeout` and `worker-died` too."""
        if not patient and self._free.locked() and self.waiting >= self.longest:
            raise Busy(1 + self.waiting // self.most)
        self.waiting += 1
        try:
            await self._free.acquire()
        finally:
            self.waiting -= 1
        self.working += 1
        try:
            return await asyncio.to_thread(_in_process, task, arguments, self.seconds)
        finally:
            self.working -= 1
            self._free.release()


def context() -> multiprocessing.context.BaseContext:
    """Processes are forked from a small server that has read the modules already; it has no threads and no sockets of ours."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["rubricate.web.work"])
    return made


def _in_process(task: str, arguments: Mapping[str, Any], seconds: int) -> dict[str, Any]:
    here, there = multiprocessing.Pipe(duplex=False)
    process = context().Process(target=_work, args=(there, task, dict(arguments)), daemon=True)  # type: ignore[attr-defined]
    process.start()
    there.close()
    try:
        if not here.poll(seconds):
            what = f"Unexpected time of more than {seconds} s, expected an end (limit conversion-seconds)."
            raise RubricateError(Finding("conversion-timeout", Severity.ERROR, what, suggestion="Convert it in parts."))
        kind, value = here.recv()
    except EOFError:
        process.join(GRACE)
        what = f"Unexpected end of the process at work (exit code {process.exitcode}), expected an answer."
        remedy = "This is a fault of rubricate: please report it with the file."
        raise RubricateError(Finding("worker-died", Severity.ERROR, what, suggestion=remedy)) from None
    finally:
        here.close()
        process.join(0.2)
        if process.is_alive():
            process.terminate()
            process.join(GRACE)
        if process.is_alive():
            process.kill()
            process.join()
    if kind == "refused":
        raise RubricateError(*value)
    answer: dict[str, Any] = value
    return answer


def _work(answer: Connection, task: str, arguments: dict[str, Any]) -> None:
    """In the worker: SIGTERM raises, so that `pandoc.py` ends its child on the way out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    from .work import TASKS

    try:
        answer.send(("done", TASKS[task](**arguments)))
    except RubricateError as error:
        answer.send(("refused", error.findings))
    except Exception as error:
        what = f"Unexpected {type(error).__name__}, expected an article."
        remedy = "This is a fault of rubricate: please report it with the file."
        answer.send(("refused", (Finding("internal-fault", Severity.ERROR, what, suggestion=remedy),)))


def _stop(*_: object) -> None:
    raise SystemExit(1)
