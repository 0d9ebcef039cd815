"""`pandoc-rubricate`: the filter that pandoc runs. JSON on standard input, JSON on standard output, findings on standard error.

Three modes: with the metadata flag `rubricate-mode: article` (set by the defaults file) the whole article comes back as one
raw block of JATS, the same bytes that `rubricate convert` writes; with a JATS output format but pandoc's own template, a
document that this template can hold; with any other output format, the tagged document.
"""

from __future__ import annotations

import io
import sys
from typing import IO

import panflute as pf

from .messages import print_findings
from .meta import meta_text
from .pipeline import make_jats, resolve_corrections
from .reading.ast_json import from_json, to_json
from .reduced import reduced
from .tagged import clean_metadata, correctable, without_printed_references
from .tagging import tag
from .values import Finding, RubricateError, Severity

MODE = "rubricate-mode"


def run(source: bytes, to: str) -> tuple[bytes, tuple[Finding, ...]]:
    """One document through the filter: `(JSON for pandoc, findings)`."""
    doc = from_json(source)
    mode = meta_text(doc.metadata.content.pop(MODE, None))
    jats = meta_text(doc.metadata.content.pop("rubricate-jats", None)) or "1.3"
    tag_set = meta_text(doc.metadata.content.pop("rubricate-tag-set", None))
    restyle = meta_text(doc.metadata.content.pop("rubricate-restyle", None)).casefold() not in ("", "false", "no")
    resolve_corrections(doc)
    tag(doc)
    if mode == "article":
        made = make_jats(doc, jats=jats, tag_set=tag_set)
        if made.xml is None:
            raise RubricateError(*made.findings)
        doc.metadata = pf.MetaMap()
        doc.content = [pf.RawBlock(made.xml.decode("utf-8").rstrip("\n"), format="jats")]
        return to_json(doc), made.findings
    findings: tuple[Finding, ...] = ()
    if to.startswith("jats"):
        findings = reduced(doc)
        clean_metadata(doc)
    elif to.startswith("markdown") and not restyle:
        correctable(doc)
    else:
        clean_metadata(doc, to)
        if restyle:
            without_printed_references(doc)
    return to_json(doc), findings


def main(stdin: IO[bytes] | None = None, stdout: IO[bytes] | None = None) -> None:
    """Entry point. Exit code 1 where nothing valid can be written, so that pandoc writes nothing either."""
    to = sys.argv[1] if len(sys.argv) > 1 else ""
    out = stdout or sys.stdout.buffer
    sys.stdout = io.TextIOWrapper(io.BytesIO())  # a stray print in a library must not end up in the JSON
    try:
        data, findings = run((stdin or sys.stdin.buffer).read(), to)
    except RubricateError as error:
        print_findings(error.findings, sys.stderr)
        sys.exit(1)
    print_findings([finding for finding in findings if finding.severity is not Severity.INFO], sys.stderr)
    out.write(data)
    out.flush()
