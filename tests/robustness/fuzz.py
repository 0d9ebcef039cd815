"""Thousands of bad inputs: samples and real articles, mutated, in every format; each gives a result or a finding.

    python tests/robustness/fuzz.py --count 10000 [--seed 1] [--shared ../shared]

Counts verdicts by format: converted (valid, nothing lost without a rule), converted with a change of words said, refused with
a finding, and faults in capitals: CRASH, HANG, INVALID, LOST and ADDED words, SILENT, LET IN (hostile markup), LEAKED (the
canary, a file beside the document that hostile inputs name), WROTE (a file outside the output folder). Exit code 1 for any.
"""

from __future__ import annotations

import argparse
import io
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import made_documents

import rubricate
from rubricate import references
from rubricate.files import write_file
from rubricate.limits import changed_limits
from rubricate.pandoc import run_pandoc
from rubricate.validation import validate
from rubricate.validation.profile import load_profile
from rubricate.values import RubricateError, Severity

ROOT = Path(__file__).parents[2]
SECRET = "kestrel7f3a windhover91c"
"""What the canary holds; no output may have it."""
FOLDER = Path(tempfile.gettempdir()) / "rubricate-fuzz"
"""Always the same, as its name stands in the inputs."""
CANARY = str(FOLDER / "canary.txt")
SECONDS = 30
TEXTS = (".txt",)
"""Sources whose words are all ours to account for; what pandoc's readers of other formats drop is said."""
Mutation = Callable[[bytes, random.Random], bytes]
FORMATS = {
    ".txt": "text", ".md": "markdown", ".html": "html", ".tex": "latex", ".rst": "rst", ".org": "org", ".docx": "docx", ".odt": "odt", ".xml": "jats",
}  # fmt: skip
BESIDE = {".yaml": "metadata_files", ".csl.json": "references"}
"""Files that are given with an article: its mutants go with the first sample."""


def drop(data: bytes, chance: random.Random) -> bytes:
    """Without a piece."""
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice([1, 2, 10, 100, 1000]) :]


def double(data: bytes, chance: random.Random) -> bytes:
    """A piece twice, or very often."""
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice([1, 5, 50, 500])]
    return data[:start] + piece * chance.choice([2, 2, 10, 100]) + data[start:]


def swap(data: bytes, chance: random.Random) -> bytes:
    """Two lines changed against each other."""
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def shuffle(data: bytes, chance: random.Random) -> bytes:
    """All lines in another order."""
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        if out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


PIECES = [
    "\x00", "\x1b[31m", "\u202e", "\ud7ff", "\ufffe", "\u200b", "\u0301" * 50, "𝔸", "가나다", "العربية", "]]>", "<!--", "-->", "<![CDATA[", "&amp;", "&x;", "<evil/>",
    "```{=jats}\n<evil/>\n```", "[" * 200, "(" * 200, "*" * 200, "|" * 200, "\t" * 200, " " * 2000, "\n" * 500, "1," * 500, "Smith J, " * 300, "---\na: &a [x]\nb: *a\n---\n",
    "10.1000/" + "9" * 500, "Figure 1. ", "References\n", "Abstract\n", "Keywords: ", "1. ", "©", "\r", "\r\n", "\f", "\v", "\x85", "\u2028", "Table 1. x\n\ta\tb\n", "$$\\frac{", "^^^", "~~~",
    f"![x]({CANARY})", f"\\input{{{CANARY}}}", f"---\nbibliography: {CANARY}\n---\n", f"\n.. include:: {CANARY}\n", f"\n#+INCLUDE: {CANARY}\n", f'<img src="file://{CANARY}"/>',
    f'<!DOCTYPE a [<!ENTITY x SYSTEM "{CANARY}">]><a>&x;</a>', "![x](../../canary.txt)", "😀", "\N{COMBINING ENCLOSING CIRCLE}",
]  # fmt: skip


def insert(data: bytes, chance: random.Random) -> bytes:
    """Something odd put in."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(PIECES).encode("utf-8", "surrogatepass") + data[at:]


def cut(data: bytes, chance: random.Random) -> bytes:
    """Only the beginning, or only the end."""
    at = chance.randrange(len(data) + 1)
    return data[:at] if chance.random() < 0.5 else data[at:]


def encode(data: bytes, chance: random.Random) -> bytes:
    """In another encoding."""
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(["utf-16", "latin-1", "cp949", "utf-8-sig", "gb18030", "utf-32"]), "replace")


def words(data: bytes, chance: random.Random) -> bytes:
    """Words in another order."""
    found = data.split(b" ")
    for _ in range(chance.choice([1, 10, 100])):
        one, two = chance.randrange(len(found)), chance.randrange(len(found))
        found[one], found[two] = found[two], found[one]
    return b" ".join(found)


MUTATIONS: list[Mutation] = [drop, double, swap, shuffle, flip, insert, insert, cut, encode, words]


def inside(data: bytes, chance: random.Random) -> bytes:
    """A Word or OpenDocument file with its text mutated, packed again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        chosen = chance.choice([*names, "word/document.xml", "content.xml"])
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, chance.choice(MUTATIONS)(content, chance) if name == chosen else content)
    return out.getvalue()


def members(data: bytes, chance: random.Random) -> bytes:
    """A package with a member renamed, left out, twice, empty, or another's content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        how = chance.choice(["rename", "leave out", "empty", "swap", "add"])
        for name in names:
            content = old.read(chance.choice(names) if name == chosen and how == "swap" else name)
            if name == chosen and how == "leave out":
                continue
            if name == chosen and how == "rename":
                name = chance.choice(HOSTILE_NAMES)
            new.writestr(name, b"" if name == chosen and how == "empty" else content)
        if how == "add":
            new.writestr(chance.choice(HOSTILE_NAMES), SECRET[:8])
    return out.getvalue()


HOSTILE_NAMES = ["../../canary.txt", CANARY, "word/media/../../../x.png", "word/media/\x1b[0m.png", "word/media/a\nb.png", "CON", "word/media/" + "x" * 300 + ".png"]  # fmt: skip


def seeds(shared: Path | None) -> dict[str, list[bytes]]:
    """What is mutated, by format."""
    found: dict[str, list[bytes]] = {suffix: [] for suffix in (*FORMATS, *BESIDE, ".toml")}
    for path in sorted([*(ROOT / "samples").glob("*/*"), *(ROOT / "seeds").iterdir()]):
        if path.suffix in found and path.is_file():
            found[path.suffix].append(path.read_bytes())
    found[".docx"].append(made_documents.docx(pictures={"media/image1.png": made_documents.png()}))
    markdown = found[".md"][-1]
    for suffix in (".tex", ".rst", ".org"):
        found[suffix].append(run_pandoc(["-f", "markdown", "-t", FORMATS[suffix], "-s"], markdown).stdout)
    found[".yaml"].append((ROOT / "filters/rubricate/data/journal.yaml").read_bytes().replace(b"# ", b""))
    found[".csl.json"] += [made_documents.RECORDS]
    found[".toml"] += [made_documents.HOUSE]
    if shared is not None and (shared / "data" / "articles").is_dir():
        articles = sorted((shared / "data" / "articles").glob("*.xml"))[::20]
        found[".xml"] += [path.read_bytes() for path in articles if path.stat().st_size < 200_000]
        found[".html"] += [path.read_bytes() for path in sorted((shared / "data" / "pages").rglob("*.html"))[:10]]
    return found


def inputs(count: int, seed: int, shared: Path | None) -> Iterator[tuple[str, bytes]]:
    """`count` mutated inputs, every format as often as another, always the same ones for a seed."""
    chance = random.Random(seed)
    known = seeds(shared)
    suffixes = [*known, ".txt", ".txt", ".md", ".docx"]
    for _ in range(count):
        suffix = chance.choice(suffixes)
        data = chance.choice(known[suffix])
        if suffix in (".docx", ".odt") and chance.random() < 0.8:
            data = chance.choice([inside, inside, members])(data, chance)
        else:
            for _ in range(chance.choice([1, 1, 2, 5])):
                data = chance.choice(MUTATIONS)(data, chance)
        yield suffix, data


class Hang(BaseException):
    """More time than any document may take."""


def _stop(_: int, __: FrameType | None) -> None:
    raise Hang


def convert_beside(suffix: str, data: bytes) -> rubricate.Result:
    """A sample with a mutated file beside it."""
    beside = FOLDER / "in" / f"beside{suffix}"
    beside.write_bytes(data)
    given: dict[str, Any] = {BESIDE[suffix]: beside if suffix == ".csl.json" else [beside]}
    return rubricate.convert((ROOT / "samples/letter/article.txt").read_bytes(), from_="text", **given)


def verdict(suffix: str, data: bytes) -> str:
    """What became of one input: "converted", "refused", or a fault."""
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(SECONDS)
    before = listing()
    try:
        if suffix == ".toml":
            house = FOLDER / "in" / "house.toml"
            house.write_bytes(data)
            try:
                load_profile(str(house))
            except RubricateError:
                return "refused"
            return "converted"
        if suffix == ".xml":
            validate(data, grammar="")
        result = convert_beside(suffix, data) if suffix in BESIDE else rubricate.convert(data, from_=FORMATS[suffix])
        if suffix == ".txt":
            references.parse_list(data[:20_000].decode("utf-8", "replace"))
        try:
            for name, image in result.media.items():
                write_file(FOLDER / "out" / name, image, make_folder=True)
        except RubricateError:
            return "refused"
    except Hang:
        return "HANG"
    except Exception:
        traceback.print_exc()
        return "CRASH"
    finally:
        signal.alarm(0)
    if listing() != before:
        return "WROTE"
    if result.xml is None:
        return "refused" if result.errors else "SILENT"
    if [finding for finding in validate(result.xml) if finding.severity is Severity.ERROR]:
        return "INVALID"
    if b"<evil" in result.xml:
        return "LET IN"
    told = repr([finding.message for finding in result.findings]).encode()
    if any(word in blob for word in SECRET.encode().split() for blob in (result.xml, told, *result.media.values())):
        return "LEAKED"
    if result.ledger is None or not result.ledger.unexplained:
        return "converted"
    if suffix in TEXTS:
        return "LOST" if [change for change in result.ledger.lost if not change.rule] else "ADDED"
    said = {finding.id for finding in result.findings} & {"words-changed", "objects-lost"}
    return "converted, a change of words said" if said else "SILENT"


def listing() -> list[tuple[str, int]]:
    """Everything outside the output folder that a hostile name could reach from it."""
    return sorted(
        (str(path), path.stat().st_mtime_ns)
        for path in (*FOLDER.iterdir(), *FOLDER.parent.glob("*.png"), *FOLDER.parent.glob("canary*"))
        if path.name not in ("in", "out")
    )


def run(count: int, seed: int, shared: Path | None, keep: Path | None = None, seconds: float = 0) -> Counter[str]:
    """The verdicts of `count` inputs (or of as many as `seconds` allow); inputs at fault are kept in `keep`."""
    for folder in (FOLDER / "in", FOLDER / "out"):
        folder.mkdir(parents=True, exist_ok=True)
    Path(CANARY).write_text(SECRET, encoding="utf-8")
    verdicts: Counter[str] = Counter()
    started = time.monotonic()
    with changed_limits({"pandoc-seconds": 10, "pandoc-heap-mb": 700}):
        for number, (suffix, data) in enumerate(inputs(count, seed, shared)):
            said = verdict(suffix, data)
            verdicts[f"{said} {suffix}"] += 1
            if said.isupper() and keep is not None:
                (keep / f"{said}-{seed}-{number}{suffix}").write_bytes(data)
            if seconds and time.monotonic() - started > seconds:
                break
    return verdicts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=0, help="stop after so many")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--keep", type=Path, help="folder for inputs at fault")
    args = parser.parse_args()
    if args.keep is not None:
        args.keep.mkdir(parents=True, exist_ok=True)
    verdicts = run(args.count, args.seed, args.shared, args.keep, args.seconds)
    for said, number in sorted(verdicts.items()):
        print(f"{number:6d}  {said}")
    print(f"{verdicts.total():6d}  inputs")
    sys.exit(any(said.split(" ")[0].isupper() for said in verdicts))


if __name__ == "__main__":
    main()
