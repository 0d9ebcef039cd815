"""Runs over many articles: what comes out, what is done again and what not, and what one bad document costs."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tarfile
import time
import zipfile
from pathlib import Path

import pytest
from batch_runs import HANGS, KILLS, PROGRAM, article, convert, evil_pandoc, outputs, rows, write_articles

import rubricate

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
WITH_PICTURE = "# A lantern\n\nBody text.\n\n![Figure 1. A lantern.](lantern.png)\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write_articles(tmp_path / "archive", 8)
    return tmp_path / "archive"


def test_the_bytes_are_those_of_one_article_alone(archive: Path, tmp_path: Path) -> None:
    done = convert(archive, "-o", tmp_path / "out", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    for source in archive.rglob("*.txt"):
        written = tmp_path / "out" / source.relative_to(archive).with_suffix(".xml")
        assert written.read_bytes() == rubricate.convert(source).xml
    assert "8 documents in" in done.stderr and "[8/8] written" in done.stderr
    page = (tmp_path / "out" / "rubricate-run.html").read_text(encoding="utf-8")
    assert "8 documents" in page and "publishing-needs" in page


def test_other_programs_read_the_journal(archive: Path, tmp_path: Path) -> None:
    convert(archive, "-o", tmp_path / "out", "-q")
    with sqlite3.connect(tmp_path / "out" / "rubricate-run.sqlite") as file:
        query = "SELECT json_extract(value, '$.id'), count(*) FROM documents, json_each(findings) GROUP BY 1"
        assert ("publishing-needs", 8) in file.execute(query).fetchall()
        assert file.execute(
            "SELECT count(*), min(words_in) > 20 FROM documents WHERE status = 'written'"
        ).fetchone() == (8, 1)
    file.close()


def done_again(*arguments: str | Path) -> set[str]:
    """The names of the documents that a run did, and did not leave unchanged."""
    lines = convert(*arguments).stderr.splitlines()
    told = [line.split("] ", 1)[1] for line in lines if line.startswith("[") and "] " in line]
    return {Path(line.split()[1]).name for line in told if not line.startswith("unchanged")}


def test_only_what_changed_is_done_again(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = (archive, "-o", out, "-j", "2")
    assert len(done_again(*command)) == 8
    assert done_again(*command) == set()
    (archive / "year-0" / "article-003.txt").write_text(article(33), encoding="utf-8")
    (out / "year-1" / "article-001.xml").unlink()
    (out / "year-1" / "article-004.xml").write_text("altered by hand")
    (archive / "year-2" / "article-002.yaml").write_text("journal:\n  title: Lamps\n")
    expected = {f"article-{n:03}.txt" for n in (3, 1, 4, 2)}
    assert done_again(*command) == expected
    assert done_again(*command) == set()
    assert "<journal-title>Lamps" in (out / "year-2" / "article-002.xml").read_text(encoding="utf-8")
    assert len(done_again(*command, "--jats", "1.2")) == 8  # other settings
    assert done_again(*command, "--jats", "1.2") == set()


def test_other_versions_are_done_again(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(archive, "-o", out)
    with sqlite3.connect(out / "rubricate-run.sqlite") as file:
        file.execute("UPDATE documents SET pandoc = '3.0' WHERE document LIKE 'year-0/%'")
    file.close()
    assert done_again(archive, "-o", out, "-j", "1") == {f"article-{n:03}.txt" for n in (0, 3, 6)}


def test_pictures_belong_to_their_document(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.md").write_text(WITH_PICTURE)
    command = (folder, "-o", out, "-j", "1")
    assert done_again(*command) == {"a.md"}
    assert done_again(*command) == {"a.md"}  # its picture is missing, and may be there by now
    (folder / "lantern.png").write_bytes(PNG)
    assert done_again(*command) == {"a.md"}
    assert (out / "lantern.png").read_bytes() == PNG
    assert done_again(*command) == set()
    (folder / "lantern.png").write_bytes(PNG + b"other")
    assert done_again(*command) == {"a.md"}
    (out / "lantern.png").unlink()
    assert done_again(*command) == {"a.md"}
    assert (out / "lantern.png").read_bytes() == PNG + b"other"


def test_archives_lists_and_patterns_stand_for_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    write_articles(folder, 5)
    (folder / "year-0" / "b.md").write_text(WITH_PICTURE)
    (folder / "year-0" / "lantern.png").write_bytes(PNG)
    expected = outputs_of(tmp_path / "plain", folder)
    assert len(expected) == 7
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as package:
        for path in folder.rglob("*.*"):
            package.write(path, path.relative_to(folder))
    with tarfile.open(tmp_path / "set.tar.gz", "w:gz") as package_:
        package_.add(folder, ".")
    in_archive = {f"set/{name}": digest for name, digest in expected.items()}
    assert outputs_of(tmp_path / "zip", tmp_path / "set.zip") == in_archive
    assert outputs_of(tmp_path / "tar", tmp_path / "set.tar.gz") == in_archive
    assert outputs_of(tmp_path / "glob", f"{folder}/**/*.[tm]*") == expected
    names = [str(path) for path in folder.rglob("*.[tm]*")]
    (tmp_path / "list.txt").write_text("# the set\n\n" + "\n".join(names) + "\n")
    listed = outputs_of(tmp_path / "list", f"@{tmp_path / 'list.txt'}")
    assert listed == expected  # whole paths go below the folder that they share


def test_packages_among_the_articles_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    write_articles(folder / "2020", 2)
    with zipfile.ZipFile(folder / "2021.zip", "w") as package:
        for path in (folder / "2020").rglob("*.txt"):
            package.write(path, path.relative_to(folder / "2020"))
    shutil.copy(folder / "2021.zip", folder / "2020.zip")  # a folder of that name is there too
    with zipfile.ZipFile(folder / "data.zip", "w") as package:
        package.writestr("raw.csv", "1,2")  # no article: no fault of the run
    written = outputs_of(tmp_path / "out", folder)
    below = {name.partition("/")[0] for name in written}
    assert below == {"2020", "2021", "2020.zip"}
    assert len(set(written.values())) * 3 == len(written)
    (folder / "bad.zip").write_bytes(b"PK\x03\x04 no zip at all")
    done = convert(folder, "-o", tmp_path / "out", "-q")
    assert done.returncode == 1 and "bad.zip: error bad-package" in done.stderr
    assert outputs(tmp_path / "out") == written


def outputs_of(out: Path, *names: str | Path) -> dict[str, str]:
    done = convert(*names, "-o", out, "-q", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return outputs(out)


def test_flat_names_and_names_that_clash(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    for name in ("a/x.txt", "b/x.txt", "b/x.md", "a-b/x.txt", "a/b/x.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(WITH_PICTURE if name.endswith(".md") else article(len(name)))
    (folder / "b" / "lantern.png").write_bytes(PNG)
    assert set(outputs_of(tmp_path / "mirrored", folder)) == {
        "a/x.xml", "a/b/x.xml", "a-b/x.xml", "b/x.txt/x.xml", "b/x.md/x.xml", "b/x.md/lantern.png",
    }  # fmt: skip
    flat = outputs_of(tmp_path / "flat", folder, "--flat")
    assert len(flat) == 6 and "a-x.xml" in flat
    assert all("/" not in name or name.startswith("b-x-") for name in flat)
    assert outputs_of(tmp_path / "flat", folder, "--flat") == flat


def test_seven_poisoned_of_a_hundred(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_articles(folder, 93)
    bomb = folder / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 30_000_000)
    (folder / "print.docx").write_bytes(b"%PDF-1.7 no Word file")
    (folder / "cut.docx").write_bytes(bomb.read_bytes()[:3000])
    (folder / "alias.md").write_text("---\ntitle: &a [x]\nauthor: *a\n---\n\nText.\n")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0 an old Word file")
    (folder / "kills.md").write_text(article(1, KILLS))
    (folder / "hangs.md").write_text(article(2, HANGS))
    environment = evil_pandoc(tmp_path)
    command = (folder, "-o", out, "--jobs", "2", "--limit", "document-seconds=5")
    done = convert(*command, environment=environment)
    assert done.returncode == 1
    written = [name for name in outputs(out) if name.endswith(".xml")]
    assert len(written) == 93
    failed = {name: row for name, row in rows(out).items() if not row.output_sha256}
    assert {name: (row.status, row.findings[0]["id"]) for name, row in failed.items()} == {
        "bomb.docx": ("refused", "archive-bomb"),
        "print.docx": ("refused", "refused-format"),
        "cut.docx": ("refused", "not-a-zip"),
        "alias.md": ("refused", "yaml-alias"),
        "old.doc": ("refused", "refused-format"),
        "kills.md": ("poison", "worker-died"),
        "hangs.md": ("timeout", "document-timeout"),
    }
    assert "poison" in (out / "rubricate-run.html").read_text(encoding="utf-8")
    again = convert(*command, environment=environment)
    assert again.stderr.count("unchanged") == 101 and again.returncode == 1  # left alone, and told again
    mended = convert(*command, "--retry-failed")  # with a pandoc that does neither
    assert mended.stderr.count("] written") == 2
    assert len([name for name in outputs(out) if name.endswith(".xml")]) == 95


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_and_gone_on_with(tmp_path: Path, seed: int) -> None:
    folder, out, whole = tmp_path / "in", tmp_path / "out", tmp_path / "whole"
    write_articles(folder, 24)
    convert(folder, "-o", whole, "-q", "-j", "2")
    command = [PROGRAM, "convert", "-q", str(folder), "-o", str(out), "-j", "2"]
    chance = random.Random(seed)
    for _ in range(2):
        process = subprocess.Popen(command, start_new_session=True)
        time.sleep(0.5 + chance.random())
        os.killpg(process.pid, signal.SIGKILL) if seed % 2 else process.kill()
        process.wait()
    assert subprocess.run(command, timeout=100).returncode == 0
    assert outputs(out) == outputs(whole)
    assert rows(out) == rows(whole)


def test_control_c_ends_cleanly(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_articles(folder, 12)
    (folder / "hangs.md").write_text(article(2, HANGS))
    command = [PROGRAM, "convert", str(folder), "-o", str(out), "-j", "2"]
    process = subprocess.Popen(
        command, env=evil_pandoc(tmp_path), stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("[5/13]"):
            break
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait(20) == 130
    assert "interrupted" in rest and "Traceback" not in rest
    assert len(rows(out)) >= 5
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # no worker lives on
    process.stderr.close()


def test_a_second_run_into_the_folder_waits_for_nobody(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_articles(folder, 2)
    (folder / "hangs.md").write_text(article(2, HANGS))
    first = subprocess.Popen([PROGRAM, "convert", "-q", str(folder), "-o", str(out)], env=evil_pandoc(tmp_path))
    while not (out / "rubricate-run.sqlite").exists():
        time.sleep(0.05)
    second = convert(folder, "-o", out)
    assert second.returncode == 2 and "run-busy" in second.stderr
    first.terminate()
    assert first.wait(20) == 143


def test_an_output_folder_inside_the_source_folder(archive: Path) -> None:
    command = (archive, "-o", archive / "html", "-t", "html", "-j", "2")
    assert len(done_again(*command)) == 8
    assert done_again(*command) == set()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{in}",), "give -o FOLDER"),
        (("{in}", "-o", "{out}", "--references", "r.json"), "of one article"),
        (("{in}/nothing*", "-o", "{out}"), "no-such-file"),
        (("{in}", "{in}/../in", "-o", "{out}"), "output-clash"),
        (("@{in}/empty.txt", "-o", "{out}"), "no-such-file"),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    folder = tmp_path / "in"
    write_articles(folder, 1)
    (folder / "empty.txt").write_text("# nothing\n")
    given = [argument.replace("{in}", str(folder)).replace("{out}", str(tmp_path / "out")) for argument in arguments]
    done = convert(*given)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr
