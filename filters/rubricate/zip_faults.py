"""What a broken or hostile zip file makes Python's library raise."""

from __future__ import annotations

import zlib


def zip_faults() -> tuple[type[Exception], ...]:
    """For `except zip_faults():`. (The library is loaded only here: most documents are no packages.)"""
    from zipfile import BadZipFile

    return (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, KeyError, EOFError, zlib.error)
