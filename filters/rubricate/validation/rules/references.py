"""The rule on the list of references: ids, calls, order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from ...findings import Severity
from .document import Document, shown, text_of
from .registry import Hit, rule
from .wording import heading

CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation")
RANGE = frozenset("-–—‑‒−")


# Lists whose items need no call.
READING = frozenset(
    ("further reading", "additional reading", "suggested reading", "recommended reading", "bibliography", "web resources",
     "supplementary references", "additional references", "electronic resources", "related reading", "selected references")
)  # fmt: skip


LIST = re.compile(r"[,;]")
NUMBER = re.compile(r"\W{0,2}(\d{1,4})\W{0,2}")  # "12", "12.", "[12]"


@rule(
    "ref-id",
    61,
    Severity.ERROR,
    source="PMC Style Checker (ref); ICMJE (citations in order)",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/ref.html",
    suggestion='Give each <ref> an id of its own and call it with <xref ref-type="bibr" rid="…">.',
)
def ref_id(document: Document) -> Iterator[Hit]:
    """Each reference has an id of its own, is cited, and numbers come in order.

    Without an id nothing can point at a reference. One that nothing cites is a warning (lists of further reading are left
    alone; a range “3–7” cites those between), and so is the first number that is cited before a smaller one: only in
    lists that are numbered and not in order of the alphabet, and of numbers that no table or caption cites. A record
    without body has nothing that could cite.
    """
    seen: set[str] = set()
    refs = list(document.all("ref"))
    for ref in refs:
        name = ref.get("id")
        if name is None or not name.strip():
            yield Hit(ref, "<ref> without id", "an id", "start" if name is None else "@id")
        elif name in seen:
            yield Hit(ref, f'second <ref id="{name}">', "an id of its own", "@id")
        else:
            seen.add(name)
    called = [xref for xref in document.all("xref") if xref.get("ref-type") in ("bibr", None)]
    if not seen or document.first("body") is None:
        return
    between = _between(called, refs)
    cited = document.called | between
    plain = [ref for ref in refs if ref.get("id") and not _cited(ref, cited)]
    known: dict[etree._Element, bool] = {}
    listed = [ref for ref in plain if not _reading(ref, known)]
    if listed and len(plain) == len(refs):
        yield Hit(listed[0], "references that nothing cites", "an <xref> for each", severity=Severity.WARNING)
        return
    for ref in listed:
        label = text_of(ref.find("label"))
        what = f"reference {shown(label)}" if label else f'reference id="{ref.get("id")}"'
        yield Hit(ref, f"{what} that nothing cites", f'an <xref rid="{ref.get("id")}">', severity=Severity.WARNING)
    yield from _order(called, refs, between)


def _cited(ref: etree._Element, cited: set[str]) -> bool:
    if ref.get("id") in cited:
        return True
    return any(inner.get("id") in cited for inner in ref.iter(*CITATIONS, "note", "p") if inner.get("id"))


def _reading(ref: etree._Element, known: dict[etree._Element, bool]) -> bool:
    """Whether a list around the reference is of further reading; `known` keeps the answer for each list."""
    for around in ref.iterancestors("ref-list", "sec", "app"):
        if around not in known:
            known[around] = heading(around) in READING
        if known[around]:
            return True
    return False


def _between(called: list[etree._Element], refs: list[etree._Element]) -> set[str]:
    """The ids of a range: those between two calls with only a dash between them, or named by one call: "3-7", "1,2"."""
    place = {ref.get("id"): number for number, ref in enumerate(refs)}
    labels = {text_of(ref.find("label")).strip("[]().: "): number for number, ref in enumerate(refs)}
    labels.pop("", None)
    found: set[str] = set()

    def add(first: int | None, last: int | None) -> None:
        if first is not None and last is not None and 0 <= last - first < 200:
            found.update(name for ref in refs[first : last + 1] if (name := ref.get("id")))

    for xref in called:
        text = "".join(xref.itertext("*")).strip("[]() ")
        for piece in LIST.split(text) if len(text) < 60 else ():
            start, end = piece.strip("[]() "), ""
            for dash in RANGE.intersection(piece):
                start, _, end = piece.partition(dash)
            if end or start != text:  # "3-7", "1,2": more than the one that is pointed at
                first = labels.get(start.strip("[]() "))
                add(first, labels.get(end.strip("[]() ")) if end else first)
        following, between = xref.getnext(), (xref.tail or "").strip()
        if following is not None and following.tag in ("sup", "italic", "bold"):  # <xref/><sup>–</sup><xref/>
            between = between or text_of(following)
            following = following.getnext()
        if following is None or following.tag != "xref":
            continue
        if between.strip("[]() ") in RANGE or (text[-1:] in RANGE and not between):
            starts = [place[name] for name in xref.get("rid", "").split() if name in place]
            ends = [place[name] for name in following.get("rid", "").split() if name in place]
            if starts and ends:  # of several targets each, from the last of the one to the first of the other
                add(max(starts), min(ends))
    return found


def _order(called: list[etree._Element], refs: list[etree._Element], between: set[str]) -> Iterator[Hit]:
    """The first number that comes before a smaller one was cited."""
    if any(document_part.tag in ("sub-article", "response") for document_part in refs[0].iterancestors("*")):
        return
    numbers: dict[str, int] = {}
    for ref in refs:
        match = NUMBER.fullmatch(text_of(ref.find("label")))
        if match is None or not ref.get("id"):
            return
        numbers[ref.get("id", "")] = int(match[1])
    if list(numbers.values()) != list(range(1, len(refs) + 1)) or _alphabetical(refs):
        return
    first: dict[int, etree._Element] = {}
    # A number that a table or caption cites came in where the text calls that: its order can't be told.
    untold = {numbers[name] for name in between if name in numbers}
    for xref in called:
        cited = [numbers[name] for name in xref.get("rid", "").split() if name in numbers]
        if _in_text(xref):
            for number in cited:
                first.setdefault(number, xref)
        else:
            untold.update(cited)
    highest = 0
    for number, xref in first.items():
        missing = next((n for n in range(highest + 1, number) if n in first and n not in untold), None)
        if missing is not None and number not in untold:
            found = f"reference {number} cited before {missing}"
            yield Hit(xref, found, "numbers in the order of citation", severity=Severity.WARNING)
            return
        highest = max(highest, number)


OUT_OF_LINE = frozenset(
    (
        "fig", "table-wrap", "boxed-text", "supplementary-material", "floats-group", "fn", "back", "front", "sub-article",
        "response", "title", "caption",
    )
)  # fmt: skip


def _in_text(xref: etree._Element) -> bool:
    """Whether a call stands in the run of the body's text, where numbers come in order."""
    inside_body = False
    for around in xref.iterancestors("*"):
        if around.tag in OUT_OF_LINE:
            return False
        inside_body = inside_body or around.tag == "body"
    return inside_body


def _alphabetical(refs: list[etree._Element]) -> bool:
    names = [text_of(next(ref.iter("surname", "collab", "string-name"), None)).casefold()[:3] for ref in refs]
    names = [name for name in names if name]
    rising = sum(one <= other for one, other in pairwise(names))
    return rising >= 0.8 * max(len(names) - 1, 1)
