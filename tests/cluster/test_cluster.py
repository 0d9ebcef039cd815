"""A scheduler and workers as processes on loopback: what is promised of them holds while they are killed and unlike."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="Dask is not here: pip install '.[dask]' runs these tests")

from click.testing import CliRunner
from cluster_processes import Processes, cluster

from rubricate.batch import BatchSettings, convert_one
from rubricate.batch.journal import Journal
from rubricate.cli import cli
from rubricate.cluster.run import connect, convert_on_cluster
from rubricate.cluster.shards import shards_of
from rubricate.cluster.tables import COLUMNS, TIMINGS, journal_row, read_table
from rubricate.findings import Finding, RubricateError
from rubricate.pandoc import pandoc_path

pytestmark = pytest.mark.timeout(180)

ARTICLE = """\
On the Growth of Moss {number}

Anna Berg1 and Ben Stone2

1 Department of Botany, University of Oslo, Oslo, Norway
2 Institute of Soil Science, Graz, Austria

Abstract
Moss grew {number} mm a year under all four covers.

Keywords: moss; shade; growth

Introduction
Moss is slow [1]. {more}

References
1. Berg A. Slow plants. J Bot. 2019;12(3):45-51.
"""
WRAPPER = """\
#!/bin/sh
# pandoc, but for one word
case " $* " in *" --version "*) {version} ;; esac
input=$(mktemp); trap 'rm -f "$input"' EXIT
cat > "$input"
if grep -q kill-the-process "$input"; then kill -9 $PPID; fi
if grep -q kill-the-worker "$input"; then
  kill -9 $(sed 's/.*) . \\([0-9]*\\) .*/\\1/' /proc/$PPID/stat)
fi
exec {pandoc} "$@" < "$input"
"""


def articles(folder: Path, count: int, suffix: str = ".txt", **more: str) -> Path:
    """Invented articles `article-00.txt` …; `more` is a sentence of one of them, by its number ("n07").

    Pandoc reads Markdown; plain text as simple as this never meets it.
    """
    folder.mkdir(parents=True)
    for number in range(count):
        text = ARTICLE.format(number=number, more=more.get(f"n{number:02d}", ""))
        (folder / f"article-{number:02d}{suffix}").write_text(text, encoding="utf-8")
    return folder


def wrapper(folder: Path, version: str = "") -> str:
    """A pandoc that kills where it is told to; with another version's number, if one is given."""
    path = folder / "pandoc"
    told = f'echo "pandoc {version}"; exit 0' if version else f"exec {pandoc_path()} --version"
    path.write_text(WRAPPER.format(version=told, pandoc=pandoc_path()), encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@dataclass
class Ended:
    """What became of a run."""

    converted: int = 0
    statuses: Counter[str] = field(default_factory=Counter)


def run(processes: Processes, source: Path | str, output: Path, said: list[Finding] | None = None, **more: Any) -> Ended:  # fmt: skip
    client = connect(processes.address)
    try:
        say = said.append if said is not None else lambda _: None
        ended = Ended()
        for worked in convert_on_cluster(
            client, shards_of([str(source)]), str(output), BatchSettings(), say=say, **more
        ):
            ended.converted += worked.done
            ended.statuses[worked.row.status] += 1
        return ended
    finally:
        client.close()


def outputs(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.suffix == ".xml"}


def rows(folder: Path) -> dict[str, Any]:
    return {row["document"]: row for path in (folder / "tables").iterdir() for row in read_table(str(path))}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    with cluster(tmp_path_factory.mktemp("two"), 2) as processes:
        yield processes


def test_the_same_bytes_as_one_machine_and_again(two: Processes, tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 12)
    first = run(two, source, tmp_path / "a")
    assert (first.converted, first.statuses) == (12, {"written": 12})
    expected = {
        f"{path.stem}.xml": convert_one(path.read_bytes(), BatchSettings(), str(path)).output
        for path in source.iterdir()
    }
    assert outputs(tmp_path / "a") == expected
    again = run(two, source, tmp_path / "a")
    assert (again.converted, again.statuses) == (0, {"written": 12})
    other = run(two, source, tmp_path / "b")
    assert other.converted == 12
    tables = [(tmp_path / run_ / "tables" / "in.parquet").read_bytes() for run_ in "ab"]
    assert tables[0] == tables[1]
    assert list(rows(tmp_path / "a")["article-03.txt"]) == list(COLUMNS)
    timings = read_table(str(tmp_path / "b" / "timings" / "in.parquet"))
    assert [list(row) for row in timings] == [list(TIMINGS)] * 12
    assert all(row["milliseconds"] > 0 and row["worker"] for row in timings)


def test_only_what_changed_is_done_again(two: Processes, tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 9)
    run(two, source, tmp_path / "out")
    before = outputs(tmp_path / "out")
    (source / "article-02.txt").write_text(ARTICLE.format(number=2, more="It is green."), encoding="utf-8")
    (tmp_path / "out" / "article-04.xml").write_text("altered", encoding="utf-8")
    (tmp_path / "out" / "article-05.xml").unlink()
    assert run(two, source, tmp_path / "out").converted == 3
    after = outputs(tmp_path / "out")
    assert {name for name in before if before[name] != after[name]} == {"article-02.xml"}


def test_a_folder_that_grows_into_more_slices(two: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done stays done, and who reads all tables counts each document once."""
    source = articles(tmp_path / "in", 4)
    run(two, source, tmp_path / "out")
    articles(tmp_path / "more", 9)
    for path in (tmp_path / "more").iterdir():
        path.rename(source / path.name)
    monkeypatch.setattr("rubricate.cluster.shards.SLICE", 3)
    again = run(two, source, tmp_path / "out")
    assert (again.converted, again.statuses) == (5, {"written": 9})
    tables = sorted(path.name for path in (tmp_path / "out" / "tables").iterdir())
    assert tables and all("-of-00004" in name for name in tables)
    assert sorted(
        row["document"] for name in tables for row in read_table(str(tmp_path / "out" / "tables" / name))
    ) == [f"article-{number:02d}.txt" for number in range(9)]


def test_killed_workers_cost_no_document(two: Processes, tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 60)
    undisturbed = run(two, source, tmp_path / "a")
    client = connect(two.address)
    killed: list[int] = []

    def kill() -> None:
        for _ in range(3):
            time.sleep(1.5)
            if pids := sorted(client.run(os.getpid, on_error="ignore").values()):
                killed.append(pids[len(killed) % len(pids)])
                os.kill(killed[-1], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    disturbed = run(two, source, tmp_path / "b")
    killer.join()
    client.close()
    assert killed
    assert disturbed.statuses == undisturbed.statuses
    assert outputs(tmp_path / "a") == outputs(tmp_path / "b")
    tables = [(tmp_path / run_ / "tables" / "in.parquet").read_bytes() for run_ in "ab"]
    assert tables[0] == tables[1]


def test_a_worker_of_another_version_gets_no_work(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 9)
    other = {"RUBRICATE_PANDOC": wrapper(tmp_path, "3.0.99")}
    with cluster(tmp_path / "cluster", 0) as processes:
        processes.workers(1, other, "other")
        said: list[Finding] = []
        with pytest.raises(RubricateError) as ended:
            run(processes, source, tmp_path / "out", said)
        assert [finding.id for finding in ended.value.findings] == ["no-workers"]
        assert [finding.id for finding in said] == ["worker-refused"]
        assert "pandoc '3.0.99' for " in said[0].message
        assert outputs(tmp_path / "out") == {}
        processes.workers(1, None, "right")
        said.clear()
        summary = run(processes, source, tmp_path / "out", said)
        assert (summary.converted, summary.statuses) == (9, {"written": 9})
        assert [finding.id for finding in said] == ["worker-refused"]
        timings = read_table(str(tmp_path / "out" / "timings" / "in.parquet"))
        assert {row["worker"] for row in timings} == {"right"}


def test_a_document_that_kills_costs_itself(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 10, ".md", n03="kill-the-process", n06="kill-the-worker")
    settings = {"RUBRICATE_PANDOC": wrapper(tmp_path), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with cluster(tmp_path / "cluster", 2, settings) as processes:
        summary = run(processes, source, tmp_path / "out")
        assert summary.statuses == {"written": 8, "poison": 2}
        found = rows(tmp_path / "out")
        assert [found[name]["status"] for name in ("article-03.md", "article-06.md")] == ["poison", "poison"]
        assert "SIGKILL" in found["article-03.md"]["findings"][0]["message"]
        assert found["article-06.md"]["findings"][0]["id"] == "worker-died"
        again = run(processes, source, tmp_path / "out")
        assert again.converted == 0  # poison is left alone


def test_nobody_there_is_said(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 1)
    with cluster(tmp_path / "cluster", 0) as processes:
        with pytest.raises(RubricateError) as ended:
            run(processes, source, tmp_path / "out", patience=1.0)
        assert [finding.id for finding in ended.value.findings] == ["no-workers"]
    with pytest.raises(RubricateError) as ended:
        connect(processes.address, timeout=1)
    assert [finding.id for finding in ended.value.findings] == ["no-scheduler"]
    with pytest.raises(RubricateError) as ended:
        connect("localhost:8786")
    assert [finding.id for finding in ended.value.findings] == ["bad-option"]


def test_the_command_writes_what_one_machine_writes(two: Processes, tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 6)
    (source / "unreadable.pdf").write_bytes(b"%PDF-1.4")
    (source / "deep").mkdir()
    (source / "deep" / "refused.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    runner = CliRunner()
    alone = runner.invoke(cli, ["convert", str(source), "-o", str(tmp_path / "a"), "--jobs", "2"])
    many = runner.invoke(cli, ["convert", str(source), "-o", str(tmp_path / "b"), "--cluster", two.address])
    assert (alone.exit_code, many.exit_code) == (1, 1), many.output
    assert "7 documents in" in many.output
    assert outputs(tmp_path / "a") == outputs(tmp_path / "b")
    journal = Journal(tmp_path / "a")
    expected = {row.document: replace(row, milliseconds=0.0) for row in journal.rows()}
    journal.close()
    found = {name: journal_row(row) for name, row in rows(tmp_path / "b").items()}
    assert found == expected  # the same rows as in the journal, finding for finding
    assert found["deep/refused.doc"].status == "refused"
    assert "refused-format" in (tmp_path / "b" / "rubricate-run.html").read_text(encoding="utf-8")


def test_wrong_use_of_the_command_is_said(tmp_path: Path) -> None:
    source = str(articles(tmp_path / "in", 1))
    for options, told in (
        (["-o", "-", "--cluster", "dask://127.0.0.1:1"], "needs a folder"),
        (["-o", str(tmp_path), "--cluster", "dask://127.0.0.1:1", "--jobs", "2"], "are of one machine"),
    ):
        result = CliRunner().invoke(cli, ["convert", source, *options])
        assert result.exit_code == 2
        assert told in result.output
