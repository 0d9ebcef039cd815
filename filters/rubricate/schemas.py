"""The one locator of `schemas/`: a file's checked bytes, wherever rubricate is installed, and the document types of JATS.

A checkout and an editable install use the folder beside `filters/`; an installed wheel has a copy inside the package.
An editable install may leave a stale copy behind, so the checkout is looked for first.
"""

from __future__ import annotations

import os
import zlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from .findings import Finding, Place, RubricateError, Severity

PACKAGE = Path(__file__).resolve().parent
CATALOGUE = "doctypes.tsv"
CHECKSUMS = "CHECKSUMS"


class Doctype(NamedTuple):
    """One document type of JATS: its identifiers, and what they stand for. A line of `doctypes.tsv`."""

    public: str
    system: str
    tag_set: str
    """"archiving", "publishing" or "authoring"."""
    version: str
    """"1.3", or a draft: "1.3d2"."""
    mathml: str
    """"2.0" or "3.0"."""
    tables: str
    """"xhtml", or "oasis": with the elements of OASIS tables beside those of XHTML."""


@lru_cache(maxsize=1)
def doctypes() -> tuple[Doctype, ...]:
    """All document types that are bundled, in the order of the numbers in the files of declarations."""
    lines = schema_bytes(CATALOGUE).decode("ascii").splitlines()
    return tuple(Doctype(*line.split("\t")) for line in lines[1:])


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
    """The bytes of the bundled file `name`, checked against `CHECKSUMS`.

    Raises RubricateError: `schema-missing` (no such file), `schema-damaged` (other bytes than ours).
    """
    folder = folder or schemas_folder()
    sums = _checksums(folder)
    if name not in sums:
        raise _fault("schema-missing", f"Unexpected schema name {name!r}, expected one listed in {CHECKSUMS}")
    data = _read(folder, name)
    if (f"{zlib.crc32(data):08x}", str(len(data))) != sums[name]:
        message = f"Unexpected bytes in the bundled {name}, expected the checksum in {CHECKSUMS}"
        raise _fault("schema-damaged", message, name)
    return data


@lru_cache(maxsize=4)
def _checksums(folder: Path) -> dict[str, tuple[str, str]]:
    """Name to CRC-32 and size. (It is to show damage, not malice: who can change a file can change this one too.)"""
    lines = _read(folder, CHECKSUMS).decode("ascii", "replace").splitlines()
    return {name: (crc, size) for crc, size, name in (line.split(" ", 2) for line in lines)}


def _read(folder: Path, name: str) -> bytes:
    path = os.path.join(folder, name)
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise _fault("schema-missing", f"Unexpected {error.strerror} for {path}, expected a bundled file") from error


def _fault(kind: str, message: str, file: str = "") -> RubricateError:
    suggestion = "Install rubricate again."
    return RubricateError(Finding(kind, Severity.ERROR, message, Place(file=file), suggestion))
