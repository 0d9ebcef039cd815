"""From the bytes of an XML file to its text, strictly: byte order mark, then the declared encoding, then UTF-8.

The text is decoded here and not in the parser, so that what our checks see is what the parser sees.
Rule: XML 1.0, appendix F (detection of character encodings).
"""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

from .findings import Finding, Place, RubricateError, Severity
from .limits import limit

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00?\x00", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
)
COMPRESSED = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
# Encodings in which ASCII bytes mean ASCII, always: no escapes, no states.
ENCODINGS = (
    *("utf-8", "ascii", "iso8859-", "cp125", "koi8-"),
    *("cp949", "euc_", "gb2312", "gbk", "gb18030", "big5", "shift_"),
)
DECLARED = re.compile(rb"""encoding[ \t\r\n]{0,20}=[ \t\r\n]{0,20}["']([A-Za-z][A-Za-z0-9._-]{0,40})["']""")


def read_xml(path: Path) -> bytes:
    """The bytes of an XML file; of one that is too large, none are read.

    Raises RubricateError: `file-too-large`; `unreadable-file`, whose place the caller names.
    """
    largest = limit("xml-bytes")
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(largest + 1) if size <= largest else b""  # a pipe has no size
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"Unexpected {reason.lower()}, expected a readable file"
        raise RubricateError(Finding("unreadable-file", Severity.ERROR, message)) from None
    if max(size, len(data)) > largest:
        raise RubricateError(_too_large(max(size, len(data)), str(path)))
    return data


def decode_xml(data: bytes, name: str = "") -> str:
    """The text of an XML file, without its byte order mark; line ends are kept.

    Raises RubricateError: `empty-file`, `file-too-large`, `compressed-file`, `bad-encoding`.
    """
    if len(data) > limit("xml-bytes"):
        raise RubricateError(_too_large(len(data), name))
    for magic, kind in COMPRESSED:
        if data.startswith(magic):
            message = f"Unexpected {kind} data, expected XML"
            raise RubricateError(
                Finding("compressed-file", Severity.ERROR, message, Place(file=name), "Unpack the file first.")
            )
    if not data.strip():
        message = "Unexpected empty file, expected XML"
        raise RubricateError(Finding("empty-file", Severity.ERROR, message, Place(file=name)))
    encoding = _encoding(data, name)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RubricateError(_bad_bytes(data, error, name)) from None


def encode_like(text: str, data: bytes) -> bytes:
    """The text of an XML file as bytes again: in the encoding of `data`, with its byte order mark.

    `encode_like(decode_xml(data), data) == data`, but where an encoding has two ways to write a letter.
    Raises RubricateError as `decode_xml` does, and UnicodeEncodeError for a letter that the encoding lacks.

    >>> encode_like("<a/>", codecs.BOM_UTF16_BE + "<b/>".encode("utf-16-be")).hex()
    'feff003c0061002f003e'
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            if encoding in ("utf-16", "utf-32"):
                encoding += "-le" if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF32_LE) else "-be"
                return mark + text.encode(encoding)
            return text.encode(encoding)
    return text.encode(_encoding(data, ""))


def place_at(text: str, offset: int, name: str = "") -> Place:
    """The place of `text[offset]`: line and column from 1."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(file=name, line=text.count("\n", 0, offset) + 1, column=offset - line_start + 1)


def _encoding(data: bytes, name: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    declaration = data[: data.find(b"?>", 0, 400) + 1] if data.startswith(b"<?xml") else b""
    match = DECLARED.search(declaration)
    if match is None:
        return "utf-8"
    label = match[1].decode("ascii")
    try:
        known = codecs.lookup(label).name
    except LookupError:
        known = ""
    if not known.startswith(ENCODINGS):
        message = f"Unexpected encoding {label!r} in the XML declaration, expected UTF-8"
        suggestion = "Save the file as UTF-8 and say so in its XML declaration."
        raise RubricateError(Finding("bad-encoding", Severity.ERROR, message, Place(file=name, line=1), suggestion))
    return known


def _too_large(size: int, name: str) -> Finding:
    message = f"Unexpected size of {size:,} bytes, expected at most {limit('xml-bytes'):,} (limit xml-bytes)"
    return Finding("file-too-large", Severity.ERROR, message, Place(file=name))


def _bad_bytes(data: bytes, error: UnicodeDecodeError, name: str) -> Finding:
    byte = data[error.start] if error.start < len(data) else 0
    line_start = data.rfind(b"\n", 0, error.start) + 1
    place = Place(file=name, line=data.count(b"\n", 0, error.start) + 1, column=error.start - line_start + 1)
    message = f"Unexpected byte 0x{byte:02X}, expected text in {error.encoding.upper()}"
    suggestion = "Save the file as UTF-8, or name its true encoding in the XML declaration."
    return Finding("bad-encoding", Severity.ERROR, message, place, suggestion)
