"""The words that articles use: data for undoing hyphens at line ends.

    python -m rubricate.training.words ../shared/data

Words of the training articles (CC BY or CC0, split `train` of articles.tsv) that stand in at least three of them.
"""

from __future__ import annotations

import csv
import re
import sys
import zlib
from collections import Counter
from pathlib import Path

from ..files import write_file
from ..tagging.hyphens import WORDS
from ..xml import parse_xml

LEAST = 3
WORD = re.compile(r"[^\W\d_]{4,24}")


def words_of_articles(data: Path) -> list[str]:
    """Sorted words in lower case, of articles under `data/articles`."""
    articles: Counter[str] = Counter()
    with (data / "articles.tsv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table, delimiter="\t") if row["split"] == "train"]
    for row in rows:
        root = parse_xml((data / "articles" / row["file"]).read_bytes(), row["file"]).getroot()
        text = " ".join(node for node in root.itertext() if isinstance(node, str))
        articles.update({word.casefold() for word in WORD.findall(text)})
    return sorted(word for word, number in articles.items() if number >= LEAST and word.isascii())


def main() -> None:
    words = words_of_articles(Path(sys.argv[1]))
    write_file(WORDS, zlib.compress("\n".join(words).encode("utf-8"), 9))
    print(f"{len(words)} words, {WORDS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
