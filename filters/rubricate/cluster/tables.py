"""Result tables: a row a document, a Parquet file a shard.

`tables/*.parquet` is the same, byte for byte, in every run of the same input, settings and versions: no clock, no
machine. What differs from run to run (milliseconds, worker, attempts) lies in `timings/*.parquet`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from ..batch import Versions
from ..batch.journal import Row
from . import storage

FINDING = {
    "id": "string", "severity": "string", "message": "string", "file": "string", "line": "int32", "column": "int32", "block": "int32",
    "xpath": "string", "excerpt": "string", "suggestion": "string", "link": "string",
}  # fmt: skip
"""Columns of a finding, inside `findings`; unknown is null."""
KINDS = {"str": "string", "int": "int64", "findings": "findings", "doubtful": "map<string, int64>", "media": "map<string, string>"}  # fmt: skip
TIMED = ("milliseconds",)
COLUMNS = {
    "shard": "string",
    **{one.name: KINDS.get(one.name) or KINDS[str(one.type)] for one in fields(Row) if one.name not in TIMED},
    "python": "string",
    "libraries": "string",
}
"""Columns of `tables/`: those of the journal of one machine (`batch.journal.Row`, without its clock), where `document` is the
key; the shard, and what else is compared between workers."""
TIMINGS = {"document": "string", "milliseconds": "float64", "worker": "string", "done": "string"}
"""Columns of `timings/`: `done` is "converted", or "kept" where an earlier run's output still stands."""

TableRow = dict[str, Any]


def table_row(row: Row, shard: str, versions: Versions) -> TableRow:
    """A row of the journal as one of `COLUMNS`."""
    told: TableRow = {one.name: getattr(row, one.name) for one in fields(Row) if one.name not in TIMED}
    return told | {
        "shard": shard,
        "findings": [_flat(finding) for finding in row.findings],
        "doubtful": sorted(row.doubtful.items()),
        "media": sorted(row.media.items()),
        "python": versions.python,
        "libraries": versions.libraries,
    }


def journal_row(told: Mapping[str, Any], milliseconds: float = 0.0) -> Row:
    """The other way."""
    values = {one.name: told[one.name] for one in fields(Row) if one.name not in TIMED}
    values["findings"] = [_nested(finding) for finding in told["findings"]]
    values |= {name: dict(told[name]) for name in ("doubtful", "media")}
    return Row(**values, milliseconds=milliseconds)


def _flat(finding: Mapping[str, Any]) -> TableRow:
    told = {**finding, **finding.get("place", {})}
    return {name: told.get(name) for name in FINDING}


PLACE = ("file", "line", "column", "block", "xpath", "excerpt")


def _nested(finding: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: value for key, value in finding.items() if value is not None and key not in PLACE}
    return told | {"place": {key: finding[key] for key in PLACE if finding[key] is not None}}


def write_table(name: str, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str] = COLUMNS) -> None:
    """Write rows, sorted by document, as one Parquet file. Raises RubricateError as `storage` does."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    ordered = sorted(({key: row[key] for key in columns} for row in rows), key=lambda row: str(row["document"]))
    table = pa.Table.from_pylist(ordered, schema=_schema(columns))
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    storage.write_bytes_to(name, out.getvalue())


def read_table(name: str, columns: Sequence[str] | None = None) -> list[TableRow]:
    """The rows of a table; [] where there is none, or none that can be read (it is made anew then)."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    if storage.size_of(name) is None:
        return []
    try:
        with storage.opened(name) as file:
            rows: list[TableRow] = parquet.read_table(pa.BufferReader(file.read()), columns=columns).to_pylist()
            return rows
    except (pa.ArrowException, OSError, KeyError):
        return []


def _schema(columns: Mapping[str, str]) -> Any:
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "float64": pa.float64(),
        "map<string, int64>": pa.map_(pa.string(), pa.int64()),
        "map<string, string>": pa.map_(pa.string(), pa.string()),
    }
    kinds["findings"] = pa.list_(pa.struct([(name, kinds[kind]) for name, kind in FINDING.items()]))
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
