"""`rubricate convert` for many documents: options in, a run, what is said meanwhile and at the end."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import click

from .batch.journal import Journal, Row
from .batch.outcome import Status
from .batch.page import NAME as PAGE
from .batch.page import run_page
from .batch.run import interrupted, run
from .batch.settings import BatchSettings, given_files
from .batch.summary import summary
from .batch.targets import targets_of
from .batch.work import Job, Worked
from .cli import colour, say
from .convert_command import Options, jats_choice, metadata_pairs, suffix_of
from .files import write_file
from .findings import Finding, Place, RubricateError, Severity
from .messages import neutral
from .reading.metadata import check_metadata_file
from .sources import ARTICLES, Found, Source, find

INTERRUPTED = 130


class Progress(Protocol):
    """What is told while a run goes on."""

    def tell(self, worked: Worked) -> None: ...
    def close(self) -> None: ...


def run_many(names: Sequence[str], options: Options, limits: dict[str, int]) -> int:
    """Convert all that `names` stand for into the folder `options.output`; returns the exit code."""
    if not options.output or options.output == "-":
        raise click.UsageError("Many articles need a folder to go into: give -o FOLDER.")
    if options.references or options.write_references or options.corrections:
        raise click.UsageError(
            "--references, --write-references and --corrections are of one article: convert it alone."
        )
    output = Path(options.output)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = (
            f"Unexpected {(error.strerror or str(error)).lower()} for {output}, expected a folder or room to make it."
        )
        raise RubricateError(Finding("not-written", Severity.ERROR, message, Place(str(output)))) from None
    settings = settings_of(options, limits)
    job = Job(
        settings,
        settings.digest(),
        output,
        Path(options.report) if options.report else None,
        options.flat,
        options.retry_failed,
    )
    journal = Journal(output)
    try:
        with find(names, ARTICLES, output) as found, ended_by_signals():
            return _run(job, found, options, journal)
    finally:
        journal.close()


def settings_of(options: Options, limits: dict[str, int]) -> BatchSettings:
    """The settings of all documents; faults of metadata files are said."""
    version, tag_set = jats_choice(options.jats)
    for name in options.metadata_files:
        say(check_metadata_file(Path(name)), Severity.WARNING)
    return BatchSettings(
        options.from_, options.to, version, tag_set, options.citations, tuple(metadata_pairs(options.metadata).items()),
        given_files(options.metadata_files), None, options.strict, tuple(sorted(limits.items())), bool(options.report),
    )  # fmt: skip


def _run(job: Job, found: Found, options: Options, journal: Journal) -> int:
    sources = _without_outputs(found.sources, job.output, journal)
    targets = targets_of(sources, suffix_of(options.to), flat=options.flat)
    for source, target in zip(sources, targets, strict=True):
        if not source.member and (job.output / target).absolute() == Path(source.path).absolute():
            message = f"Unexpected output {job.output / target}, expected another file than the source."
            raise RubricateError(
                Finding("output-clash", Severity.ERROR, message, Place(source.name), "Give another -o.")
            )
    if found.left_out and not options.quiet:
        others = ", ".join(f"{suffix} {number}" for suffix, number in found.left_out.most_common(6))
        message = f"{found.left_out.total()} files of other kinds are left out: {others}"
        say([Finding("left-out", Severity.INFO, message)])
    say(found.faults)
    started = time.monotonic()
    statuses: Counter[str] = Counter()
    errors, unchanged = len(found.faults), 0
    progress = progress_of(len(sources), options.quiet)
    done = run(job, sources, targets, journal, min(options.jobs or os.cpu_count() or 1, max(len(sources), 1)))
    try:
        for worked in done:
            statuses[worked.row.status] += 1
            errors += worked.row.errors > 0 or Status(worked.row.status).failed
            unchanged += not worked.done
            progress.tell(worked)
    except KeyboardInterrupt as stop:
        done.close()
        progress.close()
        say([interrupted()])
        return stop.args[0] if stop.args else INTERRUPTED
    progress.close()
    whole = summary(journal.rows)
    write_file(job.output / PAGE, run_page(whole).encode("utf-8", "replace"))
    if not options.quiet:
        seconds = time.monotonic() - started
        told = f"{len(sources):,} documents in {seconds:,.1f} s, {unchanged:,} of them unchanged"
        earlier = whole.documents - len(sources)
        told += f"; {earlier:,} of earlier runs are not among them" if earlier > 0 else ""
        sys.stderr.write(f"{whole.table()}\n{told}\n{job.output / PAGE}\n")
    return 1 if errors else 0


def _without_outputs(sources: Sequence[Source], output: Path, journal: Journal) -> list[Source]:
    """What was just found, without what we wrote ourselves: the output folder may lie inside the source's."""
    ours = {(output / target).absolute() for target in journal.targets()} | {(output / PAGE).absolute()}
    return [source for source in sources if source.named or source.member or Path(source.path).absolute() not in ours]


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Ctrl-C also where the shell started us in the background, and the same for SIGTERM."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _: object) -> None:
        raise KeyboardInterrupt(128 + number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def progress_of(total: int, quiet: bool) -> Progress:
    """A bar on a terminal, with rate and time left; elsewhere a line a document."""
    if quiet:
        return _Quiet()
    if sys.stderr.isatty():
        try:
            return _Bar(total)
        except ImportError:
            return _Line(total)
    return _Lines(total)


class _Quiet:
    """Errors only."""

    def tell(self, worked: Worked) -> None:
        _say_error(worked, "")

    def close(self) -> None:
        pass


class _Lines:
    """`[12/4,000] refused a.docx 31 ms: what the first error says`."""

    def __init__(self, total: int) -> None:
        self.total, self.number = total, 0

    def tell(self, worked: Worked) -> None:
        self.number += 1
        sys.stderr.write(f"[{self.number:,}/{self.total:,}] {_told(worked)}\n")

    def close(self) -> None:
        sys.stderr.flush()


class _Line:
    """One line that is written over: for a terminal without rich."""

    def __init__(self, total: int) -> None:
        self.total, self.number, self.started = total, 0, time.monotonic()

    def tell(self, worked: Worked) -> None:
        self.number += 1
        _say_error(worked, "\r\x1b[K")
        rate = self.number / max(time.monotonic() - self.started, 0.001)
        left = (self.total - self.number) / rate
        sys.stderr.write(f"\r\x1b[K{self.number:,}/{self.total:,}  {rate:.1f}/s  {_clock(left)} left")
        sys.stderr.flush()

    def close(self) -> None:
        sys.stderr.write("\r\x1b[K")


class _Bar:
    """rich's bar. It is drawn by us and not by a thread of its own: the workers are made by fork."""

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
        console = Console(stderr=True, no_color=not colour())
        self.bar = Progress(*columns, console=console, auto_refresh=False, transient=True)
        self.task = self.bar.add_task("", total=total, rate="")
        self.started, self.number, self.drawn = time.monotonic(), 0, 0.0
        self.bar.start()

    def tell(self, worked: Worked) -> None:
        self.number += 1
        now = time.monotonic()
        rate = f"{self.number / max(now - self.started, 0.001):.1f}/s"
        self.bar.update(self.task, completed=self.number, rate=rate)
        _say_error(worked, "\r\x1b[K")
        if now - self.drawn > 0.1:
            self.bar.refresh()
            self.drawn = now

    def close(self) -> None:
        self.bar.stop()


def _say_error(worked: Worked, before: str) -> None:
    if worked.done and Status(worked.row.status).failed:
        sys.stderr.write(f"{before}{_told(worked)}\n")


def _told(worked: Worked) -> str:
    row = worked.row
    how = row.status if worked.done else f"unchanged ({row.status})"
    return f"{how} {neutral(row.source)} {row.milliseconds:,.0f} ms{_why(row)}"


def _why(row: Row) -> str:
    first = next((finding for finding in row.findings if finding["severity"] == "error"), None)
    return f": {first['id']}: {neutral(first['message'])}" if first else ""


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
