"""The pages to look things up in: made from the commands, the settings, the rules, and the table of elements."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from ..limits import LIMITS
from ..metadata_keys import known_keys
from ..validation.rules.manual import finding_kinds, in_order, profiles_of

JOURNAL = Path(__file__).parents[1] / "data" / "journal.yaml"
README = Path(__file__).parents[3] / "README.md"


def rules_page() -> str:
    """Every rule with its profiles, source and remedy, and every other finding of the validator."""
    out = ["# Rules of the validator", "`rubricate explain ID` shows samples that pass and that fail.", "## Rules"]
    for rule in in_order():
        profiles = ", ".join(f"{name} ({severity})" for name, severity in profiles_of(rule.id).items())
        out += [f"### {rule.id}", f"**{rule.name}.** {rule.about}"]
        out.append(
            f"* Profiles: {profiles or 'none'}\n* Asked by: [{rule.source}]({rule.link})\n* What to do: {rule.suggestion}"
        )
    out.append("## Other findings of the validator")
    for id, kind in sorted(finding_kinds().items()):
        out += [f"### {id}", f"**{kind['name']}.** {kind['about']}", f"* What to do: {kind['todo']}"]
    return "\n\n".join(out) + "\n"


def elements_page() -> str:
    """The section on elements of the README, which a test walks."""
    return "# Elements\n\n" + section("Elements")


def section(title: str) -> str:
    """A section of the README: of the checkout's, else of the one that was installed with the package."""
    text = README.read_text(encoding="utf-8") if README.is_file() else _installed()
    _, found, rest = text.partition(f"\n## {title}\n")
    return rest.partition("\n## ")[0].strip() + "\n" if found else ""


def _installed() -> str:
    described = metadata.metadata("rubricate")
    return str(described.get_payload() or described.get("Description") or "")  # type: ignore[attr-defined]


def settings_page() -> str:
    """Metadata keys, limits, the journal's file, environment variables."""
    out = [
        "# Settings",
        "## The journal's file",
        "`rubricate init` writes it; `--metadata-file journal.yaml` reads it.",
    ]
    out.append(f"```yaml\n{JOURNAL.read_text(encoding='utf-8').rstrip()}\n```")
    out += [
        "## Metadata keys",
        "In `journal.yaml`, in `article.yaml` beside a source, in a document's own YAML block, or with `-M`.",
    ]
    rows = [
        f"| `{parent or '(top)'}` | {' '.join(f'`{key}`' for key in keys)} |" for parent, keys in known_keys().items()
    ]
    out.append("\n".join(["| under | keys |", "|---|---|", *rows]))
    out += ["## Limits", "`--limit NAME=VALUE`, or `RUBRICATE_LIMITS=NAME=VALUE,NAME=VALUE`."]
    limits = [f"| `{name}` | {one.value} | {one.what} | `{one.finding}` |" for name, one in LIMITS.items()]
    out.append("\n".join(["| limit | default | counts | finding |", "|---|---|---|---|", *limits]))
    out += ["## Environment", "\n".join(["| variable | what it does |", "|---|---|", *VARIABLES])]
    return "\n\n".join(out) + "\n"


VARIABLES = (
    "| `RUBRICATE_LIMITS` | other limits, as above |",
    "| `RUBRICATE_PANDOC` | another pandoc, 3.0 or newer |",
    "| `RUBRICATE_DEBUG` | 1 shows the traceback of an internal fault |",
    "| `NO_COLOR` | no colours on a terminal |",
    "| `SOURCE_DATE_EPOCH` | dates what is packed, in seconds since 1970 |",
)


def commands_page(helps: Mapping[str, str]) -> str:
    """What `--help` says of every command: `helps` maps names to texts, from the face that knows them."""
    out = ["# Commands", "`rubricate COMMAND --help` says the same."]
    for name, text in helps.items():
        out += [f"## rubricate {name}", f"```text\n{text}\n```"]
    return "\n\n".join(out) + "\n"
