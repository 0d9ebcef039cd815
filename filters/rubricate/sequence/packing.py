"""Model files packed small. Their tables are turned to columns first: zlib presses what is alike when it stands together."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import NamedTuple

MARK = b"columns1"
"""How a file in this form begins; a file without it is plain zlib."""


class Table(NamedTuple):
    """Rows of one width, in bytes, that begin at a place of a file."""

    start: int
    width: int
    rows: int


def packed(data: bytes, tables: Sequence[Table]) -> bytes:
    """The bytes compressed, each of the tables by columns.

    >>> unpacked(packed(b"head a1b1c1", [Table(5, 2, 3)]))
    b'head a1b1c1'
    """
    out = bytearray(data)
    for start, width, rows in tables:
        end = start + width * rows
        out[start:end] = b"".join(data[start + column : end : width] for column in range(width))
    head = struct.pack("<I", len(tables)) + b"".join(struct.pack("<3I", *table) for table in tables)
    return MARK + zlib.compress(head + bytes(out), 9)


def unpacked(file: bytes) -> bytes:
    """What was packed, or what plain zlib packed.

    Raises zlib.error where it is neither, ValueError where its tables do not fit its length.
    """
    if not file.startswith(MARK):
        return zlib.decompress(file)
    found = zlib.decompress(file[len(MARK) :])
    try:
        (number,) = struct.unpack_from("<I", found)
        tables = [Table(*struct.unpack_from("<3I", found, 4 + 12 * at)) for at in range(number)]
    except struct.error as error:
        raise ValueError("unexpected end of a model file, expected its tables") from error
    data = found[4 + 12 * number :]
    out = bytearray(data)
    for start, width, rows in tables:
        end = start + width * rows
        if not width or end > len(data):
            raise ValueError(f"unexpected table up to byte {end} of a model of {len(data)} bytes")
        for column in range(width):
            out[start + column : end : width] = data[start + column * rows : start + (column + 1) * rows]
    return bytes(out)
