"""Get the official JATS modules: `npm pack`, checksum, unpack. In: a cache folder. Out: the folder of the modules."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "@jats4r/dtds@0.0.10"
TARBALL = "jats4r-dtds-0.0.10.tgz"
SHA256 = "300be5ca79352794c2508cb46db9259abfe69d127a3a4c51c81816b5949d20dc"
CACHE = Path(__file__).resolve().parent.parent / ".cache" / "dtds"


class FetchError(Exception):
    """The modules are out of reach, or are not the ones that were checked."""


def official_modules(tarball: Path | None = None, cache: Path = CACHE) -> Path:
    """The folder with the versions ("1.3", …) and `doctypes.json`; `tarball` spares the download."""
    unpacked = cache / TARBALL.removesuffix(".tgz")
    if not unpacked.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        _unpack(tarball or _pack(cache), unpacked)
    return unpacked / "package" / "schema"


def _pack(cache: Path) -> Path:
    """Run `npm pack` in `cache` (a package that is already there is not fetched again)."""
    tarball = cache / TARBALL
    if not tarball.is_file():
        npm = shutil.which("npm")
        if npm is None:
            raise FetchError("Unexpected absence of npm, expected it on the PATH")
        try:
            subprocess.run([npm, "pack", PACKAGE], cwd=cache, check=True, capture_output=True, timeout=120)
        except (OSError, subprocess.SubprocessError) as error:
            raise FetchError(f"npm pack {PACKAGE} failed: {error}") from error
    return tarball


def _unpack(tarball: Path, folder: Path) -> None:
    digest = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if digest != SHA256:
        raise FetchError(f"Unexpected sha256 {digest} of {tarball}, expected {SHA256}")
    temporary = tempfile.mkdtemp(dir=folder.parent)
    with tarfile.open(tarball) as archive:
        archive.extractall(temporary, filter="data")
    os.replace(temporary, folder)
