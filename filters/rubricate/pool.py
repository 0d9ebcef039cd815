"""A pool of processes for many independent tasks, in which a task costs at most itself.

Each worker has a pipe of its own and one task at a time: nothing is shared, so that a worker that dies, hangs or grows
takes nothing with it but the task that it was at. `concurrent.futures` gives up the whole pool then.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from .findings import Finding, Place, Severity
from .limits import limit

Task = TypeVar("Task")
Answer = TypeVar("Answer")
Method = Literal["fork", "spawn", "forkserver"]
LOOK = 0.5
"""Seconds between two looks at clocks and memory."""
PATIENCE = 2.0
"""Seconds that a worker is given to end, with the programs that it started, before it is killed."""
MAX_TASKS: dict[Method, int] = {"fork": 200, "spawn": 1_000, "forkserver": 1_000}
"""Tasks after which a worker is replaced: what caches and libraries keep is given back. A fork of what is loaded costs little, a
process that loads it itself a second or two."""


class End(StrEnum):
    """How a task ended."""

    DONE = "done"
    DIED = "died"
    TIMEOUT = "timeout"
    MEMORY = "memory"


class Done(NamedTuple, Generic[Task, Answer]):
    """A task and its answer (None unless it is `DONE`); `exit_code` of a worker that died (negative: the signal)."""

    task: Task
    end: End
    answer: Answer | None = None
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one task may take before its worker is ended."""

    seconds: float = 600.0
    megabytes: int = 4096
    """Resident memory of the worker itself; seen on Linux only."""
    attempts: int = 1
    """How often a task is given out if its worker dies; a task that takes too long is given out once."""


def bounds(attempts: int = 1) -> Bounds:
    """Those that the limits `document-seconds` and `document-mb` name."""
    return Bounds(limit("document-seconds"), limit("document-mb"), attempts)


def finding_of(done: Done[Any, Any], name: str) -> Finding:
    """What is told of a task without an answer."""
    told = {
        End.DIED: ("worker-died", f"Unexpected end of the process at work ({_cause(done.exit_code)}), expected a result.", "Look at the document alone; the system may have run out of memory."),
        End.TIMEOUT: ("document-timeout", f"Unexpected silence, expected an end within {limit('document-seconds')} s (limit document-seconds).", "Raise the limit, or look at the document alone."),
        End.MEMORY: ("document-memory", f"Unexpected need of memory, expected at most {limit('document-mb')} MB (limit document-mb).", "Raise the limit, or look at the document alone."),
    }  # fmt: skip
    id, message, suggestion = told[done.end]
    return Finding(id, Severity.ERROR, message, Place(name), suggestion)


def _cause(exit_code: int) -> str:
    try:
        return signal.Signals(-exit_code).name if exit_code < 0 else f"exit code {exit_code}"
    except ValueError:
        return f"signal {-exit_code}"


class _Worker(Generic[Task, Answer]):
    """A process and the end of its pipe; `others` are the ends of those before it, which a fork would keep open."""

    def __init__(
        self,
        function: Callable[[Task], Answer],
        setup: Callable[[], object] | None,
        others: list[Connection],
        method: Method,
    ) -> None:
        context = multiprocessing.get_context(method)
        self.pipe, theirs = context.Pipe()
        arguments = (theirs, [*others, self.pipe] if method == "fork" else [], function, setup)
        self.process: BaseProcess = context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.attempt = 0
        self.started = 0.0
        self.tasks = 0

    @property
    def busy(self) -> bool:
        return self.attempt > 0

    def give(self, task: Task, attempt: int) -> None:
        self.task, self.attempt, self.started = task, attempt, time.monotonic()
        self.tasks += 1
        # A worker that has died between two tasks is seen at once by its sentinel.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send(task)

    def end(self) -> None:
        """End the process and what it started."""
        self.process.terminate()
        self.process.join(PATIENCE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        self.pipe.close()

    def resident(self) -> float:
        """Its memory in MB; 0 where the system does not tell."""
        try:
            with open(f"/proc/{self.process.pid}/statm", "rb") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        except (OSError, IndexError, ValueError):
            return 0.0


def _serve(
    pipe: Connection,
    not_ours: list[Connection],
    function: Callable[[Task], Answer],
    setup: Callable[[], object] | None,
) -> None:
    """The life of a worker: a task, an answer, until the pipe closes."""
    for connection in not_ours:  # so that it is seen when the parent is gone
        connection.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    signal.signal(signal.SIGTERM, _leave)
    gc.freeze()
    if setup is not None:
        setup()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(function(pipe.recv()))
    os._exit(0)


def _leave(*_: object) -> None:
    """An exit that is raised lets `run_pandoc` end its pandoc."""
    raise SystemExit(0)


def run(
    function: Callable[[Task], Answer],
    tasks: Iterable[Task],
    jobs: int,
    *,
    bounds: Bounds = Bounds(),
    setup: Callable[[], object] | None = None,
    method: Method = "fork",
    stopped: Callable[[], bool] | None = None,
) -> Generator[Done[Task, Answer], None, None]:
    """`function` of each task in `jobs` processes, as they get done; `setup` runs once in each worker.
    `method` is how they start: "spawn" or "forkserver" where the caller has threads (function and tasks must be importable
    then). `stopped` is asked every half second: where it says yes, all workers are ended and nothing more is told.

    Tasks are asked for one by one, when a worker is free. Closing the generator ends all workers.
    """
    pool = _Pool(function, setup, bounds, iter(tasks), method)
    try:
        while not (stopped is not None and stopped()) and pool.give(jobs):
            yield from pool.answers()
    finally:
        pool.end()


class _Pool(Generic[Task, Answer]):
    def __init__(
        self,
        function: Callable[[Task], Answer],
        setup: Callable[[], object] | None,
        bounds: Bounds,
        waiting: Iterator[Task],
        method: Method,
    ) -> None:
        self.method: Method = method
        self.function, self.setup, self.bounds, self.waiting = function, setup, bounds, waiting
        self.again: deque[tuple[Task, int]] = deque()
        self.workers: list[_Worker[Task, Answer]] = []

    def give(self, jobs: int) -> bool:
        """Give every free worker a task, and start workers for more; False when all is done."""
        free = deque(worker for worker in self.workers if not worker.busy)
        while free or len(self.workers) < jobs:
            following = self._next()
            if following is None:
                break
            if free:
                worker = free.popleft()
            else:
                worker = _Worker(self.function, self.setup, [other.pipe for other in self.workers], self.method)
                self.workers.append(worker)
            worker.give(*following)
        return any(worker.busy for worker in self.workers)

    def _next(self) -> tuple[Task, int] | None:
        """The next task and which attempt at it this is, from 1. Those to be tried again come last: the others shall not wait."""
        for task in self.waiting:
            return task, 1
        return self.again.popleft() if self.again else None

    def answers(self) -> Iterator[Done[Task, Answer]]:
        """Wait for one or more answers, deaths or limits that are passed."""
        busy = [worker for worker in self.workers if worker.busy]
        ready = set(wait([*(worker.pipe for worker in busy), *(worker.process.sentinel for worker in busy)], LOOK))
        for worker in busy:
            if worker.pipe in ready or worker.process.sentinel in ready:
                yield from self._heard(worker)
            elif (end := self._passed(worker)) is not None:
                yield Done(self._lost(worker), end)

    def _heard(self, worker: _Worker[Task, Answer]) -> Iterator[Done[Task, Answer]]:
        task, attempt = worker.task, worker.attempt
        assert task is not None
        try:
            answer = worker.pipe.recv() if worker.pipe.poll() else None
            died = answer is None
        except (EOFError, OSError, pickle.UnpicklingError):
            died = True
        if died:
            self._lost(worker)
            if attempt < self.bounds.attempts:
                self.again.append((task, attempt + 1))
            else:
                yield Done(task, End.DIED, exit_code=worker.process.exitcode or 0)
            return
        worker.task, worker.attempt = None, 0
        if worker.tasks >= MAX_TASKS[self.method]:
            self._lost(worker)
        yield Done(task, End.DONE, answer)

    def _passed(self, worker: _Worker[Task, Answer]) -> End | None:
        if time.monotonic() - worker.started > self.bounds.seconds:
            return End.TIMEOUT
        return End.MEMORY if worker.resident() > self.bounds.megabytes else None

    def _lost(self, worker: _Worker[Task, Answer]) -> Task:
        task = worker.task
        self.workers.remove(worker)
        worker.end()
        return task  # type: ignore[return-value]

    def end(self) -> None:
        for worker in self.workers:
            worker.process.terminate()
        for worker in self.workers:
            worker.end()
