"""No rule raises, whatever the tree, and what it says of it can be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rubricate.validation.apply_rules import apply_rules
from rubricate.validation.profile import Profile
from rubricate.validation.rules import all_rules
from rubricate.validation.rules.samples import clean_article
from rubricate.validation.rules.surroundings import Surroundings
from rubricate.xml import parse_xml

EVERYTHING = Profile("everything", "All rules", rules={id: rule.severity for id, rule in all_rules().items()})
CLEAN = list(parse_xml(clean_article()).getroot().iter("*"))
NAMES = sorted({str(element.tag) for element in CLEAN} | {
    "alternatives", "tex-math", "inline-formula", "inline-graphic", "media", "fn-group", "license-p", "related-article",
    "related-object", "sub-article", "response", "front-stub", "floats-group", "mixed-citation", "trans-abstract", "list",
    "list-item", "collab", "aff-alternatives", "name-alternatives", "notes", "self-uri", "disp-formula-group", "uri", "email",
    "{http://www.w3.org/1998/Math/MathML}mn", "{http://www.w3.org/1998/Math/MathML}msup", "string-date", "season", "role",
})  # fmt: skip
ATTRIBUTES = sorted({str(key) for element in CLEAN for key in element.attrib} | {
    "id", "rid", "ref-type", "fn-type", "sec-type", "colspan", "rowspan", "disp-level", "pub-id-type", "article-type",
    "dtd-version", "{http://www.w3.org/1999/xlink}href", "{http://www.w3.org/XML/1998/namespace}lang", "date-type",
    "iso-8601-date", "contrib-type", "publication-type", "ext-link-type", "related-article-type", "document-id-type",
    "institution-id-type", "source-type", "source-id-type", "kwd-group-type", "abstract-type", "content-type",
})  # fmt: skip
VALUES = st.sampled_from([
    "", " ", "0", "-1", "99999999999999999999", "²", "½", "١٢", "한국", "…" * 50, "en", "fig1", "aff1", "aff1 aff2", "B1 B2",
    "nowhere", "#", "a b", "http://", "https://", "10.", "10.1/", "level9", "doi", "https://creativecommons.org/licenses/",
    "clinical-trials-registry", "bibr", "coi-statement", "2024-02-30", "\u2028",
]) | st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=8)  # fmt: skip
OPERATIONS = (
    "remove", "rename", "set", "drop", "text", "move", "comment", "instruction", "copy", "double", "bare", "empty", "wrap",
)  # fmt: skip
Change = tuple[str, int, int, str, str, str]
CHANGE = st.tuples(
    st.sampled_from(OPERATIONS), st.integers(0, 10**6), st.integers(0, 10**6),
    st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), VALUES,
)  # fmt: skip


def alter(root: etree._Element, change: Change) -> None:
    """One random alteration; the root itself stays."""
    how, one, other, name, attribute, value = change
    elements = list(root.iter("*"))[1:]
    if not elements:
        return
    element, target = elements[one % len(elements)], elements[other % len(elements)]
    parent = element.getparent()
    assert parent is not None
    if how == "remove":
        parent.remove(element)
    elif how == "rename":
        element.tag = name
    elif how == "set":
        element.set(attribute, value)
    elif how == "drop":
        element.attrib.clear()
    elif how == "text":
        element.text = value
    elif how == "move" and element not in target.iterancestors() and target is not element:
        target.append(element)
    elif how == "comment":
        element.insert(0, etree.Comment(" note "))
    elif how == "instruction":
        element.insert(0, etree.ProcessingInstruction("note", "it"))
    elif how == "copy":
        parent.append(parse_xml(etree.tostring(element, with_tail=False)).getroot())
    elif how == "double":
        element.addnext(parse_xml(etree.tostring(element, with_tail=False)).getroot())
    elif how == "bare":
        for child in list(element):
            element.remove(child)
    elif how == "empty":
        element.clear(keep_tail=True)
    elif how == "wrap":
        around = etree.Element(name)
        parent.replace(element, around)
        around.append(element)


@given(st.lists(CHANGE, min_size=1, max_size=12), st.booleans(), st.none() | st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_rule_raises(changes: list[Change], parsed: bool, package: bool | None) -> None:
    """`parsed`: as a file that is read, not as a tree that was just altered; `package`: what lies beside it is one."""
    tree = parse_xml(clean_article())
    for change in changes:
        alter(tree.getroot(), change)
    if parsed:
        tree = parse_xml(etree.tostring(tree))
    files = {"article.xml": 1, "ARTICLE.PDF": 0, "a b.tif": 3}
    around = None if package is None else Surroundings("article.xml", files, lambda name: b"II*\0", package)
    elements = set(tree.getroot().iter("*"))
    for rule, hit in apply_rules(tree, EVERYTHING, around):
        assert hit.element in elements, rule.id
        assert hit.message.startswith("Unexpected ") and hit.found.strip() and hit.expected.strip(), rule.id
        assert "\n" not in hit.message, rule.id
        assert len(hit.message) < 700, rule.id


@pytest.mark.parametrize(
    "xml",
    [
        "<article/>",
        "<article><front/></article>",
        "<article><front/><body/><back/></article>",
        "<article><!--c--><?p i?><front><article-meta/></front></article>",
        "<book><p/></book>",
    ],
)
def test_almost_nothing(xml: str) -> None:
    for rule, hit in apply_rules(parse_xml(xml.encode()), EVERYTHING):
        assert hit.message, rule.id
