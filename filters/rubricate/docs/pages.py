"""The pages by name: written ones are files beside this one, the others are made from what the program itself reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from .reference import commands_page, elements_page, rules_page, settings_page

FOLDER = Path(__file__).parent
MADE: dict[str, Callable[[], str]] = {
    "settings": settings_page,
    "rules": rules_page,
    "elements": elements_page,
}
PAGES = ("start", "tutorial", "word", "pandoc", "ci", "editors", "packages", "commands", *MADE)
"""In the order in which they are read."""


def page(name: str, helps: Mapping[str, str]) -> str:
    """A page in Markdown. `helps`: the help text of every command, which the face knows.

    Links between pages are written `[text](name.md)` or `[text](name.md#heading)`.
    """
    if name == "commands":
        return commands_page(helps)
    return MADE[name]() if name in MADE else (FOLDER / f"{name}.md").read_text(encoding="utf-8")
