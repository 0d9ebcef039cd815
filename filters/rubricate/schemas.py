"""The one locator of `schemas/`: a file's checked bytes, wherever rubricate is installed.

A checkout and an editable install use the folder beside `filters/`; an installed wheel has a copy inside the package.
An editable install may leave a stale copy behind, so the checkout is looked for first.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from .values import Finding, Place, RubricateError, Severity

PACKAGE = Path(__file__).resolve().parent
CATALOGUE = "doctypes.json"
SUMS = "SHA256SUMS"


@lru_cache(maxsize=1)
def schemas_folder() -> Path:
    """The folder of the bundled grammars. Raises RubricateError (`schema-missing`) where there is none."""
    return find_schemas(PACKAGE)


def find_schemas(package: Path) -> Path:
    """The schemas of the package in the folder `package`: the checkout's before the wheel's own copy."""
    candidates = [package / "schemas_data"]
    if package.parent.name == "filters":
        candidates.insert(0, package.parent.parent / "schemas")
    for folder in candidates:
        if (folder / CATALOGUE).is_file():
            return folder
    raise _fault("schema-missing", f"Unexpected absence of the bundled grammars, expected them in {candidates[-1]}")


def schema_bytes(name: str, folder: Path | None = None) -> bytes:
    """The bytes of the bundled file `name`, checked against `SHA256SUMS`.

    Raises RubricateError: `schema-missing` (no such file), `schema-damaged` (other bytes than ours).
    """
    folder = folder or schemas_folder()
    sums = _checksums(folder)
    if name not in sums:
        raise _fault("schema-missing", f"Unexpected schema name {name!r}, expected one listed in {SUMS}")
    data = _read(folder / name)
    if hashlib.sha256(data).hexdigest() != sums[name]:
        raise _fault("schema-damaged", f"Unexpected bytes in the bundled {name}, expected the checksum in {SUMS}", name)
    return data


@lru_cache(maxsize=4)
def _checksums(folder: Path) -> dict[str, str]:
    lines = _read(folder / SUMS).decode("ascii", "replace").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _fault("schema-missing", f"Unexpected {error.strerror} for {path}, expected a bundled file") from error


def _fault(kind: str, message: str, file: str = "") -> RubricateError:
    suggestion = "Install rubricate again."
    return RubricateError(Finding(kind, Severity.ERROR, message, Place(file=file), suggestion))
