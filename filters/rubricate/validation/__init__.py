"""Validation of JATS: is this tree valid, and if not, what was found where, and what is allowed there?

>>> from rubricate.validation import render, validate
>>> print(render(validate(path, profile="pmc"), "full"))        # doctest: +SKIP

The grammars are read when the first document is validated, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .catalogue import grammar_versions
from .validate import validate, validate_bytes, validate_file, validate_tree

if TYPE_CHECKING:
    from .report import render

__all__ = ["grammar_versions", "render", "validate", "validate_bytes", "validate_file", "validate_tree"]


def __getattr__(name: str) -> Any:
    """`render` is loaded when it is asked for: a clean document needs no report."""
    if name == "render":
        from .report import render

        return render
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
