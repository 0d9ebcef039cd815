"""The commands of the validator: `rubricate validate`, `rules` and `explain`. Options in, exit codes out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click


@click.command(
    "validate", epilog="Exit codes: 0 clean; 1 findings at or above --fail-on; 2 wrong use or internal fault."
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-p",
    "--profile",
    default="jats",
    show_default=True,
    metavar="NAME|FILE",
    help="What is asked beyond the grammar: pmc, jats4r, crossref, koreamed, scielo, ojs, or your own TOML file.",
)
@click.option(
    "--grammar", default="", metavar="NAME", help="Force a grammar, as in publishing-1.3; default: told from the file."
)
@click.option("--format", "format_", default="full", show_default=True, metavar="NAME", help="Form of the report.")
@click.option("-o", "--output", default="", metavar="FILE", help="Write the report there.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="What makes the exit code 1.",
)
@click.option("--baseline", default="", metavar="FILE", help="Tell only findings that this file does not hold.")
@click.option("--write-baseline", default="", metavar="FILE", help="Write what is found now as a baseline.")
@click.option("--statistics", is_flag=True, help="Count the findings by id.")
@click.option("-j", "--jobs", type=click.IntRange(0, 64), default=1, help="Processes; 0 for one a core.")
@click.option("--watch", is_flag=True, help="Validate again whenever a file changes.")
@click.option("--stdin-name", default="-", metavar="NAME", help="What findings call standard input (FILE is -).")
@click.pass_context
def validate(context: click.Context, /, files: tuple[str, ...], format_: str, watch: bool, **given: Any) -> None:
    """Validate JATS XML: files, folders, patterns, zip packages, - for standard input.

    Says file, line, element, what was found and what is allowed; RULES beyond the grammar by --profile.
    """
    from .validate_command import Options, run
    from .validate_command import watch as run_watching

    options = Options(format=format_, **{**given, "jobs": given["jobs"] or os.cpu_count() or 1})
    context.exit((run_watching if watch else run)(files, options))


@click.command("rules", epilog="Exit codes: 0 listed; 2 wrong use or internal fault.")
@click.option("-p", "--profile", default="", metavar="NAME|FILE", help="Only the rules of this profile.")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--pages", default="", metavar="FOLDER", help="Write a page in Markdown for each rule.")
@click.pass_context
def rules_(context: click.Context, profile: str, format_: str, pages: str) -> None:
    """List the rules of the validator, with the profiles that ask for them."""
    from .rules_command import list_rules, write_pages

    context.exit(write_pages(Path(pages)) if pages else list_rules(profile, format_))


@click.command("explain", epilog="Exit codes: 0 explained; 2 no such id.")
@click.argument("id", metavar="ID")
@click.pass_context
def explain(context: click.Context, id: str) -> None:
    """Explain a finding: what is asked, by whom, what passes and what fails."""
    from .rules_command import explain_id

    context.exit(explain_id(id))
