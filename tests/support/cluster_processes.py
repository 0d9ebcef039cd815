"""A scheduler and workers of Dask as processes on loopback, started and ended by a test or a benchmark."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

READY = 60.0
"""Seconds that a process is given to be there."""


class Processes:
    """A scheduler on a free port, and workers of it, each in a group of its own."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.environment = {**os.environ, "DASK_DISTRIBUTED__ADMIN__LOG_FORMAT": "%(message)s", **(settings or {})}
        self.started: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--dashboard-address", ":0", "--no-dashboard", "--no-show", "--scheduler-file", str(file))  # fmt: skip
        deadline = time.monotonic() + READY
        while not file.is_file() or not file.read_bytes().endswith(b"}"):
            assert time.monotonic() < deadline, "the scheduler did not come up"
            time.sleep(0.05)
        self.address = "dask://" + json.loads(file.read_text(encoding="utf-8"))["address"].removeprefix("tcp://")

    def workers(self, count: int, environment: Mapping[str, str] | None = None, name: str = "worker") -> None:
        """Start workers of one thread each, below nannies that start them again."""
        self._start(
            "worker", self.address.replace("dask://", "tcp://"), "--host", "127.0.0.1", "--nworkers", str(count), "--nthreads", "1",
            "--no-dashboard", "--name", name, "--local-directory", str(self.folder / name), environment=environment,
        )  # fmt: skip

    def _start(self, command: str, *args: str, environment: Mapping[str, str] | None = None) -> None:
        with (self.folder / f"{command}-{len(self.started)}.log").open("wb") as log:
            line, variables = (
                [sys.executable, "-m", "dask", command, *args],
                {**self.environment, **(environment or {})},
            )
            started = subprocess.Popen(
                line, stdout=log, stderr=log, env=variables, start_new_session=True, cwd=self.folder
            )
            self.started.append(started)

    def end(self) -> None:
        """End all of them: workers first, those that stay after five seconds by force."""
        for process in reversed(self.started):
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def cluster(folder: Path, count: int, settings: Mapping[str, str] | None = None) -> Iterator[Processes]:
    """A scheduler and `count` workers; `settings` are variables of the environment of all."""
    folder.mkdir(parents=True, exist_ok=True)
    processes = Processes(folder, settings)
    try:
        if count:
            processes.workers(count)
        yield processes
    finally:
        processes.end()
