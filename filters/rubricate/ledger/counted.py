"""What the ledger counts of a source file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class SourceText:
    """Text that belongs to the article, text that a named rule sets apart, and how many objects there are."""

    lines: list[str] = field(default_factory=list)
    """The text, one printed line or paragraph each; the index is the line (or paragraph) number less one."""
    apart: list[tuple[str, str]] = field(default_factory=list)
    """`(rule, text)`: comments, deletions, page headers, link targets, keys of YAML …"""
    objects: dict[str, int] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    """`(target, text)`"""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)
