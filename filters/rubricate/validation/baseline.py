"""Findings that were there before: kept in a file, so that only new ones count.

A finding is told again by its file, id, message and the text of its line, not by the line's number; of the same one as many
are old as the file holds. The file is JSON, sorted, one finding a line: a change of it can be read in a diff.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ..values import Finding, Place, RubricateError, Severity

VERSION = 1
Key = tuple[str, str, str, str]


def baseline_text(findings: Sequence[Finding], folder: Path) -> str:
    """What a baseline file holds; names of files are relative to `folder`, where the file lies."""
    counts = Counter(_key(finding, folder) for finding in findings)
    rows = [
        json.dumps({"file": file, "id": id, "message": message, "text": text, "count": counts[file, id, message, text]},
                   ensure_ascii=False)
        for file, id, message, text in sorted(counts)
    ]  # fmt: skip
    inner = ",\n".join(f"  {row}" for row in rows)
    return f'{{"rubricate-baseline": {VERSION}, "findings": [\n{inner}\n]}}\n'


def read_baseline(path: Path) -> Counter[Key]:
    """The findings of a baseline file. Raises RubricateError (`baseline`) where it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["rubricate-baseline"] != VERSION:
            raise ValueError(f"version {data['rubricate-baseline']}")
        return Counter(
            {(row["file"], row["id"], row["message"], row["text"]): int(row["count"]) for row in data["findings"]}
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"Unexpected baseline ({error}), expected a file that --write-baseline wrote"
        raise RubricateError(Finding("baseline", Severity.ERROR, message, Place(file=str(path)))) from None


def new_findings(findings: Sequence[Finding], known: Counter[Key], folder: Path) -> list[Finding]:
    """The findings that the baseline does not hold."""
    left = Counter(known)
    out = []
    for finding in findings:
        key = _key(finding, folder)
        if left[key] > 0:
            left[key] -= 1
        else:
            out.append(finding)
    return out


def _key(finding: Finding, folder: Path) -> Key:
    name = finding.place.file
    with suppress(ValueError, OSError):  # outside the folder: the name as given
        name = Path(name).resolve().relative_to(folder.resolve()).as_posix()
    text = " ".join(finding.place.excerpt.split()) or finding.place.xpath
    return name, finding.id, finding.message, text
