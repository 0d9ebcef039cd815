"""Tasks handed to workers, answers taken in. A lost worker costs time; what is lost again and again is halved to one document.

Dask itself gives a task to another worker when one is lost, `allowed-failures` times (its setting, 3). A task that comes
back after that is taken apart into its documents. Dask blames a death on every task that the worker held, also on one that
waited there: so a document that comes back is tried once more at the end, with nothing else on the cluster. If its
workers die again, it is poison.
"""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..batch.outcome import Status
from ..findings import Finding, RubricateError, Severity, internal_fault
from .tables import TableRow
from .task import Task, convert_documents, ended_row
from .workers import Workers, none_left

if TYPE_CHECKING:
    from distributed import Client, Future

Rows = list[tuple[TableRow, TableRow]]
WAITING = 2
"""Tasks with the scheduler for each slot: one at work, one that waits there so that no worker waits for us."""
TICK = 0.25
"""Seconds between two looks at workers while no answer comes."""


def run_tasks(client: Client, workers: Workers, tasks: Iterator[Task], patience: float) -> Iterator[tuple[Task, Rows]]:
    """Run all tasks; each comes with its rows, in any order; one that was taken apart comes in its parts.

    Raises RubricateError: `no-workers` where none is left for `patience` seconds, `cluster-lost` where the scheduler is gone.
    """
    yield from _Dispatch(client, workers, tasks).run(patience)


class _Dispatch:
    def __init__(self, client: Client, workers: Workers, tasks: Iterator[Task]) -> None:
        from distributed.scheduler import KilledWorker

        self.killed = KilledWorker
        self.client, self.workers, self.tasks = client, workers, tasks
        self.again: deque[Task] = deque()
        self.suspects: deque[Task] = deque()
        self.alone = False
        """Whether the task that runs is a suspect, and nothing else runs."""
        self.running: dict[Future, Task] = {}
        self.ended: queue.SimpleQueue[Future] = queue.SimpleQueue()

    def run(self, patience: float) -> Iterator[tuple[Task, Rows]]:
        alone_since: float | None = None
        try:
            while self._give():
                with suppress(queue.Empty):
                    yield from self._heard(self.ended.get(timeout=TICK))
                self.workers.look()
                if self.client.status not in ("running", "connecting"):
                    raise _lost()
                if not self.workers.idle:
                    alone_since = None
                else:
                    alone_since = alone_since or time.monotonic()
                    refused = self.workers.present and len(self.workers.refused) == self.workers.present
                    # One that was refused stays so; one that is being started again is waited for.
                    if time.monotonic() - alone_since > (min(patience, 5.0) if refused else patience):
                        raise none_left(self.workers)
        finally:
            for future in self.running:
                future.cancel(force=True)

    def _give(self) -> bool:
        """Keep the scheduler supplied; False when all is done."""
        self.workers.look()
        most = max(1, self.workers.slots) * WAITING
        while not self.alone and len(self.running) < most and (task := self._next()) is not None:
            future = self.client.submit(
                convert_documents, task, resources={self.workers.resource: 1}, pure=False, retries=0
            )
            self.running[future] = task
            future.add_done_callback(self.ended.put)
        return bool(self.running)

    def _next(self) -> Task | None:
        if self.again:
            return self.again.popleft()
        task = next(self.tasks, None)
        if task is None and self.suspects and not self.running:
            self.alone = True
            return self.suspects.popleft()
        return task

    def _heard(self, future: Future) -> Iterator[tuple[Task, Rows]]:
        task = self.running.pop(future)
        was_alone, self.alone = self.alone, False
        if future.status == "finished":
            rows: Rows = future.result()
            future.release()
            yield task, rows
            return
        error: Any = future.exception() if future.status == "error" else None
        future.release()
        if error is None:  # cancelled or lost with its scheduler: nobody has failed
            if self.client.status != "running":
                raise _lost()
            (self.suspects if was_alone else self.again).append(task)
        elif len(task.documents) > 1:
            self.again.extend(replace(task, documents=(document,)) for document in task.documents)
        elif isinstance(error, self.killed) and not was_alone:
            self.suspects.append(task)
        else:
            yield task, [_ended(task, error)]


def _ended(task: Task, error: BaseException) -> tuple[TableRow, TableRow]:
    from distributed.scheduler import KilledWorker

    document = task.documents[0]
    if not isinstance(error, KilledWorker):
        return ended_row(task, document, Status.FAULT, internal_fault(error, document.label))
    message = "Unexpected end of every worker that was at this document, expected an answer."
    suggestion = "Look at the document alone; its worker may have run out of memory."
    return ended_row(task, document, Status.POISON, Finding("worker-died", Severity.ERROR, message, suggestion=suggestion))  # fmt: skip


def _lost() -> RubricateError:
    message = "Unexpected end of the connection to the scheduler, expected it to stay."
    suggestion = "Start the scheduler again. What was done is kept; run the same command again."
    return RubricateError(Finding("cluster-lost", Severity.ERROR, message, suggestion=suggestion))
