"""One attribute of an element, read from its line in the bundled declarations."""

from __future__ import annotations

import re
from typing import NamedTuple

# "rid IDREF #REQUIRED", 'xml:space NMTOKEN #FIXED "preserve"', 'orientation (portrait|landscape) "portrait"'
ATTRIBUTE = re.compile(r'^([^ \n]+) (NOTATION \([^)\n]*\)|\([^)\n]*\)|[A-Z]+) (#[A-Z]+|"[^"\n]*")(?: "([^"\n]*)")?$')


class AttributeDeclaration(NamedTuple):
    """`type`: CDATA, ID, IDREF, NMTOKEN, … or "" for a list of `values`; `fixed`: the only value."""

    type: str
    values: tuple[str, ...]
    required: bool
    fixed: str | None


def read_attribute(line: str) -> tuple[str, AttributeDeclaration]:
    """Name and declaration. Raises ValueError for a line that `schemas/build.py` would not write."""
    match = ATTRIBUTE.match(line)
    if match is None:
        raise ValueError(f"Unexpected attribute line {line!r} in the bundled grammar")
    name, kind, default, fixed = match.groups()
    values = tuple(kind.removeprefix("NOTATION ")[1:-1].split("|")) if "(" in kind else ()
    return name, AttributeDeclaration("" if values else kind, values, default == "#REQUIRED", fixed)
