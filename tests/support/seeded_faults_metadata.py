"""Faults put into good articles, for the rules on metadata: each change returns the element where it must be found.

A change gets the root of an article and alters it; it returns None where the article lacks what it needs. All of them can
be made in the clean article of the samples.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Element = etree._Element
Change = Callable[[Element], Element | None]


def new(tag: str, text: str = "", **attributes: str) -> Element:
    element = etree.Element(tag, {_key(name): value for name, value in attributes.items()})
    element.text = text or None
    return element


def _key(name: str) -> str:
    """The name of an attribute for that of an argument; "lang" is xml:lang."""
    return XML_LANG if name == "lang" else name.replace("_", "-")


def without(path: str, reported: str) -> Change:
    """All elements of `path` are gone; found at `reported` ("." is the article)."""

    def change(root: Element) -> Element | None:
        gone = root.findall(path)
        for element in gone:
            remove(element)
        return (root if reported == "." else root.find(reported)) if gone else None

    return change


def remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def text(path: str, value: str | Callable[[str], str]) -> Change:
    """The first element of `path` has this text (or what `value` makes of its own) and nothing else in it."""

    def change(root: Element) -> Element | None:
        element = root.find(path)
        if element is None:
            return None
        own = "".join(str(piece) for piece in element.itertext()).strip()
        for child in list(element):
            element.remove(child)
        element.text = value if isinstance(value, str) else value(own)
        return element

    return change


def attributes(path: str, **wanted: str | None) -> Change:
    """The first element of `path` has these attributes; None takes one away. "lang" is xml:lang."""

    def change(root: Element) -> Element | None:
        element = root if path == "." else root.find(path)
        if element is None:
            return None
        for key, value in wanted.items():
            name = _key(key)
            if value is not None:
                element.set(name, value)
            elif name in element.attrib:
                del element.attrib[name]
        return element

    return change


def added(path: str, *elements: Callable[[], Element], inside: bool = True, reported: int = -1) -> Change:
    """New elements at the end of (or behind) the first element of `path`; found at the last of them."""

    def change(root: Element) -> Element | None:
        place = root.find(path)
        if place is None:
            return None
        made = [element() for element in elements]
        if inside:
            place.extend(made)
        else:
            for element in reversed(made):
                place.addnext(element)
        return made[reported]

    return change


def replaced(path: str, *elements: Callable[[], Element], reported: int = -1) -> Change:
    """New elements in place of all of `path`; found at the one with the number `reported`."""

    def change(root: Element) -> Element | None:
        old = root.findall(path)
        parent = old[0].getparent() if old else None
        if parent is None:
            return None
        made = [element() for element in elements]
        index = parent.index(old[0])
        for element in old:
            remove(element)
        for number, element in enumerate(made):
            parent.insert(index + number, element)
        return made[reported]

    return change


def part(tag: str, *children: Element, **values: str) -> Callable[[], Element]:
    """Makes an element with children, anew at each call."""

    def make() -> Element:
        element = new(tag, **values)
        element.extend([etree.fromstring(etree.tostring(child)) for child in children])
        return element

    return make


def day(tag: str, *numbers: int | str, **values: str) -> Callable[[], Element]:
    """Makes a date: year, month, day, as many as are given."""
    names = ("year", "month", "day")
    children = [new(name, str(number)) for name, number in zip(names, numbers, strict=False)]
    return part(tag, *reversed(children), **values)


def found_in(change: Change, path: str) -> Change:
    """The same change, found at a part of the element that it returns."""

    def apply(root: Element) -> Element | None:
        place = change(root)
        return place.find(path) if place is not None else None

    return apply


def contrib(root: Element, number: int = 0) -> Element | None:
    """An author who is a person."""
    found = [
        element
        for element in root.iterfind("front/article-meta/contrib-group/contrib")
        if element.get("contrib-type") == "author" and element.find("name/surname") is not None
    ]
    return found[number] if len(found) > number else None


def to_author(change: Callable[[Element], Element | None], number: int = 0) -> Change:
    def apply(root: Element) -> Element | None:
        author = contrib(root, number)
        return change(author) if author is not None else None

    return apply


def with_child(*elements: Callable[[], Element], reported: int = -1) -> Callable[[Element], Element | None]:
    """New elements at the beginning of an author."""

    def change(author: Element) -> Element:
        made = [element() for element in elements]
        for element in reversed(made):
            author.insert(0, element)
        return made[reported]

    return change


def orcid(value: str, number: int = 0) -> Change:
    """An author has this ORCID iD."""

    def change(author: Element) -> Element:
        for old in author.findall("contrib-id"):
            remove(old)
        made = new("contrib-id", value, contrib_id_type="orcid")
        author.insert(0, made)
        return made

    return to_author(change, number)


def same_orcid(root: Element) -> Element | None:
    first = orcid("https://orcid.org/0000-0002-1825-0097")(root)
    second = orcid("https://orcid.org/0000-0002-1825-0097", 1)(root)
    return second if first is not None else None


def no_heading(root: Element) -> Element | None:
    for group in root.iterfind(f"{META}/article-categories/subj-group"):
        group.set("subj-group-type", "section")
    return root.find(f"{META}/article-categories")


def in_german(change: Change) -> Change:
    def apply(root: Element) -> Element | None:
        root.set(XML_LANG, "de")
        return change(root)

    return apply


def in_korean(change: Change) -> Change:
    def apply(root: Element) -> Element | None:
        root.set(XML_LANG, "ko")
        return change(root)

    return apply


def no_english_title(root: Element) -> Element | None:
    for element in root.findall("front/article-meta/title-group/trans-title-group"):
        remove(element)
    return text(TITLE, "정원사의 수면과 아침 햇빛")(root)


def korean_author(author: Element) -> Element | None:
    name = author.find("name")
    for part_name, value in (("surname", "김"), ("given-names", "하나")):
        element = name.find(part_name) if name is not None else None
        if element is not None:
            element.text = value
    return name


def korean_abstract(root: Element) -> Element | None:
    for element in root.findall(f"{META}/trans-abstract"):
        remove(element)
    abstracts = root.findall(f"{META}/abstract")
    for element in abstracts[1:]:
        remove(element)
    return replaced(f"{META}/abstract", part("abstract", new("p", "정원사는 일찍 일어난다.")))(root)


def last_page(value: Callable[[int], int]) -> Change:
    """The last page is a number made of the first."""

    def change(root: Element) -> Element | None:
        first, last = root.find(f"{META}/fpage"), root.find(f"{META}/lpage")
        if first is None or last is None or not (first.text or "").isdigit():
            return None
        last.text = str(value(int(first.text or "")))
        return last

    return change


def both_locations(root: Element) -> Element | None:
    first = root.find(f"{META}/fpage")
    if first is not None:
        first.addnext(new("elocation-id", "e34"))
        return first
    place = root.find(f"{META}/elocation-id")
    if place is None:
        return None
    first = new("fpage", "1")
    place.addprevious(first)
    place.addprevious(new("lpage", "9"))
    return first


def nowhere(root: Element) -> Element | None:
    if root.find(f"{META}/volume") is None:
        return None  # ahead of an issue, where pages may lack
    for name in ("fpage", "lpage", "elocation-id"):
        for element in root.findall(f"{META}/{name}"):
            remove(element)
    return root.find(META)


def of_no_volume(root: Element) -> Element | None:
    first = root.find(f"{META}/fpage")
    if first is not None and root.find(f"{META}/volume") is not None:
        for name in ("volume", "issue"):
            for element in root.findall(f"{META}/{name}"):
                remove(element)
        return first
    return None


def unlinked_author(root: Element) -> Element | None:
    """The first author's links to affiliations are gone; asked only of articles with several of both."""
    author = contrib(root)
    if author is None or contrib(root, 1) is None or len(root.findall(f"{META}//aff")) < 2:
        return None
    if not _has_aff_xrefs(root) or author.find(".//aff") is not None:
        return None
    for xref in author.findall("xref"):
        if xref.get("ref-type") == "aff":
            remove(xref)
    return author


def _has_aff_xrefs(root: Element) -> bool:
    groups = root.findall(f"{META}/contrib-group")
    return len(groups) == 1 and len(groups[0].findall("aff")) != 1 and groups[0].find("contrib/xref") is not None


def another_aff(root: Element) -> Element | None:
    affs = [*root.findall(f"{META}/contrib-group/aff"), *root.findall(f"{META}/aff")]
    if len(affs) < 2 or contrib(root, 1) is None:
        return None
    made = etree.fromstring('<aff id="seeded"><institution>Sleep Clinic</institution></aff>')
    affs[-1].addnext(made)
    return made


def nameless_aff(root: Element) -> Element | None:
    """An affiliation has lost its id, so that nobody can point to it."""
    if contrib(root, 1) is None or not _has_aff_xrefs(root):
        return None
    affs = [*root.findall(f"{META}/contrib-group/aff"), *root.findall(f"{META}/aff")]
    if len(affs) < 2 or affs[0].attrib.pop("id", None) is None:
        return None
    return affs[0]


def labelled_aff(change: Callable[[Element, Element], Element]) -> Change:
    """For an affiliation that has a label, and an <xref> of an author to it."""

    def apply(root: Element) -> Element | None:
        affs = {aff.get("id"): aff for aff in root.iter("aff") if aff.find("label") is not None and aff.get("id")}
        for xref in root.iter("xref"):
            if xref.get("ref-type") == "aff" and xref.get("rid") in affs and "".join(map(str, xref.itertext())).strip():
                return change(affs[xref.get("rid")], xref)
        return None

    return apply


def mark_in_sup(aff: Element, xref: Element) -> Element:
    label = aff.find("label")
    assert label is not None
    sup = new("sup", "1")
    sup.tail = label.tail
    aff.replace(label, sup)
    aff.text = None
    while sup.getprevious() is not None:
        aff.remove(aff[0])
    return sup


def other_mark(aff: Element, xref: Element) -> Element:
    for child in list(xref):
        xref.remove(child)
    xref.text = "77"
    return xref


def no_label(aff: Element, xref: Element) -> Element:
    label = aff.find("label")
    assert label is not None
    remove(label)
    if aff.text is None and len(aff) and aff[0].tag == "sup":
        aff.text = "at "
    return xref


def good_aff(country: str, code: str | None) -> Change:
    """An affiliation in place of the first one's content, with this country."""

    def change(root: Element) -> Element | None:
        aff = next(root.iterfind(f"{META}//aff"), None)
        if aff is None:
            return None
        for child in list(aff):
            aff.remove(child)
        aff.text = None
        element = new("country", country, **({"country": code} if code is not None else {}))
        aff.extend([new("institution", "School of Plants"), element])
        return element

    return change


def bare_aff(root: Element) -> Element | None:
    aff = next(root.iterfind(f"{META}//aff"), None)
    if aff is not None:
        for child in list(aff):
            aff.remove(child)
        aff.text = "Seeded School, Accra, Ghana"
    return aff


def nobody_corresponds(root: Element) -> Element | None:
    """Neither notes nor marks of correspondence are left."""
    author = contrib(root)
    if (
        author is None
        or contrib(root, 1) is None
        or root.get("article-type") not in ("research-article", "case-report")
    ):
        return None
    for element in list(root.iterfind(f"{META}//corresp")) + list(root.iterfind(f"{META}//email")):
        remove(element)
    for fn in list(root.iterfind(f"{META}//fn")):
        if fn.get("fn-type") == "corresp":
            remove(fn)
    for element in root.iterfind(f"{META}/contrib-group/contrib"):
        element.attrib.pop("corresp", None)
        for xref in element.findall("xref"):
            if xref.get("ref-type") == "corresp":
                remove(xref)
    return author


def unmarked_note(root: Element) -> Element | None:
    """There is a note on correspondence, and no author points to it."""
    note = root.find(f"{META}/author-notes/corresp")
    if note is None or contrib(root, 1) is None or root.get("article-type") not in ("research-article", "case-report"):
        return None
    ids = {element.get("id") for element in [*root.iter("corresp"), *root.iter("fn")]}
    for element in root.findall(f"{META}//aff//email"):
        remove(element)
    for element in root.iterfind(f"{META}/contrib-group/contrib"):
        element.attrib.pop("corresp", None)
        for inner in [*element.findall("xref"), *element.findall(".//email")]:
            if inner.tag == "email" or inner.get("ref-type") == "corresp" or inner.get("rid") in ids:
                remove(inner)
    return note


def one_equal(change: Callable[[Element, Element], Element]) -> Change:
    def apply(root: Element) -> Element | None:
        author = contrib(root)
        if author is None:
            return None
        for element in root.iter("contrib"):
            element.attrib.pop("equal-contrib", None)
        for fn in root.iter("fn"):
            if fn.get("fn-type") == "equal":
                fn.set("fn-type", "other")
        return change(root, author)

    return apply


def marked(root: Element, author: Element) -> Element:
    author.set("equal-contrib", "yes")
    return author


def noted(root: Element, author: Element) -> Element:
    meta = root.find(META)
    assert meta is not None
    notes = meta.find("author-notes")
    if notes is None:
        notes = etree.SubElement(meta, "author-notes")
    notes.append(part("fn", new("p", "Equal."), id="seeded", fn_type="equal")())
    author.append(new("xref", "†", ref_type="fn", rid="seeded"))
    return author


def last_marked(root: Element, author: Element) -> Element:
    last = root.findall(f"{META}/contrib-group/contrib")[-1]
    last.set("equal-contrib", "yes")
    return last


def role(**values: str) -> Change:
    return to_author(with_child(part("role", **values)))


def forms(wrapper: str, path: str, **values: str) -> Change:
    """A name or an affiliation twice in its wrapper, with the same attributes."""

    def change(root: Element) -> Element | None:
        own = root.find(path)
        parent = own.getparent() if own is not None else None
        if own is None or parent is None:
            return None
        twin = etree.fromstring(etree.tostring(own, with_tail=False))
        around = etree.Element(wrapper)
        if own.get("id"):
            around.set("id", own.attrib.pop("id"))
            twin.attrib.pop("id", None)
        parent.replace(own, around)
        around.extend([own, twin])
        for element in (own, twin):
            for key, value in values.items():
                element.set(_key(key), value)
        return twin

    return change


def collab_twice(author: Element) -> Element | None:
    name = author.find("name")
    if name is None:
        return None
    around = part("collab-alternatives", new("collab", "Sleep Group"), new("collab", "Groupe du sommeil"))()
    author.replace(name, around)
    return around[1]


def in_title(element: Callable[[], Element]) -> Change:
    return added(TITLE, element)


def title_points_to_note(root: Element) -> Element | None:
    title, meta = root.find(TITLE), root.find(META)
    if title is None or meta is None:
        return None
    notes = meta.find("author-notes")
    if notes is None:
        notes = etree.SubElement(meta, "author-notes")
    notes.append(part("fn", new("p", "Seeded."), id="seeded")())
    xref = new("xref", "*", ref_type="fn", rid="seeded")
    title.append(xref)
    return xref


def sub_article(root: Element) -> Element:
    part_of = etree.SubElement(root, "sub-article", {"article-type": "reviewer-report"})
    stub = etree.SubElement(part_of, "front-stub")
    etree.SubElement(etree.SubElement(stub, "title-group"), "article-title").text = "Review"
    return stub


def issn_digit(root: Element) -> Element | None:
    issn = next((e for e in root.iterfind("front/journal-meta/issn") if len((e.text or "").strip()) == 9), None)
    if issn is not None:
        digits = (issn.text or "").strip()
        issn.text = digits[:3] + str((int(digits[3]) + 1) % 10) + digits[4:]
    return issn


def issn_swapped(root: Element) -> Element | None:
    for issn in root.iterfind("front/journal-meta/issn"):
        digits = (issn.text or "").strip()
        for at in (0, 1, 2, 5):
            if len(digits) == 9 and digits[at] != digits[at + 1]:
                issn.text = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
                return issn
    return None


def doi(change: Callable[[str], str]) -> Change:
    def apply(root: Element) -> Element | None:
        element = next((e for e in root.iterfind(f"{META}/article-id") if e.get("pub-id-type") == "doi"), None)
        if element is not None:
            element.text = change((element.text or "").strip())
        return element

    return apply


def no_doi(root: Element) -> Element | None:
    for element in root.findall(f"{META}/article-id"):
        if element.get("pub-id-type") == "doi":
            remove(element)
    return root.find(META)


def no_doi_text(root: Element) -> Element | None:
    return doi(lambda own: "")(root)


def second_id(kind: str) -> Change:
    def change(root: Element) -> Element | None:
        ids = root.findall(f"{META}/article-id")
        if not ids:
            return None
        ids[-1].addnext(new("article-id", "10.5555/seeded.2", pub_id_type=kind))
        second = ids[-1].getnext()
        assert second is not None
        own = [element for element in ids if element.get("pub-id-type") == kind]
        if own:
            second.set("specific-use", own[0].get("specific-use", ""))
            return second
        second.addnext(new("article-id", "seeded.3", pub_id_type=kind))
        return second.getnext()

    return change


def pmid(value: str) -> Change:
    def change(root: Element) -> Element | None:
        ids = root.findall(f"{META}/article-id")
        for element in ids:
            if element.get("pub-id-type") == "pmid":
                remove(element)
        made = new("article-id", value, pub_id_type="pmid")
        meta = root.find(META)
        if meta is None:
            return None
        meta.insert(0, made)
        return made

    return change


def history(*dates: Callable[[], Element], reported: int = 0) -> Change:
    """The history consists of these dates."""

    def change(root: Element) -> Element | None:
        meta = root.find(META)
        if meta is None:
            return None
        for old in meta.findall("history"):
            remove(old)
        made = [date() for date in dates]
        etree.SubElement(meta, "history").extend(made)
        return made[reported]

    return change


META = "front/article-meta"
JOURNAL = "front/journal-meta"
TITLE = f"{META}/title-group/article-title"
HEADING = f"{META}/article-categories/subj-group/subject"
CREDIT = "https://credit.niso.org/"
SOFTWARE = CREDIT + "contributor-roles/software/"
EPUB = {"pub_type": "epub"}
COLLECTION = {"pub_type": "collection"}

FAULTS: dict[str, list[Change]] = {
    "journal-title": [
        without(f"{JOURNAL}//journal-title", JOURNAL),
        text(f"{JOURNAL}//journal-title", " "),
        without(JOURNAL, "front"),
    ],
    "issn": [
        issn_digit,
        issn_swapped,
        text(f"{JOURNAL}/issn", lambda own: own.replace("-", "")),
        text(f"{JOURNAL}/issn", lambda own: own[:7]),
        without(f"{JOURNAL}//issn", JOURNAL),
    ],
    "issn-type": [
        attributes(f"{JOURNAL}/issn", pub_type=None, publication_format=None),
        attributes(f"{JOURNAL}/issn", pub_type="online"),
        attributes(f"{JOURNAL}/issn", pub_type="ppub", publication_format="electronic"),
        added(
            f"{JOURNAL}/issn",
            lambda: new("issn", "2434-561X", pub_type="epub"),
            lambda: new("issn", "0317-8471", pub_type="epub"),
            inside=False,
        ),
    ],
    "journal-id": [
        without(f"{JOURNAL}/journal-id", JOURNAL),
        attributes(f"{JOURNAL}/journal-id", journal_id_type=None),
        attributes(f"{JOURNAL}/journal-id", journal_id_type="seeded"),
        text(f"{JOURNAL}/journal-id", ""),
    ],
    "publisher": [
        without(f"{JOURNAL}/publisher", JOURNAL),
        without(f"{JOURNAL}/publisher/publisher-name", JOURNAL),
        text(f"{JOURNAL}/publisher/publisher-name", ""),
    ],
    "article-type": [
        attributes(".", article_type=None),
        attributes(".", article_type="Research Article"),
        attributes(".", article_type="full-length"),
    ],
    "heading": [
        without(f"{META}/article-categories", META),
        no_heading,
        added(
            f"{META}/article-categories",
            part("subj-group", new("subject", "A"), subj_group_type="heading"),
            part("subj-group", new("subject", "B"), subj_group_type="heading"),
        ),
        added(f"{META}/article-categories/subj-group[@subj-group-type='heading']", part("subject"), part("subject")),
    ],
    "subject-plain": [
        added(HEADING, lambda: new("italic", "Rosa")),
        added(HEADING, lambda: new("xref", "1", ref_type="bibr", rid="B1")),
        added(HEADING, lambda: new("bold", "!")),
    ],
    "doi-present": [no_doi, no_doi_text, sub_article],
    "doi-form": [
        doi(lambda own: f"https://doi.org/{own}"),
        doi(lambda own: f"doi:{own}"),
        doi(lambda own: own.replace("10.", "10..", 1)),
        doi(lambda own: own.replace("/", "/ ", 1)),
        doi(lambda own: own.partition("/")[2]),
    ],
    "article-id-unique": [second_id("doi"), second_id("publisher-id"), second_id("pmid")],
    "pmid-form": [pmid("PMID 24868193"), pmid("024868193"), pmid("PMC4035823"), pmid("2486819312")],
    "title": [
        without(f"{META}/title-group", META),
        text(TITLE, ""),
        in_title(part("fn", new("p", "Seeded."))),
        title_points_to_note,
    ],
    "pages": [
        nowhere,
        both_locations,
        last_page(lambda first: first - 1),
        without(f"{META}/lpage", f"{META}/fpage"),
        text(f"{META}/fpage", "101–108"),
    ],
    "volume": [
        of_no_volume,
        text(f"{META}/volume", ""),
        without(f"{META}/volume", f"{META}/fpage"),
    ],
    "pub-date": [
        without(f"{META}/pub-date", META),
        replaced(f"{META}/pub-date", day("pub-date", 2024, 5, 14, pub_type="pmc-release")),
        replaced(f"{META}/pub-date", day("pub-date", 2024, 5, 14)),
        replaced(f"{META}/pub-date", day("pub-date", 2024, 5, 14, date_type="pub")),
        replaced(
            f"{META}/pub-date",
            day("pub-date", 2024, 5, 14, pub_type="epub", date_type="pub", publication_format="print"),
        ),
        without(f"{META}/pub-date/year", f"{META}/pub-date"),
    ],
    "pub-date-values": [
        replaced(f"{META}/pub-date", day("pub-date", 2024, date_type="published", publication_format="electronic")),
        replaced(f"{META}/pub-date", day("pub-date", 2024, date_type="pub", publication_format="web")),
        attributes(f"{META}/pub-date", pub_type="online"),
    ],
    "pub-date-collection": [
        replaced(f"{META}/pub-date", day("pub-date", 2024, **COLLECTION)),
        replaced(f"{META}/pub-date", day("pub-date", 2024, **COLLECTION), day("pub-date", 2024, 5, **EPUB)),
        replaced(
            f"{META}/pub-date",
            day("pub-date", 2024, **COLLECTION),
            day("pub-date", 2024, 5, 4, **EPUB),
            day("pub-date", 2024, 6, pub_type="ppub"),
        ),
        replaced(f"{META}/pub-date", day("pub-date", 2024, 5, 4, **EPUB), day("pub-date", 2024, 5, 5, **EPUB)),
    ],
    "date-real": [
        text(f"{META}/pub-date/month", "13"),
        text(f"{META}/pub-date/month", "Okt"),
        text(f"{META}/pub-date/year", "20"),
        found_in(replaced(f"{META}/pub-date", day("pub-date", 2023, 2, 29, **EPUB)), "day"),
        found_in(replaced(f"{META}/pub-date", day("pub-date", 2023, 4, 31, **EPUB)), "day"),
        replaced(f"{META}/pub-date", day("pub-date", 2023, 4, 30, iso_8601_date="2023-04-29", **EPUB)),
        replaced(f"{META}/pub-date", day("pub-date", 2023, 4, 30, iso_8601_date="2023-4-30", **EPUB)),
        without(f"{META}/history/date/month", f"{META}/history/date/day"),
    ],
    "history-dates": [
        history(day("date", 2010, 5, 2, date_type="received"), day("date", 2010, 5, 1, date_type="accepted")),
        history(day("date", 2010, 6, 2, date_type="received"), day("date", 2010, 5, date_type="accepted")),
        history(day("date", 2098, 6, 2, date_type="accepted")),
        history(day("date", 2010, 6, 2, date_type="received"), day("date", 2010, 5, date_type="rev-recd")),
        history(day("date", 2010, 6, 2, date_type="arrived")),
        history(day("date", 2010, 6, 2)),
    ],
    "xml-lang": [
        attributes(".", lang=None),
        attributes(".", lang="english"),
        attributes(".", lang="en_GB"),
        attributes(f"{META}/abstract", lang="kor"),
        attributes(".", lang="xx"),
    ],
    "trans-lang": [
        added(f"{META}/title-group", part("trans-title-group", new("trans-title", "Morgenlicht"))),
        in_german(
            added(f"{META}/title-group", part("trans-title-group", new("trans-title", "Morgenlicht"), lang="de"))
        ),
        added(META, part("trans-abstract", new("p", "Seeded."))),
        added(
            f"{META}/title-group",
            part("trans-title-group", new("trans-title", "Seeded."), lang="eo"),
            part("trans-title-group", new("trans-title", "Seeded."), lang="eo"),
        ),
    ],
    "korean-roman": [
        in_korean(no_english_title),
        in_korean(to_author(korean_author)),
        in_korean(korean_abstract),
    ],
    "contrib-type": [
        attributes(f"{META}/contrib-group/contrib", contrib_type=None),
        attributes(f"{META}/contrib-group/contrib", contrib_type="Author"),
        attributes(f"{META}/contrib-group/contrib", contrib_type="writer"),
    ],
    "contrib-name": [
        to_author(without("name", ".")),
        to_author(added(".", lambda: new("collab", "Sleep Group"))),
        to_author(added(".", part("name", new("surname", "Seed")))),
    ],
    "name-parts": [
        to_author(text("name/surname", "")),
        to_author(text("name/surname", "—")),
        to_author(text("name/given-names", ".")),
        to_author(without("name/surname", "name")),
    ],
    "orcid-form": [
        orcid("https://orcid.org/0000-0002-1825-0098"),
        orcid("0000-0002-1825-0097"),
        orcid("http://orcid.org/0000-0002-1825-0097"),
        orcid("https://orcid.org/0000-0002-1825-009"),
        same_orcid,
    ],
    "aff-linked": [unlinked_author, another_aff, nameless_aff],
    "aff-label": [labelled_aff(mark_in_sup), labelled_aff(other_mark), labelled_aff(no_label)],
    "aff-parts": [bare_aff, good_aff("Ghana", None), good_aff("Ghana", "UK"), good_aff("Korea", "KP")],
    "corresp": [
        nobody_corresponds,
        unmarked_note,
        text(f"{META}//email", "E-mail: a@example.org"),
        text(f"{META}//email", "a@example.org, b@example.org"),
    ],
    "equal-contrib": [one_equal(marked), one_equal(noted), one_equal(last_marked)],
    "credit": [
        role(vocab="credit"),
        role(vocab="credit", vocab_identifier=CREDIT, vocab_term="Software", vocab_term_identifier=CREDIT),
        role(vocab="credit", vocab_identifier=CREDIT, vocab_term="Coding", vocab_term_identifier=SOFTWARE),
        role(vocab="credit", vocab_identifier=CREDIT, vocab_term="Resources", vocab_term_identifier=SOFTWARE),
        role(vocab="CRediT", vocab_identifier=CREDIT, vocab_term="Software", vocab_term_identifier=SOFTWARE),
        role(content_type="http://credit.casrai.org/"),
    ],
    "alt-distinct": [
        to_author(forms("name-alternatives", "name")),
        to_author(forms("name-alternatives", "name", lang="ko")),
        to_author(forms("name-alternatives", "name", specific_use="index")),
        to_author(collab_twice),
        forms("aff-alternatives", f"{META}//aff", lang="en"),
    ],
}
