"""The command `rubricate`: options in, exit codes out. All work is done in `pipeline` and the rooms behind it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from . import __version__
from .findings import Finding, RubricateError, Severity, internal_fault

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
        "bad-corrections",
        "unknown-grammar",
        "unknown-profile",
        "house-profile",
        "baseline",
        "no-workers",
        "no-scheduler",
        "cluster-lost",
        "no-dask",
        "no-backend",
        "no-journal",
        "bad-journal",
        "run-busy",
        "no-web",
        "port-taken",
    )
)
"""Findings that mean wrong use or a fault of the machine, not of the article: exit code 2."""
COMMANDS = {
    "convert": ("cli_convert", "convert"),
    "references": ("cli_convert", "references_"),
    "read": ("cli_convert", "read"),
    "pandoc": ("cli_convert", "pandoc"),
    "pandoc-defaults": ("cli_convert", "pandoc_defaults"),
    "init": ("cli_convert", "init"),
    "completion": ("cli_convert", "completion"),
    "validate": ("cli_validator", "validate"),
    "proof": ("proof_command", "proof"),
    "rules": ("cli_validator", "rules_"),
    "explain": ("cli_validator", "explain"),
    "diff": ("diff_command", "diff"),
    "compare": ("compare_command", "compare"),
    "export": ("export_command", "export"),
    "package": ("package_command", "package"),
    "serve": ("serve_command", "serve"),
    "docs": ("docs_command", "docs"),
}
"""Where each command stands: its module is imported when it is called, so that none waits for the others."""
EXITS = {0: "written, no error", 1: "written with errors, or not valid", 2: "wrong use or internal fault"}
EPILOG = "Exit codes: " + "; ".join(f"{code} {text}" for code, text in EXITS.items()) + "."


def colour() -> bool:
    """Colours only on a terminal, and never with NO_COLOR set (https://no-color.org)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(findings: Sequence[Finding], least: Severity = Severity.INFO) -> None:
    from .messages import print_findings

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


class Commands(click.Group):
    """The commands of `COMMANDS`."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, command = COMMANDS[name]
        found: click.Command = getattr(import_module(f".{module}", __package__), command)
        return found


@click.group(
    cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
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


def main(args: Sequence[str] | None = None) -> Any:
    """Entry point; an internal fault is one line and exit code 2, never a traceback (RUBRICATE_DEBUG=1 shows it)."""
    gc.set_threshold(20_000, 20, 20)  # looking for garbage took a tenth of a short run; no room leaves much of it
    try:
        cli.main(args=list(args) if args is not None else None, prog_name="rubricate", standalone_mode=True)
    except SystemExit as end:
        if sys.argv[1:2] == ["validate"]:
            leave(end.code)
        raise
    except KeyboardInterrupt:
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
        say([internal_fault(error)])
        sys.exit(2)


def leave(code: object) -> NoReturn:
    """End the process at once: all is written, and to take a hundred thousand objects apart would be a sixth of the run."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        os._exit(0)
    os._exit(code if isinstance(code, int) else 0 if code is None else 2)


if __name__ == "__main__":
    main()
