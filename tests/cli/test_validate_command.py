"""`rubricate validate` as a person or a CI system uses it: inputs, profiles, baseline, suppression, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from rubricate.validation.rules.samples import clean_article

CLEAN = clean_article()
BROKEN = CLEAN.replace(b"<journal-title>Journal of Garden Medicine</journal-title>", b"<journal-title/>")
INVALID = CLEAN.replace(b"<volume>12</volume>", b"<volum>12</volum>")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "clean.xml").write_bytes(CLEAN)
    (tmp_path / "broken.xml").write_bytes(BROKEN)
    (tmp_path / "invalid.xml").write_bytes(INVALID)

    def call(*args: str, data: bytes | None = None) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "rubricate.cli", *args]
        done = subprocess.run(command, capture_output=True, input=data, cwd=tmp_path, check=False, timeout=50)
        assert b"Traceback" not in done.stderr
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


def ids(text: str) -> list[str]:
    """The ids of findings in concise form."""
    return [line.split(" ")[2] for line in text.splitlines()]


def test_the_verdict_is_the_exit_code(run: Run) -> None:
    assert run("validate", "clean.xml", "-p", "pmc").returncode == 0
    assert run("validate", "broken.xml").returncode == 0  # the grammar alone has nothing against it
    assert run("validate", "broken.xml", "-p", "pmc").returncode == 1
    assert run("validate", "broken.xml", "-p", "pmc", "--fail-on", "never").returncode == 0
    assert run("validate", "invalid.xml").returncode == 1
    assert run("validate", "none.xml").returncode == 2
    assert run("validate", "clean.xml", "-p", "pcm").returncode == 2
    assert run("validate", "clean.xml", "--grammar", "publishing-9").returncode == 2


def test_warnings_count_when_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('base = "pmc"\n[rules]\njournal-title = "warning"\n')
    assert run("validate", "broken.xml", "-p", "own.toml").returncode == 0
    assert run("validate", "broken.xml", "-p", "own.toml", "--fail-on", "warning").returncode == 1


def test_folders_patterns_packages_and_standard_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "one.nxml").write_bytes(BROKEN)
    (tmp_path / "deep" / "manifest.xml").write_bytes(b"<manifest/>")
    with zipfile.ZipFile(tmp_path / "deep" / "package.zip", "w") as package:
        package.writestr("jgm/article.xml", BROKEN)
        package.writestr("jgm/fig1.tif", b"II*\0")
        package.writestr("go.xml", b"<go/>")
    concise = ("-p", "pmc", "--format", "concise")
    said = run("validate", "deep", *concise).stdout
    assert [(line.split(":")[0], line.split(" ")[2]) for line in said.splitlines()] == [
        ("deep/er/one.nxml", "journal-title"),
        ("deep/manifest.xml", "not-an-article"),
        ("deep/package.zip!go.xml", "not-an-article"),
        ("deep/package.zip!jgm/article.xml", "journal-title"),
    ]
    assert run("validate", "**/*.nxml", *concise).stdout.startswith("deep/er/one.nxml:8:9: error journal-title")
    assert run("validate", "-", *concise, "--stdin-name", "x.xml", data=BROKEN).stdout.startswith("x.xml:8:9: ")
    assert run("validate", "deep/manifest.xml").returncode == 1  # named by the user: an article was expected


def test_a_bad_package_costs_no_other_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 no zip at all")
    done = run("validate", "bad.zip")
    assert done.returncode == 1 and "bad-package" in done.stdout + done.stderr
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", b"<article>" + b" " * 30_000_000)
        package.writestr("b.xml", INVALID)
    done = run("validate", "bomb.zip", "--format", "concise")
    assert ids(done.stdout) == ["bad-package", "unknown-element"]


def test_several_processes_say_the_same_in_the_same_order(run: Run) -> None:
    names = ["invalid.xml", "clean.xml", "broken.xml"] * 3
    one = run("validate", *names, "-p", "pmc", "--format", "concise")
    two = run("validate", *names, "-p", "pmc", "--format", "concise", "--jobs", "2")
    assert one.stdout == two.stdout != ""


def test_a_baseline_tells_only_what_is_new(run: Run, tmp_path: Path) -> None:
    assert run("validate", "broken.xml", "-p", "pmc", "--write-baseline", "base.json").returncode == 0
    assert run("validate", "broken.xml", "-p", "pmc", "--baseline", "base.json").returncode == 0
    # Lines that move are no new findings; a second fault of the same kind is one.
    (tmp_path / "broken.xml").write_bytes(
        b"<!-- moved -->\n" + BROKEN.replace(b'<?xml version="1.0" encoding="UTF-8"?>\n', b"")
    )
    assert run("validate", "broken.xml", "-p", "pmc", "--baseline", "base.json").returncode == 0
    twice = BROKEN.replace(
        b"<journal-title/>",
        b"<journal-title/>\n      </journal-title-group>\n      <journal-title-group>\n        <journal-title/>",
    )
    (tmp_path / "broken.xml").write_bytes(twice)
    done = run("validate", "broken.xml", "-p", "pmc", "--baseline", "base.json", "--format", "concise")
    assert done.returncode == 1 and len(done.stdout.splitlines()) == 1
    (tmp_path / "base.json").write_text("{}")
    assert run("validate", "broken.xml", "--baseline", "base.json").returncode == 2


IGNORE = b'<?rubricate ignore journal-title reason="a test of ours"?>'


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"<journal-title-group>", IGNORE + b"<journal-title-group>", []),
        (b"<article xmlns", IGNORE + b"<article xmlns", []),
        (b"<issn ", IGNORE + b"<issn ", ["journal-title", "suppression-unused"]),
        (b"<journal-title-group>", b"<?rubricate ignore journal-title?><journal-title-group>", ["suppression", "journal-title"]),
        (b"<journal-title-group>", b"<?rubricate hide all?><journal-title-group>", ["suppression", "journal-title"]),
    ],
)  # fmt: skip
def test_the_document_may_ignore_a_finding_with_a_reason(
    run: Run, old: bytes, new: bytes, expected: list[str], tmp_path: Path
) -> None:
    (tmp_path / "a.xml").write_bytes(BROKEN.replace(old, new, 1))
    assert sorted(ids(run("validate", "a.xml", "-p", "pmc", "--format", "concise").stdout)) == sorted(expected)


def test_a_fault_of_the_grammar_is_never_ignored(run: Run, tmp_path: Path) -> None:
    order = b'<?rubricate ignore unknown-element reason="we like it"?>'
    (tmp_path / "a.xml").write_bytes(INVALID.replace(b"<volum>", order + b"<volum>"))
    done = run("validate", "a.xml", "--format", "concise")
    assert done.returncode == 1
    assert sorted(ids(done.stdout)) == ["suppression", "unknown-element"]


def test_statistics_and_a_report_in_a_file(run: Run, tmp_path: Path) -> None:
    done = run("validate", "broken.xml", "clean.xml", "-p", "pmc", "--statistics", "--format", "json", "-o", "out.json")
    assert done.stdout == ""
    assert [row["id"] for row in json.loads((tmp_path / "out.json").read_text())] == ["journal-title"]
    assert "1  error    journal-title" in done.stderr
    assert "2 files, 1 clean, 1 findings" in done.stderr


def test_watching_validates_again(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(BROKEN)
    command = [
        sys.executable,
        "-m",
        "rubricate.cli",
        "validate",
        str(path),
        "-p",
        "pmc",
        "--format",
        "concise",
        "--watch",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        assert "journal-title" in process.stdout.readline()
        time.sleep(0.1)
        path.write_bytes(INVALID)
        os.utime(path, ns=(1, 1))
        assert "unknown-element" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 1


def test_rules_are_listed_and_explained(run: Run) -> None:
    rows = json.loads(run("rules", "--format", "json").stdout)
    assert "journal-title" in {row["id"] for row in rows}
    assert "The journal has a title" in run("rules", "-p", "pmc").stdout
    assert "**The journal has a title.**" in run("explain", "journal-title").stdout
    assert "Two elements have the same id" in run("explain", "duplicate-id").stdout
    done = run("explain", "journal-titel")
    assert done.returncode == 2 and "Did you mean journal-title?" in done.stderr
