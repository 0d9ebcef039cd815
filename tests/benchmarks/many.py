"""Many articles, measured: processor seconds an article and their parts, beside bare pandoc, scaling, memory, kills.

    python tests/benchmarks/many.py cpu FOLDER [--every N]       processor seconds an article, pandoc's among them
    python tests/benchmarks/many.py pandoc FOLDER [--every N]    wall clock beside a shell loop of bare pandoc, two cores
    python tests/benchmarks/many.py scaling FOLDER [--every N]   one process and two
    python tests/benchmarks/many.py memory FOLDER [--documents N]    memory after 500 documents and at the end
    python tests/benchmarks/many.py kills FOLDER [--every N]     killed at ten moments and gone on with: the same bytes?

FOLDER holds articles in any formats, as `rubricate convert` takes them. Run it alone: other work changes the figures.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from batch_runs import PROGRAM, outputs
from measure import below, resident

from rubricate.batch import BatchSettings, convert_one
from rubricate.pandoc import pandoc_path
from rubricate.sources import ARTICLES, find


def chosen(folder: Path, every: int) -> list[Path]:
    with find([str(folder)], ARTICLES) as found:
        return [Path(source.path) for source in found.sources][::every]


def run(sources: list[Path], out: Path, jobs: int) -> float:
    """Wall-clock seconds of one run over a list."""
    names = out.parent / f"{out.name}.txt"
    names.write_text("\n".join(map(str, sources)) + "\n")
    start = time.perf_counter()
    subprocess.run(
        [PROGRAM, "convert", "-q", f"@{names}", "-o", str(out), "-j", str(jobs)], check=False, capture_output=True
    )
    return time.perf_counter() - start


def used() -> tuple[float, float]:
    """Processor seconds of this process and of its children, pandoc."""
    ours, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return ours.ru_utime + ours.ru_stime, theirs.ru_utime + theirs.ru_stime


def cpu(sources: list[Path]) -> None:
    settings = BatchSettings()
    convert_one(sources[0].read_bytes(), settings, str(sources[0]))  # models loaded
    spent: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for source in sources:
        before = used()
        convert_one(source.read_bytes(), settings, str(source))
        after = used()
        spent[source.suffix].append((after[0] - before[0], after[1] - before[1]))
    for suffix, times in [*sorted(spent.items()), ("all", [one for some in spent.values() for one in some])]:
        ours, theirs = (sum(part) / len(times) for part in zip(*times, strict=True))
        print(f"{suffix:6} {len(times):5} articles: {ours + theirs:.3f} s each, {ours:.3f} Python, {theirs:.3f} pandoc")


def beside_pandoc(sources: list[Path], folder: Path) -> None:
    ours = run(sources, folder / "ours", 2)
    lines = [f"{source}\0" for source in sources]
    form = {".txt": "markdown", ".md": "markdown"}
    script = f'f=$1; case "$f" in *.txt|*.md) from="-f {form[".md"]}";; *) from=;; esac; "{pandoc_path()}" $from -t jats_publishing -s "$f" -o /dev/null 2>/dev/null; true'
    start = time.perf_counter()
    subprocess.run(["xargs", "-0", "-n1", "-P2", "sh", "-c", script, "sh"], input="".join(lines).encode(), check=True)
    theirs = time.perf_counter() - start
    print(
        f"{len(sources)} articles, two cores: {ours:.1f} s, bare pandoc in a loop {theirs:.1f} s, ratio {ours / theirs:.2f}"
    )


def scaling(sources: list[Path], folder: Path) -> None:
    one, two = run(sources, folder / "one", 1), run(sources, folder / "two", 2)
    print(f"{len(sources)} articles: one process {one:.1f} s, two {two:.1f} s, {one / two:.2f} times as fast")


def memory(sources: list[Path], folder: Path, documents: int) -> None:
    """The layouts again and again, each with words of its own."""
    made = folder / "made"
    texts = [source for source in sources if source.suffix in (".txt", ".md")]
    for number in range(documents):
        source = texts[number % len(texts)]
        path = made / f"{number // 1000}" / f"{number}{source.suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source.read_bytes() + f"\n\nCopy {number}.\n".encode())
    process = subprocess.Popen(
        [PROGRAM, "convert", str(made), "-o", str(folder / "out"), "-j", "2"], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    after: list[tuple[int, float]] = []
    for line in process.stderr:
        told = line[1:].partition("/")[0].replace(",", "") if line.startswith("[") else ""
        if told.isdecimal() and int(told) % 50 == 0:
            after.append((int(told), sum(map(resident, below(process.pid))) / 2**20))
    early = [mb for number, mb in after if 300 <= number <= 700]
    late = [mb for number, mb in after if number > documents - 400]
    print(
        f"{documents} documents: {sum(early) / len(early):.0f} MB around 500, {sum(late) / len(late):.0f} MB at the end (mean of looks, all processes)"
    )


def kills(sources: list[Path], folder: Path, times: int = 10) -> None:
    whole = run(sources, folder / "whole", 2)
    out, names = folder / "out", folder / "whole.txt"
    chance, killed = random.Random(1), 0
    for _ in range(times):
        process = subprocess.Popen(
            [PROGRAM, "convert", "-q", f"@{names}", "-o", str(out), "-j", "2"], start_new_session=True
        )
        try:
            process.wait(chance.uniform(0.3, max(0.5, whole / times * 1.5)))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
    run_names = [PROGRAM, "convert", "-q", f"@{names}", "-o", str(out), "-j", "2"]
    subprocess.run(run_names, check=False)
    same = outputs(out) == outputs(folder / "whole")
    print(f"{len(sources)} articles, killed {killed} times: {'the same bytes' if same else 'OTHER BYTES'}")
    if not same:
        sys.exit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("cpu", "pandoc", "scaling", "memory", "kills"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--documents", type=int, default=10_000)
    given = parser.parse_args()
    sources = chosen(given.folder, given.every)
    work = Path(tempfile.mkdtemp(prefix="rubricate-many-"))
    try:
        if given.what == "cpu":
            cpu(sources)
        elif given.what == "pandoc":
            beside_pandoc(sources, work)
        elif given.what == "scaling":
            scaling(sources, work)
        elif given.what == "memory":
            memory(sources, work, given.documents)
        else:
            kills(sources, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
