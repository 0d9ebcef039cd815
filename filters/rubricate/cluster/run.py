"""A whole run: inputs in shards, tasks out, a table for each shard."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..batch import BatchSettings, versions
from ..batch.outcome import Status
from ..findings import Finding, RubricateError, Severity
from . import storage
from .dispatch import Rows, run_tasks
from .shards import Shard, shards_of
from .tables import TIMINGS, Row, read_table, write_table
from .task import Order, Task
from .workers import Workers

if TYPE_CHECKING:
    from distributed import Client

TASK = 8
"""Documents of a task: some seconds of work, so that a lost worker costs seconds and a scheduler serves many workers."""
FLUSH = 30.0
"""Seconds after which the rows of unfinished shards are written too, so that a run that is killed loses little."""
PATIENCE = 60.0
"""Seconds that a run waits for a worker where there is none."""
FAILED = frozenset(str(status) for status in Status if status.failed)


@dataclass(slots=True)
class Summary:
    """What became of a run's documents."""

    documents: int = 0
    converted: int = 0
    """Those that were done in this run; the others stand from an earlier one."""
    statuses: Counter[str] = field(default_factory=Counter)
    tables: list[str] = field(default_factory=list)

    @property
    def without_output(self) -> int:
        return self.documents - self.statuses[Status.WRITTEN] - self.statuses[Status.WITH_ERRORS]


def connect(address: str, timeout: float = 10.0) -> Client:
    """A client of the scheduler at `dask://HOST:PORT` (`dask+tls://`: with the certificates of Dask's own settings).

    Raises RubricateError: bad-option, no-dask, no-scheduler.
    """
    scheme, mark, place = address.partition("://")
    if not mark or scheme not in ("dask", "dask+tls") or ":" not in place:
        message = f"Unexpected cluster {address!r}, expected dask://HOST:PORT or dask+tls://HOST:PORT."
        raise RubricateError(Finding("bad-option", Severity.ERROR, message))
    try:
        from distributed import Client
    except ImportError:
        message = "Unexpected absence of Dask, expected it for --cluster."
        raise RubricateError(
            Finding("no-dask", Severity.ERROR, message, suggestion="pip install 'rubricate[dask]'")
        ) from None
    try:
        return Client(f"{'tls' if scheme == 'dask+tls' else 'tcp'}://{place}", timeout=timeout, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"Unexpected silence of {address} ({error or type(error).__name__}), expected a scheduler there."
        suggestion = "Start one: dask scheduler --port 8786"
        raise RubricateError(Finding("no-scheduler", Severity.ERROR, message, suggestion=suggestion)) from None


def convert_on_cluster(
    client: Client,
    inputs: Sequence[str],
    folder: str,
    settings: BatchSettings,
    *,
    suffix: str = ".xml",
    retry_failed: bool = False,
    say: Callable[[Finding], None] = lambda _: None,
    progress: Callable[[Row, Row], None] = lambda *_: None,
    patience: float = PATIENCE,
) -> Summary:
    """Convert all documents of `inputs` into `folder`, paths or URLs that all workers see; tables go to `folder/tables`.

    `say` gets what is to be told of workers, `progress` each document's row and timing as it comes. Raises
    RubricateError: those of `shards_of`, `run_tasks` and `storage`; what was done is kept then.
    """
    workers = Workers(client, say)
    order = Order(storage.plain_name(folder), settings, versions())
    run = _Run(order, retry_failed, progress)
    try:
        run_tasks(client, workers, run.tasks(shards_of(inputs, suffix)), run.take, patience)
    finally:
        workers.close()
        run.flush()
    return run.summary


class _Run:
    def __init__(self, order: Order, retry_failed: bool, progress: Callable[[Row, Row], None]) -> None:
        self.order, self.retry_failed, self.progress = order, retry_failed, progress
        self.summary = Summary()
        self.open: dict[str, _Open] = {}
        self._flushed = time.monotonic()

    def tasks(self, shards: Iterator[Shard]) -> Iterator[Task]:
        """The tasks of all shards, in order; each shard is listed when its first task is asked for."""
        for shard in shards:
            opened = _Open(shard, self.order.folder)
            self.open[shard.name] = opened
            known = opened.earlier
            if self.retry_failed:
                known = {name: row for name, row in known.items() if row["status"] not in FAILED}
            for at in range(0, len(shard.documents), TASK):
                documents = tuple(shard.documents[at : at + TASK])
                earlier = {one.name: known[one.name] for one in documents if one.name in known}
                yield Task(self.order, shard.name, documents, earlier)

    def take(self, task: Task, rows: Rows) -> None:
        """Rows of a task; a shard that is complete with them gets its table."""
        shard = self.open[task.shard]
        for row, timing in rows:
            shard.rows[row["document"]] = row
            shard.timings[row["document"]] = timing
            self.summary.documents += 1
            self.summary.converted += timing["done"] == "converted"
            self.summary.statuses[row["status"]] += 1
            self.progress(row, timing)
        if len(shard.rows) == len(shard.shard.documents):
            del self.open[task.shard]
            self.summary.tables.append(shard.write(whole=True))
        if time.monotonic() - self._flushed > FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write what there is of unfinished shards; rows of an earlier run stay for what was not reached."""
        for shard in self.open.values():
            if shard.rows:
                shard.write(whole=False)
        self._flushed = time.monotonic()


class _Open:
    """A shard that is being worked on."""

    def __init__(self, shard: Shard, folder: str) -> None:
        self.shard = shard
        self.table = f"{folder}/tables/{shard.name}.parquet"
        self.timings_table = f"{folder}/timings/{shard.name}.parquet"
        self.earlier = {row["document"]: row for row in read_table(self.table)}
        self.rows: dict[str, Row] = {}
        self.timings: dict[str, Row] = {}

    def write(self, *, whole: bool) -> str:
        rows = self.rows if whole else {**self.earlier, **self.rows}
        write_table(self.table, rows.values())
        write_table(self.timings_table, self.timings.values(), TIMINGS)
        return self.table
