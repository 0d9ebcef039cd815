"""The service, measured: requests a second with 1, 2 and 4 clients, and what more than it can take looks like.

    python tests/benchmarks/service.py [--requests N] [--article FILE]

Run it alone: other work changes the figures. FILE is a small article; default: the seed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from measure import below, resident
from served import process

ROOT = Path(__file__).parents[2]
SEED = next((ROOT / "seeds").glob("*.txt"))
CLIENTS = (1, 2, 4)
CROWD = 16
"""Clients of the overload, each asking again at once, whatever it was told."""


class Client(threading.Thread):
    """Asks the same again and again over one connection while `going` says so."""

    def __init__(self, port: int, path: str, body: bytes, going: Callable[[], bool]) -> None:
        super().__init__()
        self.port, self.path, self.body, self.going = port, path, body, going
        self.seen: list[tuple[int, float, int]] = []
        """Status, seconds, and what Retry-After said (0: nothing)."""

    def run(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port)
        while self.going():
            start = time.perf_counter()
            connection.request("POST", self.path, self.body)
            answer = connection.getresponse()
            answer.read()
            self.seen.append((answer.status, time.perf_counter() - start, int(answer.headers.get("Retry-After", 0))))
        connection.close()


def crowd(port: int, path: str, body: bytes, clients: int, going: Callable[[], bool]) -> list[tuple[int, float, int]]:
    threads = [Client(port, path, body, going) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for thread in threads for one in thread.seen]


def counted(number: int) -> Callable[[], bool]:
    """True so many times."""
    left = iter(range(number))
    return lambda: next(left, None) is not None


def spread(seconds: list[float]) -> str:
    points = statistics.quantiles(seconds, n=20) if len(seconds) > 1 else seconds * 19
    return f"p50 {statistics.median(seconds) * 1000:.0f} ms, p95 {points[-1] * 1000:.0f} ms"


def spent(server: int) -> float:
    """Processor seconds of a server and all that ended below it, pandoc included: other work on the machine does not change them."""
    ticks = 0
    for pid in below(server):
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))  # its own and its children's, user and system: proc(5)
    return ticks / os.sysconf("SC_CLK_TCK")


def pace(path: str, body: bytes, requests: int) -> None:
    name = path.partition("?")[0]
    with process() as (server, program):
        server.convert(body, "a.txt")  # the fork server has read its models then
        for clients in CLIENTS:
            start, before = time.perf_counter(), spent(program.pid)
            seen = crowd(server.port, path, body, clients, counted(requests))
            wall, cost = time.perf_counter() - start, (spent(program.pid) - before) / len(seen)
            assert {status for status, *_ in seen} == {200}
            rate, times = len(seen) / wall, spread([seconds for _, seconds, _ in seen])
            print(
                f"{name:13} {clients} client(s): {rate:5.2f} requests/s, {times}, {cost:.3f} s of processor time each"
            )
        memory = sum(map(resident, below(program.pid))) / 2**20
        print(f"{name:13} the server and its fork server afterwards: {memory:.0f} MB resident")


def overload(body: bytes, seconds: float) -> None:
    with process(conversions=2, conversions_waiting=4) as (server, _):
        server.convert(body, "a.txt")
        end = time.perf_counter() + seconds
        seen = crowd(server.port, "/v1/convert?name=a.txt", body, CROWD, lambda: time.perf_counter() < end)
        statuses = Counter(status for status, *_ in seen)
        print(f"{CROWD} clients at once, 2 at work, 4 in line, {seconds:.0f} s: {dict(sorted(statuses.items()))}")
        for status in sorted(statuses):
            print(f"  {status}: {spread([s for one, s, _ in seen if one == status])}")
        after = Counter(after for status, _, after in seen if status == 429)
        print(f"  Retry-After: {dict(sorted(after.items()))}")
        alone = server.convert(body, "a.txt")
        print(
            f"  afterwards: {alone.status}, in work {server.health()['in-work']}, waiting {server.health()['waiting']}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--article", type=Path, default=SEED)
    options = parser.parse_args()
    body = options.article.read_bytes()
    pace(f"/v1/convert?name={options.article.name}", body, options.requests)
    pace("/v1/validate", (ROOT / "samples" / "seed" / "expected.xml").read_bytes(), options.requests * 2)
    overload(body, options.seconds)


if __name__ == "__main__":
    main()
