"""A pandoc that misbehaves: silent, forking, deaf to signals, flooding, too old, of another API. A finding, no survivors."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import rubricate
from rubricate import pandoc
from rubricate.limits import changed_limits
from rubricate.values import RubricateError

HEAD = '#!/bin/sh\nif [ "$1" = --version ]; then echo "pandoc 3.5"; exit 0; fi\n'
Fake = Callable[..., Path]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    """Make a script the pandoc of this test; it can write its process ids to the file beside it."""

    def make(script: str, head: str = HEAD) -> Path:
        path = tmp_path / "pandoc"
        path.write_text(head + script.replace("PIDS", str(tmp_path / "pids")))
        path.chmod(0o755)
        monkeypatch.setenv("RUBRICATE_PANDOC", str(path))
        pandoc.pandoc_path.cache_clear()
        return tmp_path / "pids"

    yield make
    pandoc.pandoc_path.cache_clear()
    pandoc._version_of.cache_clear()


def said(markdown: bytes = b"# Bread\n\nIt rose.\n") -> list[str]:
    """The errors of a conversion: never an exception."""
    result = rubricate.convert(markdown, from_="markdown")
    assert result.xml is None
    return [finding.id for finding in result.errors]


def alive(path: Path) -> list[int]:
    """Which of the processes that the script named are still there."""
    found = []
    for word in path.read_text().split():
        try:
            os.kill(int(word), 0)
        except ProcessLookupError:
            continue
        state = Path(f"/proc/{word}/stat")
        if not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z":
            found.append(int(word))
    return found


SLEEPERS = {
    "sleeps": "echo $$ > PIDS; exec sleep 600",
    "forks": "sleep 600 & echo $! $$ > PIDS; sleep 600",
    "forks in the background and answers nothing": "(sleep 600 & echo $! > PIDS); sleep 600",
    "ignores the polite signals": "trap '' TERM INT HUP; echo $$ > PIDS; while :; do sleep 1; done",
    "never reads": "echo $$ > PIDS; exec sleep 600 < /dev/null",
}  # fmt: skip


@pytest.mark.parametrize("script", SLEEPERS.values(), ids=list(SLEEPERS))
def test_a_hang_ends_with_all_its_children(script: str, fake: Fake) -> None:
    pids = fake(script)
    with changed_limits({"pandoc-seconds": 1}):
        started = time.monotonic()
        assert said(b"# Bread\n\n" + b"word " * 100_000) == ["pandoc-timeout"]
        assert time.monotonic() - started < 15
    time.sleep(0.2)
    assert alive(pids) == []


def test_a_flood_of_answers_is_bounded(fake: Fake) -> None:
    fake("exec yes '{\"blocks\": []}'")
    with changed_limits({"pandoc-output-bytes": 1_000_000, "pandoc-seconds": 20}):
        assert said() == ["pandoc-output"]


def test_a_flood_of_messages_is_bounded(fake: Fake) -> None:
    fake("yes '[WARNING] all is lost' | head -c 3000000 >&2; exit 3")
    assert said() == ["pandoc-failed"]


WRONG = {
    "nothing": ("exit 0", "not-an-ast"),
    "no JSON": ("echo hello", "not-an-ast"),
    "other JSON": ("echo '[1, 2]'", "not-an-ast"),
    "an old API": ('echo \'{"pandoc-api-version": [1, 20], "meta": {}, "blocks": []}\'', "pandoc-too-old"),
    "a failure": ("echo 'I am broken' >&2; exit 64", "pandoc-failed"),
    "another AST": (
        "echo 'JSON parse error: Error in $: Incompatible API versions: encoded with [1,23]' >&2; exit 64",
        "pandoc-too-old",
    ),
    "a crash": ("kill -SEGV $$", "pandoc-failed"),
    "out of memory": ("exit 251", "pandoc-memory"),
}


@pytest.mark.parametrize(("script", "finding"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_answer_is_a_finding(script: str, finding: str, fake: Fake) -> None:
    fake(f"cat > /dev/null; {script}")
    assert said() == [finding]


def test_a_version_that_is_too_old_is_said(fake: Fake) -> None:
    fake("exit 0", '#!/bin/sh\necho "pandoc 2.19.2"\n')
    assert said() == ["pandoc-too-old"]


def test_no_pandoc_at_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUBRICATE_PANDOC", "/nowhere/pandoc")
    pandoc.pandoc_path.cache_clear()
    try:
        assert said() == ["pandoc-missing"]
    finally:
        pandoc.pandoc_path.cache_clear()


def test_warnings_become_findings(fake: Fake) -> None:
    fake(
        "cat > /dev/null; echo '[WARNING] Duplicate identifier x' >&2; "
        'echo \'{"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": []}\''
    )
    result = rubricate.convert(b"# Bread\n", from_="markdown")
    assert "pandoc says: Duplicate identifier x" in [finding.message for finding in result.findings]


def test_the_child_is_bounded(fake: Fake) -> None:
    """No core file, bounded files, processor time and output: what the child itself sees."""
    pytest.importorskip("resource")
    fake("sleep 0.2; ulimit -f > PIDS; ulimit -c >> PIDS; ulimit -t >> PIDS; exit 3")
    said()
    text = (Path(os.environ["RUBRICATE_PANDOC"]).parent / "pids").read_text()
    file, core, seconds = text.split()
    assert int(file) > 0 and int(core) == 0 and int(seconds) > 0


def test_memory_is_capped() -> None:
    with changed_limits({"pandoc-heap-mb": 40}), pytest.raises(RubricateError) as caught:
        pandoc.run_pandoc(["-f", "markdown", "-t", "json"], b"word *word* `code` [a](b) " * 200_000)
    assert caught.value.findings[0].id == "pandoc-memory"
