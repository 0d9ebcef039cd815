"""The pandoc face: the defaults file that makes `pandoc -d rubricate` work, and the bundled pandoc with our filter on PATH."""

from __future__ import annotations

import itertools
import os
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from shutil import which

from .files import write_file
from .pandoc import pandoc_path, run_interactive
from .values import Finding, RubricateError, Severity

DATA = Path(__file__).parent / "data"


def program(name: str) -> str:
    """Absolute path of one of our commands, as installed with this Python."""
    folders = [Path(sys.argv[0]).resolve().parent, Path(sysconfig.get_path("scripts")), Path(sys.executable).parent]
    for folder in folders:
        if (folder / name).is_file():
            return str(folder / name)
    found = which(name)
    if found:
        return found
    raise RubricateError(
        Finding(
            "no-command",
            Severity.ERROR,
            f"Unexpected installation without the command {name}, expected it in {folders[1]}.",
            suggestion="Install with pip install rubricate.",
        )
    )


def data_folder(folder: str = "") -> Path:
    """pandoc's user data folder: $XDG_DATA_HOME/pandoc, or ~/.pandoc where only that one exists (pandoc manual)."""
    if folder:
        return Path(folder).absolute()
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", home)) / "pandoc"
    xdg = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "pandoc"
    old = home / ".pandoc"
    return old if old.is_dir() and not xdg.is_dir() else xdg


def defaults_files(folder: str = "") -> dict[Path, str]:
    """Path and text of each file of the pandoc face."""
    base = data_folder(folder)
    template = base / "templates" / "rubricate.jats_publishing"
    lua = (
        (DATA / "rubricate.lua")
        .read_text(encoding="utf-8")
        .replace("@RUBRICATE@", program("rubricate").replace("\\", "\\\\"))
    )
    yaml = (DATA / "rubricate.yaml").read_text(encoding="utf-8")
    yaml = yaml.replace("@TEMPLATE@", _quoted(str(template))).replace("@FILTER@", _quoted(program("pandoc-rubricate")))
    return {base / "custom" / "rubricate.lua": lua, base / "defaults" / "rubricate.yaml": yaml, template: "$body$\n"}


def _quoted(text: str) -> str:
    """A string as a YAML scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def install_defaults(folder: str = "") -> list[Path]:
    """Write the files; returns where."""
    files = defaults_files(folder)
    for path, text in files.items():
        write_file(path, text.encode("utf-8"), make_folder=True)
    return list(files)


def run_bundled(args: Sequence[str]) -> int:
    """Run pandoc as the user would, with our commands found first."""
    pandoc = pandoc_path()
    ours = [str(Path(program("pandoc-rubricate")).parent), str(Path(pandoc).parent)]
    environment = {**os.environ, "PATH": os.pathsep.join([*ours, os.environ.get("PATH", "")])}
    arguments = list(args)
    if (
        "rubricate" in _defaults_named(arguments)
        and not (data_folder(_data_dir(arguments)) / "defaults" / "rubricate.yaml").is_file()
    ):
        install_defaults(_data_dir(arguments))
    return run_interactive([pandoc, *arguments], environment)


def _defaults_named(args: Sequence[str]) -> list[str]:
    named = [arg.split("=", 1)[1] for arg in args if arg.startswith("--defaults=")]
    named += [after for arg, after in itertools.pairwise(args) if arg in ("-d", "--defaults")]
    return named + [arg[2:] for arg in args if arg.startswith("-d") and len(arg) > 2 and not arg.startswith("--")]


def _data_dir(args: Sequence[str]) -> str:
    for at, arg in enumerate(args):
        if arg.startswith("--data-dir="):
            return arg.split("=", 1)[1]
        if arg == "--data-dir" and at + 1 < len(args):
            return args[at + 1]
    return ""
