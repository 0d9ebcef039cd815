"""Metadata files: checked for misspelled keys, read as pandoc reads them; and a document's own metadata."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import panflute as pf

from ..files import read_file
from ..limits import limit
from ..meta import meta_words
from ..metadata_keys import is_read, known_keys
from ..pandoc import run_pandoc
from ..values import Finding, Place, RubricateError, Severity
from .ast_json import from_json

NEAR = 0.75
STRIPPED = (
    "bibliography",
    "csl",
    "citation-abbreviations",
    "rubricate-mode",
    "rubricate-log",
    "rubricate-found",
    "rubricate-references",
    "rubricate-corrections",
    "rubricate-corrected",
    "header-includes",
    "include-before",
    "include-after",
)
"""Keys of a manuscript that make pandoc read other files, or that only we may set."""


def check_metadata_file(path: Path) -> list[Finding]:
    """Findings about one YAML file: `unknown-key` with line and nearest right key.

    Raises RubricateError: bad-yaml (line and column), yaml-alias, and those of `read_file`.
    """
    return check_yaml(read_file(path), str(path))


def check_yaml(data: bytes, name: str) -> list[Finding]:
    import yaml

    try:
        text = data.decode("utf-8-sig")
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
        alias = next((event for event in events if isinstance(event, yaml.AliasEvent)), None)
        if alias is not None:
            raise _fault(
                "yaml-alias",
                name,
                alias.start_mark.line + 1 if alias.start_mark else None,
                "Unexpected alias (*name), expected the value itself.",
                "Write the value out.",
            )
        if len(events) > (most := limit("metadata-nodes")):
            message = f"Unexpected {len(events)} nodes, expected at most {most} (limit metadata-nodes)."
            raise _fault("metadata-too-large", name, None, message)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise _fault(
            "bad-yaml", name, None, "Unexpected bytes, expected YAML in UTF-8.", "Save the file as UTF-8."
        ) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _fault(
            "bad-yaml",
            name,
            mark.line + 1 if mark else None,
            f"Unexpected YAML, expected correct syntax: {error.problem or error.context}.",
            "Look at indentation, quotes and brackets there.",
        ) from None
    except yaml.YAMLError as error:
        raise _fault(
            "bad-yaml", name, None, f"Unexpected YAML, expected correct syntax: {str(error).splitlines()[0]}."
        ) from None
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise _fault(
            "bad-yaml",
            name,
            node.start_mark.line + 1,
            "Unexpected content, expected keys and values (journal: …).",
            "See `rubricate init`.",
        )
    findings: list[Finding] = []
    _walk(node, "", name, findings)
    return findings


def _fault(kind: str, name: str, line: int | None, message: str, suggestion: str = "") -> RubricateError:
    return RubricateError(Finding(kind, Severity.ERROR, message, Place(name, line), suggestion))


def _walk(node: Any, parent: str, name: str, findings: list[Finding]) -> None:
    import yaml

    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _walk(item, parent + "[]", name, findings)
        return
    if not isinstance(node, yaml.MappingNode):
        return
    keys = known_keys().get(parent) or known_keys().get(parent + "[]")
    for key_node, value in node.value:
        key = str(key_node.value)
        path = f"{parent}.{key}" if parent else key
        if keys is not None and not is_read(parent, key) and not is_read(f"{parent}[]", key):
            near = get_close_matches(key, keys, n=1, cutoff=NEAR)
            full = f"{parent}.{near[0]}" if near and parent else near[0] if near else ""
            place = Place(name, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if near:
                findings.append(
                    Finding(
                        "unknown-key",
                        Severity.ERROR,
                        f"Unexpected key {path}, expected {full}.",
                        place,
                        f"Write {near[0]}: instead of {key}:.",
                    )
                )
            elif parent:
                findings.append(
                    Finding(
                        "unknown-key",
                        Severity.WARNING,
                        f"Unexpected key {path}, expected one of {', '.join(keys)}.",
                        place,
                        "It is ignored.",
                    )
                )
        _walk(value, path, name, findings)


def load_metadata_file(path: Path) -> dict[str, Any]:
    """The metadata of a YAML file as pandoc understands it (`--metadata-file`): strings are Markdown."""
    doc = from_json(run_pandoc(["-f", "markdown", "-t", "json", "--metadata-file", str(path)]).stdout)
    return dict(doc.metadata.content.items())


FENCE = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""The YAML block at the head of a Markdown file."""


def check_front_matter(text: str, name: str) -> list[Finding]:
    """The same check for the YAML block of a Markdown file, with the lines of that file."""
    match = FENCE.match(text)
    if not match:
        return []
    return check_yaml(("\n" + match.group(1)).encode("utf-8"), name)


def beside(name: str) -> Path | None:
    """`article.yaml` (or `<name>.yaml`) beside a source, if there is one."""
    if not name or name == "-":
        return None
    source = Path(name)
    for candidate in (source.with_suffix(".yaml"), source.with_name("article.yaml")):
        if candidate.is_file() and candidate.name != source.name:
            return candidate
    return None


def without_dangerous(metadata: pf.MetaMap) -> dict[str, str]:
    """Take out the keys of a manuscript that would make pandoc read files; their names and words are returned."""
    return {key: meta_words(metadata.content.pop(key)) for key in STRIPPED if key in metadata.content}


def unread(keys: dict[str, str], name: str) -> list[Finding]:
    """One warning for keys of a manuscript that name files, which are not read."""
    said = [key for key in keys if not key.startswith("rubricate-")]
    if not said:
        return []
    message = f"Unexpected {', '.join(said)} in the manuscript, expected none: no other file is read for an article."
    return [Finding("unread-key", Severity.WARNING, message, Place(name), "Print the references in the text.")]
