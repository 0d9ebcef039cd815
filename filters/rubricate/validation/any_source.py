"""One function for whatever holds an article: a path, bytes, text or a tree."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from ..values import Finding
from .profile import DEFAULT, Profile
from .validate import validate_bytes, validate_file, validate_tree

Source: TypeAlias = "str | PathLike[str] | bytes | bytearray | etree._ElementTree | etree._Element"


def validate(source: Source, *, profile: Profile | str = DEFAULT, grammar: str = "", name: str = "") -> list[Finding]:
    """The findings about an article, sorted by line; empty where it is clean.

    `source` is a path, or the XML itself as bytes, text (it begins with "<") or a tree. `profile` names the rules that are
    asked beyond the grammar ("pmc"), `grammar` forces one ("publishing-1.3"). `name` is what findings call a source that
    is no file. Never raises for what the source holds; RubricateError for a profile or grammar that is not known.

    >>> [finding.id for finding in validate("<article><front/>")]
    ['not-well-formed']
    """
    if isinstance(source, etree._Element):
        source = etree.ElementTree(source)
    if isinstance(source, etree._ElementTree):
        return validate_tree(source, file=name, grammar=grammar, profile=profile)
    if isinstance(source, str) and is_xml(source):
        source = without_encoding(source).encode("utf-8", "surrogatepass")
    if isinstance(source, bytes | bytearray):
        return validate_bytes(bytes(source), name, grammar, profile)
    return validate_file(Path(source), grammar, profile)


def is_xml(text: str) -> bool:
    """Whether a string is XML and not the name of a file.

    >>> is_xml("\\n<article/>"), is_xml("<a>.xml"), is_xml("issue/a.xml")
    (True, False, False)
    """
    start = text.lstrip("\ufeff \t\r\n")
    return start.startswith("<") and ">" in start and not start.rstrip().lower().endswith((".xml", ".nxml"))


def without_encoding(text: str) -> str:
    """Text that was decoded already: its XML declaration, which names the encoding it once had, becomes spaces.

    Line and column of all that follows stay.

    >>> without_encoding('<?xml version="1.0" encoding="euc-kr"?><a/>').strip()
    '<a/>'
    """
    text = text.removeprefix("\ufeff")
    if not text.startswith("<?xml") or (end := text.find("?>")) < 0:
        return text
    declaration = "".join(letter if letter in "\r\n" else " " for letter in text[: end + 2])
    return declaration + text[end + 2 :]
