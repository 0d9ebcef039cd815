"""`rubricate package`: an article and its files in the form in which a receiver takes them, checked before they are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .cli import exit_code, say
from .findings import Finding, Place, RubricateError, Severity

if TYPE_CHECKING:
    from .packages import Package

RECEIVERS = ("pmc", "meca", "ojs", "crossref", "koreamed")


@click.command(
    "package",
    epilog="Exit codes: 0 written; 1 not written, or written with errors (--draft); 2 wrong use or internal fault.",
)
@click.argument("article", metavar="ARTICLE|SOURCE")
@click.option("--for", "receiver", type=click.Choice(RECEIVERS), required=True, help="Who is to take it.")
@click.option("-o", "--output", default="", metavar="FILE.zip|FOLDER/", help="Default: a zip named after the package.")
@click.option("--source", "extra", multiple=True, metavar="FILE", help="A file to add: the PDF, the manuscript.")
@click.option(
    "--metadata-file", "metadata_files", multiple=True, metavar="FILE", help="Facts of the journal: its key package."
)
@click.option(
    "--set", "given", multiple=True, metavar="KEY=VALUE", help="A fact: acronym, depositor-email, resource, section …"
)
@click.option("--draft", is_flag=True, help="Write it also where the receiver would refuse it.")
@click.pass_context
def package(
    context: click.Context,
    article: str,
    receiver: str,
    output: str,
    extra: tuple[str, ...],
    metadata_files: tuple[str, ...],
    given: tuple[str, ...],
    draft: bool,
) -> None:
    """Package an article for a receiver.

    \b
    pmc        jofx-21-201.xml, .pdf, -g001.tif …       by PMC's file names
    koreamed   jofx_2014_201.xml, _fig_1.tif …          by KoreaMed Synapse's
    meca       manifest.xml, article.xml, content/ …    to hand a manuscript on
    ojs        native.xml with the files in it          for OJS's Native XML import
    crossref   the deposit that registers the DOI

    The rules of the receiver run first, then its own XML is checked. Nothing is written where an error stands, unless --draft.
    The same article, files and facts give the same bytes; SOURCE_DATE_EPOCH dates them.
    """
    from .packaging import make_package, package_settings

    try:
        settings = package_settings(metadata_files, given)
        built, findings = make_package(article, receiver, extra, metadata_files, settings)
    except RubricateError as error:
        say([finding.at(article) for finding in error.findings])
        context.exit(exit_code(error.findings, written=False))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    say([finding.at(article) for finding in findings])
    if errors and not draft:
        todo = "Mend them, or write it as it is with --draft."
        message = f"Nothing was written: {receiver} would refuse it for {errors} error{'s' if errors > 1 else ''}."
        say([Finding("package-not-written", Severity.ERROR, message, Place(file=article), todo)])
        context.exit(1)
    try:
        for name in write_package(built, output):
            click.echo(f"wrote {name}")
    except RubricateError as error:
        say(error.findings)
        context.exit(exit_code(error.findings, written=False))
    context.exit(exit_code(findings))


def write_package(built: Package, output: str) -> list[str]:
    """Write the package as a zip or into a folder; returns what was written."""
    from .files import write_file
    from .packages import zipped
    from .packaging import source_epoch

    single = len(built.files) == 1
    if output.endswith("/") or Path(output or ".").is_dir():
        folder = Path(output or ".")
        if not output and single:
            [(name, data)] = built.files.items()
            write_file(Path(name), data)
            return [name]
        if not output:
            output = f"{built.name}.zip"
        else:
            for name, data in sorted(built.files.items()):
                write_file(folder / name, data, make_folder=True)
            return [str(folder / name) for name in sorted(built.files)]
    if single and not output.lower().endswith(".zip"):
        [(_, data)] = built.files.items()
        write_file(Path(output), data)
        return [output]
    write_file(Path(output), zipped(built.files, source_epoch()))
    return [output]
