"""Findings for programs: "json" is one array, "jsonl" one object a line, with the keys of `Finding`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from ...findings import Finding
from .context import ReportContext
from .escape import UNSAFE


def json_array(findings: Sequence[Finding], context: ReportContext) -> str:
    """`[{"id": …, "severity": …, "message": …, "place": {"file": …, "line": …}, …}, …]`; `[]` for none."""
    return dumped([finding.as_dict() for finding in findings], indent=2)


def json_lines(findings: Sequence[Finding], context: ReportContext) -> str:
    """The same objects, one a line: a report of any length can be read line by line."""
    return "".join(dumped(finding.as_dict()) for finding in findings)


def dumped(value: Any, indent: int | None = None) -> str:
    """`value` as JSON, letters of all languages as they are, what is unsafe for a terminal as `\\u001b`; a final newline."""
    return UNSAFE.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}"
