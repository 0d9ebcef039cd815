"""The command `rubricate`: options in, exit codes out. All work is done in `pipeline` and the rooms behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .cli_validator import explain, rules_, validate
from .messages import print_findings
from .values import Finding, Place, RubricateError, Severity

if TYPE_CHECKING:
    from .pipeline import Result

WRONG_USE = frozenset(
    (
        "no-such-file",
        "is-a-directory",
        "no-such-folder",
        "unreadable",
        "not-written",
        "disk-full",
        "unknown-format",
        "output-clash",
        "pandoc-missing",
        "pandoc-too-old",
        "bad-option",
        "bad-references",
        "unknown-grammar",
        "unknown-profile",
        "house-profile",
        "baseline",
    )
)
"""Findings that mean wrong use or a fault of the machine, not of the article: exit code 2."""
EXITS = {0: "written, no error", 1: "written with errors, or not valid", 2: "wrong use or internal fault"}
EPILOG = "Exit codes: " + "; ".join(f"{code} {text}" for code, text in EXITS.items()) + "."


def colour() -> bool:
    """Colours only on a terminal, and never with NO_COLOR set (https://no-color.org)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(findings: Sequence[Finding], least: Severity = Severity.INFO) -> None:
    print_findings(findings, sys.stderr, colour=colour(), least=least)


def exit_code(findings: Sequence[Finding], *, written: bool = True) -> int:
    """0, 1 or 2, from what was found."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if any(finding.id in WRONG_USE for finding in errors):
        return 2
    return 1 if errors or not written else 0


def version_text() -> str:
    from .pandoc import pandoc_version
    from .validation import grammar_versions

    pandoc = ".".join(map(str, pandoc_version()))
    grammars = "; ".join(f"{tag_set} {', '.join(versions)}" for tag_set, versions in grammar_versions().items())
    return f"rubricate {__version__}\npandoc {pandoc}\nJATS grammars: {grammars}"


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(version_text())
        context.exit()


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    callback=_print_version,
    expose_value=False,
    is_eager=True,
    help="Show the versions of rubricate, pandoc and the grammars.",
)
def cli() -> None:
    """Turn article text into valid, tagged JATS XML.

    \b
    rubricate convert article.docx                 writes article.xml beside it
    rubricate convert article.txt -o - | less      writes to standard output
    rubricate convert *.docx -o jats/ --metadata-file journal.yaml
    rubricate convert article.docx -t markdown -o article.md    a form to correct by hand and convert again
    rubricate references list.txt                  takes references apart, alone
    rubricate validate article.xml
    """


@cli.command(epilog=EPILOG)
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
    write_references: str,
    report: str,
    limits: tuple[str, ...],
    strict: bool,
    quiet: bool,
) -> None:
    """Convert articles to JATS XML (or to a tagged document).

    SOURCE is a file (.docx, .odt, .md, .html, .tex, .rst, .txt …) or - for standard input. Findings go to standard error.
    """
    from . import convert_command
    from .limits import changed_limits, parse_limits

    options = convert_command.Options(
        output=output, metadata_files=metadata_files, metadata=metadata, from_=from_, to=to, jats=jats, report=report, strict=strict, quiet=quiet,
        citations=citations or "", references=references, write_references=write_references,
    )  # fmt: skip
    with changed_limits(parse_limits(limits)):
        code = convert_command.run(sources, options)
    context.exit(code)


@cli.command("references", epilog="Exit codes: 0 read; 1 no reference in it; 2 wrong use or internal fault.")
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


@cli.command()
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


@cli.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def pandoc(context: click.Context, args: tuple[str, ...]) -> None:
    """Run the bundled pandoc with our filter and reader on its PATH: rubricate pandoc ARGS..."""
    from .pandoc_face import run_bundled

    context.exit(run_bundled(args))


@cli.command("pandoc-defaults")
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


@cli.command()
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


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a completion script: eval "$(rubricate completion bash)"."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(cli, {}, "rubricate", "_RUBRICATE_COMPLETE").source())


for _command in (validate, rules_, explain):
    cli.add_command(_command)


def main(args: Sequence[str] | None = None) -> Any:
    """Entry point; an internal fault is one line and exit code 2, never a traceback (RUBRICATE_DEBUG=1 shows it)."""
    try:
        cli.main(args=list(args) if args is not None else None, prog_name="rubricate", standalone_mode=True)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except RubricateError as error:
        say(error.findings)
        sys.exit(exit_code(error.findings, written=False))
    except Exception as error:
        if os.environ.get("RUBRICATE_DEBUG"):
            raise
        say(
            [
                Finding(
                    "internal-fault",
                    Severity.ERROR,
                    f"Unexpected {type(error).__name__}: {error}",
                    suggestion="This is a fault of rubricate: please report it with the file. RUBRICATE_DEBUG=1 shows more.",
                )
            ]
        )
        sys.exit(2)


def result_verdict(result: Result) -> int:
    """Exit code of one converted document."""
    return exit_code(result.findings, written=result.xml is not None)


if __name__ == "__main__":
    main()
