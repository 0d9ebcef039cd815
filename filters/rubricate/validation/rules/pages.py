"""Pages of the documentation, made from the registry: one for each rule, and one that lists them."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from ..profile import load_profile, profile_names
from . import all_rules
from .registry import Rule
from .samples import samples

KINDS = Path(__file__).parents[1] / "finding_kinds.toml"


def page(rule: Rule) -> str:
    """What there is to say about a rule, in Markdown."""
    blocks = [f"# {rule.id}", f"**{rule.name}.**", rule.about]
    where = [f"{name} ({severity})" for name, severity in profiles_of(rule.id).items()]
    blocks.append(
        f"* Profiles: {', '.join(where)}\n* Asked by: [{rule.source}]({rule.link})\n* What to do: {rule.suggestion}"
    )
    for word, passes in (("Passes", True), ("Fails", False)):
        for sample in samples(rule.id):
            if sample.passes is passes:
                blocks += [_sample(word, changes=sample.changes), *([f"Said: `{sample.said}`"] if sample.said else [])]
    return "\n\n".join(blocks) + "\n"


def index() -> str:
    """The list of all rules, in Markdown."""
    rows = [f"| [{rule.id}]({rule.id}.md) | {rule.name} | {', '.join(profiles_of(rule.id))} |" for rule in in_order()]
    head = "# Rules of the validator\n\nMade by `rubricate rules --pages FOLDER`; not written by hand.\n"
    return "\n".join([head, "| id | what is asked | profiles |", "|---|---|---|", *rows]) + "\n"


def in_order() -> list[Rule]:
    """All rules, by their number."""
    return sorted(all_rules().values(), key=lambda rule: rule.number)


def profiles_of(id: str) -> dict[str, str]:
    """The bundled profiles that ask for a rule, and its severity in each."""
    return {name: str(load_profile(name).rules[id]) for name in profile_names() if id in load_profile(name).rules}


@lru_cache(maxsize=1)
def finding_kinds() -> dict[str, dict[str, str]]:
    """Findings that are no rules (of the grammar, of the files): `name`, `about`, `todo` by id."""
    return tomllib.loads(KINDS.read_text(encoding="utf-8"))


def _sample(word: str, changes: list[tuple[str, str, str]]) -> str:
    if not changes:
        return f"{word}: an article without it."
    parts = []
    for number, (how, path, xml) in enumerate(changes):
        block = f"\n\n```xml\n{xml}\n```" if xml else ""
        parts.append(f"{word if number == 0 else 'And'}: {how} `{path}`{block}")
    return "\n\n".join(parts)
