"""`rubricate convert --cluster`: options in, a run on the workers of a scheduler, what is said meanwhile and at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import click

from .batch.outcome import Status
from .batch.page import NAME as PAGE
from .batch.page import run_page
from .batch.run import interrupted
from .batch.summary import summary
from .batch_command import INTERRUPTED, ended_by_signals, progress_of, settings_of
from .cli import say
from .cluster import storage
from .cluster.run import connect, convert_on_cluster, rows_of
from .cluster.shards import Shard, shards_of
from .convert_command import Options, suffix_of
from .findings import Finding


def run_on_cluster(names: Sequence[str], options: Options, limits: dict[str, int]) -> int:
    """Convert all that `names` stand for into the folder `options.output` on the cluster; returns the exit code."""
    if not options.output or options.output == "-":
        raise click.UsageError("A cluster needs a folder to write to: give -o FOLDER, or -o s3://bucket/folder.")
    if options.references or options.write_references or options.corrections:
        raise click.UsageError(
            "--references, --write-references and --corrections are of one article: convert it alone."
        )
    if options.report or options.flat or options.jobs is not None:
        raise click.UsageError("--report, --flat and --jobs are of one machine: a cluster writes tables and mirrored folders, with a task for each thread of its workers.")  # fmt: skip
    if "-" in names:
        raise click.UsageError("A cluster can't read standard input: give a folder, an archive or a URL.")
    unread: list[Finding] = []
    with ended_by_signals():
        folder = _absolute(options.output)
        shards = list(shards_of([_absolute(name) for name in names], suffix_of(options.to), folder, unread.append))
        say(unread)
        return max(_run(shards, folder, options, limits), 1 if unread else 0)


def _absolute(name: str) -> str:
    """A path as workers are told it: they run in other folders."""
    from pathlib import Path

    if storage.is_url(name):
        return name.rstrip("/")
    if name.startswith("@"):
        return name
    return str(Path(storage.plain_name(name)).absolute())


def _run(shards: list[Shard], folder: str, options: Options, limits: dict[str, int]) -> int:
    settings = settings_of(options, limits)
    client = connect(options.cluster)
    total = sum(len(shard.documents) for shard in shards)
    started = time.monotonic()
    errors = unchanged = 0
    progress = progress_of(total, options.quiet)
    heard: list[Finding] = []

    def tell(finding: Finding) -> None:
        heard.append(finding)
        say([finding])

    done = convert_on_cluster(client, shards, folder, settings, retry_failed=options.retry_failed, say=tell)
    try:
        for worked in done:
            errors += worked.row.errors > 0 or Status(worked.row.status).failed
            unchanged += not worked.done
            progress.tell(worked)
    except KeyboardInterrupt as stop:
        done.close()
        say([interrupted()])
        return stop.args[0] if stop.args else INTERRUPTED
    finally:
        progress.close()
        client.close()
    whole = summary(lambda: rows_of(folder, shards))
    page = storage.join(folder, PAGE)
    storage.write_bytes_to(page, run_page(whole).encode("utf-8", "replace"))
    if not options.quiet:
        told = f"{total:,} documents in {time.monotonic() - started:,.1f} s, {unchanged:,} of them unchanged"
        told += f"; {len(heard)} workers refused" if heard else ""
        sys.stderr.write(f"{whole.table()}\n{told}\n{page}\n")
    return 1 if errors else 0
