"""Result tables: a row a document, a Parquet file a shard.

`tables/*.parquet` is the same, byte for byte, in every run of the same input, settings and versions: no clock, no
machine. What differs from run to run (milliseconds, worker, attempts) lies in `timings/*.parquet`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..batch import BatchSettings, Outcome, Versions
from ..batch.outcome import sha256
from ..findings import Finding, Severity
from . import storage

FINDING = {
    "id": "string", "severity": "string", "message": "string", "file": "string", "line": "int32", "column": "int32", "block": "int32",
    "xpath": "string", "excerpt": "string", "suggestion": "string",
}  # fmt: skip
"""Columns of a finding, inside `findings`; unknown is null."""
LEDGER = ("words-in", "words-out", "furniture", "lost", "added", "unexplained")
COLUMNS = {
    "document": "string", "shard": "string", "source": "string", "status": "string", "title": "string", "tag_set": "string",
    "input_sha256": "string", "output": "string", "output_sha256": "string", "output_bytes": "int64", "media": "map<string, string>",
    "errors": "int32", "warnings": "int32", "queries": "int32",
    **{name.replace("-", "_"): "int64" for name in LEDGER},
    "doubtful": "map<string, int32>", "findings": "list",
    "settings_sha256": "string", **dict.fromkeys(Versions._fields, "string"),
}  # fmt: skip
"""Columns of `tables/`. `document` is the name inside the input and the key of a row; `source` is where it was read;
`output` its name below the output folder, `media` the names (beside it) and SHA-256 of its pictures; `settings_sha256` and the versions say how it was made."""
TIMINGS = {"document": "string", "milliseconds": "float64", "worker": "string", "done": "string"}
"""Columns of `timings/`: `done` is "converted", or "kept" where an earlier run's output still stands."""

Row = dict[str, Any]


def row_of(
    outcome: Outcome, document: str, shard: str, output: str, settings: BatchSettings, versions: Versions
) -> Row:
    """An outcome as a row of `COLUMNS`."""
    severities = [finding.severity for finding in outcome.findings]
    return {
        "document": document,
        "shard": shard,
        "source": outcome.name,
        "status": str(outcome.status),
        "title": outcome.title,
        "tag_set": outcome.tag_set,
        "input_sha256": outcome.input_sha256,
        "output": output if outcome.output is not None else "",
        "output_sha256": outcome.output_sha256,
        "output_bytes": len(outcome.output) if outcome.output is not None else 0,
        "media": [(name, sha256(picture)) for name, picture in sorted(outcome.media.items())],
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "queries": severities.count(Severity.QUERY),
        **{name.replace("-", "_"): outcome.ledger.get(name, 0) for name in LEDGER},
        "doubtful": sorted(outcome.doubtful.items()),
        "findings": [_finding(finding) for finding in outcome.findings],
        "settings_sha256": settings.digest(),
        **versions._asdict(),
    }


def _finding(finding: Finding) -> Row:
    told = finding.as_dict()
    told |= told.pop("place", {})
    return {name: told.get(name) for name in FINDING}


def write_table(name: str, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str] = COLUMNS) -> None:
    """Write rows, sorted by document, as one Parquet file. Raises RubricateError as `storage` does."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    ordered = sorted(({key: row[key] for key in columns} for row in rows), key=lambda row: str(row["document"]))
    table = pa.Table.from_pylist(ordered, schema=_schema(columns))
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    storage.write_bytes_to(name, out.getvalue())


def read_table(name: str, columns: Sequence[str] | None = None) -> list[Row]:
    """The rows of a table; [] where there is none, or none that can be read (it is made anew then)."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    if storage.size_of(name) is None:
        return []
    try:
        with storage.opened(name) as file:
            rows: list[Row] = parquet.read_table(pa.BufferReader(file.read()), columns=columns).to_pylist()
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
        "map<string, int32>": pa.map_(pa.string(), pa.int32()),
        "map<string, string>": pa.map_(pa.string(), pa.string()),
    }
    kinds["list"] = pa.list_(pa.struct([(name, kinds[kind]) for name, kind in FINDING.items()]))
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
