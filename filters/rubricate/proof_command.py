"""`rubricate proof`: what an editor must see of one document, on the terminal in short, or as a page."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import Any

import click

from .cli import WRONG_USE, exit_code, say
from .convert_command import Options, is_many, jats_choice, metadata_pairs
from .files import write_file
from .values import RubricateError, Severity


@click.command(epilog="Exit codes: 0 ready or to confirm; 1 not valid; 2 wrong use or internal fault.")
@click.argument("sources", metavar="SOURCE|ARTICLE.xml...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    default="",
    metavar="FILE.html|-|FOLDER",
    help="Write the page there; - is standard output. Many documents: a folder.",
)
@click.option(
    "--open", "open_", is_flag=True, help="Open the page in the browser (written beside the source without -o)."
)
@click.option(
    "-p",
    "--profile",
    default="jats",
    show_default=True,
    metavar="NAME|FILE.toml",
    help="Whose rules are asked (see `rubricate validate`).",
)
@click.option("--corrections", default="", metavar="FILE", help="What was corrected on an earlier page.")
@click.option(
    "--metadata-file", "metadata_files", multiple=True, metavar="FILE", help="YAML with facts of the journal."
)
@click.option("-M", "--metadata", multiple=True, metavar="KEY=VALUE", help="One fact; wins over everything else.")
@click.option("-f", "--from", "from_", default="", metavar="FORMAT", help="Input format as pandoc names it, or `text`.")
@click.option("--jats", "jats", multiple=True, metavar="VERSION|SET", help="1.2, 1.3 or 1.4; publishing or archiving.")
@click.option(
    "--citations",
    type=click.Choice(["element", "mixed", "both", "scielo"]),
    default=None,
    help="Form of the references.",
)
@click.option("--references", default="", metavar="FILE", help="Corrected records (CSL-JSON or YAML).")
@click.option(
    "-j", "--jobs", type=click.IntRange(0, 1024), default=None, help="Many documents: processes; 0 for one a core."
)
@click.option("-q", "--quiet", is_flag=True, help="Many documents: tell only of those without a page.")
@click.pass_context
def proof(
    context: click.Context, sources: tuple[str, ...], output: str, open_: bool, profile: str, corrections: str, metadata_files: tuple[str, ...],
    metadata: tuple[str, ...], from_: str, jats: tuple[str, ...], citations: str | None, references: str, jobs: int | None, quiet: bool,
) -> None:  # fmt: skip
    """Show what was found, what is doubtful and what is missing.

    SOURCE is a file that `rubricate convert` takes, or an article in JATS (.xml). On its own the command prints a summary;
    with -o or --open it writes one HTML page that stands alone: the source beside the article, every value to be corrected
    in place. The corrections that the page saves are given back with --corrections, here and to `rubricate convert`.

    Many documents: a folder, a pattern in quotes, @FILE with a name a line, a zip or tar archive. Each gets its page below the
    folder of -o, and rubricate-proofs.html there lists them.
    """
    from .proof import Verdict, proof_of, proof_of_article, proof_page
    from .proof.summary import summary

    version, tag_set = jats_choice(jats)
    settings: dict[str, Any] = {
        "from_": from_, "metadata_files": metadata_files, "metadata": metadata_pairs(metadata), "jats": version, "tag_set": tag_set,
        "citations": citations or "",
    }  # fmt: skip
    if len(sources) > 1 or is_many(sources, Options(output=output, jobs=jobs)):
        context.exit(_many(sources, output, jobs, profile, settings, quiet, bool(references or corrections or open_)))
    [source] = sources
    stdin = sys.stdin.buffer.read() if source == "-" else None
    try:
        if Path(source).suffix.casefold() == ".xml" and not from_:
            made = proof_of_article(Path(source), profile=profile)
        else:
            made = proof_of(
                source if stdin is None else stdin, name=source, profile=profile, references=references or None,
                corrections=corrections or None, **settings,
            )  # fmt: skip
        if any(finding.id in WRONG_USE for finding in made.findings if finding.severity is Severity.ERROR):
            say(made.findings, Severity.ERROR)
            context.exit(2)
        if open_ and output in ("", "-"):
            output = str(Path(source).with_suffix(".proof.html")) if source != "-" else "stdin.proof.html"
        if output:
            page = proof_page(made).encode("utf-8")
            if output == "-":
                sys.stdout.buffer.write(page)
                sys.stdout.buffer.flush()
            else:
                write_file(Path(output), page)
                click.echo(f"wrote {output}: {made.verdict}", err=True)
        else:
            summary(made, sys.stdout)
    except RubricateError as error:
        say([finding.at(source) for finding in error.findings])
        context.exit(exit_code(error.findings, written=False))
    if open_:
        webbrowser.open(Path(output).absolute().as_uri())
    context.exit(1 if made.verdict is Verdict.INVALID else 0)


def _many(
    sources: tuple[str, ...], output: str, jobs: int | None, profile: str, settings: dict[str, Any], quiet: bool, of_one: bool
) -> int:  # fmt: skip
    from .proof_many import proof_many

    if output in ("", "-"):
        raise click.UsageError("Many documents need a folder to go into: give -o FOLDER.")
    if of_one:
        raise click.UsageError("--references, --corrections and --open are of one document: look at it alone.")
    try:
        return proof_many(sources, Path(output), jobs or 0, profile, settings, quiet)
    except RubricateError as error:
        say(error.findings)
        return exit_code(error.findings, written=False)
