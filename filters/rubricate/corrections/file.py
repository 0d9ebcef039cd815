"""The corrections file: a short YAML that the proof page writes and a person can write by hand.

# Corrections of article.docx
corrections:
- part: author 2 / surname
  was: Ahnn
  now: Ahn
  near: Daniel Ahnn
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ..files import read_file
from ..values import Finding, Place, RubricateError, Severity
from ..xml import clean_text
from .record import KINDS, Correction, Corrections, kind_of

MOST = 20_000
LONGEST = 20_000
"""Characters of one text."""
KEYS = ("part", "was", "now", "near")
HEAD = "corrections"
REMEDY = "Write it as the proof page does: - part: …, was: …, now: …, near: …"


def load_corrections(path: Path) -> Corrections:
    """The corrections of a file. Raises RubricateError: bad-corrections (with the line), and those of `read_file`."""
    try:
        text = read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _fault(str(path), None, "Unexpected bytes, expected UTF-8.") from None
    return read_corrections(text, str(path))


def read_corrections(text: str, name: str = "") -> Corrections:
    """The corrections of a YAML text: a list, or a key `corrections` with one.

    Raises RubricateError (`bad-corrections`) with one finding for each fault, each with its line.
    """
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise _fault(name, None, "Unexpected alias (*name), expected the value itself.")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"Unexpected YAML, expected correct syntax: {error.problem or error.context}."
        raise _fault(name, mark.line + 1 if mark else None, message) from None
    except (yaml.YAMLError, RecursionError) as error:
        first = (str(error).splitlines() or ["too deep"])[0]
        raise _fault(name, None, f"Unexpected YAML, expected correct syntax: {first}.") from None
    if root is None:
        return Corrections(file=name)
    of = ""
    if isinstance(root, yaml.MappingNode):
        parts = {str(key.value): value for key, value in root.value}
        of = str(getattr(parts.get("of"), "value", ""))
        root = parts.get(HEAD)
    if not isinstance(root, yaml.SequenceNode):
        raise _fault(name, 1, "Unexpected content, expected a list of corrections.")
    if len(root.value) > MOST:
        raise _fault(name, 1, f"Unexpected {len(root.value)} corrections, expected at most {MOST}.")
    entries: list[Correction] = []
    faults: list[Finding] = []
    for node in root.value:
        entry = _entry(node, name, faults)
        if entry is not None:
            entries.append(entry)
    if faults:
        raise RubricateError(*faults)
    return Corrections(tuple(entries), name, of)


def _entry(node: Any, name: str, faults: list[Finding]) -> Correction | None:
    import yaml

    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        faults.append(_finding(name, line, "Unexpected text, expected part, was and now."))
        return None
    values: dict[str, str] = {}
    for key, value in node.value:
        word = str(key.value)
        at = key.start_mark.line + 1
        if word not in KEYS:
            near = get_close_matches(word, KEYS, n=1)
            hint = f", expected {near[0]}" if near else f", expected one of {', '.join(KEYS)}"
            faults.append(_finding(name, at, f"Unexpected key {word}{hint}."))
        elif not isinstance(value, yaml.ScalarNode) or len(value.value) > LONGEST:
            faults.append(
                _finding(name, at, f"Unexpected value of {word}, expected a text of at most {LONGEST} letters.")
            )
        else:
            empty = value.style is None and value.value in ("~", "null")
            values[word] = "" if empty else clean_text(value.value)[0]
    part = " ".join(values.get("part", "").split())
    kind = kind_of(part)
    if kind not in KINDS:
        close = get_close_matches(kind, sorted(KINDS), n=1)
        hint = f"; did you mean {close[0]!r}?" if close else "."
        faults.append(
            _finding(name, line, f"Unexpected part {part!r}, expected the name of a value on the proof page{hint}")
        )
        return None
    if "now" not in values:
        faults.append(
            _finding(name, line, f"Unexpected correction of {part!r} without now, expected what is to stand there.")
        )
        return None
    return Correction(part, values.get("was", ""), values["now"], values.get("near", ""), line)


def write_corrections(corrections: Corrections) -> str:
    """The file. The same corrections give the same text."""
    import yaml

    data: dict[str, Any] = {"of": corrections.of} if corrections.of else {}
    data[HEAD] = [_Entry(correction.as_dict()) for correction in corrections.entries]

    class Dumper(yaml.SafeDumper):
        """Keeps our order of keys."""

    Dumper.add_representer(
        _Entry, lambda dumper, entry: dumper.represent_mapping("tag:yaml.org,2002:map", dict(entry).items())
    )
    return str(yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100))


class _Entry(dict[str, str]):
    """One correction on its way into YAML."""


def _finding(name: str, line: int | None, message: str) -> Finding:
    return Finding("bad-corrections", Severity.ERROR, message, Place(name, line), REMEDY)


def _fault(name: str, line: int | None, message: str) -> RubricateError:
    return RubricateError(_finding(name, line, message))
