"""Whose works the models learned from: one line an article, with its licence, kept beside the models."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ...files import write_file
from .examples import rows

SOURCES = ("tagged", "fields", "pairs")
HEAD = "article\tjournal\tlicence\treferences\n"


def licence_of(text: str) -> str:
    """ "https://creativecommons.org/licenses/by/4.0/" as "CC BY 4.0"."""
    low = text.strip().lower()
    if "publicdomain" in low or "zero" in low:
        return "CC0"
    kind = next(
        (name for name in ("by-nc-nd", "by-nc-sa", "by-nc", "by-sa", "by-nd", "by") if f"/{name}/" in low), "by"
    )
    number = next((version for version in ("4.0", "3.0", "2.5", "2.0", "1.0") if version in low), "")
    return f"CC {kind.upper()} {number}".strip()


def may_ship(text: str) -> bool:
    """Whether a model that is shipped may learn from works under a licence: CC BY and CC0, not NC, SA, ND."""
    return licence_of(text).startswith(("CC0", "CC BY")) and not licence_of(text).startswith("CC BY-")


def write(folder: Path, path: Path) -> None:
    """The list of the articles whose references are in the training data, held-out ones included."""
    found: Counter[tuple[str, str, str]] = Counter()
    for name in SOURCES:
        for row in rows(folder / f"{name}.jsonl.gz"):
            if may_ship(row["lic"]):
                found[row["art"], row["journal"], licence_of(row["lic"])] += 1
    lines = [
        f"{article}\t{journal}\t{licence}\t{number}\n" for (article, journal, licence), number in sorted(found.items())
    ]
    write_file(path, (HEAD + "".join(lines)).encode("utf-8"))
