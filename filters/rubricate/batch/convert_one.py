"""One document of many: `convert_one` takes bytes, gives an `Outcome`, and never raises."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from ..files import write_file
from ..findings import RubricateError, internal_fault
from ..limits import changed_limits
from ..pipeline import Result, collector_at_rest, convert, strict
from ..queries import DOUBTED, DOUBTED_PARTS
from ..tagged import write_tagged
from .outcome import Outcome, Status, sha256
from .settings import BatchSettings, GivenFile


def convert_one(
    data: bytes, settings: BatchSettings, name: str = "-", beside: Mapping[str, bytes] | None = None
) -> Outcome:
    """Convert one document; whatever happens is told in the outcome. Raises nothing but what ends a process.

    `name` is what findings call it; its suffix tells the format, where the settings do not. Without `beside` it is a path,
    and pictures and `article.yaml` are looked for in its folder; with `beside` they are those files, by their names
    relative to the document, and nothing is looked for.

    >>> convert_one(b"Title\\n\\nText.", BatchSettings(), "article.txt").status  # doctest: +SKIP
    <Status.WRITTEN: 'written'>
    """
    started = time.perf_counter()
    try:
        with changed_limits(dict(settings.limits)), collector_at_rest():
            outcome = _converted(data, settings, name, beside)
    except RubricateError as error:
        findings = tuple(finding.at(name) for finding in error.findings)
        outcome = Outcome(name, Status.REFUSED, sha256(data), findings=findings)
    except Exception as error:
        outcome = Outcome(name, Status.FAULT, sha256(data), findings=(internal_fault(error, name),))
    return replace(outcome, milliseconds=1000 * (time.perf_counter() - started))


def _converted(data: bytes, settings: BatchSettings, name: str, beside: Mapping[str, bytes] | None) -> Outcome:
    if beside is None:
        return _outcome(data, settings, name, name)
    with unpacked(beside) as folder:
        path = str(folder / (PurePosixPath(name.replace("!", "/")).name or "-"))
        outcome = _outcome(data, settings, name, path)
        return replace(outcome, findings=tuple(finding.renamed(path, name) for finding in outcome.findings))


@contextmanager
def unpacked(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder that holds these files for a while, by their relative names; names that lead out of it are left out."""
    with tempfile.TemporaryDirectory(prefix="rubricate-") as folder:
        for relative, content in files.items():
            if _is_inside(relative):
                write_file(Path(folder) / relative, content, make_folder=True)
        yield Path(folder)


def _is_inside(relative: str) -> bool:
    path = PurePosixPath(relative.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and bool(path.name)


def _outcome(data: bytes, settings: BatchSettings, name: str, path: str) -> Outcome:
    result = convert(
        data,
        name=path,
        from_=settings.from_,
        metadata_files=[_on_disk(file) for file in settings.metadata_files],
        metadata=dict(settings.metadata),
        jats=settings.jats,
        tag_set=settings.tag_set,
        citations=settings.citations,
        references=_on_disk(settings.references) if settings.references is not None else None,
    )
    if settings.strict:
        result = strict(result)
    report = result.report
    output = _output(result, settings.to)
    status = Status.REFUSED if output is None else Status.WITH_ERRORS if result.errors else Status.WRITTEN
    given = {str(_on_disk(file)): file.name for file in settings.metadata_files}
    return Outcome(
        name,
        status,
        sha256(data),
        output,
        dict(result.media) if output is not None else {},
        tuple(finding.renamed(finding.place.file, given.get(finding.place.file, "")) for finding in result.findings),
        _ledger(report),
        _doubtful(report),
        _title(report),
        result.tag_set,
        {**report, "source": name} if settings.report else {},
    )


def _output(result: Result, to: str) -> bytes | None:
    if to == "jats":
        return result.xml
    return None if result.doc is None else write_tagged(result.doc, to)


def _ledger(report: Mapping[str, Any]) -> dict[str, int]:
    ledger = report["ledger"]
    if not ledger:
        return {}
    changes = {key: sum(change["times"] for change in ledger[key]) for key in ("lost", "added", "unexplained")}
    return {key: ledger[key] for key in ("words-in", "words-out", "furniture")} | changes


def _doubtful(report: Mapping[str, Any]) -> dict[str, int]:
    doubted: Counter[str] = Counter()
    doubted.update(value["key"] for value in report["values"] if value.get("confidence", 1.0) < DOUBTED)
    doubted.update(part["part"] for part in report["parts"] if part.get("confidence", 1.0) < DOUBTED_PARTS)
    return dict(sorted(doubted.items()))


def _title(report: Mapping[str, Any]) -> str:
    title = next((value["value"] for value in report["values"] if value["key"] == "title"), "")
    return title if isinstance(title, str) else ""


@lru_cache(maxsize=64)
def _on_disk(file: GivenFile) -> Path:
    """The path of a given file: its own where it lies there unchanged, else one in a folder of this process."""
    path = Path(file.name)
    try:
        if path.is_file() and path.read_bytes() == file.data:
            return path
    except (OSError, ValueError):
        pass
    copy = Path(_folder().name) / f"{sha256(file.data)[:16]}-{path.name}"
    write_file(copy, file.data)
    return copy


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="rubricate-given-")
