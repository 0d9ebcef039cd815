"""The records of reference lists as a file to correct: CSL-JSON, or YAML as pandoc's `--metadata-file` reads it too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import panflute as pf

from .meta import meta_maps
from .pipeline import Result
from .reading.reference_records import YAML
from .tagging.csl_metadata import item_of_meta
from .tagging.reference_fields import KEY

SPOKEN = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"))
"""What YAML 1.1, which pandoc reads, takes for no string: an author's initial is none of these ("given: Y")."""


def records_of(doc: pf.Doc | None) -> list[dict[str, Any]]:
    """The items of a tagged document, each with label and text as printed in `custom`."""
    if doc is None:
        return []
    return [_with_numbers(item_of_meta(entry)) for entry in meta_maps(doc.metadata.content.get(KEY))]


def _with_numbers(item: dict[str, Any]) -> dict[str, Any]:
    """Parts of dates as numbers, as CSL's schema has them; metadata knows strings only."""
    for value in item.values():
        if isinstance(value, dict) and isinstance(value.get("date-parts"), list):
            value["date-parts"] = [
                [int(part) if str(part).isdigit() else part for part in parts] for parts in value["date-parts"]
            ]
    return item


def reference_bytes(results: Sequence[Result], name: str) -> bytes:
    """The file: YAML where its name says so, else JSON."""
    items = [item for result in results for item in records_of(result.doc)]
    if Path(name).suffix.casefold() in YAML:
        return _yaml({"references": items}).encode("utf-8")
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _yaml(data: Any) -> str:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Quotes what other readers would not take for a string."""

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar(
            "tag:yaml.org,2002:str", value, style="'" if value.casefold() in SPOKEN else None
        )

    Dumper.add_representer(str, text)
    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)
