"""The one place that starts pandoc: found, capped, timed, sandboxed, and killed with all its children if it hangs."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import IO

from .limits import limit
from .values import Finding, RubricateError, Severity

OLDEST = (3, 0)
STDERR_BYTES = 64 * 1024
"""What is read of pandoc's messages."""
MEMORY_USE = ("-H1m", "-A4m", "-F8")
"""Small steps for what is young, room for what is old (GHC's run-time options). Official builds come with `-H64m`, which
touches 64 MB for the shortest text and then copies what lives again and again: over articles in Word and Markdown these
take 108 ms of processor time where that takes 139 ms, and less memory up to 700 kB of text. The cap stands above them."""
API_VERSION = [1, 23, 1]
"""pandoc-types of the JSON that we write ourselves; every pandoc from 3.0 on takes it."""


@dataclass(frozen=True, slots=True)
class PandocOutput:
    """Standard output of a run, and what pandoc warned of."""

    stdout: bytes
    warnings: tuple[Finding, ...] = ()


def _fault(kind: str, message: str, suggestion: str = "") -> RubricateError:
    return RubricateError(Finding(kind, Severity.ERROR, message, suggestion=suggestion))


@cache
def pandoc_path() -> str:
    """Path of the pandoc to use: RUBRICATE_PANDOC, the bundled one, then the first on PATH.

    Raises RubricateError: pandoc-missing, pandoc-too-old.
    """
    named = os.environ.get("RUBRICATE_PANDOC", "")
    if named:
        path = which(named)
        if path is None:
            raise _fault(
                "pandoc-missing",
                f"Unexpected RUBRICATE_PANDOC={named}, expected a program.",
                "Unset it to use the bundled pandoc.",
            )
        return _new_enough(path)
    spec = find_spec("pypandoc")
    if spec is not None and spec.origin:
        files = Path(spec.origin).parent / "files"
        for name in ("pandoc", "pandoc.exe"):
            if (files / name).is_file():
                return str(files / name)
    path = which("pandoc")
    if path is None:
        raise _fault(
            "pandoc-missing",
            "Unexpected installation without pandoc, expected the bundled one or one on PATH.",
            "pip install pypandoc_binary",
        )
    return _new_enough(path)


def _new_enough(path: str) -> str:
    version = _version_of(path)
    if version < OLDEST:
        found, oldest = (".".join(map(str, v)) for v in (version, OLDEST))
        raise _fault(
            "pandoc-too-old",
            f"Unexpected pandoc {found} ({path}), expected {oldest} or newer.",
            "pip install pypandoc_binary, and use `rubricate pandoc` instead of `pandoc`.",
        )
    return path


@cache
def _version_of(path: str) -> tuple[int, ...]:
    try:
        first = subprocess.run([path, "--version"], capture_output=True, timeout=20, check=True).stdout.split(b"\n", 1)[
            0
        ]
        return tuple(int(number) for number in first.split()[-1].decode("ascii").split("."))
    except (OSError, ValueError, IndexError, UnicodeDecodeError, subprocess.SubprocessError):
        raise _fault(
            "pandoc-missing",
            f"Unexpected answer of {path}, expected a pandoc that runs.",
            "pip install pypandoc_binary",
        ) from None


def pandoc_version() -> tuple[int, ...]:
    """Version of the pandoc in use. It is asked each time a process needs it for the first time (20 ms)."""
    return _version_of(pandoc_path())


def run_pandoc(args: Sequence[str], stdin: bytes = b"", *, sandbox: bool = True) -> PandocOutput:
    """Run pandoc on `stdin`. Readers and writers can open no file (`sandbox`), the heap is capped, the time is limited,
    its answer and its messages are bounded (see `limits`).

    Raises RubricateError: pandoc-timeout, pandoc-memory, pandoc-output, pandoc-failed, and those of `pandoc_path`.
    """
    timeout, heap_mb = limit("pandoc-seconds"), limit("pandoc-heap-mb")
    command = [pandoc_path(), "+RTS", f"-M{heap_mb}M", *MEMORY_USE, "-RTS", *(["--sandbox"] if sandbox else []), *args]
    with _memory() as question, _memory() as answer, _memory() as messages:
        question.write(stdin)
        question.seek(0)
        try:
            process = subprocess.Popen(command, stdin=question, stdout=answer, stderr=messages, start_new_session=True)
        except OSError as error:
            raise _fault(
                "pandoc-missing", f"Unexpected {error.strerror} for {command[0]}, expected a program."
            ) from None
        _bound(process.pid, timeout)
        try:
            _wait(process, timeout)
        except subprocess.TimeoutExpired:
            _end(process)
            raise _fault(
                "pandoc-timeout",
                f"Unexpected silence of pandoc, expected an answer within {timeout} s (limit pandoc-seconds).",
                "The text may hold thousands of nested brackets or one giant line.",
            ) from None
        except BaseException:
            _end(process)
            raise
        answer.seek(0)
        messages.seek(0)
        out, said = answer.read(), messages.read(STDERR_BYTES).decode("utf-8", "replace").strip()
    if process.returncode == 251:
        message = f"Unexpected need of memory, expected at most {heap_mb} MB for one document (limit pandoc-heap-mb)."
        raise _fault("pandoc-memory", message)
    if process.returncode == -getattr(signal, "SIGXFSZ", 0) or len(out) > limit("pandoc-output-bytes"):
        message = f"Unexpected length of pandoc's answer, expected at most {limit('pandoc-output-bytes')} bytes (limit pandoc-output-bytes)."
        raise _fault("pandoc-output", message)
    if process.returncode != 0:
        first = said.splitlines()[0] if said else f"exit code {process.returncode}"
        if "Incompatible API versions" in said:  # pandoc reads the AST of its own kind only
            message = f"Unexpected pandoc whose AST is of another kind, expected {'.'.join(map(str, OLDEST))} or newer: {first[:300]}"
            raise _fault("pandoc-too-old", message, "pip install --upgrade pypandoc_binary")
        raise _fault("pandoc-failed", f"Unexpected content, expected what pandoc can read: {first[:300]}")
    return PandocOutput(out, tuple(_warning(line) for line in _warnings(said)))


def _memory() -> IO[bytes]:
    """A file that lies in memory where the system has such, so that a full disk does not matter; what is written to it
    is bounded, as what comes through a pipe is not."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("rubricate-pandoc"), "w+b")
    return tempfile.TemporaryFile()


def _wait(process: subprocess.Popen[bytes], timeout: float) -> None:
    """Wait for the end. Raises TimeoutExpired. Python's own waiting with a limit looks only every 50 ms."""
    try:
        handle = os.pidfd_open(process.pid)
    except (AttributeError, OSError):
        process.wait(timeout)
        return
    try:
        ended = select.poll()
        ended.register(handle, select.POLLIN)
        if not ended.poll(timeout * 1000):
            raise subprocess.TimeoutExpired(process.args, timeout)
        process.wait()
    finally:
        os.close(handle)


def _bound(pid: int, timeout: float) -> None:
    """Bound what the child may use: bytes written, processor time, open files, no core file. Linux only; elsewhere the
    clock and the heap cap stand alone."""
    try:
        import resource

        bounds = {
            resource.RLIMIT_FSIZE: limit("pandoc-output-bytes"),
            resource.RLIMIT_CPU: int(2 * timeout) + 1,
            resource.RLIMIT_NOFILE: 256,
            resource.RLIMIT_CORE: 0,
        }
        for kind, most in bounds.items():
            hard = resource.prlimit(pid, kind)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.prlimit(pid, kind, (most, most))
    except (ImportError, AttributeError, OSError, ValueError):
        pass


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and every child of it: it leads a session of its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
    process.wait()


def _warnings(messages: str) -> list[str]:
    out: list[str] = []
    for line in messages.splitlines():
        if line.startswith("[WARNING]"):
            out.append(line[len("[WARNING]") :].strip())
        elif out and line.startswith(" "):
            out[-1] += " " + line.strip()
    return out


def _warning(text: str) -> Finding:
    return Finding("pandoc-warning", Severity.WARNING, f"pandoc says: {text[:400]}")


def run_interactive(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command with our own standard streams; its exit code."""
    try:
        return subprocess.run(command, env=dict(environment), check=False).returncode
    except OSError as error:
        raise _fault("pandoc-missing", f"Unexpected {error.strerror} for {command[0]}, expected a program.") from None


def mathml(formulas: Sequence[tuple[str, bool]]) -> list[bytes | None]:
    """MathML of TeX formulas, `(tex, display)` each, in one run; `None` where pandoc can't convert one.

    Each answer is one `<mml:math>` element with its namespace declared.
    """
    if not formulas:
        return []
    blocks = []
    for number, (tex, display) in enumerate(formulas):
        kind = "DisplayMath" if display else "InlineMath"
        blocks.append({"t": "Para", "c": [{"t": "Str", "c": f"rubricate-formula-{number}"}]})
        blocks.append({"t": "Para", "c": [{"t": "Math", "c": [{"t": kind}, tex]}]})
    document = json.dumps({"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}).encode("utf-8")
    out = run_pandoc(["-f", "json", "-t", "jats", "--wrap=none"], document).stdout
    answers: list[bytes | None] = []
    for number in range(len(formulas)):
        piece = out.split(f"<p>rubricate-formula-{number}</p>".encode(), 1)[1].split(b"<p>rubricate-formula-", 1)[0]
        start, end = piece.rfind(b"<mml:math"), piece.rfind(b"</mml:math>")
        answers.append(piece[start : end + len(b"</mml:math>")] if 0 <= start < end else None)
    return answers
