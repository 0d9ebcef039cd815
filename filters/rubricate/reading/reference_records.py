"""Files of records of a reference list: CSL-JSON or YAML, as `--write-references` writes them and people correct them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..files import read_file
from ..values import Finding, Place, RubricateError, Severity

MOST = 20_000
YAML = (".yaml", ".yml")


def load_references(path: Path) -> list[dict[str, Any]]:
    """The items of a file: a JSON list, or YAML with the list itself or a key `references` (pandoc's form).

    Raises RubricateError: bad-references (with the line), and those of `read_file`.
    """
    try:
        text = read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _fault(path, None, "Unexpected bytes, expected UTF-8.") from None
    data = _yaml(text, path) if path.suffix.casefold() in YAML else _json(text, path)
    if isinstance(data, dict):
        data = data.get("references", data.get("items"))
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise _fault(path, 1, "Unexpected content, expected a list of CSL items (or a key references with one).")
    if len(data) > MOST:
        raise _fault(path, 1, f"Unexpected {len(data)} records, expected at most {MOST}.")
    return data


def _json(text: str, path: Path) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _fault(path, error.lineno, f"Unexpected JSON, expected correct syntax: {error.msg}.") from None
    except RecursionError:
        raise _fault(path, None, "Unexpected nesting, expected a list of CSL items.") from None


def _yaml(text: str, path: Path) -> Any:
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise _fault(path, None, "Unexpected alias (*name), expected the value itself.")
        return yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"Unexpected YAML, expected correct syntax: {error.problem or error.context}."
        raise _fault(path, mark.line + 1 if mark else None, message) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise _fault(
            path, None, f"Unexpected YAML: {str(error).splitlines()[0] if str(error) else 'too deep'}."
        ) from None


def _fault(path: Path, line: int | None, message: str) -> RubricateError:
    return RubricateError(
        Finding("bad-references", Severity.ERROR, message, Place(str(path), line), "Write it with --write-references and correct that.")
    )  # fmt: skip
