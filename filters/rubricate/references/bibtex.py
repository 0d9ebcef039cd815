"""Records as BibTeX: escaped, keyed, capitals protected.

Source: O. Patashnik, *BibTeXing*, 1988 (entry types, names in parts); fields `doi`, `url`, `eprint` as current styles read them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from .csl_fields import date_parts, type_of

TYPES = {
    "journal": "article", "book": "book", "chapter": "incollection", "confproc": "inproceedings", "thesis": "phdthesis",
    "report": "techreport", "newspaper": "article", "standard": "techreport",
}  # fmt: skip
ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
VERBATIM = ("doi", "url", "eprint")
CAPITALS = re.compile(r"\b(?=\w*[A-ZÀ-Þ]\w*)(?:\w+[A-ZÀ-Þ]\w*|[A-ZÀ-Þ][A-ZÀ-Þ0-9]+)\b")
"""Words whose capitals a style must not lower: "CD20", "DNA", "mRNA"."""


def escaped(text: str) -> str:
    r"""Text with the signs that TeX takes for its own in a form that prints them.

    >>> escaped("R&D 100%")
    'R\\&D 100\\%'
    """
    return "".join(ESCAPES.get(character, character) for character in " ".join(text.split()))


def bibtex(items: Iterable[Mapping[str, Any]]) -> str:
    """All items as one BibTeX file; keys are first surname and year, with letters where two are the same."""
    taken: set[str] = set()
    return "\n".join(_entry(item, _key(item, taken)) for item in items)


def _entry(item: Mapping[str, Any], key: str) -> str:
    kind = type_of(item)
    entry = TYPES.get(kind, "misc")
    if kind == "thesis" and "master" in str(item.get("genre", "")).casefold():
        entry = "mastersthesis"
    lines = [f"  {name} = {{{value}}}" for name, value in _fields(item, entry) if value]
    return f"@{entry}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _fields(item: Mapping[str, Any], entry: str) -> list[tuple[str, str]]:
    container = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}.get(
        entry, "howpublished"
    )
    publisher = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}.get(entry, "publisher")
    parts = date_parts(item.get("issued"))
    month = parts[1] if len(parts) > 1 else ""
    month = MONTHS[int(month) - 1] if month.isdigit() and 1 <= int(month) <= 12 else month
    pages = str(item.get("page", ""))
    for dash in "–—‐‑":
        pages = pages.replace(dash, "-")
    values: list[tuple[str, Any]] = [
        ("author", _names(item.get("author"))),
        ("editor", _names(item.get("editor"))),
        ("title", _protected(str(item.get("title", "")))),
        (container, escaped(str(item.get("container-title", "") or item.get("event-title", "")))),
        ("series", escaped(str(item.get("collection-title", "")))),
        ("edition", escaped(str(item.get("edition", "")))),
        ("version", escaped(str(item.get("version", "")))),
        (publisher, escaped(str(item.get("publisher", "")))),
        ("address", escaped(str(item.get("publisher-place", "")))),
        ("year", parts[0] if parts else ""),
        ("month", month),
        ("volume", escaped(str(item.get("volume", "")))),
        ("number", escaped(str(item.get("issue", "") or item.get("supplement", "") or item.get("number", "")))),
        ("pages", escaped(pages).replace("-", "--")),
        ("type", escaped(str(item.get("genre", ""))) if entry != "misc" else ""),
        ("isbn", item.get("ISBN", "")),
        ("issn", item.get("ISSN", "")),
        ("doi", item.get("DOI", "")),
        ("url", item.get("URL", "")),
        ("eprint", item.get("archive_location", "")),
        ("note", escaped(str(item.get("note", "")))),
    ]
    return [(name, _verbatim(str(value)) if name in VERBATIM else str(value)) for name, value in values]


def _verbatim(text: str) -> str:
    """An identifier or address: only what would end the field or begin a comment is changed."""
    return "".join(text.split()).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _protected(title: str) -> str:
    return CAPITALS.sub(lambda match: "{" + match.group() + "}", escaped(title))


def _names(people: Any) -> str:
    out = []
    for person in people or ():
        literal = escaped(str(person.get("literal", "")))
        if literal:
            out.append("{" + literal + "}")
            continue
        particle = " ".join(filter(None, (person.get("dropping-particle"), person.get("non-dropping-particle"))))
        family = " ".join(filter(None, (particle, person.get("family", ""))))
        parts = [escaped(part) for part in (family, person.get("suffix", ""), person.get("given", "")) if part]
        out.append(", ".join(_guarded(part) for part in parts))
    return " and ".join(out)


def _guarded(part: str) -> str:
    """A part of a name that holds the word "and" or a comma would be taken apart."""
    return "{" + part + "}" if " and " in f" {part} " or "," in part else part


def _key(item: Mapping[str, Any], taken: set[str]) -> str:
    people = item.get("author") or item.get("editor") or [{}]
    name = str(people[0].get("family") or people[0].get("literal") or item.get("title", "") or "ref")
    plain = unicodedata.normalize("NFKD", name.split()[0] if name.split() else "ref")
    word = "".join(character for character in plain if character.isascii() and character.isalnum()).casefold() or "ref"
    parts = date_parts(item.get("issued"))
    base = word + (parts[0] if parts else "")
    key, number = base, 0
    while key in taken:
        number += 1
        key = f"{base}{chr(96 + number)}" if number <= 26 else f"{base}-{number}"
    taken.add(key)
    return key
