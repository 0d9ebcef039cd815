"""Faults put into articles on purpose, each with the spots where they were put.

A mutation changes a tree and marks its spots with an attribute or an instruction; `spoilt` writes the tree with every tag
on a line of its own (the line breaks are inside the tags, so no text changes), takes the marks out and says on which lines
they were. So the lines are found by counting line breaks, not by what is to be tested.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from lxml import etree

MARK = "rubricate-mark"
MARKED = re.compile(rf' {MARK}="[^"]*"|<\?{MARK} ?\?>')
TAG = re.compile(r"<(/?[A-Za-z][^<>]*?)(/?)>")
NAMES = ["p", "sec", "title", "fig", "volume", "aff", "xref", "kwd", "list-item", "surname", "ref", "td", "label"]
XLINK = "http://www.w3.org/1999/xlink"
MATHML = "http://www.w3.org/1998/Math/MathML"

Mutation = Callable[[etree._Element, etree._Element, Random], bool]
"""Changes and marks the tree at the given root near the given element; False where it can't."""


@dataclass(frozen=True)
class Mutant:
    mutation: str
    data: bytes
    lines: frozenset[int]


def spoilt(tree: etree._ElementTree, mutation: Mutation, chance: Random) -> Mutant | None:
    """A mutant of `tree`, which stays as it is; None where the mutation found nothing to do."""
    changed = copy.deepcopy(tree)
    by_name: dict[str, list[etree._Element]] = {}
    for node in changed.getroot().iterdescendants("*"):
        by_name.setdefault(str(node.tag), []).append(node)
    # A name first, then one of its elements: else nearly all were paragraphs and italics.
    node = chance.choice(by_name[chance.choice(sorted(by_name))])
    if not mutation(changed.getroot(), node, chance):
        return None
    text = etree.tostring(changed, encoding="unicode")
    doctype, _, body = text.partition("<article")
    text = doctype + TAG.sub(r"<\1\n\2>", f"<article{body}")
    lines, taken = set(), 0
    for match in MARKED.finditer(text):
        after = text.find("<", match.end()) if match[0].startswith("<") else match.start()
        lines.add(text.count("\n", 0, after) + 1)
        taken += 1
    assert taken, f"{mutation.__name__} left no mark"
    return Mutant(mutation.__name__, MARKED.sub("", text).encode("utf-8"), frozenset(lines))


def mark(*nodes: etree._Element) -> None:
    for node in nodes:
        node.set(MARK, "")


def delete(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    spot = etree.ProcessingInstruction(MARK)
    spot.tail = node.tail
    node.tail = None
    parent = node.getparent()
    assert parent is not None
    parent.replace(node, spot)
    targets = {node.get("id"), *(child.get("id") for child in node.iter("*"))} - {None}
    mark(*(other for other in root.iter("*") if targets & set((other.get("rid") or "").split())))
    return True


def misspell(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    name = etree.QName(node)
    if len(name.localname) < 4:
        return False
    at = chance.randrange(len(name.localname) - 1)
    local = name.localname[:at] + name.localname[at + 1 :]
    node.tag = f"{{{name.namespace}}}{local}" if name.namespace else local
    mark(node)
    return True


def rename(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    node.tag = chance.choice([name for name in NAMES if name != node.tag])
    mark(node, *node.iter("*"))  # what is in it may be wrong there
    _mark_after(node)
    return True


def swap(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    following = next(node.itersiblings("*"), None)
    if following is None or following.tag == node.tag:
        return False
    node.addprevious(following)
    mark(node, following)
    return True


def duplicate(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    twin = copy.deepcopy(node)
    node.addnext(twin)
    mark(*node.iter("*"), *twin.iter("*"))
    return True


def insert(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    new = etree.Element(chance.choice(NAMES))
    node.addprevious(new)
    mark(new)
    return True


def move(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    target = chance.choice(
        [other for other in root.iter("*") if other is not node and node not in other.iterancestors()]
    )
    spot = etree.ProcessingInstruction(MARK)
    node.addprevious(spot)
    target.append(node)
    mark(node, target)  # the target: an empty element that is not empty now
    return True


def stray_text(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    spot = etree.ProcessingInstruction(MARK)
    node.addprevious(spot)
    spot.tail = "stray"
    parent = node.getparent()
    if parent is not None and len(parent) == 2 and not (parent.text or "").strip():
        mark(parent)
    return True


def unknown_attribute(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    node.set(chance.choice(["nonsense", "rid", "ref-type", "list-type", "rowspan", "journal-id-type", "idd"]), "x1")
    mark(node)
    return True


def bad_value(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    with_attributes = [other for other in root.iter("*") if other.attrib]
    chosen = chance.choice(with_attributes)
    chosen.set(chance.choice(list(chosen.attrib)), "two words")
    _mark_pointers(root, chosen)
    return True


def lose_attribute(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    with_attributes = [other for other in root.iter("*") if other.attrib and other is not root]
    chosen = chance.choice(with_attributes)
    for name in list(chosen.attrib):
        del chosen.attrib[name]
    _mark_pointers(root, chosen)
    return True


def double_id(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    with_id = [other for other in root.iter("*") if other.get("id")]
    if len(with_id) < 2:
        return False
    one, other = chance.sample(with_id, 2)
    other.set("id", one.get("id") or "")
    mark(one)
    _mark_pointers(root, other)
    return True


def dangling_rid(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    pointers = [other for other in root.iter("*") if other.get("rid")]
    if not pointers:
        return False
    chosen = chance.choice(pointers)
    chosen.set("rid", f"{chosen.get('rid')}9x")
    mark(chosen)
    return True


def declared_inside(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    """A namespace declared where JATS has no declaration."""
    uri, prefix = chance.choice([(XLINK, "xlink"), ("http://example.org/own", "own")])
    new = etree.SubElement(node, "p", nsmap={prefix: uri}) if chance.random() < 0.5 else None
    if new is None:
        node.set("{http://example.org/own}x", "1")
        mark(node)
    else:
        mark(new)
    return True


def other_prefix(root: etree._Element, node: etree._Element, chance: Random) -> bool:
    """A namespace of JATS under another prefix, or another namespace under its prefix."""
    uri, prefix = chance.choice([(XLINK, "xl"), (MATHML, "m"), ("http://example.org/link", "xlink")])
    new = etree.Element(f"{{{uri}}}math" if uri == MATHML else "ext-link", nsmap={prefix: uri})
    if uri != MATHML:
        new.set(f"{{{uri}}}href", "https://example.org")
    node.append(new)
    mark(node, new)
    return True


def _mark_pointers(root: etree._Element, node: etree._Element) -> None:
    """Mark `node` and what points to nothing now."""
    ids = {other.get("id") for other in root.iter("*")}
    mark(node, *(other for other in root.iter("*") if set((other.get("rid") or "").split()) - ids))


def _mark_after(node: etree._Element) -> None:
    """Mark what follows `node`: the element after it, or the end of its parent."""
    node.addnext(etree.ProcessingInstruction(MARK))


MUTATIONS: tuple[Mutation, ...] = (
    delete, misspell, rename, swap, duplicate, insert, move, stray_text, unknown_attribute, bad_value, lose_attribute,
    double_id, dangling_rid, declared_inside, other_prefix,
)  # fmt: skip
