"""Two runs beside each other: what changed, and whether for better where the right facts are known."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from batch_runs import PROGRAM, article, convert, write_articles


def compare(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, "compare", *map(str, arguments)], capture_output=True, text=True, timeout=60)


def test_better_worse_and_the_same(tmp_path: Path) -> None:
    folder, a, b, gold = (tmp_path / name for name in ("in", "a", "b", "gold"))
    write_articles(folder, 6)
    right = folder / "year-0" / "article-000.txt", folder / "year-1" / "article-001.txt"
    convert(folder, "-o", gold, "-q")
    right[0].write_text(article(0).replace("Ada Okafor0, Ben Lindqvist", "Ben Lindqvist"), encoding="utf-8")
    convert(folder, "-o", a, "-q")
    right[0].write_text(article(0), encoding="utf-8")
    right[1].write_text(article(1).replace("lanterns; villages", "lanterns; villagers"), encoding="utf-8")
    (folder / "year-2" / "article-002.txt").unlink()
    convert(folder, "-o", b, "-q")
    (b / "year-2").mkdir(exist_ok=True)
    done = compare(a, b, "--gold", gold, "--format", "json")
    assert done.returncode == 1, done.stderr
    told = json.loads(done.stdout)
    verdicts = {one["document"]: one["verdict"] for one in told["changed"]}
    assert verdicts == {
        "year-0/article-000.txt": "better",
        "year-1/article-001.txt": "worse",
        "year-2/article-002.txt": "changed",
    }
    assert (told["documents"], told["same"], told["with-gold"]) == (6, 3, 2)
    text = compare(a, b).stdout
    assert "written → not there" in text and "villagers" in text
    page = compare(a, b, "--gold", gold, "--format", "html").stdout
    assert "villagers" in page and page.startswith("<!DOCTYPE html>")


def test_a_run_is_the_same_as_itself(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 2)
    convert(tmp_path / "in", "-o", tmp_path / "out", "-q")
    done = compare(tmp_path / "out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, "2 documents, 2 the same\n")


def test_a_folder_without_a_journal_is_wrong_use(tmp_path: Path) -> None:
    done = compare(tmp_path, tmp_path)
    assert done.returncode == 2 and "no-journal" in done.stderr
