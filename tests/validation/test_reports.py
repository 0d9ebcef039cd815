"""Report formats: what each writes (fixtures/reports.md), against its published schema, for any text, at any size."""

from __future__ import annotations

import ast
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rubricate.validation.report import FORMATS, ReportContext, render
from rubricate.validation.reports.junit import MAX_TOLD
from rubricate.validation.rules import all_rules
from rubricate.validation.rules.manual import finding_kinds
from rubricate.values import Finding, Place, Severity
from rubricate.xml import parse_xml

HERE = Path(__file__).parent / "fixtures"
SOURCE = Path(__file__).parents[2] / "filters" / "rubricate"
CONTEXT = ReportContext(
    files=("clean.xml", "issue 1/a.xml"),
    profile="pmc",
    version="9.9.9",
    milliseconds={"clean.xml": 4.0, "issue 1/a.xml": 12.4},
    rules=tuple(all_rules().values()),
    arguments=("rubricate", "validate", "--profile", "pmc", "."),
)


def cases() -> list[tuple[str, str, str, str]]:
    """`(title, format, findings, report)` of each case."""
    pattern = re.compile(r"^([^\n]+) \[([a-z]+)\]\n\.\n(.*?)^\.\n(.*?)^\.$", re.MULTILINE | re.DOTALL)
    return pattern.findall((HERE / "reports.md").read_text(encoding="utf-8"))


def finding_of(line: str) -> Finding:
    parts = json.loads(line)
    place = Place(**parts.pop("place", {}))
    return Finding(parts.pop("id"), Severity(parts.pop("severity")), parts.pop("message"), place, **parts)


@pytest.mark.parametrize(("title", "format", "findings", "report"), cases(), ids=lambda value: str(value)[:40])
def test_case(title: str, format: str, findings: str, report: str) -> None:
    said = render([finding_of(line) for line in findings.splitlines()], format, CONTEXT)
    assert re.sub(r'"[0-9a-f]{64}"', '"…"', said) == report


def test_there_are_cases() -> None:
    assert len(cases()) >= 9


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of: full, concise, json"):
        render([], "yaml")


# Schemas


def schema_faults(report: str, name: str) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((HERE / "schemas" / name).read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(report))]


def junit_faults(report: str) -> list[str]:
    schema = etree.XMLSchema(parse_xml((HERE / "schemas" / "junit-10.xsd").read_bytes()))
    schema.validate(parse_xml(report.encode("utf-8")))
    return [entry.message for entry in schema.error_log]


def html_faults(report: str) -> list[str]:
    html5lib = pytest.importorskip("html5lib")
    parser = html5lib.HTMLParser()
    parser.parse(report)
    return [str(error) for error in parser.errors]


def faults(report: str, format: str) -> list[str]:
    if format == "sarif":
        return schema_faults(report, "sarif-2.1.0.schema.json")
    if format == "gitlab":
        return schema_faults(report, "gitlab-code-quality.schema.json")
    return junit_faults(report) if format == "junit" else html_faults(report)


SOME = [finding_of(line) for case in cases() for line in case[2].splitlines()]


@pytest.mark.parametrize("format", ["sarif", "gitlab", "junit", "html"])
@pytest.mark.parametrize("context", [CONTEXT, ReportContext()], ids=["all known", "nothing known"])
@pytest.mark.parametrize("findings", [SOME, []], ids=["findings", "none"])
def test_a_report_is_valid(format: str, context: ReportContext, findings: list[Finding]) -> None:
    assert faults(render(findings, format, context), format) == []


@pytest.mark.parametrize(
    ("format", "damage", "mended"),
    [
        ("sarif", '"startLine": 23', '"startLine": 0'),
        ("sarif", '"ruleId"', '"ruleIdentifier"'),
        ("gitlab", '"check_name"', '"name"'),
        ("junit", 'tests="1" ', ""),
        ("html", "</h1>", "</h2>"),
    ],
)
def test_the_schemas_see_faults(format: str, damage: str, mended: str) -> None:
    report = render(SOME, format, CONTEXT)
    assert damage in report
    assert faults(report.replace(damage, mended), format) != []


# Any text

TEXT = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(
    [
        "</script>",
        "]]>",
        "--><img>",
        "\x1b[31m",
        "::error::",
        "##[error]x",
        "%0A",
        "\"'<&>",
        "\ud800",
        "\ufffe\uffff",
        "…",
        "\r\n",
    ]
)
FINDINGS = st.lists(
    st.builds(
        Finding,
        id=st.sampled_from(["issn", "unknown-element", "house-rule"]),
        severity=st.sampled_from(Severity),
        message=TEXT.map(lambda text: text or "Unexpected"),
        place=st.builds(
            Place,
            file=TEXT,
            line=st.none() | st.integers(1, 10**6),
            column=st.none() | st.integers(1, 300),
            xpath=TEXT,
            excerpt=TEXT,
        ),
        suggestion=TEXT,
        link=TEXT | st.just("https://example.org/"),
    ),
    max_size=4,
)
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@settings(max_examples=60, deadline=None)
@given(findings=FINDINGS)
@pytest.mark.parametrize("format", list(FORMATS))
def test_any_text_makes_a_report_that_is_right_and_harmless(format: str, findings: list[Finding]) -> None:
    context = ReportContext(files=tuple(finding.place.file for finding in findings[:2]), arguments=("a\x1b",))
    report = render(findings, format, context)
    assert not UNSAFE.search(report)
    assert report == "" or report.endswith("\n")
    if format in ("sarif", "gitlab", "junit", "html"):
        assert faults(report, format) == []
    if format == "concise":
        assert report.count("\n") == len(findings)
    if format == "jsonl":
        assert [json.loads(line) for line in report.splitlines()] == [finding.as_dict() for finding in findings]
    if format == "json":
        assert json.loads(report) == [finding.as_dict() for finding in findings]
    if format == "gitlab":
        assert len({entry["fingerprint"] for entry in json.loads(report)}) == len(findings)
    if format == "github":
        assert all(re.match("::(error|warning|notice) ", line) for line in report.splitlines())
        assert len(report.splitlines()) == len(findings)
    if format == "html":
        assert set(re.findall(r"<(img|script|svg|iframe)\b", report)) <= {"script"}
        assert report.count("<script") == 1


# SARIF


def run_of(findings: list[Finding], context: ReportContext = CONTEXT) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(render(findings, "sarif", context))["runs"][0]
    return run


def test_sarif_tells_of_every_rule_and_every_result_points_to_its_own() -> None:
    run = run_of(SOME)
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= set(all_rules()) | {finding.id for finding in SOME}
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [finding.id for finding in SOME]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
    assert "clean.xml" in [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert "issue%201/a.xml" in [artifact["location"]["uri"] for artifact in run["artifacts"]]


def test_sarif_says_whether_all_files_could_be_judged() -> None:
    broken = Finding("unreadable-file", Severity.ERROR, "Unexpected permission denied", Place("a.xml"))
    assert run_of([broken])["invocations"][0]["executionSuccessful"] is False
    assert run_of(SOME[:1])["invocations"][0]["executionSuccessful"] is True


def test_paths_are_relative_to_the_repository() -> None:
    context = ReportContext(root="/builds/journal")
    inside, outside = Place("/builds/journal/x/a.xml", 1), Place("/srv/b.xml", 1)
    findings = [Finding("issn", Severity.ERROR, "Unexpected", place) for place in (inside, outside)]
    assert [artifact["location"]["uri"] for artifact in run_of(findings, context)["artifacts"]] == [
        "x/a.xml",
        "file:///srv/b.xml",
    ]
    assert render(findings, "github", context).startswith("::error file=x/a.xml,line=1,")


# A finding keeps its fingerprint


def names_of(findings: list[Finding]) -> list[str]:
    return [entry["fingerprint"] for entry in json.loads(render(findings, "gitlab"))]


def test_a_fingerprint_stays_when_lines_are_added_above() -> None:
    place = Place("a.xml", 12, 3, xpath="/article/p[2]", excerpt="<p>x</p>")
    moved = Place("./a.xml", 15, 5, xpath="/article/p[3]", excerpt="  <p>x</p>")
    other = Place("a.xml", 12, 3, xpath="/article/p[2]", excerpt="<p>y</p>")
    first, second, third = (Finding("empty", Severity.ERROR, "Unexpected", where) for where in (place, moved, other))
    assert names_of([first]) == names_of([second]) != names_of([third])


# Limits of those who read the reports


def many(number: int, severity: Severity = Severity.WARNING) -> list[Finding]:
    return [Finding("kwd", severity, "Unexpected comma", Place("a.xml", line, 1)) for line in range(1, number + 1)]


def test_github_takes_25000_results_the_most_severe_ones() -> None:
    run = run_of([*many(25_001), *many(3, Severity.ERROR)])
    assert len(run["results"]) == 25_000
    assert sum(result["level"] == "error" for result in run["results"]) == 3
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "25,004 findings; only the 25,000 most severe" in note["message"]["text"]


def test_github_keeps_5000_results() -> None:
    (note,) = run_of(many(5_001))["invocations"][0]["toolExecutionNotifications"]
    assert "GitHub keeps the 5,000 most severe" in note["message"]["text"]
    assert run_of(many(5_000))["invocations"][0]["toolExecutionNotifications"] == []


@pytest.mark.parametrize(("number", "annotations", "in_the_log"), [(10, 10, 0), (11, 10, 1), (300, 10, 290)])
def test_github_shows_ten_annotations_of_a_level(number: int, annotations: int, in_the_log: int) -> None:
    lines = render([*many(number), *many(2, Severity.ERROR)], "github").splitlines()
    assert sum(line.startswith("::warning ") for line in lines) == annotations
    assert sum(line.startswith("::error ") for line in lines) == 2
    assert sum(line.startswith("- a.xml:") for line in lines) == in_the_log
    said = [line for line in lines if line.startswith("::notice title=rubricate::")]
    assert len(said) == bool(in_the_log)
    assert all(f"{in_the_log} more finding" in line for line in said)


def test_github_notices_leave_room_for_what_is_said() -> None:
    lines = render(many(20, Severity.INFO), "github").splitlines()
    assert sum(line.startswith("::notice ") for line in lines) == 10


def test_a_line_of_the_log_is_no_command() -> None:
    hostile = [Finding("kwd", Severity.ERROR, "##[error]x", Place("::set-env name=A::b"))] * 12
    lines = render(hostile, "github").splitlines()
    commands = [line for line in lines if line.startswith("::") or "##[" in line]
    assert [line.split(" ")[0] for line in commands] == ["::error"] * 10 + ["::notice", "::group::2", "::endgroup::"]


def test_junit_counts_what_it_does_not_tell() -> None:
    report = parse_xml(render(many(MAX_TOLD + 5, Severity.ERROR), "junit").encode("utf-8"))
    text = report.findtext(".//failure") or ""
    assert text.endswith("and 5 more findings of this kind")
    assert "(and 104 more)" in report.find(".//failure").get("message", "")  # type: ignore[union-attr]


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 1), ("warning", 2), ("never", 0)])
def test_junit_fails_what_fails_the_run(fail_on: str, failures: int) -> None:
    findings = [*many(1), Finding("issn", Severity.ERROR, "Unexpected", Place("a.xml", 1))]
    report = parse_xml(render(findings, "junit", ReportContext(fail_on=fail_on)).encode("utf-8"))
    assert len(report.findall(".//failure")) == failures == int(report.getroot().get("failures", ""))


def test_times_stay_within_the_schema() -> None:
    context = ReportContext(files=("a.xml", "b.xml"), milliseconds={"a.xml": 1_234_567.8, "b.xml": 0.4})
    assert junit_faults(render([], "junit", context)) == []


def test_the_page_holds_5000_and_says_so() -> None:
    page = render([*many(5_001), *many(1, Severity.ERROR)], "html")
    assert page.count('<li class="finding">') == 5_000
    assert "Only the 5,000 most severe are shown below" in page
    assert "Warnings (5,001)" in page and "Errors (1)" in page


# The page


def test_the_page_stands_alone() -> None:
    page = render(SOME, "html", CONTEXT)
    assert re.findall(r"""<(?:link|img|iframe|object)\b|\bsrc=|@import|url\(""", page) == []
    assert "default-src 'none'" in page


def test_the_policy_of_the_page_allows_its_own_script_and_style() -> None:
    import base64
    import hashlib

    page = render(SOME, "html", CONTEXT)
    for name in ("script", "style"):
        content = re.search(f"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode("utf-8")).digest()).decode("ascii")
        assert f"{name}-src 'sha256-{digest}'" in page


def test_ids_of_the_page_are_unique_and_its_links_lead_somewhere() -> None:
    both = [Finding("kwd", severity, "Unexpected comma", Place("a.xml", 1, 1)) for severity in Severity]
    others = [Finding(id, Severity.ERROR, "Unexpected") for id in ("house rule é", "heading")]
    page = render([*SOME, *both, *others], "html", CONTEXT)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_page_marks_the_spot_and_links_only_to_the_web() -> None:
    finding = Finding(
        "p", Severity.ERROR, "Unexpected", Place("a.xml", 1, 4, excerpt="<p><b>x"), link="javascript:alert(1)"
    )
    page = render([finding], "html")
    assert "&lt;p&gt;<mark>&lt;</mark>b&gt;x" in page
    assert "javascript:alert(1)" in page and 'href="javascript' not in page


# At any size


@pytest.mark.parametrize("format", list(FORMATS))
def test_100000_findings(format: str) -> None:
    findings = [
        Finding(
            f"id-{number % 40}",
            Severity.ERROR,
            f"Unexpected {number}",
            Place(f"{number % 500}.xml", number + 1, 1, excerpt="<p>a</p>"),
        )
        for number in range(100_000)
    ]
    start = time.process_time()
    report = render(findings, format, CONTEXT)
    assert time.process_time() - start < 30
    assert len(report) < 100_000 * 600


# Ids that no rule makes


def ids_in(source: str) -> set[str]:
    """The ids that a module gives to `Finding(id, …)` and to `Fault(element, part, id, …)`, as far as they are literals."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            at = {"Finding": 0, "Fault": 2, "_fault": 0, "fault": 1}.get(name)
            if at is not None and len(node.args) > at:
                value = node.args[at]
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and "-" in value.value:
                    found.add(value.value)
    return found


def test_every_id_has_a_description() -> None:
    """Ids in the source of the room, of the reader of XML, the schemas and the server: each is a rule or can be explained."""
    around = [*SOURCE.glob("xml*.py"), *(SOURCE / name for name in ("schemas.py", "sources.py", "pool.py"))]
    around += (SOURCE / "web").glob("*.py")
    paths = [*(SOURCE / "validation").rglob("*.py"), *around]
    found = set().union(*(ids_in(path.read_text(encoding="utf-8")) for path in paths))
    assert len(found) > 25
    assert {"unknown-element", "not-well-formed", "wrong-root", "misplaced-element"} <= found
    missing = found - set(finding_kinds()) - set(all_rules())
    assert missing == set(), f"write them down in validation/finding_kinds.toml: {sorted(missing)}"
    makers = [*(SOURCE / "validation").glob("*.py"), *around, SOURCE / "limits.py", SOURCE / "validate_command.py"]
    texts = "".join(path.read_text(encoding="utf-8") for path in makers)
    assert [id for id in finding_kinds() if f'"{id}"' not in texts] == []  # and none is explained that is never said
