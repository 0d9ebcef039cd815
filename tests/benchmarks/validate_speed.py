"""The validator beside xmllint: `python tests/benchmarks/validate_speed.py ARTICLES MODULES [--profile pmc]`.

ARTICLES is a folder of JATS files, MODULES the folder of the official modules. Both commands see the same files on the same
machine in the same run, one after the other in turns; xmllint gets the official driver of each article's document type
(`xmllint --noout --nonet --dtdvalid`). Printed are CPU times (user and system), which a busy machine disturbs least:

* one article a call: the ratio of the best of several runs, for articles of all sizes (wanted: at most 2);
* all articles in one call of ours beside one call of xmllint for each (wanted: xmllint takes at least 5 times as long);
* the peak memory of one call for all articles, and for all of them three times over (wanted: the same).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from official_verdicts import Official

from rubricate.findings import RubricateError
from rubricate.validation.catalogue import by_identifier
from rubricate.xml import parse_xml

RUBRICATE = (str(Path(sys.executable).with_name("rubricate")), "validate")
XMLLINT = ("xmllint", "--noout", "--nonet", "--dtdvalid")


# As an installed command runs: with its byte code beside it.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def run(command: Sequence[str]) -> tuple[float, int]:
    """CPU seconds and peak memory (KB) of a command; what it prints is thrown away."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def drivers(articles: Path, modules: Path) -> dict[Path, Path]:
    """Each article that names a JATS document type, and the official driver of it."""
    official, found = Official(modules), {}
    for path in sorted(articles.glob("*.xml")):
        try:
            info = parse_xml(path.read_bytes()).docinfo
        except RubricateError:
            continue
        doctype = by_identifier(info.public_id or "", info.system_url or "")
        if doctype is not None:
            found[path] = official.driver(doctype)
    return found


def one_article(pairs: dict[Path, Path], sample: int, runs: int, ours: Sequence[str]) -> list[float]:
    """The ratio for each of `sample` articles, spread over the sizes."""
    by_size = sorted(pairs, key=lambda path: path.stat().st_size)
    step = max(1, len(by_size) // sample)
    ratios = []
    for path in by_size[step // 2 :: step]:
        mine, theirs = [], []
        for _ in range(runs):
            mine.append(run([*ours, str(path)])[0])
            theirs.append(run([*XMLLINT, str(pairs[path]), str(path)])[0])
        ratios.append(min(mine) / min(theirs))
        print(f"  {path.stat().st_size:8,} bytes  {min(mine):.3f} s  {min(theirs):.3f} s  {ratios[-1]:.2f}")
    return ratios


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("modules", type=Path)
    parser.add_argument("--profile", default="jats")
    parser.add_argument("--sample", type=int, default=12)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    if shutil.which(XMLLINT[0]) is None:
        print("Unexpected absence of xmllint, expected it on the PATH (Debian: libxml2-utils)", file=sys.stderr)
        return 2
    ours = (*RUBRICATE, "--profile", options.profile)
    pairs = drivers(options.articles, options.modules)
    print(f"one article a call, ours and xmllint's CPU time, best of {options.runs}:")
    ratios = one_article(pairs, options.sample, options.runs, ours)
    print(f"  median ratio {median(ratios):.2f}, worst {max(ratios):.2f}")
    paths = [str(path) for path in pairs]
    (seconds, memory), (_, memory_thrice) = run([*ours, *paths]), run([*ours, *paths, *paths, *paths])
    theirs = sum(run([*XMLLINT, str(pairs[path]), str(path)])[0] for path in pairs)
    print(
        f"{len(paths)} articles: one call of ours {seconds:.2f} s, as many calls of xmllint {theirs:.2f} s, {theirs / seconds:.1f} times"
    )
    print(f"peak memory: {memory / 1024:.0f} MB, three times over {memory_thrice / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
