"""Which programs and data made an output: an output is done again where one of them changed, and only then."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from .. import __version__
from ..pandoc import pandoc_version
from ..schemas import CHECKSUMS, schemas_folder

PACKAGE = Path(__file__).resolve().parents[1]
MODEL_SUFFIXES = (".z", ".crf", ".tsv", ".json")
CODE_SUFFIXES = (".py", ".toml", ".lua", ".yaml")
LIBRARIES = ("lxml", "panflute", "python-crfsuite", "PyYAML", "charset-normalizer")
SHORT = 16
"""Digits of a digest that tell versions apart."""


class Versions(NamedTuple):
    """All that, beside the document and the settings, decides what comes out."""

    rubricate: str
    code: str
    """Digest of the package's modules and tables: a checkout changes without a new number."""
    pandoc: str
    grammar: str
    """Digest of the checksums of the bundled grammars."""
    models: str
    """Digest of the trained models and word lists."""
    python: str
    libraries: str
    """"lxml 5.3.0, …": told, and compared between the workers of a cluster; an output is not done again for them."""

    @property
    def deciding(self) -> tuple[str, ...]:
        """Those for which an output is done again."""
        return self[:5]


@cache
def versions() -> Versions:
    """Those of this process. Raises RubricateError where pandoc or the grammars are missing."""
    files = sorted(path for path in PACKAGE.rglob("*") if "training" not in path.relative_to(PACKAGE).parts)
    return Versions(
        __version__,
        _digest(path for path in files if path.suffix in CODE_SUFFIXES and "schemas_data" not in path.parts),
        ".".join(map(str, pandoc_version())),
        hashlib.sha256((schemas_folder() / CHECKSUMS).read_bytes()).hexdigest()[:SHORT],
        _digest(path for path in files if path.suffix in MODEL_SUFFIXES and "schemas_data" not in path.parts),
        platform.python_version(),
        ", ".join(f"{name} {_version(name)}" for name in LIBRARIES),
    )


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        data = path.read_bytes()
        whole.update(f"{path.relative_to(PACKAGE).as_posix()} {len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()[:SHORT]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
