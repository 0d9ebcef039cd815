"""The pool: a task that kills, hangs or grows costs itself and nothing else."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from rubricate import pool


def square(task: tuple[str, int, str]) -> int:
    kind, number, folder = task
    if kind == "kills" or (kind == "kills-once" and not (Path(folder) / str(number)).exists()):
        (Path(folder) / str(number)).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "hangs":
        time.sleep(60)
    return number * number


def test_each_task_costs_at_most_itself(tmp_path: Path) -> None:
    kinds = {3: "kills", 5: "hangs", 7: "kills-once"}
    tasks = [(kinds.get(number, "fine"), number, str(tmp_path)) for number in range(20)]
    done = list(pool.run(square, tasks, 3, bounds=pool.Bounds(seconds=1, attempts=2)))
    assert sorted(one.task[1] for one in done) == list(range(20))
    ends = {one.task[1]: one.end for one in done if one.end is not pool.End.DONE}
    assert ends == {3: pool.End.DIED, 5: pool.End.TIMEOUT}
    assert all(one.answer == one.task[1] ** 2 for one in done if one.end is pool.End.DONE)
    assert "SIGKILL" in pool.finding_of(next(one for one in done if one.end is pool.End.DIED), "a.txt").message


def test_tasks_are_asked_for_when_a_worker_is_free(tmp_path: Path) -> None:
    asked: list[int] = []

    def tasks() -> Iterator[tuple[str, int, str]]:
        for number in range(100):
            asked.append(number)
            yield "fine", number, str(tmp_path)

    done = pool.run(square, tasks(), 2)
    next(done)
    assert len(asked) <= 4
    done.close()
