"""Markdown that a stranger wrote to hurt: aliases, raw markup, keys that read files, patterns that explode, depth."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path

import pytest

import rubricate
from rubricate.limits import changed_limits
from rubricate.pipeline import Result
from rubricate.reading.ast_json import from_json
from rubricate.validation import validate
from rubricate.values import RubricateError

CANARY = "canary-7f3a"


def convert(text: str, from_: str = "markdown", name: str = "") -> Result:
    """Converted; what is written is valid."""
    result = rubricate.convert(text.encode(), from_=from_, name=name)
    if result.xml is not None:
        assert [finding for finding in validate(result.xml) if finding.severity == "error"] == []
    else:
        assert result.errors
    return result


@pytest.mark.timeout(20)
@pytest.mark.parametrize("depth", [4, 6, 9])
def test_alias_bombs_in_the_front_matter(depth: int) -> None:
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, depth)]
    result = convert("---\n" + "\n".join(lines) + "\n---\n\n# Bread\n")
    assert [finding.id for finding in result.errors] == ["yaml-alias"]


def test_too_many_nodes_in_the_front_matter() -> None:
    text = "---\nkeywords:\n" + "".join(f"- word{n}\n" for n in range(11_000)) + "---\n\n# Bread\n"
    assert [finding.id for finding in convert(text).errors] == ["metadata-too-large"]


RAW = {
    "block": "```{=jats}\n<evil/>\n```",
    "inline": "Words `<evil/>`{=jats} here.",
    "html block": "<evil/>\n\nWords.",
    "title": "---\ntitle: 'A `<evil/>`{=jats} title'\n---\n",
    "author": "---\nauthor: 'Ann `<evil/>`{=jats} Lee'\n---\n",
    "header include": "---\nheader-includes: '`<evil/>`{=jats}'\n---\n",
    "caption": "![Figure 1. A `<evil/>`{=jats} caption](x.png)",
    "cell": "| a | b |\n|---|---|\n| `<evil/>`{=jats} | c |",
    "id": '# Bread {#x"><evil/>}',
    "class": '::: {class="ack\\"><evil/>"}\nWords.\n:::',
    "url": '[x](http://a.example/"><evil/>)',
    "tex": "\\begin{evil}<evil/>\\end{evil}",
    "metadata key": '---\n"<evil/>": x\nx: "<evil/>"\n---\n',
}


@pytest.mark.parametrize("text", RAW.values(), ids=list(RAW))
def test_raw_markup_is_never_markup_of_ours(text: str) -> None:
    result = convert(text + "\n\nIt rose, and it was good bread.\n")
    assert result.xml is not None
    assert b"<evil" not in result.xml


def test_urls_of_other_schemes_are_text() -> None:
    text = "# Bread\n\n" + " ".join(
        f"[link {n}]({url})" for n, url in enumerate(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "JaVaScRiPt:x"])
    )  # fmt: skip
    result = convert(text)
    assert result.xml is not None
    assert b"href" not in result.xml.split(b"<body>")[1]


HOSTILE_KEYS = (
    "bibliography",
    "csl",
    "citation-abbreviations",
    "include-before",
    "header-includes",
    "references-file",
    "template",
    "metadata-files",
)


@pytest.mark.parametrize("key", HOSTILE_KEYS)
def test_keys_that_name_files_are_not_followed(key: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text(f'[{{"id": "x", "type": "book", "title": "{CANARY}"}}]')
    source = tmp_path / "a.md"
    source.write_text(f"---\n{key}: {secret}\nnocite: '@*'\n---\n\n# Bread\n\nIt rose [@x].\n")
    result = rubricate.convert(source)
    assert result.xml is not None
    assert CANARY.encode() not in result.xml


READERS = {
    "rst": (".. include:: {file}\n\n.. raw:: html\n   :file: {file}\n\n.. csv-table::\n   :file: {file}\n", "rst"),
    "latex": ("\\documentclass{{article}}\\begin{{document}}\\input{{{file}}}\\include{{{file}}}\\lstinputlisting{{{file}}}\\end{{document}}", "latex"),
    "org": ('#+INCLUDE: "{file}"\n#+SETUPFILE: {file}\n', "org"),
    "markdown": ("---\nx: !include {file}\n---\n\n![]({file})\n", "markdown"),
    "html": ('<iframe src="{file}"></iframe><object data="{file}"></object><link rel="import" href="{file}">', "html"),
    "docbook": ('<!DOCTYPE article [<!ENTITY x SYSTEM "file://{file}">]><article><para>&x;</para></article>', "docbook"),
    "jats": ('<!DOCTYPE article [<!ENTITY x SYSTEM "file://{file}">]><article><body><p>&x;</p></body></article>', "jats"),
    "typst": ('#include "{file}"\n#read("{file}")\n', "typst"),
    "asciidoc": ("include::{file}[]\n", "asciidoc"),
    "textile": ("!{file}!\n", "textile"),
}  # fmt: skip


@pytest.mark.parametrize("kind", READERS)
def test_no_reader_reads_another_file(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    text, from_ = READERS[kind]
    source = tmp_path / f"a.{kind}"
    source.write_text(text.replace("{{", "{").replace("}}", "}").replace("{file}", str(secret)) + "\n\nIt rose.\n")
    result = rubricate.convert(source, from_=from_)
    assert CANARY.encode() not in (result.xml or b"")
    assert CANARY not in repr(result.findings)
    assert CANARY.encode() not in b"".join(result.media.values())


PATHOLOGICAL = {
    "brackets": "[" * 10 + "x" + "]" * 10,
    "many brackets": "[" * 5000,
    "pictures": "![" * 1000,
    "angles": "<" * 10_000,
    "emphasis": "*a **a " * 3000,
    "backticks": "".join("e" + "`" * n for n in range(500)),
    "links": "[a](b" * 3000,
    "quotes": "> " * 500 + "a",
    "lists": "".join("  " * n + "- a\n" for n in range(150)),
    "tables": "|" * 5000 + "\n" + "|-" * 2500 + "\n",
    "footnotes": "[^1]: " * 2000,
    "headings": "#" * 5000 + " a",
    "html": "<div>" * 1000,
    "comments": "<!--" * 2000,
    "one giant line": "word " * 200_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=list(PATHOLOGICAL))
def test_pathological_markdown_ends(text: str) -> None:
    with changed_limits({"pandoc-seconds": 3, "pandoc-heap-mb": 512}):
        convert(text + "\n")


@pytest.mark.parametrize(
    ("depth", "refused"), [(90, False), (97, False), (101, True), (120, True), (201, True), (1000, True)]
)
def test_depth_is_bounded(depth: int, refused: bool) -> None:
    text = "<blockquote>" * depth + "<p>It rose.</p>" + "</blockquote>" * depth
    result = convert(text, "html")
    assert ("too-deep" in [finding.id for finding in result.errors]) is refused


@pytest.mark.parametrize(
    ("depth", "refused"),
    [(99, False), (100, False), (101, True), (199, True), (201, True), (1000, True), (50_000, True)],
)
def test_depth_of_an_ast_is_bounded(depth: int, refused: bool) -> None:
    """Blocks inside each other, counted in pandoc's JSON before it is loaded; the last block is at `depth`."""
    opening, closing = '{"t":"BlockQuote","c":[', "]}"
    data = (
        '{"pandoc-api-version":[1,23,1],"meta":{},"blocks":['
        f'{opening * (depth - 2)}{{"t":"Para","c":[{{"t":"Str","c":"rose"}}]}}{closing * (depth - 2)}]}}'
    ).encode()
    if not refused:
        assert from_json(data)
        return
    with pytest.raises(RubricateError) as caught:
        from_json(data)
    assert caught.value.findings[0].id == "too-deep"


SECRETS = {
    "bib": "@book{x, title={CANARY}, year={2000}}\n",
    "json": '[{"id": "x", "type": "book", "title": "CANARY"}]',
    "yaml": "references:\n- id: x\n  type: book\n  title: CANARY\n",
    "ris": "TY  - BOOK\nID  - x\nTI  - CANARY\nER  - \n",
}


@pytest.mark.parametrize("kind", SECRETS)
@pytest.mark.parametrize("key", ["bibliography", "csl", "citation-abbreviations"])
def test_citeproc_reads_nothing(kind: str, key: str, tmp_path: Path) -> None:
    secret = tmp_path / f"secret.{kind}"
    secret.write_text(SECRETS[kind].replace("CANARY", CANARY))
    text = f"---\n{key}: {secret}\nnocite: '@*'\n---\n\n# Bread\n\nIt rose [@x].\n"
    result = convert(text)
    assert CANARY not in (result.xml or b"").decode() and CANARY not in repr(result.findings)
    assert CANARY not in repr(result.report)


@pytest.mark.parametrize("key", ["bibliography", "csl", "citation-abbreviations", "css", "template", "logo"])
def test_no_address_of_the_front_matter_is_opened(key: str) -> None:
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.json"
        convert(f"---\n{key}: {address}\n---\n\n# Bread\n\n![A loaf]({address}) It rose [@x].\n")
        with suppress(TimeoutError):
            asked.append(str(server.accept()[1]))
    assert asked == []


def test_a_limit_can_be_changed() -> None:
    text = "# Bread\n\n" + "word " * 1000
    with changed_limits({"text-bytes": 1000}):
        assert [finding.id for finding in convert(text).errors] == ["file-too-large"]
    assert convert(text).errors == ()
