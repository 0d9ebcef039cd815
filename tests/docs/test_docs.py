"""The documentation: every command of it runs, every link leads somewhere, the page is one file and always the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner
from console_blocks import commands, copy_of_the_repository, run_all

from rubricate.cli import COMMANDS, cli
from rubricate.docs import PAGES, page, site
from rubricate.docs_command import NAMES, helps
from rubricate.limits import LIMITS
from rubricate.metadata_keys import known_keys
from rubricate.validation.rules import all_rules

ROOT = Path(__file__).parents[2]
RUN = [name for name in PAGES if commands(page(name, {}))]


def test_pages_with_commands_are_known() -> None:
    assert {"tutorial", "word", "pandoc", "ci", "editors", "packages"} <= set(RUN)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", RUN)
def test_every_command(name: str, tmp_path: Path) -> None:
    folder = copy_of_the_repository(tmp_path / "rubricate")
    run_all(commands(page(name, {})), folder, tmp_path / "data")


def test_the_page_is_whole() -> None:
    """Every link leads to an id that is there once, nothing is fetched from elsewhere, no script."""
    text = site(helps())
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    ids = Counter(str(node.get("id")) for node in tree.iter() if node.get("id"))
    assert {name: number for name, number in ids.items() if number > 1} == {}
    links = [str(node.get("href")) for node in tree.iter("a") if node.get("href")]
    inner = {link[1:] for link in links if link.startswith("#")}
    assert inner - set(ids) == set()
    assert set(PAGES) <= inner
    assert [link for link in links if not link.startswith(("#", "https://"))] == []
    assert not list(tree.iter("script")) + list(tree.iter("img")) + list(tree.iter("link"))


def test_the_page_is_the_same_each_time() -> None:
    assert site(helps()) == site(helps())


def test_reference_pages_are_complete() -> None:
    """Every rule, command, limit and metadata key stands where it is looked for."""
    rules, settings, listed = page("rules", {}), page("settings", {}), page("commands", helps())
    assert [id for id in all_rules() if f"### {id}\n" not in rules] == []
    assert [name for name in COMMANDS if f"## rubricate {name}\n" not in listed] == []
    assert [name for name in LIMITS if f"| `{name}` |" not in settings] == []
    assert [key for keys in known_keys().values() for key in keys if f"`{key}`" not in settings] == []
    assert "| Journal | journal-meta," in page("elements", {})


def test_the_command(tmp_path: Path) -> None:
    assert NAMES == PAGES
    shown = CliRunner().invoke(cli, ["docs", "tutorial"])
    assert shown.output == page("tutorial", {})
    target = tmp_path / "docs.html"
    done = CliRunner().invoke(cli, ["docs", "--html", str(target)])
    assert (done.exit_code, done.output) == (0, f"wrote {target}\n")
    assert target.read_text(encoding="utf-8") == site(helps())
    assert CliRunner().invoke(cli, ["docs", "nothing"]).exit_code == 2
    assert CliRunner().invoke(cli, ["docs", "--open"]).exit_code == 2
