"""An article for a command that begins with JATS: a JATS file as it is, anything else converted first."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from .findings import Finding, RubricateError, Severity
from .xml import parse_xml

SUFFIXES = (".xml", ".nxml", ".jats")
STARTS = (b"<?xml", b"<article", b"<!DOCTYPE article", b"<pmc-articleset")


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """The tree, the bytes it came from, pictures that a conversion brought along, what was found on the way."""

    tree: etree._ElementTree
    data: bytes
    media: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    converted: bool = False


def load_article(name: str, metadata_files: Sequence[str] = ()) -> ArticleInput:
    """The article of a file or of standard input ("-").

    Raises RubricateError for what can't be read or parsed, and where nothing valid could be made of a source.
    """
    from .files import read_file

    data = sys.stdin.buffer.read() if name == "-" else read_file(Path(name))
    if name.lower().endswith(SUFFIXES) or data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(STARTS):
        return ArticleInput(parse_xml(data, name), data)
    from .pipeline import convert

    result = convert(data if name == "-" else name, metadata_files=metadata_files)
    if result.xml is None:
        raise RubricateError(*(result.findings or (_nothing(name),)))
    tree = parse_xml(result.xml, name)
    return ArticleInput(tree, result.xml, result.media, result.findings, converted=True)


def _nothing(name: str) -> Finding:
    return Finding("not-converted", Severity.ERROR, f"Unexpected end of {name}: no article came of it.")
