"""The reduced face: a tagged document that pandoc's own JATS writer and template can hold.

That writer knows no affiliation without an author, no MeSH group, no history and no labels; what it can't hold is named in
findings. Facts: pandoc's template variables and what its JATS writer does with Divs, tables and notes.
"""

from __future__ import annotations

import panflute as pf

from .inlines import items, plain
from .meta import meta_inlines, meta_list, meta_text
from .tagging.record import get, to_meta
from .values import Finding, Severity

SUGGESTION = "Use `pandoc -d rubricate` or `rubricate convert`, which write the whole article."
CANNOT = {
    "history": "history dates",
    "keyword-groups": "keyword groups beyond the first (MeSH, other languages)",
    "translated-titles": "titles in other languages",
    "translated-abstracts": "abstracts in other languages",
    "other-abstracts": "further abstracts",
    "article.author-notes.fn": "author notes",
    "article.running-title": "the running title",
    "article.related": "related articles",
}


def reduced(doc: pf.Doc) -> tuple[Finding, ...]:
    """Change a tagged document in place for `pandoc -t jats_publishing -s`; findings name what does not fit."""
    findings = [_lost(what) for key, what in CANNOT.items() if get(doc, key) is not None]
    metadata = doc.metadata
    _keywords(doc)
    _abstract(metadata)
    _notes_in_title(metadata)
    findings += _authors(doc)
    findings += _journal(doc)
    date = metadata.content.get("date")
    if isinstance(date, pf.MetaMap):
        date.content.pop("season", None)
    _licence(metadata)
    doc.content = _blocks(doc.content.list)
    _sound_links(doc)
    return tuple(findings)


def _licence(metadata: pf.MetaMap) -> None:
    """The template puts the licence into `<license-p>`: inlines only."""
    for entry in meta_list(metadata.content.get("license")):
        if isinstance(entry, pf.MetaMap) and isinstance(entry.content.get("text"), pf.MetaBlocks):
            entry["text"] = pf.MetaInlines(*meta_inlines(entry.content["text"]))


def _sound_links(doc: pf.Doc) -> None:
    """Every id once, and no link to one that is not there."""
    seen: set[str] = set()

    def ids(element: pf.Element, _: pf.Doc) -> pf.Element | list[pf.Element] | None:
        identifier = getattr(element, "identifier", "")
        if identifier and not isinstance(element, pf.Link):
            if identifier in seen:
                element.identifier = ""
            seen.add(identifier)
        return None

    def links(element: pf.Element, _: pf.Doc) -> list[pf.Inline] | None:
        if isinstance(element, pf.Link) and element.url.startswith("#") and element.url[1:] not in seen:
            return list(element.content)
        return None

    doc.walk(ids)
    doc.walk(links)


def _lost(what: str) -> Finding:
    return Finding(
        "reduced-face",
        Severity.WARNING,
        f"Unexpected {what}: pandoc's own JATS template has no place for them.",
        suggestion=SUGGESTION,
    )


def _keywords(doc: pf.Doc) -> None:
    keywords = doc.metadata.content.pop("keywords", None)
    if keywords is not None:
        doc.metadata["tags"] = keywords


def _abstract(metadata: pf.MetaMap) -> None:
    abstract = metadata.content.get("abstract")
    if isinstance(abstract, pf.MetaInlines):
        metadata["abstract"] = pf.MetaBlocks(pf.Para(*items(abstract)))


def _notes_in_title(metadata: pf.MetaMap) -> None:
    title = metadata.content.get("title")
    if isinstance(title, pf.MetaInlines):
        metadata["title"] = pf.MetaInlines(*[inline for inline in items(title) if type(inline) is not pf.Note])


def _authors(doc: pf.Doc) -> list[Finding]:
    metadata = doc.metadata
    authors = metadata.content.get("author")
    affiliations = metadata.content.get("affiliation")
    findings = []
    if affiliations is not None and not authors:
        del metadata.content["affiliation"]
        findings.append(_lost("affiliation without an author"))
    if isinstance(authors, pf.MetaList):
        for author in authors:
            if isinstance(author, pf.MetaMap):
                name = meta_text(author.content.get("string")) or meta_text(author.content.get("collab"))
                if name and "surname" not in author.content:
                    author["name"] = to_meta(name)
                for key in ("string", "collab", "marks", "alternatives", "degrees", "notes", "corresp"):
                    author.content.pop(key, None)
                cor = author.content.get("cor-id")
                if isinstance(cor, pf.MetaList) and len(cor):
                    author["cor-id"] = cor[0]
    notes = get(doc, "article.author-notes.corresp")
    if isinstance(notes, pf.MetaList):
        first = [entry for entry in notes if isinstance(entry, pf.MetaMap)][:1]
        email = first[0].content.get("email") if first else None
        if isinstance(email, pf.MetaList) and len(email):
            metadata["article"]["author-notes"]["corresp"] = to_meta(
                {"id": meta_text(first[0].content.get("id")), "email": meta_text(email[0])}
            )
        else:
            del metadata["article"]["author-notes"].content["corresp"]
    return findings


def _journal(doc: pf.Doc) -> list[Finding]:
    if get(doc, "title") is None:
        return [
            Finding(
                "no-title",
                Severity.WARNING,
                "Unexpected article without a title, expected one: pandoc's JATS is not valid without.",
                suggestion="Give -M title=…",
            )
        ]
    return []


def _blocks(blocks: list[pf.Element]) -> list[pf.Block]:
    """Blocks without Divs, with the forms that pandoc's writer turns into valid JATS."""
    out: list[pf.Block] = []
    for block in blocks:
        if type(block) is pf.Div:
            classes = set(block.classes)
            if "page-furniture" in classes:
                continue
            if "table-wrap" in classes:
                out.extend(_table(block))
            elif "ref-list" in classes:
                out.append(pf.Div(*_references(block), identifier="refs"))
            else:
                out.extend(_blocks(items(block)))
        elif type(block) is pf.Header:
            out.append(pf.Header(*items(block), level=block.level, identifier=block.identifier))
        elif type(block) is pf.Figure:
            out.extend(_figure(block))
        else:
            out.append(block)
    return out


def _figure(figure: pf.Figure) -> list[pf.Block]:
    """A figure without an image would become a `<fig-group>`: its caption is kept as paragraphs."""
    label = figure.attributes.get("label", "")
    caption = [pf.Para(*items(child)) for child in (figure.caption.content.list if figure.caption else [])]
    if label:
        first = items(caption[0]) if caption else []
        caption = [pf.Para(pf.Strong(pf.Str(label)), pf.Space(), *first), *caption[1:]]
    if not figure.content.list:
        return caption
    return [pf.Figure(*figure.content.list, caption=pf.Caption(*caption), identifier=figure.identifier)]


def _table(block: pf.Div) -> list[pf.Block]:
    """The grid with id and label; without a grid its caption as paragraphs."""
    label = block.attributes.get("label", "")
    out: list[pf.Block] = []
    for child in items(block):
        if type(child) is pf.Table:
            child.identifier = child.identifier or block.identifier
            caption = [
                pf.Plain(*items(p))
                for p in (child.caption.content.list if child.caption else [])
                if isinstance(p, pf.Para | pf.Plain)
            ]
            if label:
                caption = [pf.Plain(pf.Str(label), pf.Space(), *(items(caption[0]) if caption else [])), *caption[1:]]
            child.caption = pf.Caption(*caption)
            out.append(child)
            label = ""
        else:
            out.extend(_blocks([child]))
    if label and out and isinstance(out[0], pf.Para):
        out[0].content = [pf.Strong(pf.Str(label)), pf.Space(), *items(out[0])]
    return out


def _references(block: pf.Div) -> list[pf.Block]:
    """The entries as paragraphs, each label at the head of its text; several works under one number one behind the other."""
    out: list[pf.Block] = []
    for entry in items(block):
        if type(entry) is not pf.Div:
            out.append(entry)
        elif "page-furniture" not in entry.classes:
            out += _entry(entry, entry.attributes.get("label", ""))
    return out


def _entry(entry: pf.Div, label: str) -> list[pf.Block]:
    out: list[pf.Block] = []
    for child in items(entry):
        if type(child) is pf.Div:
            out += _entry(child, f"{label} {child.attributes.get('label', '')}".strip())
        else:
            inlines = items(child) if isinstance(child, pf.Para | pf.Plain) else []
            lead = [pf.Str(label), pf.Space()] if label and plain(inlines) else []
            out.append(pf.Para(*lead, *inlines))
        label = ""
    return out
