"""What the renderer needs of an article that its publisher tagged: JATS in, a `Source` of plain strings out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from ...files import read_file
from ...parsing.headings import section_type
from ...tagging.zone_body import BACK_SECTIONS
from ...xml import parse_xml
from .reference_text import reference_text

FLOATS = frozenset(
    ("fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "disp-formula", "disp-formula-group", "list",
     "def-list", "disp-quote", "supplementary-material", "media", "graphic", "fn", "object-id", "alt-text", "code", "preformat")
)  # fmt: skip
OTHER_ABSTRACTS = frozenset(("graphical", "teaser", "toc", "precis", "video", "object", "stereochemical"))


@dataclass
class Person:
    """One author; `affs` are places in the list of affiliations."""

    given: str = ""
    surname: str = ""
    suffix: str = ""
    degrees: str = ""
    collab: str = ""
    orcid: str = ""
    email: str = ""
    affs: list[int] = field(default_factory=list)
    corresp: bool = False


@dataclass
class Block:
    """One part of the body: h (heading), p, li, quote, eq, fig, table."""

    kind: str
    text: str = ""
    level: int = 0
    label: str = ""
    rows: list[list[str]] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)


@dataclass
class Source:
    """One article in plain strings."""

    name: str
    publisher: str = ""
    title: str = ""
    subtitle: str = ""
    running: str = ""
    trans_titles: list[str] = field(default_factory=list)
    subject: str = ""
    language: str = "en"
    authors: list[Person] = field(default_factory=list)
    affs: list[str] = field(default_factory=list)
    corresp: str = ""
    notes: list[str] = field(default_factory=list)
    journal: str = ""
    abbrev: str = ""
    issn: str = ""
    doi: str = ""
    pmid: str = ""
    year: str = ""
    month: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    dates: dict[str, str] = field(default_factory=dict)
    copyright: str = ""
    license: str = ""
    abstract: list[tuple[str, str]] = field(default_factory=list)
    other_abstracts: list[tuple[str, list[str]]] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    other_keywords: list[str] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    back: list[tuple[str, list[str]]] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)


def text_of(element: etree._Element | None, without: frozenset[str] = FLOATS) -> str:
    """All text of an element in one line, what floats in it left out."""
    if element is None:
        return ""
    parts: list[str] = []

    def walk(e: etree._Element) -> None:
        parts.append(e.text or "")
        for child in e:
            if isinstance(child.tag, str) and tag(child) not in without:
                if tag(child) == "tex-math" and e.find(".//{*}math") is not None:
                    pass
                else:
                    walk(child)
            if tag(child) in ("break", "p", "title"):
                parts.append(" ")
            parts.append(child.tail or "")

    walk(element)
    return " ".join("".join(parts).split())


def tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def read_article(path: Path) -> Source:
    """Read one article. Raises RubricateError where it is no XML."""
    root = parse_xml(read_file(path), path.name).getroot()
    out = Source(path.stem, language=(root.get("{http://www.w3.org/XML/1998/namespace}lang") or "en")[:2].lower())
    meta = root.find(".//article-meta")
    journal = root.find(".//journal-meta")
    if meta is not None:
        _meta(out, meta)
    if journal is not None:
        out.publisher = text_of(journal.find("publisher/publisher-name"))
        out.journal = text_of(journal.find(".//journal-title"))
        short = journal.find("journal-id[@journal-id-type='nlm-ta']")
        short = short if short is not None else journal.find(".//abbrev-journal-title")
        out.abbrev = text_of(short) or out.journal
        out.issn = text_of(journal.find("issn"))
    body = root.find("body")
    if body is not None:
        for child in body:
            _block(out, child, 1)
    floats = root.find("floats-group")
    if floats is not None:
        for child in floats:
            _block(out, child, 1)
    back = root.find("back")
    _trailing_statements(out)
    if back is not None:
        _back(out, back)
        out.refs = [text for ref in back.iter("ref") if (text := reference_text(ref, out.name))]
    return out


def _meta(out: Source, meta: etree._Element) -> None:
    group = meta.find("title-group")
    none = frozenset(("xref", "fn"))
    if group is not None:
        out.title = text_of(group.find("article-title"), none)
        out.subtitle = text_of(group.find("subtitle"), none)
        out.trans_titles = [text_of(t, none) for t in group.iterfind("trans-title-group/trans-title")]
        out.running = text_of(group.find("alt-title"))
    out.subject = text_of(meta.find("article-categories/subj-group/subject"))
    _people(out, meta)
    for item in meta.iterfind("article-id"):
        kind = item.get("pub-id-type")
        if kind == "doi":
            out.doi = text_of(item)
        elif kind == "pmid":
            out.pmid = text_of(item)
    for date in [*meta.iterfind("pub-date"), *meta.iterfind("history/date")]:
        year, month, day = (text_of(date.find(k)) for k in ("year", "month", "day"))
        kind = date.get("date-type") or date.get("pub-type") or "pub"
        out.dates[kind] = "-".join(part.zfill(2) for part in (year, month, day) if part)
        if tag(date) == "pub-date" and (not out.year or kind in ("ppub", "collection")):
            out.year, out.month = year, month
    out.volume, out.issue = text_of(meta.find("volume")), text_of(meta.find("issue"))
    first, last = text_of(meta.find("fpage")), text_of(meta.find("lpage"))
    out.pages = f"{first}-{last}" if first and last and first != last else first or text_of(meta.find("elocation-id"))
    out.copyright = text_of(meta.find("permissions/copyright-statement"))
    out.license = text_of(meta.find("permissions/license"))
    for abstract in [*meta.iterfind("abstract"), *meta.iterfind("trans-abstract")]:
        _abstract(out, abstract)
    for words in meta.iterfind("kwd-group"):
        terms = [t for k in words.iter("kwd") if (t := text_of(k).strip(" ;,."))]
        if "abbr" in (words.get("kwd-group-type") or ""):
            continue
        if not out.keywords:
            out.keywords = terms
        elif not out.other_keywords:
            out.other_keywords = terms


def _people(out: Source, meta: etree._Element) -> None:
    ids: dict[str, int] = {}
    corresp = {c.get("id"): c for c in meta.iterfind("author-notes/corresp")}
    editors = {
        r
        for c in meta.iter("contrib")
        if (c.get("contrib-type") or "author") not in ("author", "person", "collab")
        for x in c.iter("xref")
        for r in (x.get("rid") or "").split()
    }
    authors = [c for c in meta.iterfind("contrib-group/contrib") if (c.get("contrib-type") or "author") == "author"]
    named = {r for c in authors for x in c.iter("xref") for r in (x.get("rid") or "").split()}
    without = frozenset(("label", "email", "institution-id", "phone", "fax", "uri", "country-code"))
    for aff in meta.iter("aff"):
        key = aff.get("id") or ""
        parent = aff.getparent()
        if (key in editors and key not in named) or (parent is not None and tag(parent) == "aff-alternatives" and parent.find("aff") is not aff):
            continue
        if any(tag(a) == "contrib" and a not in authors for a in aff.iterancestors()):
            continue
        pieces = [c for c in aff if tag(c) in ("institution", "addr-line", "country", "city", "state", "postal-code", "institution-wrap", "named-content")]
        text = text_of(aff, without).lstrip("0123456789*† ")
        own = (aff.text or "") + "".join(c.tail or "" for c in aff)
        if len(pieces) > 1 and "," not in own:
            text = ", ".join(t for c in pieces if (t := text_of(c, without)))
        if not text:
            continue
        if text in out.affs:
            ids[key] = out.affs.index(text)
        else:
            ids[key] = len(out.affs)
            out.affs.append(text.strip(" ,;"))
        aff.set("place", str(ids[key]))
    for contrib in authors:
        name = contrib.find(".//name")
        person = Person(collab="" if name is not None else text_of(contrib.find("collab"), frozenset(("contrib-group", "xref"))))
        if name is not None:
            person.given, person.surname, person.suffix = (text_of(name.find(k)) for k in ("given-names", "surname", "suffix"))
        person.degrees = text_of(contrib.find("degrees"))
        person.email = text_of(contrib.find(".//email"))
        found = contrib.find("contrib-id")
        person.orcid = text_of(found).rsplit("/", 1)[-1] if found is not None else ""
        rids = [r for x in contrib.iter("xref") for r in (x.get("rid") or "").split()]
        places = [ids[r] for r in rids if r in ids] + [int(a.get("place", "0")) for a in contrib.iter("aff") if a.get("place")]
        person.affs = sorted(set(places))
        person.corresp = contrib.get("corresp") == "yes" or any(r in corresp for r in rids)
        for rid in rids:
            if rid in corresp and not person.email:
                person.email = text_of(corresp[rid].find(".//email"))
        if person.surname or person.collab:
            out.authors.append(person)
    out.corresp = " ".join(text_of(c, frozenset(("label",))).lstrip("*† ") for c in corresp.values())
    out.notes = [t for fn in meta.iterfind("author-notes/fn") if (t := text_of(fn, frozenset(("label",)))) and len(t) < 400]


def _abstract(out: Source, abstract: etree._Element) -> None:
    kind = (abstract.get("abstract-type") or "").lower()
    if kind in OTHER_ABSTRACTS:
        return
    parts: list[tuple[str, str]] = []
    for child in abstract:
        if tag(child) == "sec":
            title = text_of(child.find("title")).rstrip(" .:")
            parts.append((title, " ".join(text_of(p) for p in child.iter("p"))))
        elif tag(child) == "p" and text_of(child):
            parts.append(("", text_of(child)))
        elif tag(child) == "list":
            parts += [("", text_of(item)) for item in child.iter("p")]
    parts = [part for part in parts if part[1]]
    if not parts:
        return
    if not kind and tag(abstract) == "abstract" and not out.abstract:
        out.abstract = parts
    else:
        title = text_of(abstract.find("title"))
        texts = [f"{t}: {x}" if t else x for t, x in parts]
        out.other_abstracts.append((title, texts))


def _block(out: Source, e: etree._Element, level: int) -> None:
    kind = tag(e)
    if kind == "sec":
        title = text_of(e.find("title"), frozenset(("xref", "fn")))
        if title:
            out.body.append(Block("h", title, level, text_of(e.find("label"))))
        for child in e:
            if tag(child) not in ("title", "label", "sec-meta", ""):
                _block(out, child, level + 1 if title else level)
    elif kind == "p":
        if text := text_of(e):
            out.body.append(Block("p", text))
        for child in e:
            if tag(child) in FLOATS:
                _block(out, child, level)
    elif kind in ("fig", "table-wrap"):
        caption = e.find("caption")
        block = Block("fig" if kind == "fig" else "table", text_of(caption), label=text_of(e.find("label")).rstrip(" .:"))
        if kind == "table-wrap":
            for table in list(e.iter("table"))[:1]:
                rows = [[text_of(cell) for cell in row if tag(cell) in ("td", "th")] for row in table.iter("tr")]
                block.rows = [row for row in rows if any(row)]
            block.foot = [t for p in e.iterfind("table-wrap-foot//p") if (t := text_of(p))]
        if block.text or block.label:
            out.body.append(block)
    elif kind == "disp-formula":
        math = e.find(".//{*}math")
        text = text_of(math if math is not None else e)
        if text and len(text) < 600:
            out.body.append(Block("eq", text, label=text_of(e.find("label"))))
    elif kind == "list":
        ordered = (e.get("list-type") or "") in ("order", "ordered", "arabic")
        for number, item in enumerate(e.iterfind("list-item"), start=1):
            if text := text_of(item, FLOATS | {"label"}):
                out.body.append(Block("li", text, label=f"{number}." if ordered else "•"))
    elif kind == "disp-quote":
        out.body.extend(Block("quote", t) for p in e.iter("p") if (t := text_of(p)))
    elif kind in ("fig-group", "table-wrap-group", "boxed-text", "disp-formula-group", "statement", "app", "app-group"):
        for child in e:
            if tag(child) not in ("label", "title", "caption", ""):
                _block(out, child, level)


def _back(out: Source, back: etree._Element) -> None:
    for e in back:
        kind = tag(e)
        if kind in ("ack", "sec", "notes", "glossary", "bio"):
            inner = [s for s in e.iterfind("sec") if s.find("title") is not None]
            title = text_of(e.find("title")) or ("Acknowledgements" if kind == "ack" else "")
            own = [t for p in e.iterfind("p") if (t := text_of(p))]
            if title and (own or not inner):
                texts = own or [t for p in e.iter("p") if (t := text_of(p))]
                if texts:
                    out.back.append((title.rstrip(" .:"), texts))
            for sec in inner:
                texts = [t for p in sec.iter("p") if (t := text_of(p))]
                if texts:
                    out.back.append((text_of(sec.find("title")).rstrip(" .:"), texts))
        elif kind == "fn-group":
            title = text_of(e.find("title"))
            texts = [t for fn in e.iterfind("fn") if (t := text_of(fn, frozenset(("label", "title"))))]
            if title and texts:
                out.back.append((title, texts))
            else:
                for fn in e.iterfind("fn"):
                    t = text_of(fn, frozenset(("label", "title")))
                    named = {"con": "Author contributions", "conflict": "Conflict of interest", "COI-statement": "Conflict of interest", "supported-by": "Funding", "financial-disclosure": "Funding"}  # fmt: skip
                    title = text_of(fn.find("title")) or named.get(fn.get("fn-type") or "", "")
                    if t:
                        out.back.append((title, [t]))
        elif kind in ("app-group", "app"):
            for app in [e] if kind == "app" else e.iterfind("app"):
                texts = [t for p in app.iter("p") if (t := text_of(p))]
                if texts and text_of(app.find("title")):
                    out.back.append((text_of(app.find("title")), texts))


def _trailing_statements(out: Source) -> None:
    """Statements that a publisher put at the end of the body ("Conflict of interest") are back matter."""
    places = [at for at, block in enumerate(out.body) if block.kind == "h"]
    cut = len(out.body)
    for at in reversed(places):
        block = out.body[at]
        if section_type(block.text) not in BACK_SECTIONS or at < 0.5 * len(out.body):
            break
        cut = at
    for block in out.body[cut:]:
        if block.kind == "h":
            out.back.append((block.text.rstrip(" .:"), []))
        elif block.kind in ("p", "li") and out.back:
            out.back[-1][1].append(block.text)
    out.body[cut:] = [block for block in out.body[cut:] if block.kind in ("fig", "table")]
