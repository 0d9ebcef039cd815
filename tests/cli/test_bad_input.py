"""Bad input: a clear finding, the right exit code, no traceback, nothing overwritten, no partial file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_documents import TEXT

PROGRAM = Path(sys.executable).parent / "rubricate"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def run(*args: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, *map(str, args)], capture_output=True, text=True, timeout=50, cwd=cwd)


def clear(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr


def test_empty_file(tmp_path: Path) -> None:
    source = tmp_path / "empty.txt"
    source.touch()
    clear(run("convert", source), 1, "empty.txt", "empty")
    assert not (tmp_path / "empty.xml").exists()


def test_a_picture_named_txt(tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_bytes(PNG)
    clear(run("convert", source), 1, "article.txt", "PNG")
    assert not (tmp_path / "article.xml").exists()


def test_a_directory(tmp_path: Path) -> None:
    clear(run("convert", tmp_path, "-o", tmp_path / "x.xml"), 2, str(tmp_path))


def test_no_such_file(tmp_path: Path) -> None:
    clear(run("convert", tmp_path / "none.txt"), 2, "none.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    source = tmp_path / "secret.txt"
    source.write_text(TEXT)
    source.chmod(0)
    clear(run("convert", source), 2, "secret.txt")


def test_a_docx_that_is_no_zip(tmp_path: Path) -> None:
    source = tmp_path / "article.docx"
    source.write_text(TEXT)
    clear(run("convert", source), 1, "article.docx", "docx")


def test_old_word_says_how_to_save_as_docx(tmp_path: Path) -> None:
    source = tmp_path / "article.doc"
    source.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    clear(run("convert", source), 1, "article.doc", "docx")


def test_text_without_a_title(tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text(
        "1. Roe CD. On bread. J Exa Med. 2019;1:1-2.\n2. Lee AB. More on bread. J Exa Med. 2018;2:3-4.\n3. Poe E. Bread again. J Exa Med. 2017;3:5-6.\n"
    )
    clear(run("convert", source), 0, "no-title")
    assert (tmp_path / "article.xml").exists()


def test_references_without_numbers(tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text(TEXT.replace("\n1. Roe", "\nRoe").replace("\n2. Lee", "\nLee").replace("\n3. Poe", "\nPoe"))
    clear(run("convert", source), 0)
    text = (tmp_path / "article.xml").read_text(encoding="utf-8")
    assert text.count("<ref ") == 3


def test_a_missing_figure_file(tmp_path: Path) -> None:
    source = tmp_path / "article.md"
    source.write_text("# A title of bread\n\n## Results\n\nSee it.\n\n![Figure 1. The bread.](bread.png)\n")
    clear(run("convert", source), 1, "bread.png", "article.md:7")
    assert (tmp_path / "article.xml").exists()


def test_a_misspelled_metadata_key(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT)
    (tmp_path / "journal.yaml").write_text("journal:\n  titel: Journal of Exemplary Medicine\n")
    done = run("convert", tmp_path / "article.txt", "--metadata-file", tmp_path / "journal.yaml")
    clear(done, 1, "journal.yaml:2", "journal.titel", "journal.title")


def test_broken_yaml(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT)
    (tmp_path / "journal.yaml").write_text("journal:\n  title: [a\n")
    clear(run("convert", tmp_path / "article.txt", "--metadata-file", tmp_path / "journal.yaml"), 1, "journal.yaml:")
    assert not (tmp_path / "article.xml").exists()


def test_an_output_folder_that_does_not_exist(tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text(TEXT)
    clear(run("convert", source, "-o", tmp_path / "none" / "article.xml"), 2, "none")
    assert not (tmp_path / "none").exists()
    done = run("convert", source, source, "-o", f"{tmp_path / 'none'}/")
    clear(done, 2, "mkdir -p")
    assert done.stderr.count("no-such-folder") == 1, "said once, before any work is done"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk(tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text(TEXT)
    clear(run("convert", source, "-o", "/dev/full"), 2, "/dev/full")


def test_nothing_is_overwritten_by_a_failure(tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text(TEXT)
    target = tmp_path / "article.xml"
    target.write_text("precious")
    clear(run("convert", source, "--jats", "publishing"), 1, "journal.")
    assert target.read_text() == "precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "article.xml"]


def test_one_bad_document_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "bad.docx").write_text("no zip")
    (tmp_path / "out").mkdir()
    done = run("convert", tmp_path / "bad.docx", tmp_path / "good.txt", "-o", tmp_path / "out")
    clear(done, 1, "bad.docx")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.xml"]


def test_two_sources_of_one_output(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.md").write_text("# " + TEXT)
    clear(run("convert", tmp_path / "a.txt", tmp_path / "a.md"), 2, "a.xml")
    assert not (tmp_path / "a.xml").exists()


def test_wrong_option_value(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    clear(run("convert", tmp_path / "a.txt", "--jats", "9"), 2, "--jats")
