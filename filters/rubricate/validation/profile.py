"""Profiles: which rules are asked and how severe each is. Ours are data (`profiles/*.toml`), a house's own file too."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ..values import Finding, Place, RubricateError, Severity

FOLDER = Path(__file__).parent / "profiles"
DEFAULT = "jats"


@dataclass(frozen=True, slots=True)
class Profile:
    """`rules` maps the ids of the rules that are on to their severity here."""

    name: str
    title: str
    about: str = ""
    link: str = ""
    rules: dict[str, Severity] = field(default_factory=dict)


def profile_names() -> list[str]:
    """The bundled profiles, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@lru_cache(maxsize=16)
def load_profile(name: str = DEFAULT) -> Profile:
    """A bundled profile by its name. Raises RubricateError (`unknown-profile`)."""
    path = FOLDER / f"{name}.toml"
    if not name.isalnum() or not path.is_file():
        message = (
            f"Unexpected profile {name!r}, expected one of: {', '.join(profile_names())}, or the path of a TOML file"
        )
        raise RubricateError(Finding("unknown-profile", Severity.ERROR, message, Place()))
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = {id: Severity(severity) for id, severity in data["rules"].items()}
    return Profile(name, data["title"], data.get("about", ""), data.get("link", ""), rules)
