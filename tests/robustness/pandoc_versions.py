"""Every sample with several versions of pandoc: valid with each, and what differs from `expected.xml` is said.

    python tests/robustness/pandoc_versions.py [--versions 1.14,1.15,1.16.2,1.17] [--folder FOLDER]

Versions are those of the package pypandoc_binary; its pandoc is taken out of the wheel that pip downloads into FOLDER
(kept for the next run) and used through RUBRICATE_PANDOC. Exit code 1 where a sample is refused or not valid.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from rubricate.validation import validate_file
from rubricate.values import Severity

ROOT = Path(__file__).parents[2]
VERSIONS = "1.14,1.15,1.16.2,1.17"
SUFFIXES = (".txt", ".md", ".docx", ".odt", ".html")


def pandoc_of(version: str, folder: Path) -> Path:
    """The pandoc of one pypandoc_binary, downloaded where it is not there yet."""
    place = folder / version
    program = place / "pypandoc" / "files" / "pandoc"
    if not program.is_file():
        place.mkdir(parents=True, exist_ok=True)
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
            "-d",
            str(place),
        ]
        subprocess.run([*pip, f"pypandoc_binary=={version}"], check=True, stderr=subprocess.DEVNULL)
        wheel = next(place.glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            archive.extract("pypandoc/files/pandoc", place)
        wheel.unlink()
        program.chmod(0o755)
    return program


def samples() -> list[Path]:
    """The articles in `samples/`, in every format."""
    return sorted(path for path in (ROOT / "samples").glob("*/article.*") if path.suffix in SUFFIXES)


def verdict(source: Path, pandoc: Path, folder: Path) -> tuple[str, str]:
    """What became of one sample, with a detail: "as expected", "differs", "NOT VALID", "REFUSED"."""
    target = folder / "article.xml"
    target.unlink(missing_ok=True)
    line = [sys.executable, "-m", "rubricate.cli", "convert", str(source), "-o", str(target), "-q"]
    done = subprocess.run(line, capture_output=True, text=True, env={**os.environ, "RUBRICATE_PANDOC": str(pandoc)})
    if not target.is_file():
        return "REFUSED", done.stderr.strip()
    errors = [finding for finding in validate_file(target) if finding.severity is Severity.ERROR]
    if errors or done.returncode:
        return "NOT VALID", errors[0].message if errors else done.stderr.strip()
    expected = (source.parent / "expected.xml").read_text(encoding="utf-8").splitlines()
    found = target.read_text(encoding="utf-8").splitlines()
    if found == expected:
        return "as expected", ""
    pairs = ((a, b) for a, b in zip(found, expected, strict=False) if a != b)
    first = next(pairs, ("", f"{len(expected) - len(found)} lines more"))
    return "differs", f"{first[0].strip()[:150]!r}, expected {first[1].strip()[:150]!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--versions", default=VERSIONS)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "rubricate-pandoc-versions")
    args = parser.parse_args()
    bad = 0
    for version in args.versions.split(","):
        pandoc = pandoc_of(version, args.folder)
        said = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
        counts: dict[str, int] = {}
        with tempfile.TemporaryDirectory() as folder:
            for source in samples():
                word, detail = verdict(source, pandoc, Path(folder))
                counts[word] = counts.get(word, 0) + 1
                bad += word.isupper()
                if detail:
                    print(f"  {source.relative_to(ROOT)}: {word}: {detail}")
        print(
            f"pypandoc_binary {version}, {said}: {', '.join(f'{n} {word}' for word, n in sorted(counts.items()))}",
            flush=True,
        )
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
