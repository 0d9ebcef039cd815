"""What ends first when a cluster grows: `python tests/benchmarks/cluster_limits.py [--files 200000] [--documents 2000]`.

Printed are seconds and memory of the client for listing that many files, and processor seconds of client and scheduler for
that many small documents on two workers. From the latter follows how many workers one scheduler can supply.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from cluster_processes import Processes, cluster

from rubricate.cluster.run import TASK
from rubricate.cluster.shards import shards_of

IN_FOLDER = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=200_000)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--listing", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.listing:
        listing(options.listing)
        return
    with tempfile.TemporaryDirectory(prefix="rubricate-limits-") as name:
        folder = Path(name)
        write(folder / "many", options.files, b"")
        # in a process of its own: the peak of its memory is that of the listing
        subprocess.run([sys.executable, __file__, "--listing", str(folder / "many")], check=True)
        write(folder / "in", options.documents, b"# Title\n\nText of one line.\n")
        with cluster(folder / "cluster", 2) as processes:
            supply(folder, processes, options.documents)


def write(folder: Path, count: int, data: bytes) -> None:
    for number in range(count):
        path = folder / f"{number // IN_FOLDER:04d}" / f"article-{number:07d}.md"
        if number % IN_FOLDER == 0:
            path.parent.mkdir(parents=True)
        path.write_bytes(data)


def listing(folder: Path) -> None:
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    shards = list(shards_of([str(folder)]))
    took, grown = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    count = sum(len(shard.documents) for shard in shards)
    print(f"listing: {count} files in {len(shards)} shards, {1e6 * took / count:.0f} s and {grown * 1024 / count:.0f} MB a million")  # fmt: skip


def supply(folder: Path, processes: Processes, count: int) -> None:
    """A first run converts; in a second one all documents stand, so that there is little but handing out."""
    command = [sys.executable, "-m", "rubricate.cli", "convert", str(folder / "in"), "-o", str(folder / "out"), "-q", "--cluster", processes.address]  # fmt: skip
    scheduler = psutil.Process(processes.started[0].pid)
    for what in ("converted", "unchanged"):
        before, start = scheduler.cpu_times(), time.perf_counter()
        client = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
        after, wall = scheduler.cpu_times(), time.perf_counter() - start
        client_after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.user + after.system - before.user - before.system
        ours = client_after.ru_utime + client_after.ru_stime - client.ru_utime - client.ru_stime
        print(
            f"{what}: {count} documents, {count // TASK} tasks in {wall:.1f} s; processor seconds a thousand documents: "
            f"scheduler {1000 * spent / count:.2f}, client {1000 * ours / count:.2f} (its start in it)"
        )


if __name__ == "__main__":
    main()
