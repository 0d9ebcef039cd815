"""The page of every sample: whole, self-contained, nothing of a document runs, every word of the source on it."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jats_facts import name_of, sample_sources
from lxml import etree

import rubricate
from rubricate.ledger.words import count
from rubricate.proof import Proof, Verdict, proof_of, proof_of_article, proof_page

ROOT = Path(__file__).parents[2]
H = "{http://www.w3.org/1999/xhtml}"
Node = etree._Element


def parsed(page: str) -> Node:
    """The page as a browser reads it; html5lib says what is no HTML."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=True, strict=False)
    tree = parser.parse(page)
    faults = [error for error in parser.errors if error[1] not in ("unexpected-end-tag-implies-table-voodoo",)]
    assert faults == []
    root: Node = tree.getroot()
    return root


def check(page: str) -> Node:
    """What must hold for every page; its root."""
    root = parsed(page)
    scripts = list(root.iter(f"{H}script"))
    styles = list(root.iter(f"{H}style"))
    assert len(scripts) == len(styles) == 1
    policy = next(meta.get("content", "") for meta in root.iter(f"{H}meta") if meta.get("http-equiv"))
    for node, kind in ((scripts[0], "script-src"), (styles[0], "style-src")):
        digest = base64.b64encode(hashlib.sha256((node.text or "").encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy and "unsafe" not in policy
    ids = [node.get("id") for node in root.iter("*") if node.get("id")]
    assert len(ids) == len(set(ids))
    for node in root.iter("*"):
        assert not [
            name for name in node.attrib if str(name).startswith("on") or name in ("style", "srcdoc", "formaction")
        ]
        for key in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
            address = node.get(key)
            if address is not None:
                assert re.match(r"#|https?://|mailto:|ftp://|data:image/(png|jpeg|gif|webp);base64,", address), address
                assert not address.startswith("#") or address[1:] in ids, address
        assert node.tag not in (f"{H}iframe", f"{H}object", f"{H}embed", f"{H}base", f"{H}form", f"{H}link")
    targets = {node.get("data-to") for node in root.iter("*") if node.get("data-to")}
    assert targets <= set(ids)
    return root


def text_of(node: Node) -> str:
    return "".join(node.itertext())


@pytest.mark.parametrize("source", sample_sources(), ids=name_of)
def test_sample(source: Path) -> None:
    proof = proof_of(source, profile="pmc")
    page = proof_page(proof)
    assert page == proof_page(proof_of(source, profile="pmc"))  # the same document gives the same page
    root = check(page)
    lines = next(node for node in root.iter(f"{H}div") if node.get("class") == "lines")
    ledger = proof.result.ledger if proof.result else None
    assert ledger is not None
    shown = count("\n".join(text_of(line) for line in lines).replace("\u200b", "\x1f"))
    assert shown.total() == ledger.words_in
    dropped = count("\x1f".join(text_of(node) for node in lines.iter(f"{H}del")).replace("\u200b", "\x1f"))
    assert dropped.total() == sum(change.times for change in ledger.lost)
    assert not [node for node in lines.iter(f"{H}del") if node.get("class") == "l-none"]  # the samples lose nothing
    article = next(node for node in root.iter(f"{H}section") if node.get("id") == "article")
    assert proof.tree is not None
    title = proof.tree.findtext(".//article-title")
    assert title is None or title.split()[0] in text_of(article)
    references = len(proof.tree.findall(".//ref"))
    assert len([node for node in article.iter(f"{H}li") if "ref" in (node.get("class") or "").split()]) == references
    assert len(list(article.iter(f"{H}table"))) == len(proof.tree.findall(".//table"))


HOSTILE = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "\"' onmouseover=alert(1) x=\"",
    "</title><svg onload=alert(1)>", "<!-- --!> <b>", "]]>", "&lt;script&gt;", "\u202egnp.exe\u202c right to left", "שלום עולם", "a\x00b\x1bc\ufffe",
    "javascript:alert(1)", "${alert(1)}", "{{7*7}}", "\u2028line\u2029", "name\nwith\nlines",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_text(text: str) -> None:
    abstract = f"Beans {text} have grown for a long time in many gardens, and nobody knows why."
    body = f"{text} and the growth of beans\n\nAnn {text} Lee1\n\n1{text}, Leeds, UK\n\nAbstract\n\n{abstract}\n\nKeywords: {text}; beans\n\nReferences\n\n1. {text} A. On {text}. J Exa. 2019;1:1-2.\n"
    proof = proof_of(
        body.encode("utf-8"), name=f"{text}.txt".replace("/", "-"), from_="text", metadata={"journal.title": text}
    )
    root = check(proof_page(proof, links={text: f"javascript:{text}", "good": "#article"}))
    for tag in ("b", "svg", "img"):
        assert not [node for node in root.iter(f"{H}{tag}") if "alert" in str(node.attrib) or node.tag == f"{H}svg"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "\x01javascript:x",
    ],
)
def test_links_that_run_are_no_links(address: str) -> None:
    clean = "".join(c for c in address if c >= " ").replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    xml = (
        '<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"><front><article-meta>'
        "<title-group><article-title>T</article-title></title-group></article-meta></front><body>"
        f'<p><ext-link xlink:href="{clean}">x</ext-link> <uri>{clean}</uri> <email>{clean}</email> '
        f'<mml:math href="{clean}" onclick="alert(1)"><mml:mi xlink:href="{clean}" style="x">a</mml:mi><mml:annotation-xml encoding="text/html"><p onclick="x"/></mml:annotation-xml></mml:math></p>'
        f'<fig id="x"><label>1</label><graphic xlink:href="{clean}"/></fig></body></article>'
    )
    root = check(proof_page(proof_of_article(xml.encode("utf-8"))))
    article = next(node for node in root.iter(f"{H}section") if node.get("id") == "article")
    for node in article.iter(f"{H}a"):
        assert (node.get("href") or "#").startswith(("#", "mailto:"))


LINES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_any_text_makes_a_page(lines: list[str]) -> None:
    check(proof_page(proof_of("\n\n".join(lines).encode("utf-8"), from_="text")))


def test_the_verdict_comes_first_with_its_counts() -> None:
    proof = proof_of(b"", from_="text")
    assert proof.verdict is Verdict.INVALID
    root = check(proof_page(proof))
    assert text_of(next(root.iter(f"{H}h1"))).startswith("Not valid")
    counts = next(node for node in root.iter(f"{H}ul") if node.get("class") == "counts")
    assert "1 error" in text_of(counts)


def test_queries_stand_most_doubtful_first_and_lead_to_their_line() -> None:
    source = ROOT / "samples" / "letter" / "article.txt"
    proof = proof_of(source)
    assert proof.queries and proof.verdict is Verdict.CONFIRM
    root = check(proof_page(proof))
    queries = next(node for node in root.iter(f"{H}section") if node.get("id") == "queries")
    links = [node for node in queries.iter(f"{H}a") if node.get("class") == "place"]
    assert text_of(links[0]) == proof.queries[0].message
    line = proof.queries[0].place.line
    assert links[0].get("href") == f"#s{line}"
    shown = next(node for node in root.iter(f"{H}p") if node.get("id") == f"s{line}")
    assert proof.queries[0].place.excerpt[:20] in text_of(shown)


def test_a_word_that_was_lost_without_a_rule_is_marked() -> None:
    """A proof whose ledger holds an unexplained loss: the page shows the word as such."""
    result = rubricate.convert(b"Growth of beans in gardens\n\nAnn Lee", from_="text")
    assert result.tree is not None and result.ledger is not None
    from rubricate.ledger import Change
    from rubricate.proof import proof_of_result

    title = result.tree.find(".//article-title")
    assert title is not None and title.text is not None
    title.text = title.text.replace("beans ", "")
    result.ledger.lost.append(Change("beans", 1))
    page = proof_page(proof_of_result(result))
    assert '<del class="l-none" title="left out: lost without a rule">beans</del>' in page
    assert check(page) is not None


def test_every_value_of_the_title_block_can_be_corrected() -> None:
    root = check(proof_page(proof_of(ROOT / "samples" / "full" / "article.docx")))
    parts = {node.get("data-part") for node in root.iter("*") if node.get("data-part")}
    wanted = {
        "title", "translated title", "author 1 / surname", "author 6 / given names", "author 1 / degrees", "author 1 / ORCID",
        "affiliation 1 / department 1", "affiliation 1 / institution", "affiliation 1 / city", "affiliation 1 / country",
        "correspondence 1 / e-mail", "publication date", "received date", "volume", "issue", "first page", "last page", "DOI", "keyword 1",
        "abstract", "translated abstract", "heading", "caption", "paragraph", "table cell", "journal title", "article heading",
        "reference 1 / author 1 / surname", "reference 1 / article title", "reference 1 / source", "reference 1 / year", "reference 1 / volume",
        "reference 1 / first page", "print ISSN", "electronic ISSN",
    }  # fmt: skip
    assert wanted <= parts, wanted - parts


def test_an_article_of_anybody_has_no_source_and_is_not_corrected() -> None:
    proof: Proof = proof_of_article(ROOT / "samples" / "full" / "expected.xml", profile="pmc")
    page = proof_page(proof)
    root = check(page)
    assert not [node for node in root.iter(f"{H}section") if node.get("id") == "source"]
    assert not [node for node in root.iter("*") if node.get("data-part")]
    findings = next(node for node in root.iter(f"{H}section") if node.get("id") == "findings")
    assert len([node for node in findings.iter(f"{H}li") if "finding" in (node.get("class") or "")]) == len(
        proof.checked
    )
    assert [node for node in findings.iter(f"{H}a") if (node.get("href") or "").startswith("#")]


def test_findings_of_a_profile_lead_to_their_element() -> None:
    """Also where the whole article stands on one line."""
    data = (ROOT / "samples" / "full" / "expected.xml").read_bytes()
    tree = etree.ElementTree(etree.fromstring(data.replace(b"\n", b" ")))
    wrong = tree.find(".//contrib[2]/contrib-id")
    assert wrong is not None
    wrong.text = "https://orcid.org/0000-0002-9876-5010"
    proof = proof_of_article(etree.tostring(tree), profile="pmc")
    finding = next(finding for finding in proof.checked if finding.id == "orcid-form")
    root = check(proof_page(proof))
    link = next(
        node for node in root.iter(f"{H}a") if node.get("class") == "place" and text_of(node) == finding.message
    )
    target = next(node for node in root.iter("*") if node.get("id") == (link.get("href") or "")[1:])
    assert "Daniel Ahn" in text_of(target) and "Sora Kim" not in text_of(target)
