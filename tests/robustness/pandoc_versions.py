"""Every sample with several versions of pandoc: `python tests/robustness/pandoc_versions.py [--versions 1.14,1.15,1.17]`.

Installs rubricate beside each version of pypandoc_binary in an environment of its own, converts every sample in every format
and counts: the same bytes as the expected file, valid, or what is said. Exit code 1 where one is invalid or refused.
(Older readers of pandoc lose the head of a table in OpenDocument files; the ledger says so.)
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
VERSIONS = "1.14,1.15,1.17"
INSIDE = """
import json, sys
from pathlib import Path
import rubricate
from rubricate.pandoc import pandoc_version
from rubricate.validation import validate
from rubricate.values import Severity
out = {"pandoc": ".".join(map(str, pandoc_version())), "samples": {}}
for path in sorted(Path(sys.argv[1], "samples").glob("*/article.*")) + sorted(Path(sys.argv[1], "seeds").iterdir()):
    result = rubricate.convert(path)
    expected = path.parent / "expected.xml"
    if result.xml is None:
        said = "refused: " + "; ".join(finding.message for finding in result.errors)
    elif [finding for finding in validate(result.xml) if finding.severity is Severity.ERROR]:
        said = "INVALID"
    elif result.ledger is not None and result.ledger.unexplained:
        said = "words changed: " + ", ".join(change.word for change in result.ledger.unexplained)
    else:
        said = "same" if expected.is_file() and expected.read_bytes() == result.xml else "valid"
    out["samples"][f"{path.parent.name}/{path.name}"] = said
print(json.dumps(out))
"""


def tried(version: str, folder: Path) -> dict[str, object]:
    """What each sample becomes with one version of pypandoc_binary."""
    python = folder / version / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(folder / version)], check=True)
    subprocess.run(
        [
            str(python),
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            str(ROOT),
            f"pypandoc_binary=={version}",
        ],
        check=True,
    )
    done = subprocess.run(
        [str(python), "-c", INSIDE, str(ROOT)], check=True, capture_output=True, text=True, cwd=folder
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--versions", default=VERSIONS, help="of pypandoc_binary, with commas")
    args = parser.parse_args()
    bad = False
    with tempfile.TemporaryDirectory() as folder:
        for version in args.versions.split(","):
            found = tried(version, Path(folder))
            samples = found["samples"]
            assert isinstance(samples, dict)
            same = sum(said == "same" for said in samples.values())
            valid = sum(said == "valid" for said in samples.values())
            print(
                f"pypandoc_binary {version}, pandoc {found['pandoc']}: {len(samples)} sources, {same} as expected, {valid} valid"
            )
            for name, said in samples.items():
                if said not in ("same", "valid"):
                    print(f"    {name}: {said}")
                    bad = bad or not said.startswith("words changed")
    sys.exit(bad)


if __name__ == "__main__":
    main()
