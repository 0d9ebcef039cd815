"""Packages for receivers: names, contents, what is asked, what is refused; every sample for every receiver."""

from __future__ import annotations

import base64
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from documents_as_tests import cases
from lxml import etree

from rubricate.cli import cli
from rubricate.package_command import RECEIVERS
from rubricate.packages import RECEIVERS as KNOWN
from rubricate.packages import zipped
from rubricate.packages.crossref_rules import RULES
from rubricate.packaging import make_package
from rubricate.xml import parse_xml

HERE = Path(__file__).parent
CASES = cases(HERE / "packages.md")
SAMPLES = sorted((HERE.parents[1] / "samples").glob("*/expected.xml"))
XLINK = "{http://www.w3.org/1999/xlink}href"
FACTS = (
    "acronym=jgm", "depositor-name=A", "depositor-email=a@b.example.org", "registrant=A", "section=ART", "locale=en",
    "resource=https://a.example.org/{doi}", "contact-email=o@b.example.org", "destination-title=T",
)  # fmt: skip
SETTINGS = dict(fact.split("=", 1) for fact in FACTS)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The article with its files beside it, as on an editor's disk."""
    for name in ("article.xml", "journal.yaml"):
        shutil.copy(HERE / name, tmp_path / name)
    (tmp_path / "images").mkdir()
    for name in ("images/My Flow.PNG", "rows a.tif", "rows b.tif", "data.csv", "My Proof.pdf", "Letter 1.docx"):
        (tmp_path / name).write_bytes(f"bytes of {name}".encode())
    return tmp_path / "article.xml"


def run(article: Path, receiver: str, *more: str) -> Result:
    options = ["--for", receiver, "--metadata-file", str(article.parent / "journal.yaml"), *more]
    return CliRunner().invoke(cli, ["package", str(article), *options])


def test_the_command_names_every_receiver() -> None:
    assert set(RECEIVERS) == set(KNOWN)


@pytest.mark.parametrize(("title", "receiver", "expected"), CASES, ids=[case[1] for case in CASES])
def test_what_is_in_it(article: Path, title: str, receiver: str, expected: str) -> None:
    extra = [str(article.parent / name) for name in ("My Proof.pdf", "Letter 1.docx")]
    built, _ = make_package(str(article), receiver, extra, [], {**SETTINGS, "destination-provider": "P"})
    old = {new: old for old, new in built.renamed.items()}
    assert [f"{name} = {old[name]}" if name in old else name for name in sorted(built.files)] == expected.split("\n")
    beside = {"rows b": "rows b.tif"}
    for new, name in old.items():
        assert built.files[new] == f"bytes of {beside.get(name, name)}".encode()


@pytest.mark.parametrize("receiver", ["pmc", "koreamed", "meca", "ojs"])
def test_the_names_in_the_xml_are_those_of_the_files(article: Path, receiver: str) -> None:
    """And nothing else of the article is changed."""
    built, _ = make_package(str(article), receiver, [], [], SETTINGS)
    root = parse_xml(built.files[built.article]).getroot()
    named = [node.get(XLINK, "") for node in root.iter("graphic", "supplementary-material")]
    assert len(named) == 4
    assert all(name in built.files for name in named)
    back = {new: old for old, new in built.renamed.items()}
    for node in root.iter("graphic", "supplementary-material"):
        node.set(XLINK, back[node.get(XLINK, "")])
    assert etree.tostring(root, method="c14n") == etree.tostring(
        parse_xml(article.read_bytes()).getroot(), method="c14n"
    )


def test_the_deposit_as_it_was_read_by_a_person(article: Path) -> None:
    """deposit.xml was gone through line by line with Crossref's markup guide."""
    built, findings = make_package(str(article), "crossref", [], [], {**SETTINGS, "depositor-name": "Garden Society"})
    [data] = built.files.values()
    root = etree.fromstring(data)
    for node in root.iter("{*}timestamp", "{*}doi_batch_id"):
        node.text = "…"
    assert etree.tostring(root, encoding="unicode") + "\n" == (HERE / "deposit.xml").read_text(encoding="utf-8")
    assert [finding.id for finding in findings if finding.severity == "error"] == []


def test_ojs_finds_each_file_in_its_record(article: Path) -> None:
    """Figures depend on the JATS file, galleys point to files that are there, the bytes are those of the files."""
    built, findings = make_package(str(article), "ojs", [str(article.parent / "My Proof.pdf")], [], SETTINGS)
    assert [finding.message for finding in findings if finding.id == "ojs-schema"] == []
    root = etree.fromstring(built.files["native.xml"])
    stored = {}
    for node in root.iter("{*}submission_file"):
        name, data = node.findtext("{*}name") or "", node.findtext("{*}file/{*}embed") or ""
        assert base64.b64decode(data) == built.files[name]
        stored[node.get("id")] = name
    assert set(stored.values()) == set(built.files) - {"native.xml"}
    galleys = [stored[node.get("id")] for node in root.iterfind(".//{*}article_galley/{*}submission_file_ref")]
    assert galleys == ["jgm-12-145.pdf", "jgm-12-145.xml"]
    owners = {stored[node.get("id")] for node in root.iterfind("{*}submission_file/{*}submission_file_ref")}
    assert owners == {"jgm-12-145.xml"}


def test_the_manifest_names_every_file_once(article: Path) -> None:
    built, _ = make_package(str(article), "meca", [str(article.parent / "Letter 1.docx")], [], SETTINGS)
    root = etree.fromstring(built.files["manifest.xml"])
    named = [node.get(XLINK) for node in root.iter("{*}instance")]
    assert sorted(map(str, named)) == sorted(set(built.files) - {"manifest.xml"})


def test_what_is_not_known_is_asked_and_nothing_is_written(article: Path) -> None:
    done = CliRunner().invoke(cli, ["package", str(article), "--for", "crossref", "-o", str(article.parent / "d.xml")])
    assert done.exit_code == 1
    assert done.output.count("package-fact") == 3
    assert "--set depositor-email=…" in done.output
    assert "Nothing was written" in done.output
    assert not (article.parent / "d.xml").exists()


def test_a_file_that_is_not_there_is_said(article: Path) -> None:
    (article.parent / "data.csv").unlink()
    done = run(article, "meca", "-o", str(article.parent / "out.zip"))
    assert done.exit_code == 1
    assert "Unexpected file name data.csv in the article" in done.output
    assert not (article.parent / "out.zip").exists()


def test_names_do_not_leave_the_folder(article: Path) -> None:
    """An article that names files elsewhere on the disk gets none of them."""
    secret = article.parent.parent / "secret.tif"
    secret.write_bytes(b"secret")
    text = article.read_text(encoding="utf-8")
    for name in ("../secret.tif", str(secret), "images/../../secret.tif"):
        article.write_text(text.replace("rows a.tif", name), encoding="utf-8")
        built, findings = make_package(str(article), "pmc", [], [], SETTINGS)
        assert b"secret" not in b"".join(data for file, data in built.files.items() if not file.endswith(".xml"))
        assert "package-file" in {finding.id for finding in findings}
    secret.unlink()


def test_the_whole_way(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip that is the same twice, that rubricate itself validates, dated by SOURCE_DATE_EPOCH."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    names = [article.parent / name for name in ("one.zip", "two.zip")]
    for name in names:
        done = run(article, "meca", "-o", str(name))
        assert done.exit_code == 0, done.output
    one, two = (name.read_bytes() for name in names)
    assert one == two
    with zipfile.ZipFile(names[0]) as package:
        assert package.testzip() is None
        assert {info.date_time[0] for info in package.infolist()} == {2025}
    folder = run(article, "meca", "-o", str(article.parent / "out") + "/")
    assert folder.exit_code == 0
    assert sorted(path.name for path in (article.parent / "out").iterdir()) == ["article.xml", "content", "manifest.xml", "transfer.xml"]  # fmt: skip


@pytest.mark.parametrize("receiver", RECEIVERS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
def test_every_sample_for_every_receiver(sample: Path, receiver: str) -> None:
    """The same twice; where a fact is missing it is asked for, else the receiver's own XML passes its table of rules."""
    built, findings = make_package(str(sample), receiver, [], [], SETTINGS)
    again, _ = make_package(str(sample), receiver, [], [], SETTINGS)
    assert zipped(built.files) == zipped(again.files)
    own = {finding.id for finding in findings if finding.id.endswith("-schema")}
    assert own == set()
    grammar = {"unknown-element", "element-not-allowed", "misplaced-element", "invalid-jats", "dangling-idref"}
    assert not grammar & {finding.id for finding in findings}
    for name, data in built.files.items():
        if name.endswith(".xml"):
            parse_xml(data)


def test_the_table_of_rules_can_fail(article: Path) -> None:
    """Each element of the deposit, taken out or emptied in turn, is missed where the schema demands it."""
    built, _ = make_package(str(article), "crossref", [], [], SETTINGS)
    [data] = built.files.values()
    assert RULES.check(etree.fromstring(data)) == []
    demanded = {
        "head", "body", "doi_batch_id", "timestamp", "depositor", "depositor_name", "email_address", "registrant",
        "journal_metadata", "full_title", "titles", "title", "doi_data", "doi", "resource", "surname", "institution_name",
        "volume", "year", "first_page",
    }  # fmt: skip
    seen = set()
    for number in range(len(list(etree.fromstring(data).iter("*")))):
        root = etree.fromstring(data)
        node = list(root.iter("*"))[number]
        parent, name = node.getparent(), RULES.name(node)
        if parent is None or RULES.name(parent) == "citation":
            continue
        parent.remove(node)
        if RULES.check(root):
            seen.add(name)
    assert demanded <= seen


@pytest.mark.parametrize(
    "arguments",
    [["--for", "nobody"], [], ["--for", "pmc", "--set", "colour=red"], ["--for", "pmc", "--set", "acronym"]],
)
def test_wrong_use(article: Path, arguments: list[str]) -> None:
    assert CliRunner().invoke(cli, ["package", str(article), *arguments]).exit_code == 2
