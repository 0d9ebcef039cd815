"""A house's own profile: what it asks is asked, and what is wrong with it is said with the nearest right word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rubricate.validation import render
from rubricate.validation.profile import load_profile
from rubricate.validation.required import FIELDS, required
from rubricate.validation.rules.document import Document
from rubricate.validation.rules.samples import clean_article
from rubricate.validation.validate import validate_bytes
from rubricate.values import RubricateError, Severity
from rubricate.xml import parse_xml

HERE = Path(__file__).parent


def test_what_a_house_asks() -> None:
    data = clean_article().replace(b"Journal of Garden Medicine</journal-title>", b"</journal-title>")
    said = render(validate_bytes(data, "a.xml", profile=str(HERE / "house.toml")), "concise")
    assert [line.split(" ", 1)[1] for line in said.splitlines()] == [
        "warning journal-title Unexpected empty <journal-title>, expected the title of the journal",
        "error required-subtitle Unexpected article without a subtitle, expected a subtitle (the house requires it)",
        "warning no-issue Unexpected issue, expected none: we have no issues",
        "warning kwd-long Unexpected keyword “light”, expected more than five letters",
        "warning kwd-long Unexpected keyword “sleep”, expected more than five letters",
    ]


FAULTS = [
    ('bas = "pmc"', "Unexpected key 'bas', expected base"),
    ('base = "pcm"', "Unexpected base 'pcm', expected pmc"),
    ('[rules]\njournal-titel = "off"', "Unexpected rule 'journal-titel', expected journal-title"),
    ('[rules]\njournal-title = "on"', "Unexpected severity 'on' of journal-title, expected error or warning or info or off"),
    ('[require]\norcidd = "error"', "Unexpected field 'orcidd', expected orcid"),
    ('[[rule]]\nid = "x"\nxpath = "//["\nmessage = "m"', "Unexpected XPath '//[' (Invalid expression), expected XPath 1.0"),
    ('[[rule]]\nid = "x"\nxpath = "//p"', "Unexpected [[rule]] x without message, expected id, xpath and message"),
    ('[[rule]]\nid = "journal-title"\nxpath = "//p"\nmessage = "m"', "Unexpected id 'journal-title', which another rule has, expected an id of its own"),
    ('schematron = "none.sch"', "Unexpected no such file or directory, expected a Schematron file"),
    ("base = ", "Unexpected TOML that can't be read (Invalid value (at end of document)), expected a profile in TOML"),
    ("rules = 3", "Unexpected value of rules, expected a table"),
    ('base = "own.toml"', "Unexpected base 'own.toml', expected another file, whose own base is a bundled profile"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_a_fault_is_said_with_the_nearest_right_word(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(RubricateError) as caught:
        load_profile(str(path))
    assert [finding.message for finding in caught.value.findings] == [message]
    assert caught.value.findings[0].place.file.endswith(("own.toml", "none.sch"))


def test_one_house_may_start_from_another(tmp_path: Path) -> None:
    shutil.copy(HERE / "house.sch", tmp_path)
    shutil.copy(HERE / "house.toml", tmp_path)
    path = tmp_path / "stricter.toml"
    path.write_text('base = "house.toml"\n[rules]\njournal-title = "off"\n')
    profile = load_profile(str(path))
    assert "journal-title" not in profile.rules
    assert "no-issue" in profile.ids


@pytest.mark.parametrize(
    "schema",
    [
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"/>',
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="/etc/hosts"/></schema>',
        "<article/>",
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="][">'
        '<assert test="x"/></rule></pattern></schema>',
    ],
)
def test_a_schematron_that_cannot_be_run_is_refused(schema: str, tmp_path: Path) -> None:
    (tmp_path / "own.sch").write_text(schema)
    (tmp_path / "own.toml").write_text('schematron = "own.sch"')
    with pytest.raises(RubricateError) as caught:
        load_profile(str(tmp_path / "own.toml"))
    assert caught.value.findings[0].id == "house-profile"


def test_a_schematron_reads_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<secret>canary</secret>")
    (tmp_path / "own.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="article"><report id="leak" '
        f'test="true()"><value-of select="document(\'file://{tmp_path}/secret.xml\')"/>!</report></rule></pattern></schema>'
    )
    (tmp_path / "own.toml").write_text('schematron = "own.sch"')
    said = render(validate_bytes(clean_article(), "a.xml", profile=str(tmp_path / "own.toml")), "full")
    assert said != ""
    assert "canary" not in said


# What the clean article lacks; all other fields it has.
LACKS = {"subtitle", "translated-title", "running-title", "translated-abstract", "author-contributions"}


@pytest.mark.parametrize("field", FIELDS)
def test_a_required_field(field: str) -> None:
    document = Document(parse_xml(clean_article()))
    assert bool(list(required(field, Severity.ERROR).check(document))) is (field in LACKS)
