"""No rule ever raises, whatever the tree, and a large tree costs a large article's time, not its square."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rubricate.validation.apply_rules import MAX_EACH, apply_rules
from rubricate.validation.profile import Profile
from rubricate.validation.rules import all_rules
from rubricate.validation.rules.document import Document
from rubricate.validation.rules.samples import clean_article
from rubricate.xml import parse_xml

RULES = all_rules()
EVERYTHING = Profile("everything", "All rules", rules={id: rule.severity for id, rule in RULES.items()})
NAMES = sorted({str(element.tag) for element in parse_xml(clean_article()).getroot().iter("*")})
VALUES = (
    "",
    " ",
    "0",
    "-1",
    "aff1",
    "nowhere",
    "aff1 aff2",
    "en",
    "한국",
    "²",
    "½",
    "١٢",
    "https://",
    "10.",
    "…" * 50,
    "2024-02-30",
)
ATTRIBUTES = sorted({str(key) for element in parse_xml(clean_article()).getroot().iter("*") for key in element.attrib})
OPERATIONS = ("remove", "rename", "empty", "text", "attribute", "no attributes", "double", "move", "comment", "wrap")
Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=12
)


def change(root: etree._Element, step: Step) -> None:
    """One random alteration; the root itself stays."""
    operation, where, what = step
    elements = list(root.iter("*"))[1:]
    if not elements:
        return
    element = elements[where % len(elements)]
    parent = element.getparent()
    assert parent is not None
    if operation == "remove":
        parent.remove(element)
    elif operation == "rename":
        element.tag = NAMES[what % len(NAMES)]
    elif operation == "empty":
        element.clear(keep_tail=True)
    elif operation == "text":
        element.text = VALUES[what % len(VALUES)]
    elif operation == "attribute":
        element.set(ATTRIBUTES[what % len(ATTRIBUTES)], VALUES[(what // 7) % len(VALUES)])
    elif operation == "no attributes":
        element.attrib.clear()
    elif operation == "double":
        element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))
    elif operation == "move":
        other = elements[what % len(elements)]
        if other is not element and element not in other.iterancestors():
            other.append(element)
    elif operation == "comment":
        element.insert(0, etree.Comment("c") if what % 2 else etree.ProcessingInstruction("p", "i"))
    else:
        around = etree.Element(NAMES[what % len(NAMES)])
        parent.replace(element, around)
        around.append(element)


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_no_rule_raises(steps: list[Step]) -> None:
    tree = parse_xml(clean_article())
    for step in steps:
        change(tree.getroot(), step)
    parsed = parse_xml(etree.tostring(tree))
    for rule, hit in apply_rules(parsed, EVERYTHING):
        assert hit.message.startswith("Unexpected ") and hit.found.strip() and hit.expected.strip(), rule.id
        assert hit.element.getroottree().getroot() is parsed.getroot()
        assert len(hit.message) < 700, rule.id


@pytest.mark.parametrize(
    "xml",
    ["<article/>", "<article><front/></article>", "<article><!--c--><?p i?><front><article-meta/></front></article>"],
)
def test_nearly_nothing(xml: str) -> None:
    for rule, hit in apply_rules(parse_xml(xml.encode()), EVERYTHING):
        assert hit.message, rule.id


def many(pieces: Callable[[int], str], count: int) -> bytes:
    inner = "".join(pieces(number) for number in range(count))
    return (
        f'<article xml:lang="ko" article-type="research-article"><front><article-meta>{inner}</article-meta></front></article>'
    ).encode()


LARGE: dict[str, Callable[[int], str]] = {
    "authors": lambda n: (
        f'<contrib-group><contrib contrib-type="author"><contrib-id contrib-id-type="orcid">{n}</contrib-id>'
        f'<name><surname>김</surname></name><xref ref-type="aff" rid="a{n}">{n}</xref></contrib><aff id="a{n}">{n}</aff></contrib-group>'
    ),
    "collab": lambda n: (
        f'<contrib-group><contrib equal-contrib="yes"><collab><contrib-group/><contrib-group/>{n}</collab></contrib></contrib-group>'
    ),
    "ids": lambda n: (
        f'<article-id pub-id-type="doi">https://doi.org/10.5555/{n}</article-id><article-id pub-id-type="pmid">0{n}</article-id>'
    ),
    "dates": lambda n: (
        f'<pub-date pub-type="epub" iso-8601-date="x"><day>{n}</day><year>{n}</year></pub-date><history><date/></history>'
    ),
    "headings": lambda n: f'<subj-group subj-group-type="heading"><subject><italic>{n}</italic></subject></subj-group>',
    "titles": lambda n: (
        f'<title-group><article-title><fn id="f{n}"/><xref rid="f{n}"/></article-title><trans-title-group/></title-group>'
    ),
}


@pytest.mark.parametrize("kind", LARGE)
def test_a_hundred_thousand_elements(kind: str) -> None:
    """Less than a second each, with room for a slow machine; a rule of square cost would take minutes. Hits are all drawn, not cut off."""
    pieces = LARGE[kind]
    data = many(pieces, 100_000 // pieces(0).count("<") * 2)
    document = Document(parse_xml(data))
    spent: dict[str, float] = {}
    for rule in RULES.values():
        start = time.process_time()
        for _ in rule.check(document):
            pass
        spent[rule.id] = time.process_time() - start
    assert {id: seconds for id, seconds in spent.items() if seconds > 3} == {}


def test_hits_are_cut() -> None:
    rule = RULES["orcid-form"]
    tree = parse_xml(many(LARGE["authors"], 1000))
    hits = list(apply_rules(tree, Profile("one", "", rules={rule.id: rule.severity})))
    assert len(hits) == MAX_EACH
