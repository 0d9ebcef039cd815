"""What a worker does for one task: read, convert, write some documents; rows come back, whatever becomes of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import starmap

from ..batch import BatchSettings, Outcome, Versions
from ..batch.outcome import Status, sha256
from ..findings import Finding, RubricateError
from ..limits import changed_limits
from . import storage
from .archives import read_members
from .child import Job, convert_apart
from .shards import Document, relative
from .tables import Row, row_of

UNREAD, UNWRITTEN = "unread", "unwritten"
"""Status of a document that could not be read, or whose output could not be written: the store's fault, tried again next time."""


@dataclass(frozen=True, slots=True)
class Order:
    """What all tasks of a run have in common."""

    folder: str
    """Where outputs go: a path or URL."""
    settings: BatchSettings
    versions: Versions


@dataclass(frozen=True, slots=True)
class Task:
    """Documents of one shard, and the rows that an earlier run left of them, by document."""

    order: Order
    shard: str
    documents: Sequence[Document]
    earlier: Mapping[str, Row]


def convert_documents(task: Task) -> list[tuple[Row, Row]]:
    """Convert the documents of a task in their order: for each its row and its row of `timings`. Raises nothing."""
    return [_one(task, document) for document in task.documents]


def _one(task: Task, document: Document) -> tuple[Row, Row]:
    order = task.order
    timing = {"document": document.name, "milliseconds": 0.0, "worker": _worker(), "done": "kept"}
    try:
        with changed_limits(dict(order.settings.limits)):
            data, beside = load(document)
    except RubricateError as error:
        return _row(task, document, _lost(document, UNREAD, error.findings)), timing
    row = task.earlier.get(document.name)
    if row is not None and stands(row, input_digest(data, beside), order):
        return row, timing
    outcome = convert_apart(Job(data, order.settings, document.label, beside))
    timing |= {"milliseconds": round(outcome.milliseconds, 1), "done": "converted"}
    outcome = replace(outcome, input_sha256=input_digest(data, beside))
    try:
        _write(order, document, outcome)
    except RubricateError as error:
        return _row(task, document, _lost(document, UNWRITTEN, error.findings)), timing
    return _row(task, document, outcome), timing


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


def input_digest(data: bytes, beside: Mapping[str, bytes] | None) -> str:
    """SHA-256 of a document; with pictures beside it, of all their digests."""
    if not beside:
        return sha256(data)
    digests = [sha256(data), *(f"{name} {sha256(content)}" for name, content in sorted(beside.items()))]
    return sha256("\n".join(digests).encode("utf-8"))


def stands(row: Row, digest: str, order: Order) -> bool:
    """Whether what an earlier run did still holds: same input, settings and versions, and the output lies there unchanged.

    What the document itself is at fault for is not tried again either; what a store, a process or the clock was, is.
    """
    made_by = tuple(row.get(name) for name in Versions._fields[: len(order.versions.deciding)])
    if row["status"] in (UNREAD, UNWRITTEN, Status.FAULT) or row["input_sha256"] != digest:
        return False
    if row["settings_sha256"] != order.settings.digest() or made_by != order.versions.deciding:
        return False
    if not row["output"]:
        return True
    name = storage.join(order.folder, row["output"])
    written = [(name, row["output_sha256"]), *((_at(name, picture), digest) for picture, digest in row["media"])]
    return storage.size_of(name) == row["output_bytes"] and all(starmap(_unchanged, written))


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


def _lost(document: Document, status: str, findings: Sequence[Finding]) -> tuple[str, Outcome]:
    told = tuple(finding.at(document.label) for finding in findings)
    return status, Outcome(document.label, Status.LOST, "", findings=told)


def _row(task: Task, document: Document, ended: Outcome | tuple[str, Outcome]) -> Row:
    status, outcome = (str(ended.status), ended) if isinstance(ended, Outcome) else ended
    order = task.order
    row = row_of(outcome, document.name, task.shard, document.output, order.settings, order.versions)
    return row | {"status": status}


def ended_row(task: Task, document: Document, status: Status, finding: Finding) -> tuple[Row, Row]:
    """The rows of a document of which no worker ever answered."""
    outcome = Outcome(document.label, status, "", findings=(finding.at(document.label),))
    timing = {"document": document.name, "milliseconds": 0.0, "worker": "", "done": "converted"}
    return _row(task, document, outcome), timing


def _worker() -> str:
    from distributed import get_worker

    try:
        return str(get_worker().name)
    except ValueError:  # called by hand
        return ""
