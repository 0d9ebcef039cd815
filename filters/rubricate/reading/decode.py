"""Bytes to text: UTF-8, UTF-8 and UTF-16 with a byte order mark; anything else is guessed and the guess is reported."""

from __future__ import annotations

import codecs

from ..limits import limit
from ..values import Finding, Place, RubricateError, Severity
from ..xml import clean_text

SIGNATURES = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"), (b"%PDF", "a PDF file"), (b"PK\x03\x04", "a zip archive (a Word file?)"), (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x1f\x8b", "a gzip archive"), (b"BM", "a BMP picture"), (b"RIFF", "a media file"), (b"{\\rtf", "an RTF file"),
)  # fmt: skip


CONTROLS = [bytes([code]) for code in range(32) if code not in b"\t\n\r\f\v\x1b"]
"""Characters that no text has: those of white space and of terminals stand in some."""


LETTERS = [bytes([code]) for code in range(128) if chr(code).isalpha()]
REPLACED = "\ufffd"
MARKS = (
    *((mark, "utf-32") for mark in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)),  # first: one begins like UTF-16's
    *((mark, "utf-16") for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)),
)
MOSTLY = 10
"""So many letters beyond ASCII for each broken byte are no chance: the text is UTF-8, and damaged."""


def refuse_binary(data: bytes, name: str) -> None:
    """Raise RubricateError (`not-text`) where the bytes are a picture, an archive or the like."""
    for signature, what in SIGNATURES:
        if data.startswith(signature) and (signature != b"BM" or b"\x00" in data[:64]):
            message = f"Unexpected content of {name or 'the source'}: {what}, expected text."
            raise RubricateError(
                Finding(
                    "not-text",
                    Severity.ERROR,
                    message,
                    Place(name),
                    "Give the file the suffix of its format, or save it as text.",
                )
            )


def decode_text(data: bytes, name: str = "") -> tuple[str, list[Finding]]:
    """`(text, findings)`. Line ends become line feeds; characters that XML forbids are taken out and counted.

    Raises RubricateError: not-text, file-too-large, empty-file.
    """
    largest = limit("text-bytes")
    if len(data) > largest:
        raise RubricateError(
            Finding(
                "file-too-large",
                Severity.ERROR,
                f"Unexpected size of {len(data)} bytes, expected at most {largest} of text (limit text-bytes).",
                Place(name),
            )
        )
    findings: list[Finding] = []
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "")
    if marked:
        try:
            text = data.decode(marked)
        except UnicodeDecodeError as error:
            text = _damaged(data, marked, name, error, findings)
    else:
        refuse_binary(data, name)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            text = _guess(data, name, error, findings)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
    text = _cleaned(text, name, findings)
    if not text.strip():
        raise RubricateError(
            Finding(
                "empty-file", Severity.ERROR, "Unexpected empty file, expected the text of an article.", Place(name)
            )
        )
    return text, findings


def _guess(data: bytes, name: str, error: UnicodeDecodeError, findings: list[Finding]) -> str:
    if sum(map(data.count, CONTROLS)) > len(data) // 50:  # noise, or a format of its own
        raise RubricateError(
            Finding(
                "not-text",
                Severity.ERROR,
                f"Unexpected bytes in {name or 'the source'}, expected text.",
                Place(name),
                "Save it as UTF-8 text.",
            )
        )
    as_utf8 = data.decode("utf-8", "replace")
    broken = as_utf8.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if sum(map(str.isalpha, as_utf8)) - sum(map(data.count, LETTERS)) >= MOSTLY * broken:
        return _damaged(data, "utf-8", name, error, findings)
    from charset_normalizer import from_bytes

    best = from_bytes(
        data[:200_000],
        cp_isolation=["cp1252", "cp949", "euc_jp", "shift_jis", "gb18030", "big5", "cp1251", "cp1250", "utf_16"],
    ).best()
    encoding = best.encoding if best is not None else "cp1252"
    text = data.decode(encoding, "replace")
    line = data[: error.start].count(b"\n") + 1
    findings.append(
        Finding(
            "encoding-guessed",
            Severity.WARNING,
            f"Unexpected encoding, expected UTF-8: read as {encoding}, which is a guess.",
            Place(name, line),
            "Save the file as UTF-8 and look at its accents and quotation marks.",
        )
    )
    return text


def _damaged(data: bytes, encoding: str, name: str, error: UnicodeDecodeError, findings: list[Finding]) -> str:
    """Text of a known encoding in which some bytes are none: each is shown as "\ufffd"."""
    text = data.decode(encoding, "replace")
    line = data[: error.start].decode(encoding, "replace").count("\n") + 1
    findings.append(
        Finding(
            "encoding-damaged",
            Severity.WARNING,
            f"Unexpected bytes in the text, expected {encoding.upper()}: “\ufffd” stands for each of {text.count(REPLACED)}.",
            Place(name, line),
            "Look at each “\ufffd” and type what belongs there.",
        )
    )
    return text


def _cleaned(text: str, name: str, findings: list[Finding]) -> str:
    clean, removed = clean_text(text)
    if removed:
        first = next((number for number, line in enumerate(text.split("\n"), start=1) if clean_text(line)[1]), None)
        findings.append(
            Finding(
                "illegal-characters",
                Severity.WARNING,
                f"Unexpected {removed} control characters that XML forbids: taken out.",
                Place(name, first),
            )
        )
    return clean
