"""Whatever arrives: a finding, in bounded time and memory, and never a traceback."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from rubricate.findings import Finding
from rubricate.validation import validate_bytes, validate_file

DOCTYPE = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.1 20151215//EN" "JATS-archivearticle1.dtd"'
ARTICLE = "<article><front><article-meta><title-group><article-title>a</article-title></title-group></article-meta></front><body>{}</body></article>"
BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
SECONDS = 20.0
"""For what holds 100,000 faults; it takes 1 to 3 on the machine where this was written."""


def ids(text: str | bytes) -> list[str]:
    return [finding.id for finding in validate_bytes(text if isinstance(text, bytes) else text.encode(), "a.xml")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "empty-file"),
        ("He was well.", "not-well-formed"),
        ("<article><front>", "not-well-formed"),
        ('{"a": 1}', "not-well-formed"),
        (b"\x00\x01\x02\xff\xfe", "bad-encoding"),
        (b'<?xml version="1.0" encoding="UTF-8"?><article>\xff</article>', "bad-encoding"),
        (b'<?xml version="1.0" encoding="no-such"?><article/>', "bad-encoding"),
        (b'<?xml version="1.0" encoding="UTF-7"?><article/>', "bad-encoding"),
        (b"PK\x03\x04\x00\x00", "compressed-file"),
        ("<html/>", "wrong-root"),
        ('<article xmlns="http://docbook.org/ns/docbook"/>', "wrong-root"),
        ("<article/>", "unknown-doctype"),
        ('<!DOCTYPE article PUBLIC "-//Nobody//DTD Nothing//EN" "nothing.dtd"><article/>', "unknown-doctype"),
        (f'{DOCTYPE} [<!ENTITY e0 "a">{BOMB}]><article>&e11;</article>', "entity-declaration"),
        (f'{DOCTYPE} [<!ENTITY x SYSTEM "file:///etc/passwd">]><article>&x;</article>', "entity-declaration"),
        (f'{DOCTYPE} [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd">%x;]><article/>', "entity-declaration"),
        (f"{DOCTYPE} [%x;]><article/>", "internal-subset"),
        (f"{DOCTYPE} [<!ELEMENT article ANY>]><article/>", "internal-subset"),
        (f'{DOCTYPE} [<!ATTLIST p id CDATA "x">]><article/>', "internal-subset"),
        (f"{DOCTYPE}><article>&nosuch;</article>", "unknown-entity"),
        ("<article>&alpha;</article>", "unknown-entity"),
        (f"{DOCTYPE}>{'<p>' * 5000}{'</p>' * 5000}", "not-well-formed"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_finding_and_only_of_one_kind(text: str | bytes, expected: str) -> None:
    assert set(ids(text)) == {expected}


def test_an_internal_subset_says_where_it_is() -> None:
    (finding,) = validate_bytes(f"{DOCTYPE} [\n<!-- no -->\n  <!ELEMENT article ANY>]><article/>".encode(), "a.xml")
    assert (finding.place.line, finding.place.column) == (3, 3)


def test_characters_of_iso_and_mathml_sets_are_known() -> None:
    text = f"{DOCTYPE}>{ARTICLE.format('<p>&alpha;&Aogon;&rarr;&nbsp;&Ropf;&mldr;</p>')}"
    assert ids(text) == []


def test_xinclude_is_not_followed() -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    assert set(ids(f"{DOCTYPE}>{ARTICLE.format(include)}")) == {"unknown-element"}


def test_a_file_of_300_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.write(b"<article>")
        file.truncate(300 * 1024 * 1024)  # takes no room on the disk
    code = (
        "import sys; from pathlib import Path; from rubricate.validation import validate_file\n"
        "print([finding.id for finding in validate_file(Path(sys.argv[1]))])\n"
        "high = next(line for line in Path('/proc/self/status').read_text().splitlines() if line.startswith('VmHWM'))\n"
        "print(int(high.split()[1]) // 1024)"  # of this program alone; what getrusage says includes the one that started it
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, timeout=50
    )
    said, memory = done.stdout.splitlines()
    assert said == "['file-too-large']"
    assert int(memory) < 100


def test_what_is_no_file(tmp_path: Path) -> None:
    assert [finding.id for finding in validate_file(tmp_path)] == ["unreadable-file"]
    assert [finding.id for finding in validate_file(tmp_path / "none.xml")] == ["unreadable-file"]


MANY = {
    "the same fault": "<sec><title/><volume/></sec>\n",
    "an unknown element": "<p><foo/></p>\n",
    "elements with names of their own": "<p><foo{0}/></p>\n",
    "attributes with names of their own": '<p a{0}="1"/>\n',
    "dangling references": '<p><xref rid="x"/></p>\n',
    "one id": '<p id="x"/>\n',
    "namespaces declared again": '<p xmlns:xlink="http://www.w3.org/1999/xlink"/>\n',
}


@pytest.mark.parametrize("name", MANY)
def test_100_000_findings(name: str) -> None:
    text = f"{DOCTYPE}>{ARTICLE.format(''.join(MANY[name].format(number) for number in range(100_000)))}"
    started = time.process_time()
    findings = validate_bytes(text.encode(), "a.xml")
    assert time.process_time() - started < SECONDS
    assert len(findings) == 1001
    assert sum(finding.id == "too-many-findings" for finding in findings) == 1


def test_fewer_findings_are_all_told() -> None:
    findings = told("<sec><title/><volume/></sec>" * 500)
    assert len(findings) == 500 and {finding.id for finding in findings} == {"element-not-allowed"}


def test_a_large_valid_document_is_valid() -> None:
    assert told("<p>a</p>\n" * 50_000) == []


def test_a_large_document_with_one_fault_has_one_finding() -> None:
    (finding,) = told("<p>a</p>\n" * 25_000 + "<volume>1</volume>\n" + "<p>a</p>\n" * 25_000)
    assert (finding.id, finding.place.line) == ("element-not-allowed", 25_001)


def told(body: str) -> list[Finding]:
    return validate_bytes(f"{DOCTYPE}>{ARTICLE.format(body)}".encode(), "a.xml")
