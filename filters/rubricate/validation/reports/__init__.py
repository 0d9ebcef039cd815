"""The formats of a report. Each is a function `(findings, context) -> str`, imported when it is first asked for."""

from __future__ import annotations

FORMATS: dict[str, tuple[str, str]] = {
    "full": ("text", "full"),
    "concise": ("text", "concise"),
    "json": ("as_json", "json_array"),
    "jsonl": ("as_json", "json_lines"),
    "junit": ("junit", "junit"),
    "sarif": ("sarif", "sarif"),
    "github": ("github", "github"),
    "gitlab": ("gitlab", "gitlab"),
    "html": ("html_page", "html_page"),
}
"""Name of a format (as `--format` takes it) to its module and function."""
