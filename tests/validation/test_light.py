"""To validate a clean article takes little: nothing is imported that only converting, explaining or reporting needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "samples" / "full" / "expected.xml"
HEAVY = {
    *("panflute", "pypandoc", "yaml", "pycrfsuite", "charset_normalizer", "rapidfuzz"),
    *("difflib", "tomllib", "json", "zipfile", "hashlib", "tempfile", "subprocess"),
    *("rubricate.values", "rubricate.pipeline", "rubricate.cli_convert", "rubricate.validation.explain"),
    *("rubricate.validation.positions", "rubricate.validation.rules.registry", "rubricate.validation.report"),
}


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
        timeout=50,
    )
    return set(done.stdout.split())


def test_a_clean_article_needs_no_more() -> None:
    code = (
        "from rubricate.cli import cli\n"
        f"try: cli.main(args=['validate', {str(ARTICLE)!r}])\n"
        "except SystemExit as end: assert end.code == 0"
    )
    loaded = modules_after(code)
    assert "rubricate.validation.grammar" in loaded
    assert loaded & HEAVY == set()


def test_the_import_of_the_validator_is_no_more_either() -> None:
    assert modules_after("import rubricate.validation") & HEAVY == set()
