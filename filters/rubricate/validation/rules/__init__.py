"""The rules: what a receiver asks beyond the grammar. One file a subject; each check is registered under its id.

>>> from rubricate.validation.rules import all_rules
>>> all_rules()["journal-title"].name
'The journal has a title'

A check sees a `Document` and yields `Hit`s. Which profiles ask for a rule, and how severe it is there, stands in
`profiles/*.toml`; a passing and a failing sample of each rule, and what is said of it, in `rules/samples/ID.md`.
"""

from __future__ import annotations

from importlib import import_module

from .registry import RULES, Rule

__all__ = ["GROUPS", "Rule", "all_rules"]

# In the order in which `rubricate rules` lists them.
GROUPS = ("journal",)


def all_rules() -> dict[str, Rule]:
    """Every rule by its id; the modules are imported on the first call."""
    for group in GROUPS:
        import_module(f".{group}", __name__)
    return RULES
