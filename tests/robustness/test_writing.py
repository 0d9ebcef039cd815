"""What is written is whole: killed, full, read-only, at once, under odd names, the old file or the new one stands."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import made_documents as documents
import pytest

from rubricate.validation import validate

PROGRAM = [sys.executable, "-m", "rubricate.cli"]


def run(*args: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*PROGRAM, *map(str, args)], capture_output=True, text=True, timeout=50, cwd=cwd, check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.timeout(120)
def test_killed_at_any_moment_the_old_file_or_the_new_one_stands(tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "a.xml"
    source.write_text(documents.TEXT)
    assert run("convert", source, "-q").returncode == 0
    new = target.read_bytes()
    moments = 50 if os.environ.get("RUBRICATE_EXPLORE") else 12
    chance = random.Random(11)
    seen = set()
    for _ in range(moments):
        target.write_bytes(b"old")
        with subprocess.Popen([*PROGRAM, "convert", str(source), "-q"], stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0.05, 0.9))
            process.send_signal(signal.SIGKILL)
        seen.add(target.read_bytes())
    assert seen <= {b"old", new}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_device(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(documents.TEXT)
    done = run("convert", tmp_path / "a.txt", "-o", "/dev/full")
    assert done.returncode == 2 and "disk-full" in done.stderr


def test_a_disk_that_fills_while_it_is_written(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: the write fails in the middle."""
    source, target = tmp_path / "a.txt", tmp_path / "a.xml"
    source.write_text(documents.TEXT)
    target.write_bytes(b"old")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "from rubricate.files import write_file; from rubricate.values import RubricateError; from pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_file(Path(sys.argv[1]), b'x' * 5000)\n"
        "except RubricateError as error: print(error.findings[0].id)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "not-written"
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "a.xml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(documents.TEXT)
    tmp_path.chmod(0o500)
    done = run("convert", tmp_path / "a.txt")
    tmp_path.chmod(0o700)
    assert done.returncode == 2 and "not-written" in done.stderr


@pytest.mark.parametrize(
    "name", ["with space", "논문 원고", "new\nline", "-dash", "quote'\"", "percent%20", "semi;colon", "é" * 60]
)
def test_odd_names_of_files(name: str, tmp_path: Path) -> None:
    source = tmp_path / f"{name}.txt"
    source.write_text(documents.TEXT)
    done = run("convert", "-q", "--", f"{name}.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert validate((tmp_path / f"{name}.xml").read_bytes()) == []


def test_two_runs_at_once_into_one_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for number in range(6):
        (tmp_path / f"a{number}.txt").write_text(documents.TEXT.replace("exemplary", f"exemplary{number}"))
    commands = [
        [*PROGRAM, "convert", "-q", *(str(tmp_path / f"a{n}.txt") for n in numbers), "-o", str(out)]
        for numbers in ((0, 1, 2, 3), (2, 3, 4, 5))
    ]
    processes = [subprocess.Popen(command) for command in commands]
    assert [process.wait(timeout=50) for process in processes] == [0, 0]
    assert sorted(path.name for path in out.iterdir()) == [f"a{n}.xml" for n in range(6)]
    for number in range(6):
        assert f"exemplary{number} bread".encode() in (out / f"a{number}.xml").read_bytes()
        assert validate(out / f"a{number}.xml") == []


@pytest.mark.timeout(240)
def test_of_a_hundred_documents_seven_poisoned_ninety_three_are_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    names = []
    for number in range(100):
        path = tmp_path / f"d{number:03}.txt"
        path.write_text(documents.TEXT.replace("exemplary", f"exemplary{number}"))
        names.append(path)
    poison = {
        10: b"", 20: random.Random(3).randbytes(3000), 30: b"PK\x03\x04 no zip", 40: b"\x89PNG\r\n\x1a\n" + bytes(100), 50: b"\x00" * 1000,
    }  # fmt: skip
    for number, data in poison.items():
        names[number].write_bytes(data)
    names[60].unlink()
    names[70].unlink()
    names[70].mkdir()
    done = run("convert", "-q", *names, "-o", out)
    assert done.returncode in (1, 2)
    assert len(list(out.glob("*.xml"))) == 93
    for number in (*poison, 60, 70):
        assert f"d{number:03}.txt" in done.stderr
