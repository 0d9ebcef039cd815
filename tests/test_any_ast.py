"""Any AST of pandoc's, with any metadata: valid JATS or a finding, nothing lost without a rule, twice equals once, the same bytes
under another locale, time zone and hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import panflute as pf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rubricate
from rubricate.pipeline import make_jats
from rubricate.reading.ast_json import from_json, to_json
from rubricate.tagging import tag
from rubricate.validation import validate_bytes
from rubricate.values import Severity

Json = dict[str, Any]
Strategy = st.SearchStrategy[Json]
API = [1, 23, 1]
WORD = st.sampled_from(
    ["bread", "Ovens", "Lee", "2019", "[1]", "(Roe,", "2020)", "Figure", "1", "1.", "Table", "2.", "Abstract", "Keywords:", "References", "빵", "خبز", "e\u0301", "–",
     "10.5555/a.b", "a@b.example", "https://example.org", "\u200b", "<b>", "]]>", "&amp;", "\x0b", "©", "²", "𝔸", ".", ","]
)  # fmt: skip
NAME = st.sampled_from(["", "fig1", "a b", "1", "fig1", "é", "x:y", "<"])
ATTR = st.builds(
    lambda id_, classes, pairs: [id_, classes, pairs],
    NAME,
    st.lists(st.sampled_from(["title", "aff", "abstract", "fig", "ref-list", "page-furniture", "unnumbered", "x y"]), max_size=2),
    st.lists(st.tuples(st.sampled_from(["label", "role", "xml:lang", "onload"]), st.sampled_from(["1", "ko", "<x>"])).map(list), max_size=2),
)  # fmt: skip
TARGET = st.sampled_from(["https://example.org/a b", "#fig1", "javascript:alert(1)", "file:///etc/passwd", "", "mailto:a@b.example"]).map(lambda url: [url, ""])  # fmt: skip
MATH = st.sampled_from(["x^2", "\\frac{1}{", "\\mathbb R", "", "\\input{/etc/passwd}"])


def node(kind: str, content: Any = None) -> Json:
    return {"t": kind} if content is None else {"t": kind, "c": content}


LEAF: Strategy = st.one_of(
    WORD.map(lambda word: node("Str", word)),
    st.sampled_from(["Space", "SoftBreak", "LineBreak"]).map(node),
    st.builds(lambda kind, tex: node("Math", [node(kind), tex]), st.sampled_from(["InlineMath", "DisplayMath"]), MATH),
    st.builds(lambda attr, text: node("Code", [attr, text]), ATTR, WORD),
    WORD.map(lambda text: node("RawInline", ["html", f"<i>{text}</i>"])),
)


def inner(inlines: st.SearchStrategy[list[Json]]) -> Strategy:
    return st.one_of(
        st.builds(node, st.sampled_from(["Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"]), inlines),
        st.builds(lambda content: node("Quoted", [node("DoubleQuote"), content]), inlines),
        st.builds(lambda attr, content, target: node("Link", [attr, content, target]), ATTR, inlines, TARGET),
        st.builds(lambda attr, content, target: node("Image", [attr, content, target]), ATTR, inlines, TARGET),
        st.builds(lambda attr, content: node("Span", [attr, content]), ATTR, inlines),
        st.builds(lambda content: node("Note", [node("Para", content)]), inlines),
    )  # fmt: skip


INLINES = st.lists(st.recursive(LEAF, lambda leaf: inner(st.lists(leaf, max_size=3)), max_leaves=6), max_size=10)
TEXT: Strategy = st.one_of(
    st.builds(node, st.sampled_from(["Para", "Plain"]), INLINES),
    st.builds(lambda level, attr, content: node("Header", [level, attr, content]), st.integers(1, 7), ATTR, INLINES),
    st.builds(lambda attr, text: node("CodeBlock", [attr, text]), ATTR, WORD),
    st.lists(INLINES, max_size=2).map(lambda lines: node("LineBlock", lines)),
    st.just(node("HorizontalRule")),
    WORD.map(lambda text: node("RawBlock", ["jats", f"<evil>{text}</evil>"])),
)


def table(attr: Any, caption: list[Json], cells: list[Any]) -> Json:
    def row(content: list[Any]) -> Any:
        return [["", [], []], [[["", [], []], node("AlignDefault"), 1, 1, [node("Plain", one)]] for one in content]]

    columns = [[node("AlignDefault"), node("ColWidthDefault")] for _ in cells]
    body = [["", [], []], 0, [], [row(cells)]]
    return node("Table", [attr, [None, [node("Plain", caption)]], columns, [["", [], []], [row(cells)]], [body], [["", [], []], []]])  # fmt: skip


def blocks_in(blocks: st.SearchStrategy[list[Json]]) -> Strategy:
    return st.one_of(
        st.builds(lambda attr, content: node("Div", [attr, content]), ATTR, blocks),
        blocks.map(lambda content: node("BlockQuote", content)),
        st.lists(blocks, min_size=1, max_size=2).map(lambda content: node("BulletList", content)),
        st.lists(blocks, min_size=1, max_size=2).map(lambda content: node("OrderedList", [[1, node("Decimal"), node("Period")], content])),
        st.builds(lambda term, content: node("DefinitionList", [[term, [content]]]), INLINES, blocks),
        st.builds(lambda attr, caption, content: node("Figure", [attr, [None, [node("Plain", caption)]], content]), ATTR, INLINES, blocks),
        st.builds(table, ATTR, INLINES, st.lists(INLINES, min_size=1, max_size=3)),
    )  # fmt: skip


BLOCKS = st.lists(st.recursive(TEXT, lambda leaf: blocks_in(st.lists(leaf, max_size=3)), max_leaves=5), min_size=1, max_size=7)  # fmt: skip
KEYS = st.sampled_from(["title", "author", "affiliation", "abstract", "date", "journal", "article", "references", "keywords", "rubricate-document", "license", "x"])  # fmt: skip
META: Strategy = st.recursive(
    st.one_of(
        WORD.map(lambda text: node("MetaString", text)),
        INLINES.map(lambda content: node("MetaInlines", content)),
        st.booleans().map(lambda said: node("MetaBool", said)),
        st.lists(TEXT, max_size=2).map(lambda content: node("MetaBlocks", content)),
    ),
    lambda leaf: st.one_of(
        st.lists(leaf, max_size=3).map(lambda content: node("MetaList", content)),
        st.dictionaries(st.sampled_from(["title", "surname", "given-names", "year", "month", "doi", "id", "type", "text", "issued", "pissn"]), leaf, max_size=3).map(
            lambda content: node("MetaMap", content)
        ),
    ),
    max_leaves=5,
)  # fmt: skip
DOCUMENTS = st.builds(
    lambda meta, blocks: {"pandoc-api-version": API, "meta": meta, "blocks": blocks},
    st.dictionaries(KEYS, META, max_size=3),
    BLOCKS,
)
SLOW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def encoded(document: Json) -> bytes:
    return json.dumps(document).encode("ascii")


PLAIN_WORD = st.sampled_from(["bread", "Ovens", "Lee", "rose,", "2019", "baked.", "빵", "خبز", "é", "A", "(old)", "x²"])
NO_ATTR: Any = ["", [], []]


def spaced(words: list[Json]) -> list[Json]:
    """With spaces between the words; a note stands directly behind its word."""
    out: list[Json] = []
    for word in words:
        out += [word] if not out or word["t"] == "Note" else [node("Space"), word]
    return out


PLAIN_LEAF: Strategy = PLAIN_WORD.map(lambda word: node("Str", word))
WORDS = st.lists(PLAIN_LEAF, min_size=1, max_size=8).map(spaced)
PLAIN_INLINES = st.builds(
    lambda first, others: spaced([first, *others]),
    PLAIN_LEAF,
    st.lists(
        st.one_of(
            PLAIN_LEAF,
            st.builds(node, st.sampled_from(["Emph", "Strong", "Superscript", "Subscript", "SmallCaps"]), WORDS),
            WORDS.map(lambda content: node("Link", [NO_ATTR, content, ["https://example.org/a", ""]])),
            WORDS.map(lambda content: node("Quoted", [node("DoubleQuote"), content])),
            WORDS.map(lambda content: node("Note", [node("Para", content)])),
        ),
        min_size=1,
        max_size=8,
    ),
)
PLAIN_TEXT: Strategy = st.one_of(
    PLAIN_INLINES.map(lambda content: node("Para", content)),
    st.builds(lambda level, content: node("Header", [level, NO_ATTR, content]), st.integers(1, 4), WORDS),
    st.builds(
        lambda caption, cells: table(NO_ATTR, caption, cells), WORDS, st.lists(PLAIN_INLINES, min_size=1, max_size=3)
    ),
    st.lists(PLAIN_INLINES, min_size=1, max_size=3).map(lambda lines: node("LineBlock", lines)),
)
PLAIN_BLOCK = st.one_of(
    PLAIN_TEXT,
    st.lists(PLAIN_TEXT, min_size=1, max_size=2).map(lambda content: node("BlockQuote", content)),
    st.lists(st.lists(PLAIN_TEXT, min_size=1, max_size=2), min_size=1, max_size=3).map(
        lambda content: node("BulletList", content)
    ),
    st.builds(lambda term, content: node("DefinitionList", [[term, [[content]]]]), WORDS, PLAIN_TEXT),
)
HEAD = [
    node(
        "Header",
        [1, NO_ATTR, [node("Str", "Bread"), node("Space"), node("Str", "in"), node("Space"), node("Str", "ovens")]],
    ),
    node("Header", [2, NO_ATTR, [node("Str", "Introduction")]]),
]
PLAIN_DOCUMENTS = st.lists(PLAIN_BLOCK, min_size=1, max_size=8).map(
    lambda blocks: {"pandoc-api-version": API, "meta": {}, "blocks": [*HEAD, *blocks]}
)


@SLOW
@given(DOCUMENTS)
def test_any_ast_gives_valid_jats_or_a_finding(document: Json) -> None:
    """Whatever stands in it; where a word or a picture is gone, that is said."""
    result = rubricate.convert(encoded(document), from_="json")
    if result.xml is None:
        assert result.errors
        return
    assert [finding for finding in validate_bytes(result.xml) if finding.severity is Severity.ERROR] == []
    assert b"<evil" not in result.xml and b'"javascript:' not in result.xml and b'"file:' not in result.xml
    assert result.ledger is not None
    if result.ledger.unexplained:
        assert {"words-changed", "objects-lost"} & {finding.id for finding in result.findings}
    assert rubricate.convert(encoded(document), from_="json").xml == result.xml


@SLOW
@given(PLAIN_DOCUMENTS)
def test_a_plain_document_is_written_and_no_word_goes_unsaid(document: Json) -> None:
    """What writers write: words in all kinds of text, lists, tables, quotations, notes."""
    result = rubricate.convert(encoded(document), from_="json")
    assert result.xml is not None, result.findings
    assert [finding for finding in validate_bytes(result.xml) if finding.severity is Severity.ERROR] == []
    assert result.ledger is not None
    if result.ledger.unexplained:
        assert {"words-changed", "objects-lost"} & {finding.id for finding in result.findings}


@SLOW
@given(st.one_of(DOCUMENTS, PLAIN_DOCUMENTS))
def test_tagged_twice_is_tagged_once(document: Json) -> None:
    """A tagged document, written as pandoc's JSON and tagged once more, gives the same article."""
    result = rubricate.convert(encoded(document), from_="json")
    if result.doc is None or result.xml is None:
        return
    again = tag(from_json(to_json(result.doc)))
    assert make_jats(again).xml == result.xml


OTHERS = (
    {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "99"},
)
MANY = """
import hashlib, json, sys, rubricate
for document in json.load(sys.stdin):
    result = rubricate.convert(json.dumps(document).encode("ascii"), from_="json")
    print(hashlib.sha256(result.xml or b"").hexdigest(), json.dumps(result.report, sort_keys=True))
"""


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(DOCUMENTS, min_size=8, max_size=8))
def test_the_same_bytes_wherever_it_runs(documents: list[Json]) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", MANY], input=json.dumps(documents).encode("ascii"), capture_output=True, check=True, timeout=50,
            env={**os.environ, "PYTHONPATH": str(Path(rubricate.__file__).parents[1]), **other},
        ).stdout
        for other in OTHERS
    ]  # fmt: skip
    assert said[0] == said[1]
    assert said[0].count(b"\n") == len(documents)


def test_the_documents_are_of_all_kinds() -> None:
    """The strategy above makes what pandoc itself would read."""
    document = {"pandoc-api-version": API, "meta": {}, "blocks": [table(["", [], []], [], [[node("Str", "bread")]])]}
    doc = pf.load(__import__("io").StringIO(json.dumps(document)))
    assert isinstance(doc.content[0], pf.Table)
