"""A whole run: inputs in shards, tasks out, a table for each shard."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TYPE_CHECKING

from ..batch import BatchSettings, versions
from ..batch.journal import Row
from ..batch.work import Worked
from ..findings import Finding, RubricateError, Severity
from . import storage
from .dispatch import Rows, run_tasks
from .shards import Shard
from .slices import coarser, outdated
from .tables import TIMINGS, TableRow, journal_row, read_table, write_table
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
TABLES, TIMINGS_FOLDER = "tables", "timings"
"""Folders of the Parquet files, in the output folder."""
PARQUET = ".parquet"


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
    shards: Iterable[Shard],
    folder: str,
    settings: BatchSettings,
    *,
    retry_failed: bool = False,
    say: Callable[[Finding], None] = lambda _: None,
    patience: float = PATIENCE,
) -> Generator[Worked, None, None]:
    """Convert the documents of `shards` (see `shards_of`) into `folder`, a path or URL that all workers see: each as it gets
    done. Tables lie in `folder/tables`; closing the generator ends the run, and what was done is kept.

    `say` gets what is to be told of workers. Raises RubricateError: those of `run_tasks` and `storage`.
    """
    workers = Workers(client, say)
    run = _Run(Order(storage.plain_name(folder), settings, versions(), retry_failed))
    try:
        for task, rows in run_tasks(client, workers, run.tasks(shards), patience):
            run.take(task, rows)
            for row, timing in rows:
                yield Worked(journal_row(row, timing["milliseconds"]), timing["done"] == "converted")
        run.tidy()
    finally:
        workers.close()
        run.flush()


class _Run:
    def __init__(self, order: Order) -> None:
        self.order = order
        self.open: dict[str, _Open] = {}
        self.names: set[str] = set()
        self._flushed = time.monotonic()

    def tasks(self, shards: Iterable[Shard]) -> Iterator[Task]:
        """The tasks of all shards, in order; a shard's earlier rows are read when its first task is asked for."""
        for shard in shards:
            opened = _Open(shard, self.order.folder)
            self.open[shard.name] = opened
            self.names.add(shard.name)
            for at in range(0, len(shard.documents), TASK):
                documents = tuple(shard.documents[at : at + TASK])
                earlier = {one.name: opened.earlier[one.name] for one in documents if one.name in opened.earlier}
                yield Task(self.order, shard.name, documents, earlier)

    def take(self, task: Task, rows: Rows) -> None:
        """Rows of a task; a shard that is complete with them gets its table."""
        shard = self.open[task.shard]
        for row, timing in rows:
            shard.rows[row["document"]] = row
            shard.timings[row["document"]] = timing
        if len(shard.rows) == len(shard.shard.documents):
            del self.open[task.shard]
            shard.write(whole=True)
        if time.monotonic() - self._flushed > FLUSH:
            self.flush()

    def flush(self) -> None:
        """Write what there is of unfinished shards; rows of an earlier run stay for what was not reached."""
        for shard in self.open.values():
            if shard.rows:
                shard.write(whole=False)
        self._flushed = time.monotonic()

    def tidy(self) -> None:
        """At the end of a whole run: tables of an earlier cut of the same folders go, so that who reads them all counts once."""
        for below in (TABLES, TIMINGS_FOLDER):
            place = f"{self.order.folder}/{below}"
            there = [name.removesuffix(PARQUET) for name in storage.files_below(place) if name.endswith(PARQUET)]
            for name in outdated(there, self.names):
                storage.remove(f"{place}/{name}{PARQUET}")


class _Open:
    """A shard that is being worked on."""

    def __init__(self, shard: Shard, folder: str) -> None:
        self.shard = shard
        self.table = f"{folder}/{TABLES}/{shard.name}{PARQUET}"
        self.timings_table = f"{folder}/{TIMINGS_FOLDER}/{shard.name}{PARQUET}"
        self.earlier = _earlier(shard, folder)
        self.rows: dict[str, TableRow] = {}
        self.timings: dict[str, TableRow] = {}

    def write(self, *, whole: bool) -> None:
        rows = self.rows if whole else {**self.earlier, **self.rows}
        write_table(self.table, rows.values())
        write_table(self.timings_table, self.timings.values(), TIMINGS)


def _earlier(shard: Shard, folder: str) -> dict[str, TableRow]:
    """The rows that an earlier run left of a shard's documents, also one that had fewer and cut them otherwise."""
    names = {document.name for document in shard.documents}
    found: dict[str, TableRow] = {}
    for name in (shard.name, *coarser(shard.name)):
        for row in read_table(f"{folder}/{TABLES}/{name}{PARQUET}"):
            if row["document"] in names:
                found.setdefault(row["document"], row)
    return found


def rows_of(folder: str, shards: Iterable[Shard]) -> Iterator[Row]:
    """The rows of finished shards, out of their tables, with their milliseconds."""
    for shard in shards:
        timings = read_table(f"{folder}/{TIMINGS_FOLDER}/{shard.name}{PARQUET}")
        took = {row["document"]: row["milliseconds"] for row in timings}
        for row in read_table(f"{folder}/{TABLES}/{shard.name}{PARQUET}"):
            yield journal_row(row, took.get(row["document"], 0.0))
