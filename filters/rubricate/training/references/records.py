"""Records to render: those of publishers' metadata, and made-up ones recombined from their parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Person:
    """A person by family and given name, or a group."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    collab: str = ""


@dataclass(frozen=True)
class Record:
    """One work. Short attribute names are the slots of templates (see render.LABELS)."""

    kind: str
    authors: tuple[Person, ...] = ()
    etal: bool = False
    group: str = ""
    """A collaboration behind the people."""
    editors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    T: str = ""
    S: str = ""
    R: str = ""
    tt: str = ""
    year: str = ""
    month: int = 0
    day: int = 0
    v: str = ""
    i: str = ""
    s: str = ""
    part: str = ""
    fpage: str = ""
    lpage: str = ""
    eid: str = ""
    P: str = ""
    L: str = ""
    e: str = ""
    doi: str = ""
    pmid: str = ""
    pmc: str = ""
    arxiv: str = ""
    url: str = ""
    isbn: str = ""
    accessed: tuple[int, int, int] | None = None
    conf: str = ""
    cdate: str = ""
    cloc: str = ""
    th: str = ""
    num: str = ""
    ver: str = ""
    note: str = ""
    med: str = ""
    size: str = ""
    lang: str = "en"
    extra: dict[str, Any] = field(default_factory=dict, compare=False)


def people(entries: list[dict[str, Any]]) -> tuple[tuple[Person, ...], bool]:
    """`(people, et al.)` of the author entries of a data file."""
    out, etal = [], False
    for entry in entries:
        if entry.get("etal"):
            etal = True
        elif entry.get("collab"):
            out.append(Person(collab=entry["collab"].strip()))
        elif entry.get("family"):
            given = (entry.get("given") or "").strip()
            if given.isupper() and given.isalpha() and len(given) < 4:
                given = " ".join(given)
            out.append(Person(entry["family"].strip(), given.replace(".", ". ").strip(), (entry.get("suffix") or "").strip()))
    return tuple(out), etal


def from_fields(fields: dict[str, Any], lang: str = "en") -> Record | None:
    """The record of one publisher's element citation; `None` where there is too little or it is odd."""
    authors, etal = people(fields.get("authors") or [])
    editors, _ = people(fields.get("editors") or [])
    title = " ".join((fields.get("title") or fields.get("chapter") or "").split()).rstrip(". ")
    source = " ".join((fields.get("source") or fields.get("conf") or "").split())
    if len(title) > 350 or len(source) > 200 or len(authors) > 60 or (not title and not source):
        return None
    ptype = fields.get("ptype") or "other"
    kind = {"journal": "journal", "book": "book", "confproc": "conf", "software": "software", "data": "data", "report": "report",
            "thesis": "thesis", "preprint": "preprint", "web": "web", "website": "web", "webpage": "web"}.get(ptype, "")  # fmt: skip
    if kind == "book" and title and source:
        kind = "chapter"
    elif kind in ("book", "thesis", "report", "web", "software") and not title:
        title, source = source, ""
    if kind == "journal" and not (fields.get("volume") or fields.get("fpage") or fields.get("elocation")):
        kind = "journal" if source and fields.get("year") else ""
    if not kind:
        return None
    doi = fields.get("doi") or ""
    url = fields.get("url") or ""
    arxiv = url if url[:4].isdigit() or url[:3] in ("hep", "ast", "gr-") else ""
    if not url.startswith(("http", "www")):
        url = ""
    if "doi.org/10." in url:
        doi, url = doi or url.partition("doi.org/")[2], ""
    fpage = fields.get("fpage") or fields.get("elocation") or ""
    pmid = fields.get("pmid") or ""
    return Record(
        kind, authors, etal, "", editors, (), title, source, fields.get("series") or "", year=(fields.get("year") or "").strip(), v=fields.get("volume") or "",
        i=fields.get("issue") or "", s=fields.get("supplement") or "", fpage=fpage, lpage=fields.get("lpage") or "", P=(fields.get("publisher") or fields.get("institution") or "").strip(" ."),
        L=(fields.get("loc") or "").strip(" ."), e=fields.get("edition") or "", doi=doi if doi.startswith("10.") else "", pmid=pmid if pmid.isdigit() else "",
        arxiv=arxiv, url=url, ver=fields.get("version") or "", lang=lang or "en",
    )  # fmt: skip
