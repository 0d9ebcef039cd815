"""Profiles: which rules are asked and how severe each is. Ours are data (`profiles/*.toml`), a house's own file too."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..findings import Finding, Place, RubricateError, Severity

if TYPE_CHECKING:
    from .rules.registry import Rule

FOLDER = Path(__file__).parent / "profiles"
DEFAULT = "jats"


class Profile(NamedTuple):
    """`rules` maps the ids of the bundled rules that are on to their severity here; `own` are the house's rules."""

    name: str
    title: str
    about: str = ""
    link: str = ""
    rules: Mapping[str, Severity] = MappingProxyType({})
    own: tuple[tuple[Rule, Severity], ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it asks anything beyond the grammar."""
        return bool(self.rules or self.own)

    @property
    def ids(self) -> set[str]:
        """The ids of all rules that are on."""
        return {*self.rules, *(rule.id for rule, _ in self.own)}


GRAMMAR_ALONE = Profile(
    DEFAULT, "JATS", "The grammar that the file names, and nothing more.", "https://jats.nlm.nih.gov/"
)
"""The one profile without rules. It is no file, because to read TOML takes longer than to judge an article."""


def profile_names() -> list[str]:
    """The bundled profiles, sorted."""
    return sorted([DEFAULT, *(path.stem for path in FOLDER.glob("*.toml"))])


@lru_cache(maxsize=16)
def load_profile(name: str = DEFAULT) -> Profile:
    """A bundled profile by its name, or a house's by the path of its TOML file.

    Raises RubricateError: `unknown-profile` (no such name or file), `house-profile` (a file that is not right).
    """
    if name == DEFAULT:
        return GRAMMAR_ALONE
    path = FOLDER / f"{name}.toml"
    if name.isalnum() and path.is_file():
        return bundled(name, path)
    if name.endswith(".toml"):
        from .house import house_profile  # most runs have none

        return house_profile(Path(name))
    found = f"profile {name!r}"
    message = f"Unexpected {found}, expected one of: {', '.join(profile_names())}, or the path of a TOML file"
    raise RubricateError(Finding("unknown-profile", Severity.ERROR, message, Place()))


def bundled(name: str, path: Path) -> Profile:
    import tomllib

    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = {id: Severity(severity) for id, severity in data["rules"].items()}
    return Profile(name, data["title"], data.get("about", ""), data.get("link", ""), rules)


def house_fault(path: Path, found: str, expected: str, line: int | None = None, suggestion: str = "") -> Finding:
    """What is wrong with a file of a house: its profile or its Schematron."""
    place = Place(file=str(path), line=line)
    return Finding("house-profile", Severity.ERROR, f"Unexpected {found}, expected {expected}", place, suggestion)
