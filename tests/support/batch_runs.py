"""Helpers of the tests of runs: small articles, a pandoc that kills or hangs on demand, what a run left behind."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from rubricate.batch.journal import LOCK, NAME, Journal, Row
from rubricate.batch.page import NAME as PAGE
from rubricate.pandoc import pandoc_path

PROGRAM = str(Path(sys.executable).parent / "rubricate")
KILLS, HANGS = "The word KILLSWORKER stands here.", "The word HANGSFOREVER stands here."
ARTICLE = """Lanterns of village {n}: a survey

Ada Okafor{n}, Ben Lindqvist

Abstract

We counted {n} lanterns in {more} streets.

Keywords: lanterns; villages

Introduction

Village {n} has lanterns. {text}

References

1. Okafor A. Lanterns of old. J Lamps. 2011;{n}:1-9.
"""


def article(number: int, text: str = "Nothing more is known.") -> str:
    return ARTICLE.format(n=number, more=number + 1, text=text)


def write_articles(folder: Path, number: int) -> None:
    """Articles in a few folders below `folder`."""
    for n in range(number):
        path = folder / f"year-{n % 3}" / f"article-{n:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(n), encoding="utf-8")


def evil_pandoc(folder: Path) -> dict[str, str]:
    """The environment in which pandoc kills the process that asks, or never answers, at a word in the text."""
    script = folder / "pandoc"
    script.write_text(
        "#!/bin/sh\n"
        f'case "$*" in *--version*) exec {pandoc_path()} "$@";; esac\n'
        "if grep -aq KILLSWORKER /dev/stdin; then kill -9 $PPID; fi\n"
        "if grep -aq HANGSFOREVER /dev/stdin; then exec sleep 100; fi\n"
        f'exec {pandoc_path()} "$@"\n'
    )
    script.chmod(0o755)
    return {**os.environ, "RUBRICATE_PANDOC": str(script)}


def convert(*arguments: str | Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """`rubricate convert ARGUMENTS`, a process of its own."""
    command = [PROGRAM, "convert", *map(str, arguments)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120
    )


def outputs(folder: Path) -> dict[str, str]:
    """Every file of an output folder but journal and page, with its digest."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (NAME, LOCK, PAGE)
    }


def rows(folder: Path) -> dict[str, Row]:
    """The journal of an output folder, without the clock."""
    journal = Journal(folder, read_only=True)
    found = {row.document: row for row in journal.rows()}
    journal.close()
    for row in found.values():
        row.milliseconds = 0.0
    return found
