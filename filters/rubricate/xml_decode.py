"""From the bytes of an XML file to its text, strictly: byte order mark, then the declared encoding, then UTF-8.

The text is decoded here and not in the parser, so that what our checks see is what the parser sees.
Rule: XML 1.0, appendix F (detection of character encodings).
"""

from __future__ import annotations

import codecs
import re

from .limits import limit
from .values import Finding, Place, RubricateError, Severity

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


def decode_xml(data: bytes, name: str = "") -> str:
    """The text of an XML file, without its byte order mark; line ends are kept.

    Raises RubricateError: `empty-file`, `file-too-large`, `compressed-file`, `bad-encoding`.
    """
    # The largest article of PubMed Central's open set is a fifth of the default.
    if len(data) > (largest := limit("xml-bytes")):
        message = f"Unexpected size of {len(data):,} bytes, expected at most {largest:,} (limit xml-bytes)"
        raise RubricateError(Finding("file-too-large", Severity.ERROR, message, Place(file=name)))
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


def _bad_bytes(data: bytes, error: UnicodeDecodeError, name: str) -> Finding:
    byte = data[error.start] if error.start < len(data) else 0
    line_start = data.rfind(b"\n", 0, error.start) + 1
    place = Place(file=name, line=data.count(b"\n", 0, error.start) + 1, column=error.start - line_start + 1)
    message = f"Unexpected byte 0x{byte:02X}, expected text in {error.encoding.upper()}"
    suggestion = "Save the file as UTF-8, or name its true encoding in the XML declaration."
    return Finding("bad-encoding", Severity.ERROR, message, place, suggestion)
