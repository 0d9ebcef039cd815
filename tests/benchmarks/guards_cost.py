"""What the guards cost: `python tests/benchmarks/guards_cost.py [FILE…] [--times 5]`.

Of a warm conversion, the share of processor time (ours and pandoc's) that goes into guards: size and archive checks, strict
decoding, front-matter checks, depth of the AST, raw markup, hostile keys, checks of pictures, limits of the child process,
checksums of the schemas, safe writing. Each guard is timed where it is called, its own time only (a guard inside another is
counted once); the clock's own cost is taken off. Without FILE: the full sample as docx and Markdown. Goal: at most 5 %.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rubricate
from rubricate.files import write_file

ROOT = Path(__file__).parents[2]
GUARDS = {
    "rubricate.reading": ("open_office", "docx_findings", "odt_findings", "check_front_matter", "without_raw", "without_dangerous", "unread", "decode_text", "direction_findings"),
    "rubricate.reading.ast_json": ("_is_suspect", "_checked"),
    "rubricate.reading.pictures": ("safe_name",),
    "rubricate.pandoc": ("_bound", "_memory", "pandoc_path"),
    "rubricate.validation.declarations": ("schema_bytes",),
    "rubricate.xml_entities": ("schema_bytes",),
    "rubricate.xml": ("decode_xml", "read_doctype", "resolve_characters"),
    "rubricate.limits": ("_changes",),
}  # fmt: skip
"""Functions by the module through which they are called."""


class Clock:
    """Seconds of processor time by guard."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: defaultdict[str, int] = defaultdict(int)
        self.inside = 0

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            if self.inside:
                return function(*args, **kwargs)
            self.inside += 1
            start = time.thread_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.seconds[name] += time.thread_time() - start
                self.calls[name] += 1
                self.inside -= 1

        return run


def processor() -> float:
    """Seconds of this process and of those that it has waited for."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def empty_call() -> float:
    """What the clock itself costs a call."""
    clock, times = Clock(), 10_000
    nothing = clock.timed("nothing", lambda: None)
    for _ in range(times):
        nothing()
    return clock.seconds["nothing"] / times


def measure(files: list[Path], times: int) -> tuple[float, Clock]:
    """`(processor seconds of all conversions, the guards' clock)`; each file is converted and written `times` times."""
    clock = Clock()
    replaced: list[tuple[Any, str, Any]] = []
    for path in files:
        rubricate.convert(path)  # warm: models and grammars are read
    for module_name, names in GUARDS.items():
        module = importlib.import_module(module_name)
        for name in names:
            original = getattr(module, name)
            replaced.append((module, name, original))
            setattr(module, name, clock.timed(f"{module_name.removeprefix('rubricate.')}.{name}", original))
    write = clock.timed("files.write_file", write_file)
    try:
        with tempfile.TemporaryDirectory() as folder:
            started = processor()
            for number in range(times):
                for path in files:
                    result = rubricate.convert(path)
                    if result.xml is not None:
                        write(Path(folder) / f"{path.stem}-{number}.xml", result.xml)
            whole = processor() - started
    finally:
        for module, name, original in replaced:
            setattr(module, name, original)
    return whole, clock


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--times", type=int, default=5)
    args = parser.parse_args()
    files = args.files or [ROOT / "samples" / "full" / f"article.{suffix}" for suffix in ("docx", "md")]
    whole, clock = measure(files, args.times)
    cost = empty_call()
    total = 0.0
    for name in sorted(clock.seconds, key=lambda name: -clock.seconds[name]):
        seconds = max(0.0, clock.seconds[name] - cost * clock.calls[name])
        total += seconds
        print(
            f"{seconds / whole:7.2%} {1000 * seconds / (len(files) * args.times):8.3f} ms  {clock.calls[name]:6d} calls  {name}"
        )
    print(
        f"{total / whole:7.2%} of {whole / (len(files) * args.times):.3f} s of processor time a document ({len(files)} files, {args.times} times, {os.cpu_count()} cores)"
    )


if __name__ == "__main__":
    main()
