"""`rubricate export`: an article's references, front matter and authors in other shapes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .cli import exit_code, say
from .findings import Finding, Place, RubricateError, Severity

FORMATS = ("bibtex", "ris", "csl-json", "meta", "json-ld", "html-head", "authors-csv")
RECORDS = ("bibtex", "ris", "csl-json")
BOM = b"\xef\xbb\xbf"


@click.command(
    "export", epilog="Exit codes: 0 written; 1 written, and something was found; 2 wrong use or internal fault."
)
@click.argument("article", metavar="ARTICLE|SOURCE")
@click.option("--to", "format_", type=click.Choice(FORMATS), required=True, help="The shape that is wanted.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Write there instead of standard output.")
@click.option("--own", is_flag=True, help="bibtex, ris, csl-json: the article's own record instead of its references.")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, by which Excel knows UTF-8.")
@click.option("--metadata-file", "metadata_files", multiple=True, metavar="FILE", help="For a source: as in convert.")
@click.pass_context
def export(
    context: click.Context,
    article: str,
    format_: str,
    output: str,
    own: bool,
    bom: bool,
    metadata_files: tuple[str, ...],
) -> None:
    """Write what an article says in another shape.

    \b
    bibtex, ris, csl-json   its references (with --own: its own record)
    meta                    citation_* tags for the head of its web page
    json-ld                 schema.org ScholarlyArticle
    html-head               both
    authors-csv             its authors as a table

    ARTICLE is JATS XML, anybody's; another SOURCE (Word, Markdown, text …) is converted first.
    """
    from .article_input import load_article
    from .exports import export as shape
    from .files import write_file
    from .from_jats import article_of

    if own and format_ not in RECORDS:
        raise click.UsageError(f"--own goes with {', '.join(RECORDS)}.")
    try:
        loaded = load_article(article, metadata_files)
        text = shape(article_of(loaded.tree), format_, own=own)
        data = (BOM if bom else b"") + text.encode("utf-8")
        if output != "-":
            write_file(Path(output), data)
    except RubricateError as error:
        say([finding.at(article) for finding in error.findings])
        context.exit(exit_code(error.findings, written=False))
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    findings = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
    if format_ in RECORDS and not own and text.strip() in ("", "[]"):
        message = "Unexpected article without references, expected a <ref-list>: nothing is written."
        findings.append(Finding("no-references", Severity.WARNING, message, Place(file=article)))
    say(findings)
    context.exit(exit_code(findings))
