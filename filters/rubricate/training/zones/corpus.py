"""The articles to learn from, and the publishers held out of them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from ...values import RubricateError
from .article_reader import read_article
from .source import Source

HELD_OUT = 6
"""One publisher in so many is kept for measuring while we work; chosen by a hash of the name, never by its articles."""


def is_held_out(publisher: str) -> bool:
    return int(hashlib.sha256(publisher.encode()).hexdigest(), 16) % HELD_OUT == 0


def articles(data: Path, *, held_out: bool = False) -> Iterator[Source]:
    """The articles of the split `train` under `data` (with `articles.tsv`), in the order of the table.

    `held_out`: those of the held-out publishers instead of the others. The split `test` is never read.
    """
    with (data / "articles.tsv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table, delimiter="\t") if row["split"] == "train"]
    for row in rows:
        if is_held_out(row["publisher"]) == held_out:
            try:
                yield read_article(data / "articles" / row["file"])
            except RubricateError:
                continue
