"""A name for each finding that stays the same while other lines of the file change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from ...findings import Finding
from .context import ReportContext


def fingerprints(findings: Iterable[Finding], context: ReportContext) -> Iterator[str]:
    """64 hexadecimal digits for each finding, all different.

    Made from file, id, message and the text of the line, not from the line's number; the n-th finding of the same kind
    in a file counts as such.
    """
    seen: dict[str, int] = {}
    for finding in findings:
        place = finding.place
        parts = (context.path(place.file), finding.id, finding.message, place.excerpt.strip())
        key = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        number = seen[key] = seen.get(key, 0) + 1
        yield key if number == 1 else hashlib.sha256(f"{key}\0{number}".encode()).hexdigest()
