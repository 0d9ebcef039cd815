"""A small slice of the fuzzer; `python tests/robustness/fuzz.py` runs the whole. And: each kind of fault is seen."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import fuzz
import fuzz_inputs
import fuzz_mutations
import pytest

KINDS = list(fuzz_inputs.TYPES)
SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
import fuzz_verdicts, rubricate.cli
from pathlib import Path
box = fuzz_verdicts.Box()
{change}
print(box.verdict({kind!r}, Path({data!r}).read_bytes()))
"""


@pytest.mark.timeout(600)
def test_mutated_inputs_give_a_result_or_a_finding(tmp_path: Path) -> None:
    """The first forty; twenty, and then the same command again, as after an interruption."""
    assert fuzz.run(20, seed=5, keep=tmp_path).total() == 20
    verdicts = fuzz.run(40, seed=5, keep=tmp_path)
    assert verdicts.total() == 40
    assert {said: number for said, number in verdicts.items() if fuzz.faulty(said)} == {}


def test_every_kind_has_seeds_and_every_mutation_ends() -> None:
    known = fuzz_inputs.seeds(None, None)
    assert [kind for kind in KINDS if not known[kind]] == []
    text = known[".md"][0]
    for mutate in fuzz_mutations.MUTATIONS:
        assert mutate(text, random.Random(1)) == mutate(text, random.Random(1))
        assert isinstance(mutate(b"", random.Random(1)), bytes)
    assert fuzz_inputs.spoilt(7, 1, known) == fuzz_inputs.spoilt(7, 1, known)


def tried(change: str, tmp_path: Path, kind: str = ".txt", data: bytes = b"# Bread\n\nIt rose.") -> str:
    """The verdict of one input in a process of its own, after `change`."""
    source = tmp_path / "input"
    source.write_bytes(data)
    script = SCRIPT.format(folder=str(Path(fuzz.__file__).parent), change=change, kind=kind, data=str(source))
    environment = {**os.environ, "RUBRICATE_DEBUG": "1"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


RUN = "import rubricate.convert_command as c; was = c.run; c.run = "
WRITE = "(Path(args[1].output).parent / 'x').write_bytes"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("", "written"),
        (RUN + "lambda *args: 1 / 0", "CRASH"),
        (RUN + "lambda *args: 0", "SILENT"),
        (RUN + "lambda *args: 3", "CRASH"),
        (RUN + "lambda *args: (was(*args), Path(args[1].output).write_text('<article/>'))[0]", "INVALID"),
        (RUN + f"lambda *args: (was(*args), {WRITE}(fuzz_verdicts.SECRET.encode()))[0]", "CANARY"),
        (RUN + "lambda *args: (was(*args), open('canary/canary.txt').read())[0]", "CANARY"),
        (RUN + "lambda *args: (was(*args), Path('in/more').write_text('x'))[0]", "OUTSIDE"),
        (RUN + "lambda *args: (was(*args), Path('tmp/left').write_text('x'))[0]", "OUTSIDE"),
        (RUN + "lambda *args: (was(*args), __import__('socket').getaddrinfo('127.0.0.1', 1))[0]", "NETWORK"),
    ],
)
def test_a_fault_is_seen(change: str, said: str, tmp_path: Path) -> None:
    assert tried(change, tmp_path) == said


def test_inputs_are_tried_with_limits_that_end_a_run_soon(tmp_path: Path) -> None:
    script = f"import sys; sys.path.insert(0, {str(Path(fuzz.__file__).parent)!r})\n"
    script += f"import fuzz\nfrom rubricate.limits import limit\nfuzz.boxed({str(tmp_path)!r})\n"
    script += "print({name: limit(name) for name in fuzz.LIMITS} == fuzz.LIMITS)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout == "True\n", done.stderr


def judge(how: Callable[[int], str]) -> Callable[[], fuzz.Judge]:
    return lambda: lambda kind, data, number: how(number)


def dies(number: int) -> str:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return "written"


def hangs(number: int) -> str:
    if number == 2:
        time.sleep(60)
    return "written"


@pytest.mark.parametrize(("how", "said"), [(dies, "KILLED"), (hangs, "HANG")])
def test_a_process_that_dies_or_hangs_costs_one_input(
    how: Callable[[int], str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzz, "SECONDS", 2)
    found = [verdict for _, _, verdict in fuzz.judged(range(5), lambda number: (".txt", b""), judge(how))]
    assert found == ["written", "written", said, "written", "written"]
