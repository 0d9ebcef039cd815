"""What is written is whole: killed, full, read-only, at once, under odd names, the old file or the new one stands."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import made_documents as documents
import pytest

from rubricate.files import write_file
from rubricate.validation import validate

PROGRAM = [sys.executable, "-m", "rubricate.cli"]


def run(*args: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*PROGRAM, *map(str, args)], capture_output=True, text=True, timeout=50, cwd=cwd, check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.timeout(240)
def test_killed_at_any_moment_the_old_file_or_the_new_one_stands(tmp_path: Path) -> None:
    """The whole process group, at 50 moments from the start of the interpreter to the end of the run."""
    source, target = tmp_path / "a.txt", tmp_path / "a.xml"
    source.write_text(documents.TEXT)
    started = time.monotonic()
    assert run("convert", source, "-q").returncode == 0
    whole = time.monotonic() - started
    new = target.read_bytes()
    moments = 50
    chance = random.Random(11)
    seen = []
    for _ in range(moments):
        target.write_bytes(b"old")
        command = [*PROGRAM, "convert", str(source), "-q"]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
            time.sleep(chance.uniform(0.02, 1.1 * whole))
            os.killpg(process.pid, signal.SIGKILL)
        seen.append(target.read_bytes())
    assert set(seen) <= {b"old", new}
    assert b"old" in seen
    others = {path.name for path in tmp_path.iterdir()} - {"a.txt", "a.xml"}
    assert all(name.startswith(".a.xml.") and name.endswith(".part") for name in others)


WRITE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from rubricate import files
moment = sys.argv[2]
real = getattr(os, moment)
def die(*args):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(os, moment, die)
files.write_file(Path(sys.argv[1]), b"new" * 1000)
"""


@pytest.mark.parametrize("moment", ["fsync", "chmod", "replace"])
def test_what_a_killed_run_left_the_next_one_takes_away(moment: str, tmp_path: Path) -> None:
    target = tmp_path / "a.xml"
    target.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, str(target), moment], check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == b"old"
    (left,) = tmp_path.glob(".a.xml.*.part")
    write_file(target, b"newer")  # it may be another run's, who has just begun
    assert left.exists()
    os.utime(left, (time.time() - 3600, time.time() - 3600))
    other = tmp_path / ".b.xml.abcdefgh.part"
    other.write_bytes(b"another's")
    write_file(target, b"newest")
    assert target.read_bytes() == b"newest"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".b.xml.abcdefgh.part", "a.xml"]


def test_a_temporary_file_that_a_run_still_holds_is_left(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    held = tmp_path / ".a.xml.abcdefgh.part"
    held.write_bytes(b"half")
    os.utime(held, (1, 1))
    with held.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_file(tmp_path / "a.xml", b"new")
        assert held.exists()
    write_file(tmp_path / "a.xml", b"newer")
    assert not held.exists()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    target = tmp_path / "a.xml"
    target.write_bytes(b"old")
    target.chmod(mode)
    write_file(target, b"new")
    assert target.read_bytes() == b"new" and target.stat().st_mode & 0o777 == mode


def test_a_new_file_has_the_mode_that_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a.xml", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.xml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("content", [b"secret", b"new"], ids=["other bytes", "the same bytes"])
def test_a_link_is_replaced_and_not_what_it_leads_to(content: bytes, tmp_path: Path) -> None:
    secret, target = tmp_path / "secret", tmp_path / "a.xml"
    secret.write_bytes(content)
    target.symlink_to(secret)
    write_file(target, b"new")
    assert secret.read_bytes() == content
    assert target.read_bytes() == b"new" and not target.is_symlink()


def test_a_link_that_leads_nowhere_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.xml").symlink_to(tmp_path / "outside")
    write_file(tmp_path / "a.xml", b"new")
    assert (tmp_path / "a.xml").read_bytes() == b"new" and not (tmp_path / "outside").exists()


def test_pictures_do_not_leave_the_folder_through_a_link(tmp_path: Path) -> None:
    outside, out = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    out.mkdir()
    (out / "media").symlink_to(outside)
    (tmp_path / "a.docx").write_bytes(documents.docx(pictures={"media/image1.png": documents.png()}))
    done = run("convert", "-q", tmp_path / "a.docx", "-o", out)
    assert done.returncode == 2 and "not-written" in done.stderr
    assert list(outside.iterdir()) == [] and not (out / "a.xml").exists()


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A small file system of its own, with these options; where none may be mounted, the test is skipped."""
    folder = tmp_path / "mounted"
    folder.mkdir()

    def mount(options: str) -> Path:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as error:
            pytest.skip(f"no mount here: {error}")
        if done.returncode:
            pytest.skip(f"no file system may be mounted here: {done.stderr.strip()}")
        return folder

    yield mount
    if folder.is_mount():
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(mounted: Callable[[str], Path], tmp_path: Path) -> None:
    folder = mounted("size=16k")
    (folder / "a.xml").write_bytes(b"old")
    (tmp_path / "a.txt").write_text(documents.TEXT + "\nMore bread.\n" * 3000)
    done = run("convert", "-q", tmp_path / "a.txt", "-o", folder)
    assert done.returncode == 2 and "disk-full" in done.stderr
    assert (folder / "a.xml").read_bytes() == b"old"
    assert [path.name for path in folder.iterdir()] == ["a.xml"]


def test_a_read_only_disk(mounted: Callable[[str], Path], tmp_path: Path) -> None:
    folder = mounted("ro")
    (tmp_path / "a.txt").write_text(documents.TEXT)
    done = run("convert", "-q", tmp_path / "a.txt", "-o", folder)
    assert done.returncode == 2 and "not-written" in done.stderr and "read-only" in done.stderr
    assert list(folder.iterdir()) == []


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
