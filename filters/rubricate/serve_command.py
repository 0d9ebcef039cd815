"""`rubricate serve`: the editor's desk as a page in the browser, and with --api a service to other programs."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from .cli import exit_code, say
from .findings import Finding, RubricateError, Severity
from .limits import changed_limits, parse_limits

HOST = "127.0.0.1"
PORT = 8765
BACKLOG = 128


@click.command(epilog="Exit codes: 0 ended by Ctrl-C or SIGTERM; 2 wrong use or internal fault.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=None,
    help="Default: 8765, or one that is free where that is taken.",
)
@click.option(
    "--folder", default="", metavar="FOLDER", help="Keep documents, results and journals there, and go on with them."
)
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser.")
@click.option("--api", is_flag=True, help="Also answer other programs: POST /v1/convert … (see /openapi.json).")
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=N",
    help="Change a limit for large or odd documents (see the README).",
)
@click.pass_context
def serve(
    context: click.Context, port: int | None, folder: str, open_: bool, api: bool, limits: tuple[str, ...]
) -> None:
    """Open the editor's desk in the browser.

    Drop articles there, see what was found, correct it, download XML and packages. The desk answers this computer alone, and
    only who has the address that is printed; without --folder nothing is kept after the program has ended.
    """
    try:
        import uvicorn

        from .web.app import app
    except ModuleNotFoundError as error:
        message = f"Unexpected lack of {error.name}, expected the extra web."
        say([Finding("no-web", Severity.ERROR, message, suggestion="Install it: pip install 'rubricate[web]'")])
        context.exit(2)
    try:
        listening = _listen(port) if port is not None else _listen_somewhere()
        port = listening.getsockname()[1]
        key = secrets.token_urlsafe(18)
        changed = parse_limits(limits)
        with changed_limits(changed):
            made = app(port, key, Path(folder) if folder else None, api=api)
    except RubricateError as error:
        say(error.findings)
        context.exit(exit_code(error.findings, written=False))
    address = f"http://{HOST}:{port}/?key={key}"
    click.echo(f"The desk: {address}")
    if api:
        click.echo(f"The service: http://{HOST}:{port}/openapi.json")
    click.echo("Ctrl-C ends it" + ("." if folder else ", and nothing is kept (--folder FOLDER keeps it)."), err=True)
    config = uvicorn.Config(
        made, log_level="warning", access_log=False, server_header=False, ws="none", timeout_graceful_shutdown=2
    )
    if open_:
        webbrowser.open(address)
    with changed_limits(changed), suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
        uvicorn.Server(config).run([listening])


def _listen_somewhere() -> socket.socket:
    try:
        return _listen(PORT)
    except RubricateError:
        return _listen(0)


def _listen(port: int) -> socket.socket:
    """A socket on loopback. Raises RubricateError (`port-taken`)."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
    except OSError as error:
        made.close()
        message = f"Unexpected use of port {port} by another program ({error.strerror}), expected a free one."
        remedy = "Name another one: --port 0 takes any that is free."
        raise RubricateError(Finding("port-taken", Severity.ERROR, message, suggestion=remedy)) from None
    made.listen(BACKLOG)
    return made
