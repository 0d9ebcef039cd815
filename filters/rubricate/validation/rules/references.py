"""Rules on the list of references: ids and calls, what a citation must say, DOIs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from ...values import Severity
from .document import Document, ancestor, name_of, shown, text_of
from .registry import Hit, rule
from .wording import heading

CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation")
RANGE = frozenset("-–—‑‒−")
# Lists whose items need no call.
READING = frozenset(
    ("further reading", "additional reading", "suggested reading", "recommended reading", "bibliography", "web resources",
     "supplementary references", "additional references", "electronic resources", "related reading", "selected references")
)  # fmt: skip
NUMBER = re.compile(r"\W{0,2}(\d{1,4})\W{0,2}")  # "12", "12.", "[12]"
YEAR = re.compile(r"(?:1[4-9]|20)\d\d[a-z]?")  # 2021, 2021a


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
    lists that are numbered and not in order of the alphabet.
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
    if not refs or not seen:
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
    """The ids of a range: those between two calls with only a dash between them, or named by one call "3-7"."""
    place = {ref.get("id"): number for number, ref in enumerate(refs)}
    labels = {text_of(ref.find("label")).strip("[]().: "): number for number, ref in enumerate(refs)}
    labels.pop("", None)
    found: set[str] = set()

    def add(first: int | None, last: int | None) -> None:
        if first is not None and last is not None and 0 <= last - first < 200:
            found.update(name for ref in refs[first : last + 1] if (name := ref.get("id")))

    for xref in called:
        text = "".join(xref.itertext("*")).strip("[]() ")
        for dash in RANGE.intersection(text) if len(text) < 30 else ():
            start, _, end = text.partition(dash)
            add(labels.get(start.strip("[]() ")), labels.get(end.strip("[]() ")))
        following, between = xref.getnext(), (xref.tail or "").strip()
        if following is not None and following.tag in ("sup", "italic", "bold"):  # <xref/><sup>–</sup><xref/>
            between = between or text_of(following)
            following = following.getnext()
        if following is None or following.tag != "xref":
            continue
        if between.strip("[]() ") in RANGE or (text[-1:] in RANGE and not between):
            add(place.get(xref.get("rid", "")), place.get(following.get("rid", "")))
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
    body = [xref for xref in called if _in_text(xref)]
    first: dict[int, etree._Element] = {}
    for xref in body:
        for name in xref.get("rid", "").split():
            if name in numbers:
                first.setdefault(numbers[name], xref)
    inside = {numbers[name] for name in between if name in numbers}
    highest = 0
    for number, xref in first.items():
        missing = [n for n in range(highest + 1, number) if n in first and n not in inside][:1]
        if missing:
            found = f"reference {number} cited before {missing[0]}"
            yield Hit(xref, found, "numbers in the order of citation", severity=Severity.WARNING)
            return
        highest = max(highest, number)


def _in_text(xref: etree._Element) -> bool:
    inside_body = False
    for around in xref.iterancestors("*"):
        if around.tag in (
            "fig",
            "table-wrap",
            "boxed-text",
            "floats-group",
            "fn",
            "back",
            "front",
            "sub-article",
            "response",
            "title",
            "caption",
        ):
            return False
        inside_body = inside_body or around.tag == "body"
    return inside_body


def _alphabetical(refs: list[etree._Element]) -> bool:
    names = [text_of(next(ref.iter("surname", "collab", "string-name"), None)).casefold()[:3] for ref in refs]
    names = [name for name in names if name]
    rising = sum(one <= other for one, other in pairwise(names))
    return rising >= 0.8 * max(len(names) - 1, 1)


@rule(
    "ref-type",
    62,
    Severity.ERROR,
    source="JATS4R (citations); PMC tagging guidelines (citations)",
    link="https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/dobs/#dob-refs",
    suggestion='Write publication-type="journal" (or book, confproc, thesis, web, data …), <year iso-8601-date="2021">2021</year>, <person-group person-group-type="author">.',
)
def ref_type(document: Document) -> Iterator[Hit]:
    """A citation says what it cites, and its parts are whole.

    @publication-type; a year of four digits, or @iso-8601-date where it is written otherwise; groups of persons with
    @person-group-type; of a journal article the first page, an elocation id or an identifier; no last page without a first.
    Warnings: the reference can still be read by people. An error is a type that is there and empty.
    """
    for citation in document.all(*CITATIONS):
        kind = citation.get("publication-type", citation.get("citation-type"))
        if kind is None:
            yield Hit(
                citation,
                f"<{name_of(citation)}> without @publication-type",
                'the kind, as in "journal"',
                severity=Severity.WARNING,
            )
        elif not kind.strip():
            part = "@publication-type" if citation.get("publication-type") is not None else "@citation-type"
            yield Hit(citation, f"empty {part}", 'the kind, as in "journal"', part)
        for year in citation.iterchildren("year"):
            text = text_of(year)
            if not YEAR.fullmatch(text) and not year.get("iso-8601-date"):
                found = f"year {shown(text)}" if text else "empty <year>"
                yield Hit(
                    year,
                    found,
                    "four digits, or @iso-8601-date",
                    "text" if text else "start",
                    severity=Severity.WARNING,
                )
        for group in citation.iterchildren("person-group"):
            if not group.get("person-group-type", "").strip():
                yield Hit(
                    group,
                    "<person-group> without @person-group-type",
                    '"author", "editor" or another',
                    severity=Severity.WARNING,
                )
        yield from _pages(citation, kind or "")


def _pages(citation: etree._Element, kind: str) -> Iterator[Hit]:
    names = {str(child.tag) for child in citation.iterchildren("*")}
    if "lpage" in names and "fpage" not in names:
        last = citation.find("lpage")
        if last is not None:
            yield Hit(last, "<lpage> without <fpage>", "the first page", severity=Severity.WARNING)
    if (
        kind == "journal"
        and "volume" in names
        and not names
        & {"fpage", "elocation-id", "page-range", "pub-id", "ext-link", "uri", "object-id", "comment", "lpage"}
    ):
        yield Hit(
            citation,
            "journal citation without page",
            "<fpage>, <elocation-id> or <pub-id>",
            severity=Severity.INFO if citation.tag == "mixed-citation" else Severity.WARNING,
        )


AT_END = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s%]+$")  # https://doi.org/10.1000/182
DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,4}/\S+")  # 10.1000/182
IN_TEXT = re.compile(r"\b10\.\d{4,9}/[^\s<>\"]{2,}")


@rule(
    "ref-doi",
    63,
    Severity.ERROR,
    source="PMC Style Checker (DOI format); Crossref (DOI display and reference linking)",
    link="https://www.crossref.org/documentation/member-setup/constructing-your-dois/",
    suggestion='Write <pub-id pub-id-type="doi">10.5555/12345678</pub-id>.',
)
def ref_doi(document: Document) -> Iterator[Hit]:
    """The DOI of a reference is tagged and bare: it begins with “10.”, without address, spaces or “doi:”.

    A DOI that stands as plain text in a citation is a warning: people see it, links and counts of citations do not.
    """
    for pub_id in document.all("pub-id"):
        if pub_id.get("pub-id-type") != "doi":
            continue
        text = text_of(pub_id)
        if not DOI.fullmatch(text) or "10.." in text:
            match = AT_END.search(text) if "10.." not in text else None
            suggestion = f'Write <pub-id pub-id-type="doi">{match[0]}</pub-id>.' if match else ""
            found = f"DOI {shown(text)}" if text else "empty <pub-id>"
            expected = match[0] if match else "one that begins with 10., four digits or more, and a slash"
            yield Hit(pub_id, found, expected, "text" if text else "start", suggestion=suggestion)
    for citation in document.all(*CITATIONS):
        if any(child.get("pub-id-type") == "doi" for child in citation.iter("pub-id")):
            continue
        yield from _untagged(citation)


def _untagged(citation: etree._Element) -> Iterator[Hit]:
    for element in citation.iter("*"):
        if (
            element.tag in ("pub-id", "ext-link", "uri", "object-id", "elocation-id", "article-title", "source")
            or ancestor(element, "ext-link", "uri") is not None
        ):
            texts: tuple[tuple[str, str | None], ...] = (("tail", element.tail),)
        else:
            texts = (("text", element.text), ("tail", element.tail if element is not citation else None))
        for part, text in texts:
            if text and "10." in text and (match := IN_TEXT.search(text)):
                doi = match[0].rstrip(".,;)]")
                found = f"DOI {doi} as plain text"
                suggestion = f'Write <pub-id pub-id-type="doi">{doi}</pub-id>.'
                yield Hit(element, found, "it in <pub-id>", part, suggestion=suggestion, severity=Severity.WARNING)
                return
