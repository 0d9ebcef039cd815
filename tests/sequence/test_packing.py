"""Model files, packed by columns: the same bytes come back, whatever the tables, and broken files are refused."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubricate.sequence.packing import MARK, Table, packed, unpacked


@given(st.binary(max_size=400), st.integers(1, 20), st.integers(0, 20), st.integers(0, 100))
def test_what_was_packed_comes_back(data: bytes, width: int, rows: int, start: int) -> None:
    tables = [Table(start, width, rows)] if start + width * rows <= len(data) else []
    assert unpacked(packed(data, tables)) == data


def test_columns_are_smaller_than_rows() -> None:
    rows = b"".join(
        number.to_bytes(4, "little") + bytes(8) + (number * 7919 % 65536).to_bytes(4, "little")
        for number in range(4000)
    )
    assert len(packed(rows, [Table(0, 16, 4000)])) < len(packed(rows, []))


def test_plain_zlib_is_read_too() -> None:
    assert unpacked(zlib.compress(b"model")) == b"model"


def test_a_table_beyond_the_end_is_refused() -> None:
    broken = packed(b"0123456789", [Table(0, 2, 5)])
    found = bytearray(zlib.decompress(broken[len(MARK) :]))
    found[12:16] = (50).to_bytes(4, "little")  # the number of rows
    with pytest.raises(ValueError, match="unexpected table up to byte 100 of a model of 10 bytes"):
        unpacked(MARK + zlib.compress(bytes(found)))


def test_no_model_at_all_is_refused() -> None:
    with pytest.raises(zlib.error):
        unpacked(b"no model")
    with pytest.raises(ValueError, match="unexpected end"):
        unpacked(MARK + zlib.compress(b"ab"))
