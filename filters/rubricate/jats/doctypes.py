"""PUBLIC and SYSTEM identifiers of what we write, from the catalogue of the bundled grammars."""

from __future__ import annotations

from functools import cache

from ..schemas import doctypes


@cache
def doctype(tag_set: str, version: str) -> str:
    """The DOCTYPE declaration of a tag set and version, with MathML 3.

    >>> "Journal Publishing DTD with MathML3 v1.3 20210610" in doctype("publishing", "1.3")
    True
    """
    for entry in doctypes():
        if (entry.tag_set, entry.version, entry.mathml, entry.tables) == (tag_set, version, "3.0", "xhtml"):
            return f'<!DOCTYPE article PUBLIC "{entry.public}" "{entry.system}">'
    raise ValueError(f"no bundled grammar for {tag_set} {version}")
