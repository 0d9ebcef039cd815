"""What a worker does for one task: read, convert, write some documents; rows come back, whatever becomes of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path

from ..batch import BatchSettings, Outcome, Versions
from ..batch import work as one_machine
from ..batch.journal import Row
from ..batch.outcome import Status, sha256
from ..findings import Finding, RubricateError
from ..limits import changed_limits
from ..sources import Source
from . import storage
from .archives import read_members
from .child import Job, convert_apart
from .listing import relative
from .shards import Document
from .tables import TableRow, journal_row, table_row


@dataclass(frozen=True, slots=True)
class Order:
    """What all tasks of a run have in common."""

    folder: str
    """Where outputs go: a path or URL."""
    settings: BatchSettings
    versions: Versions
    retry_failed: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Documents of one shard, and the rows that an earlier run left of them, by document."""

    order: Order
    shard: str
    documents: Sequence[Document]
    earlier: Mapping[str, TableRow]


def convert_documents(task: Task) -> list[tuple[TableRow, TableRow]]:
    """Convert the documents of a task in their order: for each its row and its row of `timings`. Raises nothing."""
    return [_one(task, document) for document in task.documents]


def _one(task: Task, document: Document) -> tuple[TableRow, TableRow]:
    order = task.order
    timing = {"document": document.name, "milliseconds": 0.0, "worker": _worker(), "done": "kept"}
    try:
        with changed_limits(dict(order.settings.limits)):
            data, beside = load(document)
    except RubricateError as error:
        return _failed(task, document, Status.UNREAD, error.findings), timing
    earlier = task.earlier.get(document.name)
    if earlier is not None and stands(journal_row(earlier), document, data, beside, order):
        return earlier | {"shard": task.shard}, timing
    outcome = convert_apart(Job(data, order.settings, document.label, beside))
    timing |= {"milliseconds": round(outcome.milliseconds, 1), "done": "converted"}
    try:
        _write(order, document, outcome)
    except RubricateError as error:
        return _failed(task, document, Status.UNWRITTEN, error.findings), timing
    return _row(task, document, outcome, beside), timing


def load(document: Document) -> tuple[bytes, dict[str, bytes] | None]:
    """The bytes of a document, and of what lies with it. Raises RubricateError as `storage` and `archives` do."""
    if document.member:
        found = read_members(document.file, [document.member, *(document.beside or ())])
        return found.pop(document.member), {relative(name, document.member): data for name, data in found.items()}
    if document.beside is None:
        return storage.read_bytes(document.file), None
    folder = document.file.rpartition("/")[0]
    return storage.read_bytes(document.file), {
        name: storage.read_bytes(storage.join(folder, name)) for name in document.beside
    }


def stands(row: Row, document: Document, data: bytes, beside: Mapping[str, bytes] | None, order: Order) -> bool:
    """Whether what an earlier run did still holds: same input, settings and versions, and the output lies there unchanged.

    What the document is at fault for is not tried again without `retry_failed`; what a store was at fault for always is.
    """
    made = (row.settings, row.versions, row.input_sha256)
    if made != (order.settings.digest(), order.versions.deciding, sha256(data)) or row.status in (
        Status.UNREAD,
        Status.UNWRITTEN,
    ):
        return False
    if row.beside_sha256 != one_machine.beside_digest(_source(document), row.media, beside):
        return False
    if Status(row.status).failed:
        return not order.retry_failed
    if row.target != document.output or any(finding["id"] in one_machine.SEARCHED for finding in row.findings):
        return False
    name = storage.join(order.folder, row.target)
    written = [(name, row.output_sha256), *((_at(name, picture), digest) for picture, digest in row.media.items())]
    return storage.size_of(name) == row.output_bytes and all(starmap(_unchanged, written))


def _unchanged(name: str, digest: str) -> bool:
    try:
        return sha256(storage.read_bytes(name)) == digest
    except RubricateError:
        return False


def _at(output: str, picture: str) -> str:
    """Where a picture of an output lies."""
    return storage.join(output.rpartition("/")[0], picture)


def _write(order: Order, document: Document, outcome: Outcome) -> None:
    """Pictures first: an output that lies there is whole."""
    if outcome.output is None:
        return
    name = storage.join(order.folder, document.output)
    for picture, content in sorted(outcome.media.items()):
        storage.write_bytes_to(_at(name, picture), content)
    storage.write_bytes_to(name, outcome.output)


def _source(document: Document) -> Source:
    """The document as one machine would name it."""
    inside = document.label.removeprefix(document.file).removeprefix("!")
    return Source(document.file, inside, relative=document.name)


def _row(task: Task, document: Document, outcome: Outcome, beside: Mapping[str, bytes] | None) -> TableRow:
    order, source = task.order, _source(document)
    job = one_machine.Job(order.settings, order.settings.digest(), Path(order.folder))
    row = one_machine.row_of(job, one_machine.Task(source, document.output), outcome)
    row.beside_sha256 = one_machine.beside_digest(source, row.media, beside)
    return table_row(row, task.shard, order.versions)


def _failed(task: Task, document: Document, status: Status, findings: Sequence[Finding]) -> TableRow:
    told = tuple(finding.at(document.label) for finding in findings)
    return _row(task, document, Outcome(document.label, status, "", findings=told), None)


def ended_row(task: Task, document: Document, status: Status, finding: Finding) -> tuple[TableRow, TableRow]:
    """The rows of a document of which no worker ever answered."""
    timing = {"document": document.name, "milliseconds": 0.0, "worker": "", "done": "converted"}
    try:
        data, beside = load(document)
    except RubricateError:
        data, beside = b"", None
    outcome = Outcome(document.label, status, sha256(data), findings=(finding.at(document.label),))
    return _row(task, document, outcome, beside), timing


def _worker() -> str:
    from distributed import get_worker

    try:
        return str(get_worker().name)
    except ValueError:  # called by hand
        return ""
