"""How the command behaves: help, versions, streams, colours, completion, several files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "rubricate"
ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "seeds").glob("*.txt"))


def run(*args: str | Path, stdin: bytes | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [PROGRAM, *map(str, args)], input=stdin, capture_output=True, timeout=50, env={**os.environ, **env}
    )


def test_version_names_pandoc_and_grammars() -> None:
    out = run("--version").stdout.decode()
    assert out.startswith("rubricate ")
    assert "pandoc 3." in out
    assert "1.3" in out and "1.4" in out


@pytest.mark.parametrize(
    "command", ["convert", "references", "validate", "read", "pandoc-defaults", "init", "completion"]
)
def test_every_command_has_help(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert b"Usage: rubricate " + command.encode() in done.stdout


def test_standard_input_and_output() -> None:
    done = run("convert", "-", "-f", "text", "-o", "-", stdin=SEED.read_bytes())
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"<?xml") and done.stdout.endswith(b"</article>\n")
    assert b"\x1b[" not in done.stderr


def test_report_is_json(tmp_path: Path) -> None:
    done = run("convert", SEED, "-o", tmp_path / "a.xml", "--report", tmp_path / "report.json", "--strict")
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["tag-set"] == "archiving"
    furniture = [entry["text"] for entry in report["log"] if entry["rule"] == "furniture"]
    assert furniture == [
        "Full Text Links", "JRD", "export Copy", "Twitter", "Facebook", "Similar articles",
        "Copyright © 2025 by Korean Association of Medical Journal Editors. All rights reserved. \u00a0\u00a0\u00a0\u00a0E-mail: koreamed@kamje.or.kr",
    ]  # fmt: skip


def test_init_writes_a_file_that_convert_takes(tmp_path: Path) -> None:
    target = tmp_path / "journal.yaml"
    assert run("init", target).returncode == 0
    again = run("init", target)
    assert again.returncode == 2 and b"not overwritten" in again.stderr
    done = run("convert", SEED, "-o", tmp_path / "a.xml", "--metadata-file", target)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    assert b"_RUBRICATE_COMPLETE" in run("completion", shell).stdout


def test_validate_says_what_and_where(tmp_path: Path) -> None:
    target = tmp_path / "a.xml"
    assert run("convert", SEED, "-o", target).returncode == 0
    assert run("validate", target).returncode == 0
    target.write_bytes(target.read_bytes().replace(b"</article-meta>", b"<p>stray</p></article-meta>"))
    done = run("validate", target)
    assert done.returncode == 1
    assert b"<p>" in done.stdout and b"article-meta" in done.stdout


def test_an_old_pandoc_is_named(tmp_path: Path) -> None:
    old = tmp_path / "pandoc"
    old.write_text("#!/bin/sh\necho 'pandoc 2.17.1.1'\nexit 0\n")
    old.chmod(0o755)
    done = run(
        "convert", ROOT / "samples" / "editorial" / "article.md", "-o", tmp_path / "a.xml", RUBRICATE_PANDOC=str(old)
    )
    assert done.returncode == 2, done.stderr
    assert b"2.17" in done.stderr and b"3.0" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals here")
def test_progress_and_colours_are_for_terminals(tmp_path: Path) -> None:
    import pty

    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(SEED.read_bytes())

    def seen(**env: str) -> bytes:
        ours, theirs = pty.openpty()
        command: list[str | Path] = [PROGRAM, "convert", "one.txt", "two.txt", "-o", "."]
        subprocess.run(command, cwd=tmp_path, stdin=theirs, stderr=theirs, env={**os.environ, **env}, timeout=50)
        os.close(theirs)
        out = b""
        try:
            while part := os.read(ours, 65536):
                out += part
        except OSError:
            pass
        os.close(ours)
        return out

    colours = {key: value for key, value in os.environ.items() if key == "NO_COLOR"}
    assert not colours, "unset NO_COLOR before the tests"
    out = seen()
    assert b"[1/2] one.txt" in out and b"[2/2] two.txt" in out
    assert b"\x1b[33;1mwarning" in out
    assert b"\x1b[33;1m" not in seen(NO_COLOR="1")
    assert b"[1/2]" not in run("convert", tmp_path / "one.txt", tmp_path / "two.txt", "-o", tmp_path).stderr
