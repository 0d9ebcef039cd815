"""Mends: what is put right and what is left (fixtures/mends.md); and for any article: nothing else is touched."""

from __future__ import annotations

import codecs
import difflib
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from documents_as_tests import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from rubricate.validation.fixes import diff, mend
from rubricate.validation.fixes.mend import FINDERS, MENDABLE, is_new
from rubricate.validation.fixes.source import Source
from rubricate.validation.rules.samples import clean_article
from rubricate.validation.validate import validate_bytes
from rubricate.values import Finding, Severity
from rubricate.xml import decode_xml, encode_like, parse_xml

CASES = cases(Path(__file__).parent / "fixtures" / "mends.md")
CLEAN = clean_article().decode("utf-8")
# Where a part stands, where it is not "the first element of its name".
PLACES = {
    "license": r"<license\b.*?</ali:license_ref>",
    "p": r"<p>Light.*?</p>",
    "year": r"<year iso.*?</year>",
    "sec": r"(?=</body>)",
    "article-id": r'<article-id pub-id-type="doi".*?</article-id>',
}


def with_part(part: str) -> bytes:
    """The clean article with a part in its place."""
    name = re.match(r"<([\w:-]+)", part)
    assert name
    pattern = PLACES.get(name[1], rf"<{name[1]}\b.*?</{name[1]}>")
    text, number = re.subn(pattern, lambda _: part, CLEAN, count=1, flags=re.DOTALL)
    assert number == 1
    return text.encode("utf-8")


@pytest.mark.parametrize(("title", "part", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(title: str, part: str, expected: str) -> None:
    data = with_part(part)
    after, mended = mend(data, name="a.xml")
    if expected == "as it is":
        assert (after, mended) == (data, [])
    else:
        assert after.decode("utf-8") == with_part(expected).decode("utf-8")
        assert all(one.rule in MENDABLE and one.message and one.place.line for one in mended)


def test_there_are_cases() -> None:
    assert len(CASES) >= 25


def test_every_case_is_mended_or_left_for_a_reason() -> None:
    """Each mendable rule has a case that mends, and one that leaves."""
    mended = {one.rule for _, part, expected in CASES if expected != "as it is" for one in mend(with_part(part))[1]}
    assert mended == MENDABLE


def test_the_clean_article_stays() -> None:
    assert mend(clean_article()) == (clean_article(), [])


# What is wanted

SPOILED = CLEAN.replace(">https://orcid.org/0000", ">0000").replace(">10.5555/jgm", ">doi:10.5555/jgm").encode("utf-8")


def test_only_what_is_wanted_is_mended() -> None:
    by_id, mended = mend(SPOILED, ["orcid-form", "issn"])
    assert [one.rule for one in mended] == ["orcid-form"]
    assert by_id == CLEAN.replace(">10.5555/jgm", ">doi:10.5555/jgm").encode("utf-8")
    by_finding, _ = mend(SPOILED, [Finding("orcid-form", Severity.ERROR, "Unexpected")])
    assert by_finding == by_id
    assert mend(SPOILED, ["issn"]) == (SPOILED, [])
    assert mend(SPOILED)[0] == clean_article()


def test_a_place_is_that_of_the_fault() -> None:
    _, mended = mend(SPOILED, name="a.xml")
    for one in mended:
        line = SPOILED.decode("utf-8").split("\n")[(one.place.line or 0) - 1]
        assert ("contrib-id" if one.rule == "orcid-form" else "article-id") in line
        assert line[(one.place.column or 0) - 1 :].startswith(("0000-", "doi:"))


# Taken back


def test_what_would_make_a_new_finding_is_taken_back() -> None:
    """A receiver of ours that wants bare DOIs nowhere, and says so: the other mends are made all the same."""

    def check(data: bytes) -> list[Finding]:
        bare = data.count(b">10.5555/jgm")
        return [Finding("bare-doi", Severity.ERROR, "Unexpected DOI")] * bare

    after, mended = mend(SPOILED, check=check)
    assert [one.rule for one in mended] == ["orcid-form"]
    assert b">doi:10.5555/jgm" in after and b">https://orcid.org/0000" in after


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ([], [], False),
        ([], [("x", "info", "Unexpected")], True),
        ([("x", "error", "Unexpected 3")], [("x", "error", "Unexpected 4")], False),
        ([("x", "error", "Unexpected a")], [("x", "error", "Unexpected b")], True),
        ([("x", "warning", "Unexpected a")], [("x", "error", "Unexpected a")], True),
        ([("x", "error", "Unexpected a")], [("x", "warning", "Unexpected a")], False),
        ([("mended", "warning", "Unexpected absence")], [("mended", "info", "Unexpected silence")], False),
        ([("mended", "info", "Unexpected absence")], [("mended", "warning", "Unexpected silence")], True),
        ([("mended", "info", "Unexpected")], [("mended", "info", "Unexpected")] * 2, True),
        ([("x", "info", "Unexpected a")] * 200, [("x", "info", "Unexpected a")] * 199 + [("x", "error", "b")], False),
        ([("x", "info", "Unexpected a")] * 200, [("x", "info", "Unexpected a")] * 201, True),
    ],
)
def test_what_counts_as_new(before: list[tuple[str, str, str]], after: list[tuple[str, str, str]], new: bool) -> None:
    known, found = (
        [Finding(id, Severity(severity), message) for id, severity, message in some] for some in (before, after)
    )
    assert is_new(found, known, {"mended"}) == new


def test_one_of_many_is_taken_back() -> None:
    xrefs = "".join(f'<xref ref-type="bibr" rid="B1">{number},</xref> ' for number in range(1, 41))
    data = with_part(f"<p>Light {xrefs}</p>")

    def check(version: bytes) -> list[Finding]:
        return [Finding("x", Severity.ERROR, "Unexpected")] * (b">17</xref>" in version or b">29</xref>" in version)

    after, mended = mend(data, check=check)
    assert len(mended) == 38
    assert b">17,</xref>" in after and b">29,</xref>" in after and b">18</xref>," in after


# Bytes


def spoiled_in(encoding: str) -> bytes:
    text = SPOILED.decode("utf-8").replace("©", "&#169;").replace("−", "&#8722;")
    text = text.replace("</body>", "<!-- <p/> --><?keep <p/>?></body>").replace(
        "Seed Rev", "Seed &amp; <![CDATA[<p/>]]>"
    )
    text = text.replace(
        "Gardeners rise early.", "&alpha; 씨앗 rise early." if encoding in ("UTF-8", "UTF-16", "EUC-KR") else "&alpha;"
    )
    text = text.replace('encoding="UTF-8"', f'encoding="{encoding}"').replace("\n", "\r\n")
    return codecs.BOM_UTF16_BE + text.encode("utf-16-be") if encoding == "UTF-16" else text.encode(encoding)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "EUC-KR", "ISO-8859-1", "US-ASCII"])
def test_encoding_line_ends_entities_comments_and_cdata_stay(encoding: str) -> None:
    data = spoiled_in(encoding)
    after, mended = mend(data)
    assert {one.rule for one in mended} == {"orcid-form", "doi-form"}
    expected = decode_xml(data).replace(">0000-", ">https://orcid.org/0000-").replace(">doi:10.", ">10.")
    assert decode_xml(after) == expected
    assert after == encode_like(expected, data)


def test_a_byte_order_mark_stays() -> None:
    data = codecs.BOM_UTF8 + SPOILED
    assert mend(data)[0] == codecs.BOM_UTF8 + clean_article()


@pytest.mark.parametrize("data", [b"", b"no xml", b"<article", b"\xff\xfe\x00", b"<a>&x;</a>", b"<article/>"])
def test_what_cannot_be_read_is_left(data: bytes) -> None:
    assert mend(data) == (data, [])


# For any article

FAULTS = (
    ('contrib-id-type="orcid">https://orcid.org/', 'contrib-id-type="orcid">'),
    ('contrib-id-type="orcid">https://', 'contrib-id-type="orcid">\n  http://'),
    ('pub-id-type="doi">', 'pub-id-type="doi">https://doi.org/'),
    ('pub-id-type="doi">10.5555/jgm', 'pub-id-type="doi">doi: 10.5555/jgm'),
    (
        'xlink:href="https://creativecommons.org/licenses/by/4.0/"',
        "xlink:href='http://creativecommons.org/license/by/4.0'",
    ),
    ("<ali:license_ref>https", "<ali:license_ref>http"),
    ('iso-8601-date="2024-05-14"', 'iso-8601-date="2024-5-14"'),
    ('iso-8601-date="2024-01-09"', 'iso-8601-date="2024-02-09"'),
    ('iso-8601-date="1998"', 'iso-8601-date="1998/3"'),
    ("<ack>\n", "<ack>\n      <p> </p>\n"),
    ("</body>", "<sec><title/><p/><sec><title/></sec></sec></body>"),
    ("<label>Fig. 1</label>", "<label/>"),
    ('rid="B1">1</xref>,', 'rid="B1">1,</xref>'),
    ('rid="B2">2</xref>]', 'rid="B2">, 2</xref>]'),
    ('<xref ref-type="aff" rid="aff1">1</xref>', '<xref ref-type="aff" rid="aff1">1,</xref>'),
    ('<ref id="B2">', "<ref>"),
    ('<fig id="fig1">', '<fig position="float">'),
    ('<table-wrap id="t1">', "<table-wrap>"),
    ('<mml:math id="m1">', "<mml:math>"),
    ('<disp-formula id="eq1">', "<disp-formula>"),
)


def changed_spots(before: str, after: str) -> list[tuple[str, str]]:
    matcher = difflib.SequenceMatcher(None, before.splitlines(True), after.splitlines(True), autojunk=False)
    old, new = before.splitlines(True), after.splitlines(True)
    return [("".join(old[a:b]), "".join(new[c:d])) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(FAULTS), min_size=1), st.sampled_from(["\n", "\r\n"]))
def test_any_faults(faults: set[tuple[str, str]], line_end: str) -> None:
    text = CLEAN
    for right, wrong in sorted(faults):
        text = text.replace(right, wrong, 1)
    data = text.replace("\n", line_end).encode("utf-8")
    after, mended = mend(data, name="a.xml")

    assert mend(after, name="a.xml") == (after, [])  # twice is once
    before_ids = Counter(finding.id for finding in validate_bytes(data))
    assert not Counter(finding.id for finding in validate_bytes(after)) - before_ids  # nothing new is found
    assert words(after) == words(data)  # no word is lost or invented
    if not mended:
        assert after == data
    lines = {one.place.line for one in mended}
    for old, _ in changed_spots(data.decode("utf-8"), after.decode("utf-8")):
        start = data.decode("utf-8").index(old) if old else 0
        first = data.decode("utf-8").count("\n", 0, start) + 1
        assert not old or lines & set(range(first - 1, first + old.count("\n") + 1))


def words(data: bytes) -> list[str]:
    """The text of an article without the identifiers whose form may change."""
    root = parse_xml(data).getroot()
    skipped = {"contrib-id", "article-id", "pub-id", "{http://www.niso.org/schemas/ali/1.0/}license_ref"}
    for element in root.iter("*"):
        if element.tag in skipped:
            for inner in element.iter():  # a damaged one may have elements inside, and its text behind them
                inner.text = None
                inner.tail = inner.tail if inner is element else None
    return "".join(str(piece) for piece in root.itertext("*")).split()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_article_never_raises_and_keeps_its_words(data: st.DataObject) -> None:
    """Any piece of the article cut out or doubled: mended or not, it is read as before."""
    start = data.draw(st.integers(CLEAN.index("<front>"), len(CLEAN)))
    end = data.draw(st.integers(start, min(start + 400, len(CLEAN))))
    piece = data.draw(
        st.sampled_from(["", CLEAN[start:end] * 2, "<p/>", "&alpha;", ' id="x"', "<xref rid='B1'>;1;</xref>"])
    )
    damaged = (CLEAN[:start] + piece + CLEAN[end:]).encode("utf-8")
    after, mended = mend(damaged)
    assert bool(mended) == (after != damaged)
    if mended:
        assert words(after) == words(damaged)
        assert mend(after)[0] == after


def test_real_articles(shared: Path) -> None:
    """Every 30th: words, ids and verdict stay, twice is once."""
    files = sorted((shared / "data" / "articles").glob("*.xml"))[::30]
    assert files
    number = 0
    for file in files:
        data = file.read_bytes()
        after, mended = mend(data)
        number += bool(mended)
        assert words(after) == words(data), file
        assert mend(after)[0] == after, file
        assert {finding.id for finding in validate_bytes(after)} <= {finding.id for finding in validate_bytes(data)}
    assert number > len(files) // 3


# The diff


def test_a_diff_is_one_that_patch_understands(tmp_path: Path) -> None:
    after, _ = mend(SPOILED)
    shown = diff(SPOILED, after, "a.xml")
    assert shown.startswith("--- a/a.xml\n+++ b/a.xml\n@@ ")
    assert '-      <article-id pub-id-type="doi">doi:10.5555/jgm.2024.34</article-id>\n' in shown
    (tmp_path / "a.xml").write_bytes(SPOILED)
    (tmp_path / "a.diff").write_bytes(shown.encode("utf-8"))
    try:
        subprocess.run(["patch", "-p1", "-i", "a.diff"], cwd=tmp_path, check=True, capture_output=True, timeout=20)
    except FileNotFoundError:
        pytest.skip("patch is not installed")
    assert (tmp_path / "a.xml").read_bytes() == after


def test_no_change_no_diff() -> None:
    assert diff(SPOILED, SPOILED) == ""


def test_a_diff_without_a_last_line_end_says_so() -> None:
    assert diff(b"<a>1</a>", b"<a>2</a>", "a.xml").endswith("+<a>2</a>\n\\ No newline at end of file\n")


# Time


def test_many_mends_in_bounded_time() -> None:
    """2,000 calls with a comma each: one validation tells that all are right."""
    xrefs = "".join(f'<xref ref-type="bibr" rid="B1">{number},</xref>\n' for number in range(2_000))
    checks = 0

    def check(data: bytes) -> list[Finding]:
        nonlocal checks
        checks += 1
        return []

    _, mended = mend(with_part(f"<p>Light {xrefs}</p>"), check=check)
    assert (len(mended), checks) == (2_000, 2)


def test_hopeless_mends_in_bounded_time() -> None:
    """None of 2,000 may be made: no more than 200 validations are spent."""
    xrefs = "".join(f'<xref ref-type="bibr" rid="B1">{number},</xref>\n' for number in range(2_000))
    data = with_part(f"<p>Light {xrefs}</p>")
    checks = 0

    def check(version: bytes) -> list[Finding]:
        nonlocal checks
        checks += 1
        return [] if version == data else [Finding("x", Severity.ERROR, "Unexpected")]

    assert mend(data, check=check) == (data, [])
    assert checks <= 201


def test_every_finder_is_asked() -> None:
    """The table of mends can fail: without a finder, the cases of its rules are not mended."""
    source = Source(with_part(CASES[0][1]))
    assert [finder.__name__ for finder in FINDERS if any(finder(source))] == ["orcids"]
