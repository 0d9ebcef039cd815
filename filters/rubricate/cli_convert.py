"""The commands that read articles, and those around them: options in, exit codes out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .cli import EPILOG, cli, exit_code, say
from .findings import Finding, Place, RubricateError, Severity


@click.command(epilog=EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    default="",
    metavar="FILE|FOLDER|-",
    help="Where to write; a folder for more than one source; - is standard output. Default: beside the source.",
)
@click.option(
    "--metadata-file",
    "metadata_files",
    multiple=True,
    metavar="FILE",
    help="YAML with facts of the journal (see `rubricate init`). May be given more than once.",
)
@click.option(
    "-M",
    "--metadata",
    "metadata",
    multiple=True,
    metavar="KEY=VALUE",
    help="One fact: -M journal.title='Journal of X'. Wins over everything else.",
)
@click.option(
    "-f",
    "--from",
    "from_",
    default="",
    metavar="FORMAT",
    help="Input format as pandoc names it, or `text`. Default: told from the name.",
)
@click.option(
    "-t",
    "--to",
    default="jats",
    show_default=True,
    metavar="FORMAT",
    help="jats; markdown (a form to correct and convert again); or any format pandoc writes (html, docx, …).",
)
@click.option(
    "--jats",
    "jats",
    multiple=True,
    metavar="VERSION|SET",
    help="1.2, 1.3 or 1.4; publishing or archiving. Default: 1.3, Publishing where journal id, title and ISSN are known.",
)
@click.option(
    "--citations",
    type=click.Choice(["element", "mixed", "both", "scielo"]),
    default=None,
    help="References as elements where sure, else as printed, tagged in place (the default); as printed; both in <citation-alternatives>; both side by side.",
)
@click.option(
    "--references",
    default="",
    metavar="FILE",
    help="Corrected records (CSL-JSON or YAML): they win over what is recognised.",
)
@click.option(
    "--corrections",
    default="",
    metavar="FILE",
    help="What was corrected on the proof page (see `rubricate proof`), or by hand: YAML with part, was, now, near.",
)
@click.option(
    "--write-references",
    default="",
    metavar="FILE",
    help="Write the records of the reference list, .json or .yaml, to correct and give back with --references.",
)
@click.option(
    "--report", default="", metavar="FILE", help="Write everything that was found, changed and doubted as JSON."
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=VALUE",
    help="Change a limit for large or odd documents (see the README).",
)
@click.option("--strict", is_flag=True, help="Make any unexplained loss or addition of words an error.")
@click.option(
    "-j", "--jobs", type=click.IntRange(0, 1024), default=None, help="Many articles: processes; 0 for one a core."
)
@click.option("--flat", is_flag=True, help="Many articles: all outputs in one folder, not mirrored folders.")
@click.option("--retry-failed", is_flag=True, help="Many articles: try those again that failed in an earlier run.")
@click.option(
    "--cluster",
    default="",
    metavar="dask://HOST:PORT",
    help="Many articles: on the workers of a Dask scheduler; SOURCE and -o are folders that all see, or URLs (s3://…).",
)
@click.option("-q", "--quiet", is_flag=True, help="Only errors on standard error.")
@click.pass_context
def convert(
    context: click.Context,
    sources: tuple[str, ...],
    output: str,
    metadata_files: tuple[str, ...],
    metadata: tuple[str, ...],
    from_: str,
    to: str,
    jats: tuple[str, ...],
    citations: str | None,
    references: str,
    corrections: str,
    write_references: str,
    report: str,
    limits: tuple[str, ...],
    strict: bool,
    quiet: bool,
    jobs: int | None,
    flat: bool,
    retry_failed: bool,
    cluster: str,
) -> None:
    """Convert articles to JATS XML (or to a tagged document).

    SOURCE is a file (.docx, .odt, .md, .html, .tex, .rst, .txt …) or - for standard input. Findings go to standard error.

    Many articles: SOURCE is a folder, a pattern in quotes, @FILE with a name a line, a zip or tar archive, or --jobs is given.
    They go into the folder of -o, with a journal: what was done and has not changed is not done again.
    """
    from . import convert_command
    from .limits import changed_limits, parse_limits

    options = convert_command.Options(
        output=output, metadata_files=metadata_files, metadata=metadata, from_=from_, to=to, jats=jats, report=report, strict=strict, quiet=quiet,
        citations=citations or "", references=references, corrections=corrections, write_references=write_references,
        jobs=jobs, flat=flat, retry_failed=retry_failed, cluster=cluster,
    )  # fmt: skip
    with changed_limits(parse_limits(limits)):
        if cluster:
            from .cluster_command import run_on_cluster

            code = run_on_cluster(sources, options, parse_limits(limits))
        elif convert_command.is_many(sources, options):
            from .batch_command import run_many

            code = run_many(sources, options, parse_limits(limits))
        else:
            code = convert_command.run(sources, options)
    context.exit(code)


@click.command("references", epilog="Exit codes: 0 read; 1 no reference in it; 2 wrong use or internal fault.")
@click.argument("source", default="-", metavar="[FILE|-]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "csljson", "jats", "bibtex", "ris", "table"]),
    help="jsonl: one CSL-JSON item for each line of the input; the others take a list in any form. Default: table on a terminal, else jsonl.",
)
@click.option("--sure", is_flag=True, help="Only what is sure; of the others the printed text.")
@click.pass_context
def references_(context: click.Context, source: str, format_: str | None, sure: bool) -> None:
    """Take references apart: authors, title, source, date, pages, identifiers …

    \b
    rubricate references list.txt                       a table of the fields; doubt is marked
    rubricate references list.txt --format bibtex       also ris, csljson, jats
    rubricate references article.docx --format ris      the list of an article
    pbpaste | rubricate references - --format jsonl     one item a line

    A list may be numbered, bracketed, lettered or plain, wrapped, indented, or run together in one paragraph.
    """
    from .references_command import run

    context.exit(run(source, format_ or "", sure=sure))


@click.command()
@click.argument("source", default="-")
@click.option(
    "--name", default="", metavar="NAME", help="Name of what comes on standard input, to tell its format from."
)
@click.option("-f", "--from", "from_", default="", metavar="FORMAT")
@click.pass_context
def read(context: click.Context, source: str, name: str, from_: str) -> None:
    """Read an article and print pandoc's AST as JSON (what `pandoc -d rubricate` reads)."""
    from .reading import read as read_source
    from .reading.ast_json import to_json

    try:
        result = read_source(
            sys.stdin.buffer.read() if source == "-" else Path(source), name="" if name == "-" else name, from_=from_
        )
    except RubricateError as error:
        say([finding.at(name or source) for finding in error.findings])
        context.exit(exit_code(error.findings, written=False))
    say([finding.at(name or source) for finding in result.findings], Severity.WARNING)
    sys.stdout.buffer.write(to_json(result.doc))


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def pandoc(context: click.Context, args: tuple[str, ...]) -> None:
    """Run the bundled pandoc with our filter and reader on its PATH: rubricate pandoc ARGS..."""
    from .pandoc_face import run_bundled

    context.exit(run_bundled(args))


@click.command("pandoc-defaults")
@click.option("--install", is_flag=True, help="Write the defaults file, reader and template where pandoc looks.")
@click.option("--print", "print_", is_flag=True, help="Show what would be written.")
@click.option("--folder", default="", metavar="FOLDER", help="Another pandoc user data folder.")
@click.pass_context
def pandoc_defaults(context: click.Context, install: bool, print_: bool, folder: str) -> None:
    """Make `pandoc -d rubricate ARTICLE` work."""
    from .pandoc_face import defaults_files, install_defaults

    if not install and not print_:
        raise click.UsageError("Give --install or --print.")
    try:
        if print_:
            for path, text in defaults_files(folder).items():
                click.echo(f"# {path}\n{text.rstrip()}\n")
        if install:
            for path in install_defaults(folder):
                click.echo(f"wrote {path}")
    except RubricateError as error:
        say(error.findings)
        context.exit(2)


@click.command()
@click.argument("path", default="journal.yaml")
@click.pass_context
def init(context: click.Context, path: str) -> None:
    """Write a commented journal.yaml to fill in."""
    from .files import write_file

    target = Path(path)
    if target.is_dir():
        target = target / "journal.yaml"
    if target.exists():
        say(
            [
                Finding(
                    "exists",
                    Severity.ERROR,
                    f"Unexpected file {target}, expected none: it is not overwritten.",
                    Place(str(target)),
                    "Give another name.",
                )
            ]
        )
        context.exit(2)
    try:
        write_file(target, (Path(__file__).parent / "data" / "journal.yaml").read_bytes())
    except RubricateError as error:
        say(error.findings)
        context.exit(2)
    click.echo(f"wrote {target}")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a completion script: eval "$(rubricate completion bash)"."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(cli, {}, "rubricate", "_RUBRICATE_COMPLETE").source())
