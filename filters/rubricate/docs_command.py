"""`rubricate docs`: the documentation that comes with the program."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .cli import cli, exit_code, say
from .findings import RubricateError

NAMES = (
    "start", "tutorial", "word", "pandoc", "ci", "editors", "packages", "commands", "settings", "rules", "elements",
)  # fmt: skip


@click.command("docs", epilog="Exit codes: 0 shown or written; 2 wrong use or internal fault.")
@click.argument("page", required=False, type=click.Choice(NAMES), metavar="[PAGE]")
@click.option("--html", default="", metavar="FILE", help="Write all pages as one HTML page that stands alone.")
@click.option("--open", "open_", is_flag=True, help="With --html: open it in the browser.")
@click.pass_context
def docs(context: click.Context, page: str | None, html: str, open_: bool) -> None:
    """Read the documentation: PAGE is start, tutorial, word, pandoc, ci, editors, packages, commands, settings, rules or elements."""
    from .docs import page as text_of
    from .docs import site
    from .files import write_file

    if open_ and not html:
        raise click.UsageError("--open goes with --html FILE.")
    if not html:
        text = text_of(page or "start", helps())
        if sys.stdout.isatty():
            click.echo_via_pager(text)
        else:
            click.echo(text, nl=False)
        return
    try:
        write_file(Path(html), site(helps()).encode("utf-8"))
    except RubricateError as error:
        say(error.findings)
        context.exit(exit_code(error.findings, written=False))
    click.echo(f"wrote {html}")
    if open_:
        click.launch(Path(html).absolute().as_uri())


def helps() -> dict[str, str]:
    """The help text of every command."""
    parent = click.Context(cli, info_name="rubricate")
    out = {}
    for name in cli.list_commands(parent):
        command = cli.get_command(parent, name)
        if command is not None and not command.hidden:
            own = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
            out[name] = "\n".join(line.rstrip() for line in command.get_help(own).splitlines())
    return out
