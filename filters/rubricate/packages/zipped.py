"""A zip file that is the same bytes each time: names in order, one time for all, no trace of the machine."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip file can hold."""
PACKED = frozenset(("png", "jpg", "jpeg", "gif", "zip", "docx", "xlsx", "pptx", "mp4"))


def zipped(files: Mapping[str, bytes], epoch: int | None = None) -> bytes:
    """The files as a zip; `epoch` (seconds, as SOURCE_DATE_EPOCH) dates them, else the earliest date.

    >>> zipped({"a": b"1", "b": b"2"}) == zipped({"b": b"2", "a": b"1"})
    True
    """
    out = io.BytesIO()
    when = max(EARLIEST, time.gmtime(epoch)[:6]) if epoch is not None else EARLIEST
    with zipfile.ZipFile(out, "w") as package:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, when)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            packed = name.rpartition(".")[2].lower() in PACKED
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            package.writestr(info, files[name], compresslevel=9)
    return out.getvalue()
