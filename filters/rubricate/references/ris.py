"""Records as RIS: two letters, two spaces, a hyphen, a space; one tag a line, `ER` at the end.

Source: the RIS format specification of Research Information Systems (2011 tag tables).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .csl_fields import date_parts, type_of

TYPES = {
    "journal": "JOUR", "book": "BOOK", "chapter": "CHAP", "confproc": "CONF", "thesis": "THES", "report": "RPRT", "web": "ELEC",
    "data": "DATA", "software": "COMP", "patent": "PAT", "standard": "STAND", "preprint": "UNPB", "newspaper": "NEWS",
    "legal": "STAT",
}  # fmt: skip


def ris(items: Iterable[Mapping[str, Any]]) -> str:
    """All items as one RIS file.

    >>> ris([{"type": "article-journal", "title": "Beans", "page": "3-4"}]).splitlines()
    ['TY  - JOUR', 'TI  - Beans', 'SP  - 3', 'EP  - 4', 'ER  - ']
    >>> ris([{"type": "software", "title": "Oven", "version": "1.2"}]).splitlines()
    ['TY  - COMP', 'TI  - Oven', 'ET  - 1.2', 'ER  - ']
    """
    return "\n".join(_record(item) for item in items)


def _record(item: Mapping[str, Any]) -> str:
    case = item.get("type") == "legal_case"
    lines = [f"TY  - {'CASE' if case else TYPES.get(type_of(item), 'GEN')}"]
    for tag, value in _tags(item):
        text = " ".join(str(value).split())
        if text:
            lines.append(f"{tag}  - {text}")
    return "\n".join([*lines, "ER  - "]) + "\n"


def _tags(item: Mapping[str, Any]) -> list[tuple[str, Any]]:
    page = str(item.get("page", ""))
    for dash in "–—‐‑":
        page = page.replace(dash, "-")
    first, _, last = page.partition("-")
    parts = date_parts(item.get("issued"))
    date = "/".join([*(part.zfill(2) for part in parts), "", ""][:3]) + "/" if len(parts) > 1 else ""
    accessed = date_parts(item.get("accessed"))
    return [
        *(("AU", _name(person)) for person in item.get("author") or ()),
        *(("A2", _name(person)) for person in item.get("editor") or ()),
        *(("A4", _name(person)) for person in item.get("translator") or ()),
        ("TI", item.get("title", "")),
        ("T2", item.get("container-title", "") or item.get("event-title", "")),
        ("T3", item.get("collection-title", "")),
        ("PY", parts[0] if parts else ""),
        ("DA", date),
        ("VL", item.get("volume", "")),
        ("IS", item.get("issue", "") or item.get("supplement", "")),
        ("SP", first.strip()),
        ("EP", last.strip()),
        ("ET", item.get("edition", "") or item.get("version", "")),
        ("PB", item.get("publisher", "")),
        ("CY", item.get("publisher-place", "") or item.get("event-place", "")),
        ("M1", item.get("number", "")),
        ("M3", item.get("genre", "")),
        ("SN", item.get("ISBN", "") or item.get("ISSN", "")),
        ("DO", item.get("DOI", "")),
        ("AN", item.get("PMID", "")),
        ("C2", item.get("PMCID", "")),
        ("UR", item.get("URL", "")),
        ("Y2", "/".join(part.zfill(2) for part in accessed)),
        ("N1", item.get("note", "")),
    ]


def _name(person: Mapping[str, Any]) -> str:
    if person.get("literal"):
        return str(person["literal"]) + ("," if "," not in str(person["literal"]) else "")
    particle = " ".join(filter(None, (person.get("dropping-particle"), person.get("non-dropping-particle"))))
    family = " ".join(filter(None, (particle, person.get("family", ""))))
    return ", ".join(filter(None, (family, person.get("given", ""), person.get("suffix", ""))))
