"""Where the validator is used: a pre-commit hook, a GitHub Action, a GitLab job, a test of somebody's own, Python."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from lxml import etree

from rubricate.cli import cli
from rubricate.testing import Source, assert_valid_jats
from rubricate.validation.rules.samples import clean_article
from rubricate.values import RubricateError
from rubricate.xml import parse_xml

ROOT = Path(__file__).parents[2]
BROKEN = clean_article().replace(b"<volume>12</volume>", b"<volum>12</volum>")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((ROOT / "schemas" / "ci" / "gitlab-ci.yml").read_text(encoding="utf-8"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder with an article that is valid and one that is not; the second has an awkward name."""
    (tmp_path / "good.xml").write_bytes(clean_article())
    (tmp_path / "bad $(touch pwned) one.xml").write_bytes(BROKEN)
    return tmp_path


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    every = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run(command, cwd=folder, env=every, capture_output=True, text=True, timeout=50)


# pre-commit


def test_the_hooks_have_what_pre_commit_asks_for() -> None:
    assert [hook["id"] for hook in HOOKS] == ["rubricate-validate", "rubricate-fix"]
    for hook in HOOKS:
        assert hook["name"] and hook["description"] and hook["language"] == "python"
        assert re.search(hook["files"], "issue 1/article.xml") and re.search(hook["files"], "pmc1.nxml")
        assert not re.search(hook["files"], "article.xml.orig")


@pytest.mark.parametrize(("file", "code"), [("good.xml", 0), ("bad $(touch pwned) one.xml", 1)])
def test_the_hook_passes_and_fails(repository: Path, file: str, code: int) -> None:
    done = run([*shlex.split(HOOKS[0]["entry"]), file], repository)
    assert done.returncode == code
    assert ("error unknown-element" in done.stdout) == bool(code)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_the_command_knows_the_options_of_the_hooks(hook: dict[str, Any]) -> None:
    command = cli.get_command(click.Context(cli), "validate")
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in shlex.split(hook["entry"]) if word.startswith("--")} <= known


def test_the_hook_that_mends(repository: Path) -> None:
    (repository / "loose.xml").write_bytes(clean_article().replace(b">10.5555/jgm", b">doi:10.5555/jgm"))
    done = run([*shlex.split(HOOKS[1]["entry"]), "loose.xml", "good.xml"], repository)
    assert done.returncode == 0, done.stderr
    assert (repository / "loose.xml").read_bytes() == (repository / "good.xml").read_bytes() == clean_article()


# GitHub


def step(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(step for step in ACTION["runs"]["steps"] if step["name"] == name)
    return found


def test_no_input_is_ever_part_of_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
        assert "uses" not in step
    used = set(re.findall(r"inputs\.([\w-]+)", yaml.safe_dump(ACTION["runs"])))
    assert used == set(ACTION["inputs"])


def act(repository: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step of the action as GitHub does."""
    validate = step("Validate")
    values = {f"RUBRICATE_{name.upper()}": "" for name in ("files", "profile", "grammar", "fail_on", "report")}
    values |= {"RUBRICATE_FORMAT": "github"}
    assert set(values) == set(validate["env"])
    values |= {f"RUBRICATE_{name.upper()}": value for name, value in inputs.items()}
    (repository / "output").write_text("")
    script = repository / "script.sh"
    script.write_text(validate["run"])
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
    output = str(repository / "output")
    return run(command, repository, RUNNER_TEMP=str(repository), GITHUB_OUTPUT=output, **values)


def test_the_action_annotates(repository: Path) -> None:
    done = act(repository, files="\n  good.xml  \n\nbad $(touch pwned) one.xml\n")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=bad $(touch pwned) one.xml,line=")
    assert (repository / "output").read_text() == "exit-code=1\n"
    assert not (repository / "pwned").exists()


def test_the_action_is_silent_where_all_is_well(repository: Path) -> None:
    done = act(repository, files="good.xml")
    assert (done.returncode, done.stdout) == (0, "")
    assert (repository / "output").read_text() == "exit-code=0\n"


def test_the_action_writes_a_report(repository: Path) -> None:
    done = act(repository, files="bad $(touch pwned) one.xml", format="sarif", report="a report.sarif")
    assert done.returncode == 1, done.stderr
    assert '"unknown-element"' in (repository / "a report.sarif").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "inputs",
    [
        {"files": " \n"},
        {"files": "good.xml", "format": "$(touch pwned)"},
        {"files": "good.xml", "grammar": "publishing-9.9"},
        {"files": "--format=json", "grammar": "; touch pwned"},
    ],
    ids=["no files", "no such format", "no such grammar", "an option for a file"],
)
def test_wrong_use_of_the_action_is_said(repository: Path, inputs: dict[str, str]) -> None:
    done = act(repository, **inputs)
    assert done.returncode == 2 or "unreadable-file" in done.stdout
    assert done.stdout + done.stderr != ""
    assert not (repository / "pwned").exists()


# GitLab


def test_the_gitlab_job_names_its_reports() -> None:
    job = GITLAB["rubricate-validate"]
    reports = job["artifacts"]["reports"]
    assert job["artifacts"]["when"] == "always"
    for format, name in (("gitlab", reports["codequality"]), ("junit", reports["junit"])):
        assert any(f"--format {format}" in line and f"--output {name} " in line for line in job["script"])


# Tests of somebody's own


@pytest.mark.parametrize("kind", ["path", "name", "bytes", "text", "tree", "element"])
@pytest.mark.parametrize(("data", "right"), [(clean_article(), True), (BROKEN, False)], ids=["right", "wrong"])
def test_any_source_is_validated(tmp_path: Path, kind: str, data: bytes, right: bool) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    sources: dict[str, Source] = {
        "path": path,
        "name": str(path),
        "bytes": data,
        "text": data.decode("utf-8"),
        "tree": parse_xml(data),
        "element": parse_xml(data).getroot(),
    }
    if right:
        assert_valid_jats(sources[kind])
    else:
        line = BROKEN[: BROKEN.index(b"<volum>")].count(b"\n") + 1
        with pytest.raises(AssertionError, match=f":{line}(:7)?: error unknown-element"):
            assert_valid_jats(sources[kind])


def test_text_is_text_whatever_its_declaration_says() -> None:
    text = "\ufeff" + clean_article().decode("utf-8").replace('encoding="UTF-8"', 'encoding="EUC-KR"')
    assert_valid_jats(text)
    with pytest.raises(AssertionError, match=":2:1: error not-well-formed"):
        assert_valid_jats(text.split("\n")[0] + "\n>")


def test_an_assertion_says_what_is_wrong() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_valid_jats(BROKEN, name="a.xml")
    first, line = str(caught.value).split("\n")[:2]
    assert first == "not valid JATS"
    assert re.match(r"a\.xml:\d+:\d+: error unknown-element Unexpected element <volum>", line)


def test_an_assertion_passes_what_is_right() -> None:
    assert_valid_jats(clean_article(), "pmc", fail_on="warning")


def test_an_assertion_knows_rules() -> None:
    without = clean_article().replace(b"Journal of Garden Medicine", b"")
    assert_valid_jats(without)
    with pytest.raises(AssertionError, match="journal-title"):
        assert_valid_jats(without, profile="pmc")


def test_warnings_fail_where_asked() -> None:
    joined = clean_article().replace(b'rid="B1">1</xref>,', b'rid="B1">1,</xref>')
    assert_valid_jats(joined, "pmc")
    with pytest.raises(AssertionError, match="warning xref-punct"):
        assert_valid_jats(joined, "pmc", fail_on="warning")


def test_wrong_use_is_no_failed_assertion(tmp_path: Path) -> None:
    with pytest.raises(RubricateError):
        assert_valid_jats(clean_article(), profile="nobody")
    with pytest.raises(ValueError, match="fail_on"):
        assert_valid_jats(clean_article(), fail_on="query")
    with pytest.raises(AssertionError, match="unreadable-file"):
        assert_valid_jats(tmp_path / "none.xml")


def test_no_pytest_is_needed() -> None:
    code = "import sys; sys.modules['pytest'] = None; from rubricate.testing import assert_valid_jats"
    assert run([sys.executable, "-c", code], ROOT).returncode == 0


MODULES = ["rubricate.testing", "rubricate.validation.report", "rubricate.xml_decode"]
MODULES += [f"rubricate.validation.reports.{name}" for name in ("context", "escape", "github", "sarif")]
MODULES += [f"rubricate.validation.fixes.{name}" for name in ("identifiers", "xrefs")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_docstrings_are_right(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted and not result.failed


def test_an_element_is_not_changed() -> None:
    root = parse_xml(clean_article()).getroot()
    before = etree.tostring(root)
    assert_valid_jats(root)
    assert etree.tostring(root) == before
