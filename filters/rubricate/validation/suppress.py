"""Findings that the XML itself asks to be left out, each with a reason, by processing instruction.

    <?rubricate ignore alt-text reason="pictures are decoration"?>
    <fig id="fig3">…</fig>

leaves out what `alt-text` says about the next element and all inside it; before `<article>`, about the whole file.
Faults of the grammar can't be left out: a file that is not valid stays so. Without a reason nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from ..findings import Finding, Place, Severity

FORM = re.compile(
    r"ignore\s{1,9}(?P<ids>[a-z0-9-]{1,60}(?:[\s,]{1,9}[a-z0-9-]{1,60}){0,40}?)"
    r"(?:\s{1,9}reason\s{0,9}=\s{0,9}(?:\"(?P<a>[^\"]{0,1000})\"|'(?P<b>[^']{0,1000})'))?"
)
EXAMPLE = '<?rubricate ignore alt-text reason="why"?>'
TARGET = "rubricate"


@dataclass(slots=True)
class _Order:
    """One instruction: the ids, the element that it is about (None: the whole file), and whether it was of use."""

    ids: frozenset[str]
    xpath: str
    line: int | None
    used: set[str] = field(default_factory=set)


def suppress(
    findings: Sequence[Finding], tree: etree._ElementTree, file: str, asked: set[str], known: set[str]
) -> tuple[list[Finding], list[Finding]]:
    """`findings` parted into those that stay and those that the document leaves out.

    `asked` are the ids of the rules that are on, `known` those of all. To the first come findings about the instructions themselves: `suppression` (warning: no reason, not our form, a fault
    of the grammar) and `suppression-unused` (info).
    """
    orders: list[_Order] = []
    said: list[Finding] = []
    for node in _instructions(tree):
        order, fault = _read(node, tree, file, known)
        if order is not None:
            orders.append(order)
        if fault is not None:
            said.append(fault)
    if not orders:
        return [*findings, *said], []
    stay: list[Finding] = []
    left: list[Finding] = []
    for finding in findings:
        order = next((order for order in orders if _covers(order, finding)), None)
        if order is None:
            stay.append(finding)
        else:
            order.used.add(finding.id)
            left.append(finding)
    for order in orders:
        for id in sorted((order.ids & asked) - order.used):
            message = f"Unexpected instruction to ignore {id}, expected a finding of that id there"
            place = Place(file=file, line=order.line)
            said.append(Finding("suppression-unused", Severity.INFO, message, place, "Take it out."))
    return [*stay, *said], left


def _instructions(tree: etree._ElementTree) -> Iterator[etree._Element]:
    root = tree.getroot()
    yield from (
        node for node in root.itersiblings(etree.ProcessingInstruction, preceding=True) if _target(node) == TARGET
    )
    yield from (node for node in root.iter(etree.ProcessingInstruction) if _target(node) == TARGET)


def _target(node: etree._Element) -> str:
    return str(getattr(node, "target", ""))


def _read(
    node: etree._Element, tree: etree._ElementTree, file: str, known: set[str]
) -> tuple[_Order | None, Finding | None]:
    place = Place(file=file, line=node.sourceline)
    match = FORM.fullmatch((node.text or "")[:2000].strip())
    if match is None:
        message = f"Unexpected instruction <?rubricate {(node.text or '')[:60]}?>, expected {EXAMPLE}"
        return None, Finding("suppression", Severity.WARNING, message, place)
    if not (match["a"] or match["b"] or "").strip():
        message = f"Unexpected instruction to ignore {match['ids']} without a reason, expected {EXAMPLE}"
        return None, Finding("suppression", Severity.WARNING, message, place, "Say why; until then nothing is ignored.")
    ids = frozenset(re.split(r"[\s,]+", match["ids"]))
    fault = None
    if wrong := sorted(ids - known):
        message = f"Unexpected instruction to ignore {', '.join(wrong)}, expected ids of rules"
        suggestion = "Faults of the grammar can't be ignored. rubricate rules lists the ids of rules."
        fault = Finding("suppression", Severity.WARNING, message, place, suggestion)
    about = next(node.itersiblings("*"), None) if node.getparent() is not None else tree.getroot()
    if about is None:  # the last thing in its parent: nothing follows that it could be about
        message = "Unexpected instruction behind the last element of its parent, expected it before an element"
        return None, Finding("suppression", Severity.WARNING, message, place)
    return (_Order(ids & known, tree.getpath(about), node.sourceline) if ids & known else None), fault


def _covers(order: _Order, finding: Finding) -> bool:
    path = finding.place.xpath
    return finding.id in order.ids and (path == order.xpath or path.startswith(order.xpath + "/"))
