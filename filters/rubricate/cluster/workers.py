"""Workers of a scheduler: each is asked for its versions when it comes, and granted work only where they are ours.

What grants is a resource of Dask: tasks ask for it, and a worker has it after it was found equal. A worker that comes
back after its nanny restarted it has lost the resource and is asked again.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from ..batch import Versions, versions
from ..findings import Finding, RubricateError, Severity

if TYPE_CHECKING:
    from distributed import Client, Worker

LOOK = 0.5
"""Seconds between two looks at the scheduler's list, for up to a hundred workers; for more, longer."""


def resource_of(ours: Versions) -> str:
    """The name of the resource: of the versions, so that two runs of unlike versions share a cluster unharmed."""
    return "rubricate-" + hashlib.sha256("\n".join(ours).encode()).hexdigest()[:12]


async def admit(expected: tuple[str, ...], resource: str, dask_worker: Worker) -> tuple[str, ...] | str:
    """On the worker: its versions, or why it has none; where they are those expected it takes the resource, one for each of
    its threads."""
    try:
        found = tuple(versions())
    except RubricateError as error:
        return str(error)
    if found == expected:
        from distributed.core import Status

        await dask_worker.set_resources(**{resource: dask_worker.state.nthreads})
        # A scheduler gives tasks that nobody could run to a worker that begins to run, not to one that gains a resource.
        dask_worker.status = Status.paused
        dask_worker.status = Status.running
    return found


class Workers:
    """The workers as a run sees them: `slots` granted, the others refused and said once."""

    def __init__(self, client: Client, say: Callable[[Finding], None]) -> None:
        self.client, self.say = client, say
        self.ours = versions()
        self.resource = resource_of(self.ours)
        self.slots = 0
        self.refused: dict[str, str] = {}
        """Why, by worker; one that has gone is forgotten."""
        self.present = 0
        self._asked: dict[str, Future[Any]] = {}
        self._threads = ThreadPoolExecutor(8, "rubricate-workers")
        self._looked = 0.0

    def look(self) -> None:
        """Ask who is there, question those who are new, take in what they answered. Often called, seldom done."""
        if time.monotonic() - self._looked < LOOK * max(1.0, self.present / 100):
            return
        self._looked = time.monotonic()
        there: dict[str, Any] = self.client.scheduler_info(n_workers=-1)["workers"]
        self.present = len(there)
        self.slots = int(sum((worker.get("resources") or {}).get(self.resource, 0) for worker in there.values()))
        self._heard()
        self.refused = {address: why for address, why in self.refused.items() if address in there}
        for address, worker in there.items():
            granted = (worker.get("resources") or {}).get(self.resource)
            if not granted and address not in self.refused and address not in self._asked:
                self._asked[address] = self._threads.submit(self._ask, address)

    def _ask(self, address: str) -> Any:
        answers = self.client.run(admit, tuple(self.ours), self.resource, workers=[address], on_error="return")
        return answers.get(address)

    def _heard(self) -> None:
        for address, future in list(self._asked.items()):
            if not future.done():
                continue
            del self._asked[address]
            answer: Any
            try:
                answer = future.result()
            except Exception as error:  # it died while it was asked; the next look tells
                answer = error
            if isinstance(answer, OSError) or answer is None:
                continue
            why = self._unlike(answer)
            if why:
                self.refused[address] = why
                self.say(refusal(address, why))

    def _unlike(self, answer: Any) -> str:
        """What is another than ours; "" for nothing."""
        if isinstance(answer, str):
            return answer
        if isinstance(answer, BaseException):
            return f"{type(answer).__name__}: {answer}"
        if len(answer) != len(self.ours):
            return "a rubricate of another version"
        pairs = zip(Versions._fields, answer, self.ours, strict=True)
        return ", ".join(f"{name} {theirs!r} for {ours!r}" for name, theirs, ours in pairs if theirs != ours)

    @property
    def idle(self) -> bool:
        """Whether nobody is at work and nobody is being asked."""
        return self.slots == 0 and not self._asked

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def refusal(address: str, why: str) -> Finding:
    """What is said of a worker that gets no work."""
    message = f"Unexpected versions of worker {address} ({why}), expected those of this command; it gets no work."
    return Finding("worker-refused", Severity.WARNING, message, suggestion="Install the same packages on it.")


def none_left(workers: Workers) -> RubricateError:
    """What is said where nobody is left to work."""
    refused = f", {len(workers.refused)} of them refused" if workers.refused else ""
    message = f"Unexpected absence of workers ({workers.present} at the scheduler{refused}), expected one of the versions of this command."
    suggestion = "Start workers with the same packages: dask worker tcp://HOST:PORT. What was done is kept; run the same command again."
    return RubricateError(Finding("no-workers", Severity.ERROR, message, suggestion=suggestion))
