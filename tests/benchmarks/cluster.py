"""A cluster on this machine beside the pool of one machine: `python tests/benchmarks/cluster.py FOLDER [--documents 200]`.

FOLDER holds articles, at any depth. As many as asked for, evenly taken, are converted by `rubricate convert --jobs N` and by
`rubricate convert --cluster` with as many workers, in turns. Printed are:

* same: whether all outputs are the same bytes, and all rows the same (the tables of two runs byte for byte);
* overhead: processor seconds and wall seconds of both, each round, and the ratio of the medians. Those of the cluster are of
  scheduler, nannies, workers and client together; starting the cluster is not counted, starting the processes that convert is;
* killed: the same run while a worker is killed (SIGKILL) every --kill-every seconds: documents, outputs that differ.

Exit code 1 where bytes differ, a document is lost, or the ratio of processor seconds is above 1.10.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from cluster_processes import Processes, cluster

from rubricate.batch.journal import Journal
from rubricate.cluster.run import connect
from rubricate.cluster.tables import journal_row, read_table
from rubricate.sources import ARTICLES, find

MOST = 1.10


class Cost(NamedTuple):
    """Seconds of one run."""

    processor: float
    wall: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kill-every", type=float, default=20.0, help="seconds; 0: leave that part out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rubricate-cluster-") as name:
        folder = Path(name)
        count = take(options.folder, folder / "in", options.documents)
        print(f"{count} documents, {options.workers} workers", flush=True)
        with cluster(folder / "cluster", options.workers) as processes:
            return measured(folder, processes, options)


def take(source: Path, target: Path, count: int) -> int:
    """Copy documents, evenly taken, with the names that they have below their folder."""
    with find([str(source)], ARTICLES) as found:
        sources = found.sources
        step = max(1, len(sources) / count)
        chosen = [sources[int(number * step)] for number in range(min(count, len(sources)))]
        for one in chosen:
            (target / one.relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(one.path, target / one.relative)
    return len(chosen)


def measured(folder: Path, processes: Processes, options: argparse.Namespace) -> int:
    pool: list[Cost] = []
    many: list[Cost] = []
    for number in range(options.rounds):
        pool.append(run_pool(folder, f"pool-{number}", options.workers))
        many.append(run_cluster(folder, f"cluster-{number}", processes))
        for name, cost in (("pool", pool[-1]), ("cluster", many[-1])):
            print(f"round {number + 1} {name:8} {cost.processor:8.1f} s processor {cost.wall:8.1f} s wall", flush=True)
    faults = compare(folder, options.rounds)
    ratios = [
        statistics.median(map(measure, many)) / statistics.median(map(measure, pool))
        for measure in (lambda cost: cost.processor, lambda cost: cost.wall)
    ]
    print(f"overhead: processor {100 * (ratios[0] - 1):+.1f} %, wall {100 * (ratios[1] - 1):+.1f} %")
    if options.kill_every:
        faults += killed(folder, processes, options.kill_every)
    for fault in faults:
        print(f"FAULT {fault}")
    return 1 if faults or ratios[0] > MOST else 0


def command(folder: Path, output: str, *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "rubricate.cli",
        "convert",
        str(folder / "in"),
        "-o",
        str(folder / output),
        "-q",
        *more,
    ]


def run_pool(folder: Path, output: str, jobs: int) -> Cost:
    before, started = os.times(), time.monotonic()
    subprocess.run(command(folder, output, "--jobs", str(jobs)), check=False, stderr=subprocess.DEVNULL)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(spent, time.monotonic() - started)


def run_cluster(folder: Path, output: str, processes: Processes) -> Cost:
    """The children that convert are ended first, so that each round starts them as the pool starts its own."""
    end_children(processes)
    before, started = spent(processes), time.monotonic()
    client = run_client(folder, output, processes)
    return Cost(spent(processes) - before + client, time.monotonic() - started)


def run_client(folder: Path, output: str, processes: Processes) -> float:
    """Processor seconds of the client."""
    before = os.times()
    subprocess.run(command(folder, output, "--cluster", processes.address), check=False, stderr=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def tree(processes: Processes) -> list[psutil.Process]:
    roots = [psutil.Process(one.pid) for one in processes.started]
    return [*roots, *(child for root in roots for child in root.children(recursive=True))]


def spent(processes: Processes) -> float:
    """Processor seconds of all processes of the cluster and of their children that have ended."""
    total = 0.0
    for process in tree(processes):
        times = process.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


def end_children(processes: Processes) -> None:
    """End the processes below the workers; each worker starts one again when it has work."""
    client = connect(processes.address)
    for pid in client.run(os.getpid).values():
        for child in psutil.Process(pid).children():
            child.kill()
    client.close()
    time.sleep(1.0)


def compare(folder: Path, rounds: int) -> list[str]:
    """What differs between the pool and the cluster, and between the cluster's runs."""
    faults = []
    expected = outputs(folder / "pool-0")
    for name in (*(f"pool-{n}" for n in range(1, rounds)), *(f"cluster-{n}" for n in range(rounds))):
        faults += differing(expected, outputs(folder / name), name)
    journal = Journal(folder / "pool-0")
    rows = {row.document: row for row in journal.rows()}
    journal.close()
    tables = sorted((folder / "cluster-0" / "tables").iterdir())
    found = {row["document"]: journal_row(row, rows[row["document"]].milliseconds) for path in tables for row in read_table(str(path))}  # fmt: skip
    faults += [f"another row of {name}" for name, row in rows.items() if found.get(name) != row]
    for number in range(1, rounds):
        other = folder / f"cluster-{number}" / "tables"
        faults += [f"another table {path.name}" for path in tables if path.read_bytes() != (other / path.name).read_bytes()]  # fmt: skip
    print(f"same: {len(expected)} files, {len(rows)} rows, {len(faults)} differ")
    return faults


def outputs(folder: Path) -> dict[str, bytes]:
    """What was written, without journals, tables and pages."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.lstrip(".").startswith("rubricate-run") and path.suffix != ".parquet"
    }


def differing(expected: dict[str, bytes], found: dict[str, bytes], name: str) -> list[str]:
    return [f"{name}: {path}" for path in sorted(expected.keys() | found.keys()) if expected.get(path) != found.get(path)]  # fmt: skip


def killed(folder: Path, processes: Processes, every: float) -> list[str]:
    """Kill a worker every so many seconds, one after the other, until a run is through."""
    over = threading.Event()
    dead: list[int] = []

    def kill() -> None:
        client = connect(processes.address)
        while not over.wait(every):
            pids = sorted(client.run(os.getpid, on_error="ignore").values())
            if pids:
                dead.append(pids[len(dead) % len(pids)])
                os.kill(dead[-1], signal.SIGKILL)
        client.close()

    killer = threading.Thread(target=kill)
    killer.start()
    started = time.monotonic()
    run_client(folder, "killed", processes)
    wall = time.monotonic() - started
    over.set()
    killer.join()
    faults = differing(outputs(folder / "pool-0"), outputs(folder / "killed"), "killed")
    paths = [(folder / run / "tables") for run in ("cluster-0", "killed")]
    rows = [[row for path in sorted(one.iterdir()) for row in read_table(str(path))] for one in paths]
    lost = [one["document"] for one in rows[0] if one not in rows[1]]
    print(f"killed: {len(dead)} workers in {wall:.1f} s, {len(rows[1])} documents, {len(lost)} with another row, {len(faults)} files differ")  # fmt: skip
    return faults + [f"killed: another row of {name}" for name in lost]


if __name__ == "__main__":
    sys.exit(main())
