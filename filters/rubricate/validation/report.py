"""Findings as text: "full" for people, "concise" for one line each, "json" for programs.

Whatever is echoed from a document is harmless to a terminal: control characters, escape sequences and marks that turn
the direction of text are shown as `\\x1b`, never sent.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence

from ..findings import Finding
from .positions import CUT

# C0, C1, line and paragraph separators, direction marks and overrides, byte order mark, lone surrogates.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def render(findings: Sequence[Finding], format: str = "full") -> str:
    """The findings in `format` ("full", "concise" or "json"), with a final newline; "" for none, but in JSON `[]`.

    Raises ValueError for another format.
    """
    writer = FORMATS.get(format)
    if writer is None:
        raise ValueError(f"Unexpected format {format!r}, expected one of: {', '.join(FORMATS)}")
    return writer(findings)


def harmless(text: str) -> str:
    """`text` with its unsafe characters written out.

    >>> harmless("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    return UNSAFE.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _full(findings: Sequence[Finding]) -> str:
    return "\n".join(_full_one(finding) for finding in findings)


def _full_one(finding: Finding) -> str:
    place = finding.place
    where = f"{harmless(str(place))}"
    if place.line is None and place.xpath:
        where += f" {harmless(place.xpath)}"
    lines = [f"{where}: {finding.severity} {finding.id}", f"  {harmless(finding.message)}"]
    if place.excerpt:
        lines += _excerpt(place.excerpt, place.line, place.column)
    if finding.suggestion:
        lines.append(f"  Suggestion: {harmless(finding.suggestion)}")
    if finding.link:
        lines.append(f"  See {harmless(finding.link)}")
    return "\n".join(lines) + "\n"


def _excerpt(excerpt: str, line: int | None, column: int | None) -> list[str]:
    """The source line behind its number, and a caret under the column."""
    excerpt = excerpt.replace("\t", " ").split("\n")[0]
    number = str(line or "")
    lines = [f"  {number} | {harmless(excerpt)}"]
    if column is not None:
        before = excerpt[:1] if excerpt.startswith(CUT) else excerpt[: column - 1]
        lines.append(f"  {' ' * len(number)} | {' ' * _width(harmless(before))}^")
    return lines


def _width(text: str) -> int:
    """Columns that `text` takes on a terminal: wide (Korean) letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _concise(findings: Sequence[Finding]) -> str:
    return "".join(
        f"{harmless(str(finding.place))}: {finding.severity} {finding.id} {harmless(finding.message)}\n"
        for finding in findings
    )


def _json(findings: Sequence[Finding]) -> str:
    text = json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False, indent=2)
    return UNSAFE.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text) + "\n"


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {"full": _full, "concise": _concise, "json": _json}
