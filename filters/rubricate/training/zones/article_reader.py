"""What the renderer needs of an article that its publisher tagged: JATS in, a `Source` of plain strings out."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from ...files import read_file
from ...parsing.headings import section_type
from ...tagging.zone_body import BACK_SECTIONS
from ...xml import parse_xml
from .article_people import read_people
from .article_text import FLOATS, tag, text_of, texts_of
from .reference_text import reference_text
from .source import Block, Source

OTHER_ABSTRACTS = frozenset(("graphical", "teaser", "toc", "precis", "video", "object", "stereochemical"))


NOTES = {
    "con": "Author contributions", "conflict": "Conflict of interest", "COI-statement": "Conflict of interest",
    "supported-by": "Funding", "financial-disclosure": "Funding",
}  # fmt: skip
"""Headings of notes that have none of their own, by their type."""


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
    read_people(out, meta)
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
        block = Block(
            "fig" if kind == "fig" else "table", text_of(caption), label=text_of(e.find("label")).rstrip(" .:")
        )
        if kind == "table-wrap":
            for table in list(e.iter("table"))[:1]:
                rows = [[text_of(cell) for cell in row if tag(cell) in ("td", "th")] for row in table.iter("tr")]
                block.rows = [row for row in rows if any(row)]
            block.foot = texts_of(e.iterfind("table-wrap-foot//p"))
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
        out.body.extend(Block("quote", text) for text in texts_of(e.iter("p")))
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
            own = texts_of(e.iterfind("p"))
            if title and (own or not inner):
                texts = own or texts_of(e.iter("p"))
                if texts:
                    out.back.append((title.rstrip(" .:"), texts))
            for sec in inner:
                texts = texts_of(sec.iter("p"))
                if texts:
                    out.back.append((text_of(sec.find("title")).rstrip(" .:"), texts))
        elif kind == "fn-group":
            none = frozenset(("label", "title"))
            title = text_of(e.find("title"))
            texts = texts_of(e.iterfind("fn"), none)
            if title and texts:
                out.back.append((title, texts))
            else:
                for fn in e.iterfind("fn"):
                    t = text_of(fn, none)
                    title = text_of(fn.find("title")) or NOTES.get(fn.get("fn-type") or "", "")
                    if t:
                        out.back.append((title, [t]))
        elif kind in ("app-group", "app"):
            for app in [e] if kind == "app" else e.iterfind("app"):
                texts = texts_of(app.iter("p"))
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
