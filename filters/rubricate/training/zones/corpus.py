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


def articles(data: Path, part: str = "train") -> Iterator[Source]:
    """The articles of one part of the data (with `articles.tsv`), in the order of the table.

    `train`: to learn from. `held-out`: publishers of the split `train` that are not learned from. `test`: to measure only.
    """
    with (data / "articles.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    for row in rows:
        of = "test" if row["split"] != "train" else "held-out" if is_held_out(row["publisher"]) else "train"
        if of == part:
            try:
                yield read_article(data / "articles" / row["file"])
            except RubricateError:
                continue
