"""rubricate: article text in, valid and tagged JATS XML out.

>>> import rubricate
>>> result = rubricate.convert("article.txt")  # doctest: +SKIP
>>> result.xml, result.findings, result.ledger  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Finding", "Result", "RubricateError", "__version__", "convert", "tag", "validate"]

if TYPE_CHECKING:
    from .pipeline import Result, convert
    from .tagging import tag
    from .validation import validate
    from .values import Finding, RubricateError

_HOMES = {
    "convert": ("pipeline", "convert"),
    "Result": ("pipeline", "Result"),
    "tag": ("tagging", "tag"),
    "validate": ("validation", "validate"),
    "Finding": ("values", "Finding"),
    "RubricateError": ("values", "RubricateError"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `rubricate --version` needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rubricate' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(f".{module}", __name__), attribute)
