"""The journal of a run: one SQLite file in the output folder, `rubricate-run.sqlite`, one row a document.

SQLite, because every language and `sqlite3` on the command line read it, a row is found without reading the others, and
a process that is killed while it writes leaves the file whole. Rows are put down together, at most `EVERY` seconds late:
what was not yet put down when a run is killed is done once more, to the same bytes.

    sqlite3 out/rubricate-run.sqlite "SELECT status, count(*) FROM documents GROUP BY status"
    sqlite3 out/rubricate-run.sqlite "SELECT json_extract(value, '$.id') AS id, count(*) AS times
                                      FROM documents, json_each(findings) GROUP BY id ORDER BY times DESC"
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import IO, Any

from ..findings import Finding, Place, RubricateError, Severity

NAME = "rubricate-run.sqlite"
LOCK = ".rubricate-run.lock"
FORM = 1
"""Number of the form of the tables, in `PRAGMA user_version`."""
EVERY = 1.0


@dataclass(slots=True)
class Row:
    """One document. Only `milliseconds` and `source` (how the name was given) differ between two runs of the same."""

    document: str
    """Path below the folder, pattern or archive that was named; the key."""
    source: str = ""
    """What findings call it."""
    target: str = ""
    """Path of the output below the output folder."""
    status: str = ""
    """See `outcome.Status`."""
    input_sha256: str = ""
    beside_sha256: str = ""
    """Digest of the YAML file and the pictures that belong to it; "" without any."""
    settings: str = ""
    """Digest of the settings; the settings themselves stand in the table `settings`."""
    rubricate: str = ""
    code: str = ""
    pandoc: str = ""
    grammar: str = ""
    models: str = ""
    output_sha256: str = ""
    output_bytes: int = 0
    milliseconds: float = 0.0
    errors: int = 0
    warnings: int = 0
    queries: int = 0
    words_in: int = 0
    words_out: int = 0
    words_lost: int = 0
    words_added: int = 0
    unexplained: int = 0
    title: str = ""
    tag_set: str = ""
    findings: list[dict[str, Any]] = field(default_factory=list)
    doubtful: dict[str, int] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    """Pictures beside the output: name to digest."""

    @property
    def versions(self) -> tuple[str, ...]:
        return (self.rubricate, self.code, self.pandoc, self.grammar, self.models)


COLUMNS = tuple(column.name for column in fields(Row))
JSON = ("findings", "doubtful", "media")
TYPES = {"int": "INTEGER NOT NULL", "float": "REAL NOT NULL"}


class Journal:
    """The rows of an output folder. One process at a time holds it; others may read it."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Raises RubricateError: `no-journal`, `bad-journal`, `run-busy` (another process is at work there)."""
        self.path = folder / NAME
        self._lock: IO[bytes] | None = None
        if read_only and not self.path.is_file():
            message = f"Unexpected folder {folder}, expected the output of a run with its {NAME}."
            raise RubricateError(
                Finding("no-journal", Severity.ERROR, message, Place(str(folder)), "rubricate convert FOLDER -o FOLDER")
            )
        if not read_only:
            self._lock = _locked(folder / LOCK)
        try:
            self._file = sqlite3.connect(self.path, isolation_level=None)
            self._prepare(read_only)
        except sqlite3.Error as error:
            raise self._bad(str(error)) from None
        self._since = time.monotonic()

    def _prepare(self, read_only: bool) -> None:
        form = self._file.execute("PRAGMA user_version").fetchone()[0]
        if form not in (0, FORM) or (read_only and form == 0):
            raise self._bad(f"form {form}")
        if not read_only:
            types = {column.name: TYPES.get(str(column.type), "TEXT NOT NULL") for column in fields(Row)}
            columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
            self._file.execute(f"CREATE TABLE IF NOT EXISTS documents ({columns}, PRIMARY KEY (document))")
            self._file.execute("CREATE TABLE IF NOT EXISTS settings (digest TEXT PRIMARY KEY, settings TEXT NOT NULL)")
            self._file.execute(f"PRAGMA user_version = {FORM}")
            self._file.execute("BEGIN")

    def _bad(self, found: str) -> RubricateError:
        message = f"Unexpected journal ({found}), expected one of form {FORM}."
        return RubricateError(
            Finding("bad-journal", Severity.ERROR, message, Place(str(self.path)), "Delete it: all is done again then.")
        )

    def row(self, document: str) -> Row | None:
        """What is known of a document."""
        found = self._file.execute(
            f"SELECT {', '.join(COLUMNS)} FROM documents WHERE document = ?", (document,)
        ).fetchone()
        return _row(found) if found else None

    def rows(self) -> Iterator[Row]:
        """All of them, by name."""
        for found in self._file.execute(f"SELECT {', '.join(COLUMNS)} FROM documents ORDER BY document"):
            yield _row(found)

    def targets(self) -> set[str]:
        """The paths of all outputs."""
        return {target for (target,) in self._file.execute("SELECT target FROM documents WHERE output_sha256 != ''")}

    def put(self, row: Row) -> None:
        values = asdict(row)
        for name in JSON:
            values[name] = json.dumps(values[name], ensure_ascii=False)
        # What a document holds may be no Unicode text (lone surrogates), which SQLite does not take.
        told = [
            value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
            for value in values.values()
        ]
        marks = ", ".join("?" * len(COLUMNS))
        self._file.execute(f"INSERT OR REPLACE INTO documents ({', '.join(COLUMNS)}) VALUES ({marks})", told)
        if time.monotonic() - self._since > EVERY:
            self.commit()

    def put_settings(self, digest: str, settings: str) -> None:
        self._file.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (digest, settings))

    def commit(self) -> None:
        """Put down what is known until now."""
        try:
            self._file.execute("COMMIT")
            self._file.execute("BEGIN")
        except sqlite3.Error as error:
            message = f"Unexpected fault of the journal ({error}), expected room to write."
            raise RubricateError(Finding("not-written", Severity.ERROR, message, Place(str(self.path)))) from None
        self._since = time.monotonic()

    def close(self) -> None:
        if self._file.in_transaction:
            self._file.execute("COMMIT")
        self._file.close()
        if self._lock is not None:
            self._lock.close()


def _row(values: tuple[Any, ...]) -> Row:
    named = dict(zip(COLUMNS, values, strict=True))
    return Row(**{name: json.loads(value) if name in JSON else value for name, value in named.items()})


def _locked(path: Path) -> IO[bytes]:
    """A lock that the system takes back when the process ends, however it ends."""
    import fcntl

    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666), "r+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        message = "Unexpected second run into one output folder, expected one at a time."
        raise RubricateError(
            Finding("run-busy", Severity.ERROR, message, Place(str(path.parent)), "Wait for the other, or end it.")
        ) from None
    return file
