"""Reading: a path or bytes become a pandoc document, with everything said that a reader would drop in silence."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import panflute as pf

from ..files import read_file
from ..meta import meta_words
from ..pandoc import run_pandoc
from ..values import Finding, RubricateError
from ..walk import descendants
from .ast_json import from_json
from .decode import decode_text
from .direction import direction_findings
from .formats import BINARY, TEXT, format_of, reader_of
from .html_page import mark_furniture, without_wrappers
from .latex_bibliography import label_numbers, link, listed
from .markdown_lists import renumbered
from .metadata import beside, check_front_matter, check_metadata_file, load_metadata_file, unread, without_dangerous
from .objects import objects_of
from .odt_formulas import mark_formulas, restore_formulas
from .office import docx_findings, odt_findings, open_office
from .pictures import pictures
from .plain_text import read_plain_text
from .raw_html import read_raw_html
from .raw_markup import without_raw

__all__ = ["ReadResult", "read"]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading gives: the document, and what the ledger and the writer need of the source."""

    doc: pf.Doc
    format: str
    raw: bytes
    text: str | None
    """The decoded text; `None` for Word and OpenDocument files."""
    findings: tuple[Finding, ...] = ()
    media: dict[str, bytes] = field(default_factory=dict)
    """Pictures by their path in the document."""
    members: dict[str, bytes] = field(default_factory=dict)
    """The parts of a Word or OpenDocument file."""
    given: str = ""
    """Words of the YAML file beside the source: the user's, not the document's."""
    objects: dict[str, int] = field(default_factory=dict)
    """How many pictures, tables … pandoc read, by kind."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """`(target, text)` of the links that pandoc read."""


def read(source: Path | bytes, *, name: str = "", from_: str = "") -> ReadResult:
    """Read a source. `name` tells the format of bytes (and where its pictures lie), `from_` overrides it.

    Raises RubricateError for what can't be read at all; everything else is in `findings`.
    """
    if isinstance(source, Path):
        name = name or str(source)
        data = read_file(source)
    else:
        data = source
    try:
        return _read(data, name, from_)
    except RubricateError as error:
        raise RubricateError(*(finding.at(name) for finding in error.findings)) from None


def _read(data: bytes, name: str, from_: str) -> ReadResult:
    format_ = format_of(name, from_, data)
    findings: list[Finding] = []
    text: str | None = None
    members: dict[str, bytes] = {}
    kind = format_.split("+")[0].split("-")[0]
    kind = TEXT if kind in ("text", "txt", "plain") else kind
    if kind in BINARY:
        doc, members = _office(data, name, kind, format_, findings)
    else:
        text, said = decode_text(data, name)
        findings += said
        if kind in ("markdown", "md"):
            findings += check_front_matter(text, name)  # before pandoc, which expands every alias
        if kind == TEXT:
            doc = read_plain_text(text)
        elif kind == "html" and (marked := mark_furniture(text)) != text:
            doc = _pandoc(marked.encode("utf-8"), reader_of(format_).replace("-native_divs", "+native_divs"), findings)
            without_wrappers(doc)
        elif kind == "latex":
            source, keys = listed(text)
            doc = _pandoc(source.encode("utf-8"), reader_of(format_), findings)
            link(doc, keys, label_numbers(text))
        else:
            doc = _pandoc(text.encode("utf-8"), reader_of(format_), findings)
    findings += direction_findings(text or "", name, members)
    if kind in ("markdown", "md"):
        findings += renumbered(text or "", name)
    if kind == "html":
        _without_page_title(doc)
    present = set(map(type, descendants(doc)))
    if present & {pf.RawInline, pf.RawBlock}:
        if pf.RawBlock in present:
            read_raw_html(doc)
        findings += without_raw(doc, name)
        present = set(map(type, descendants(doc)))
    media, said = pictures(doc, name, members, text) if pf.Image in present else ({}, [])
    findings += said
    objects, links = objects_of(doc) if kind != TEXT else ({}, [])
    given = _own_metadata(doc, name, kind, findings)
    said_at = tuple(finding.at(name) for finding in findings)
    return ReadResult(doc, kind, data, text, said_at, media, members, given, objects, links)


def _office(
    data: bytes, name: str, kind: str, format_: str, findings: list[Finding]
) -> tuple[pf.Doc, dict[str, bytes]]:
    members = open_office(data, name, kind)
    formulas: list[str] = []
    if kind == "docx":
        findings += docx_findings(members, name)
    elif kind == "odt":
        findings += odt_findings(members, name)
        data, formulas = mark_formulas(data, members)
    doc = _pandoc(data, format_, findings)
    restore_formulas(doc, formulas)
    return doc, members


def _pandoc(data: bytes, reader: str, findings: list[Finding]) -> pf.Doc:
    whole = ["-s"] if reader.startswith("rst") else []  # without it, the fields below a title are no metadata
    output = run_pandoc(["-f", reader, "-t", "json", *whole], data)
    findings += output.warnings
    return from_json(output.stdout)


def _without_page_title(doc: pf.Doc) -> None:
    """A web page's `<title>` names the page and its site; the article's own title stands in its text."""
    doc.metadata.content.pop("title", None)
    doc.metadata.content.pop("pagetitle", None)


def _own_metadata(doc: pf.Doc, name: str, kind: str, findings: list[Finding]) -> str:
    """Move the document's own metadata under `rubricate-document`, with a YAML file beside it, whose words come back."""
    given = ""
    own = doc.metadata
    stripped = without_dangerous(own)
    findings += unread(stripped, name)
    companion = beside(name)
    if companion is not None:
        try:
            findings += check_metadata_file(companion)
            for key, value in load_metadata_file(companion).items():
                given += meta_words(value) + "\n"
                _merge(own, key, value)
        except RubricateError as error:
            findings += error.findings
    doc.metadata = pf.MetaMap()
    if own.content:
        doc.metadata["rubricate-document"] = own
    if stripped:
        doc.metadata["rubricate-unread"] = pf.MetaMap(*[(key, pf.MetaString(text)) for key, text in stripped.items()])
    doc.metadata["rubricate-source"] = pf.MetaMap(
        ("format", pf.MetaString(kind)), ("name", pf.MetaString(Path(name).name if name else "-"))
    )
    return given


def _merge(into: pf.MetaMap, key: str, value: pf.MetaValue) -> None:
    old = into.content.get(key)
    if isinstance(old, pf.MetaMap) and isinstance(value, pf.MetaMap):
        for inner, part in value.content.items():
            _merge(old, inner, part)
    else:
        into[key] = value
