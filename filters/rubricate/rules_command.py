"""`rubricate rules` and `rubricate explain`: the catalogue of the validator, to read."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path

import click

from .cli import say
from .files import write_file
from .findings import Finding, Severity
from .validation.profile import load_profile
from .validation.rules import all_rules
from .validation.rules.manual import finding_kinds, in_order, index, page, profiles_of


def list_rules(profile: str, format_: str) -> int:
    """Print all rules, or those of a profile (a house's own too), with their severity."""
    chosen = load_profile(profile) if profile else None
    rows = []
    for rule in in_order():
        asked = rule.severity if chosen is None else chosen.rules.get(rule.id)
        if asked is not None:
            rows.append((rule.id, str(asked), rule.name, list(profiles_of(rule.id)), rule.source, rule.link))
    for rule, own in chosen.own if chosen else ():
        rows.append((rule.id, str(own), rule.name, [], rule.source, rule.link))
    if format_ == "json":
        keys = ("id", "severity", "name", "profiles", "source", "link")
        click.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
        return 0
    if chosen is not None:
        click.echo(f"# {chosen.title}: {' '.join(filter(None, (chosen.about, chosen.link)))}".rstrip(": "))
    width = max((len(row[0]) for row in rows), default=0)
    for id, severity, name, profiles, *_ in rows:
        where = f" ({', '.join(profiles)})" if profiles else ""
        click.echo(f"{id:{width}}  {severity:7}  {name}{where}")
    return 0


def explain_id(id: str) -> int:
    """Print what there is to say about a rule, or another finding of the validator."""
    rules, kinds = all_rules(), finding_kinds()
    if id in rules:
        click.echo(page(rules[id]), nl=False)
        return 0
    if id in kinds:
        kind = kinds[id]
        click.echo(f"# {id}\n\n**{kind['name']}.**\n\n{kind['about']}\n\n* What to do: {kind['todo']}")
        return 0
    near = get_close_matches(id, [*rules, *kinds], n=1)
    message = f"Unexpected id {id}, expected one that rubricate rules lists"
    suggestion = f"Did you mean {near[0]}?" if near else ""
    say([Finding("unknown-rule", Severity.ERROR, message, suggestion=suggestion)])
    return 2


def write_pages(folder: Path) -> int:
    """Write a page for each rule and the list of them."""
    for rule in in_order():
        write_file(folder / f"{rule.id}.md", page(rule).encode("utf-8"), make_folder=True)
    write_file(folder / "README.md", index().encode("utf-8"))
    return 0
