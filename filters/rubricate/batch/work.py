"""What a worker does for one document: see whether its output still stands, else convert it and write it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..files import read_file, write_file
from ..findings import Finding, RubricateError, Severity
from ..reading.metadata import beside as companion
from ..sources import ARTICLES, Source, zip_beside, zip_bytes
from .convert_one import convert_one
from .journal import Row
from .outcome import Outcome, Status, sha256
from .settings import BatchSettings
from .targets import folder_form
from .versions import versions

SEARCHED = frozenset(("missing-picture", "renamed-picture", "not-a-picture", "picture-too-large", "unsafe-picture"))
"""Findings about pictures that may be others by now: such a document is done again."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all documents of a run have in common."""

    settings: BatchSettings
    digest: str
    """Of the settings."""
    output: Path
    reports: Path | None = None
    flat: bool = False
    retry_failed: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One document: where it is, where its output goes, and what the journal knows of it."""

    source: Source
    target: str
    known: Row | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """The row of a document, and whether it was done in this run."""

    row: Row
    done: bool = True


def work(job: Job, task: Task) -> Worked:
    """Raises nothing but what ends a process: a fault is a row."""
    source = task.source
    try:
        data, beside = _read(source)
    except RubricateError as error:
        findings = tuple(finding.at(source.name) for finding in error.findings)
        return Worked(row_of(job, task, Outcome(source.name, Status.REFUSED, "", findings=findings)))
    if task.known is not None and _stands(job, task, task.known, data, beside):
        return Worked(task.known, done=False)
    path = source.path if source.label else source.name
    outcome = convert_one(data, job.settings, path, beside)
    target = folder_form(task.target) if job.flat and outcome.media else task.target
    try:
        _write(job, outcome, target)
    except RubricateError as error:
        outcome = Outcome(path, Status.REFUSED, outcome.input_sha256, findings=(*outcome.findings, *error.findings))
    row = row_of(job, task, outcome)
    row.target = target
    row.beside_sha256 = beside_digest(source, row.media, beside)
    _remove_former(job, task.known, row)
    return Worked(row)


def row_of(job: Job, task: Task, outcome: Outcome) -> Row:
    """The row of an outcome."""
    these = versions()
    counted = [finding.severity for finding in outcome.findings]
    source = task.source
    findings = [finding.as_dict() for finding in outcome.findings]
    if source.label:
        for finding in findings:
            finding["message"] = finding["message"].replace(source.path, source.label)
            if finding.get("place", {}).get("file") == source.path:
                finding["place"]["file"] = source.label
    return Row(
        document=source.relative,
        source=source.name,
        target=task.target,
        status=str(outcome.status),
        input_sha256=outcome.input_sha256,
        settings=job.digest,
        rubricate=these.rubricate,
        code=these.code,
        pandoc=these.pandoc,
        grammar=these.grammar,
        models=these.models,
        output_sha256=outcome.output_sha256,
        output_bytes=len(outcome.output or b""),
        milliseconds=round(outcome.milliseconds, 1),
        errors=counted.count(Severity.ERROR),
        warnings=counted.count(Severity.WARNING),
        queries=counted.count(Severity.QUERY),
        words_in=outcome.ledger.get("words-in", 0),
        words_out=outcome.ledger.get("words-out", 0),
        words_lost=outcome.ledger.get("lost", 0),
        words_added=outcome.ledger.get("added", 0),
        unexplained=outcome.ledger.get("unexplained", 0),
        title=outcome.title,
        tag_set=outcome.tag_set,
        findings=findings,
        doubtful=outcome.doubtful,
        media={name: sha256(picture) for name, picture in sorted(outcome.media.items())},
    )


def _write(job: Job, outcome: Outcome, target: str) -> None:
    """Pictures first: where the document stands, all that it names stands too."""
    if outcome.output is not None:
        path = job.output / target
        for name, picture in sorted(outcome.media.items()):
            write_file(path.parent / name, picture, make_folder=True)
        write_file(path, outcome.output, make_folder=True)
    if job.reports is not None and outcome.report:
        text = json.dumps(outcome.report, ensure_ascii=False, indent=2) + "\n"
        write_file(_report(job.reports, target), text.encode("utf-8", "replace"), make_folder=True)


def _report(folder: Path, target: str) -> Path:
    return folder / PurePosixPath(target).with_suffix(".json")


def _stands(job: Job, task: Task, row: Row, data: bytes, beside: Mapping[str, bytes] | None) -> bool:
    """Whether nothing has changed: input, what lies beside it, settings, versions, and the output itself."""
    if (row.settings, row.versions, row.input_sha256) != (job.digest, versions().deciding, sha256(data)):
        return False
    if row.beside_sha256 != beside_digest(task.source, row.media, beside):
        return False
    if Status(row.status).failed:
        return not job.retry_failed
    if row.target not in (task.target, *([folder_form(task.target)] if job.flat else [])):
        return False
    if any(finding["id"] in SEARCHED for finding in row.findings):
        return False
    target = job.output / row.target
    written = [(target, row.output_sha256), *((target.parent / name, digest) for name, digest in row.media.items())]
    if any(_digest_of(path) != digest for path, digest in written):
        return False
    return job.reports is None or _report(job.reports, row.target).is_file()


def _digest_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def beside_digest(source: Source, media: Mapping[str, str], beside: Mapping[str, bytes] | None) -> str:
    """Digest of the files beside a source that belong to it."""
    parts: list[tuple[str, str]] = []
    if beside is not None:
        stem = PurePosixPath(source.member or source.path).stem
        names = [name for name in (f"{stem}.yaml", "article.yaml", *media) if name in beside]
        parts = [(name, sha256(beside[name])) for name in names]
    else:
        folder = Path(source.path).parent
        yaml = companion(source.path)
        paths = [*([yaml] if yaml is not None else []), *(folder / name for name in media)]
        parts = [(path.name, _digest_of(path)) for path in paths if path.is_file()]
    return sha256(json.dumps(parts).encode()) if parts else ""


def _remove_former(job: Job, known: Row | None, row: Row) -> None:
    """An output that goes elsewhere now, or can't be made any more, is taken away where it is still as we wrote it."""
    if known is None or not known.output_sha256 or (known.target == row.target and row.output_sha256):
        return
    former = job.output / known.target
    if _digest_of(former) == known.output_sha256:
        former.unlink(missing_ok=True)


def fault_row(job: Job, task: Task, status: Status, finding: Finding) -> Row:
    """The row of a document that took its worker with it."""
    source = task.source
    try:
        data, beside = _read(source)
    except RubricateError:
        data, beside = b"", None
    row = row_of(job, task, Outcome(source.name, status, sha256(data), findings=(finding,)))
    row.beside_sha256 = beside_digest(source, row.media, beside)
    _remove_former(job, task.known, row)
    return row


def _read(source: Source) -> tuple[bytes, dict[str, bytes] | None]:
    """The bytes of a source and, of an archive, those of what lies beside it."""
    if source.member:
        return zip_bytes(source.path, source.member), zip_beside(source.path, source.member, ARTICLES)
    return read_file(Path(source.path)), None
