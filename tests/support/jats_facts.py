"""The facts of a JATS article under the keys that samples/*/facts.yaml use; written apart from the code that it tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree

XLINK = "{http://www.w3.org/1999/xlink}href"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROOT = Path(__file__).parents[2]


def sample_sources() -> list[Path]:
    """Every sample document in every format, and the seed."""
    suffixes = (".txt", ".md", ".docx", ".odt", ".html")
    found = [path for path in sorted((ROOT / "samples").glob("*/article.*")) if path.suffix in suffixes]
    return [*found, *sorted((ROOT / "seeds").glob("*.txt"))]


def name_of(path: Path) -> str:
    return "/".join(path.parts[-2:])


def words(node: etree._Element | None) -> str:
    """Text of an element with single spaces; MathML is left out."""
    if node is None:
        return ""
    return " ".join("".join(_texts(node)).split())


def _texts(node: etree._Element) -> list[str]:
    if "MathML" in str(node.tag):
        return []
    out = [node.text or ""]
    for child in node:
        out += [*_texts(child), child.tail or ""]
    return out


def facts_of(xml: bytes) -> dict[str, Any]:
    """Everything that a facts file may ask for."""
    root = etree.fromstring(xml, etree.XMLParser(load_dtd=False, no_network=True))
    meta = root.find("front/article-meta")
    assert meta is not None

    def text(path: str) -> str:
        return words(root.find(path))

    affs: list[etree._Element] = []
    ids: dict[str, int] = {}
    for aff in meta.iter("aff"):
        holder = aff.getparent()
        assert holder is not None
        in_group = holder.tag == "aff-alternatives"
        if not in_group or aff is holder[0]:
            affs.append(aff)
            ids[str((holder if in_group else aff).get("id"))] = len(affs)
    return {
        "lang": root.get(LANG),
        "article-type": root.get("article-type"),
        "tag-set": "publishing" if b"Journal Publishing" in xml[:400] else "archiving",
        "heading": text(".//subj-group[@subj-group-type='heading']/subject"),
        "journal": {"title": text(".//journal-title"), "abbrev-title": text(".//abbrev-journal-title")},
        "title": text(".//article-title"),
        "running-title": text(".//alt-title"),
        "translated-titles": [
            {"lang": g.get(LANG), "title": words(g.find("trans-title"))} for g in meta.iter("trans-title-group")
        ],
        "authors": [_author(contrib, ids) for contrib in meta.iter("contrib")],
        "affiliations": [_affiliation(aff) for aff in affs],
        "emails": [words(email) for email in meta.iter("email")],
        "author-notes": [words(p) for p in meta.iterfind("author-notes/fn/p")],
        "date": {part.tag: part.text for date in meta.findall("pub-date")[:1] for part in date},
        "history": {date.get("date-type"): _iso(date) for date in meta.iterfind("history/date")},
        "volume": text(".//article-meta/volume"),
        "issue": text(".//article-meta/issue"),
        "fpage": text(".//article-meta/fpage"),
        "lpage": text(".//article-meta/lpage"),
        "doi": text(".//article-meta/article-id[@pub-id-type='doi']"),
        "pmid": text(".//article-meta/article-id[@pub-id-type='pmid']"),
        "copyright-year": text(".//copyright-year"),
        "copyright-holder": text(".//copyright-holder"),
        "license-link": "".join(node.get(XLINK, "") for node in meta.iter("license")),
        "related": [node.get(XLINK) for node in meta.iter("related-article")],
        "abstracts": [_abstract(node) for node in meta if node.tag in ("abstract", "trans-abstract")],
        "keywords": [_keywords(group) for group in meta.iter("kwd-group")],
        "sections": _sections(root.find("body"), ""),
        "section-labels": [words(label) for label in root.iterfind(".//body//sec/label")],
        "paragraphs": len(root.findall("body/p")),
        "lists": [node.get("list-type") for node in root.iterfind(".//body//list")],
        "quotations": [words(node) for node in root.iter("disp-quote")],
        "footnotes": [words(p) for p in root.iterfind("back/fn-group/fn/p")],
        "figures": [_figure(fig) for fig in root.iter("fig")],
        "tables": [_table(wrap) for wrap in root.iter("table-wrap")],
        "floats-group": sum(1 for _ in root.iterfind("floats-group/*")),
        "back": _back(root),
        "references": _references(root),
        "citations": [(xref.get("rid") or "").split() for xref in root.iter("xref") if xref.get("ref-type") == "bibr"],
        "cross-references": [
            xref.get("rid") for xref in root.iter("xref") if xref.get("ref-type") in ("fig", "table", "disp-formula")
        ],
    }


def _author(contrib: etree._Element, ids: dict[str, int]) -> dict[str, Any]:
    name = next(
        (
            contrib.find(path)
            for path in ("name", "name-alternatives/name", "name-alternatives/string-name", "string-name")
            if contrib.find(path) is not None
        ),
        None,
    )
    other = contrib.find("name-alternatives")
    return {
        "surname": words(name.find("surname")) if name is not None else "",
        "given-names": words(name.find("given-names")) if name is not None else "",
        "degrees": words(contrib.find("degrees")),
        "orcid": words(contrib.find("contrib-id")).rsplit("/", 1)[-1],
        "affiliations": [ids[str(x.get("rid"))] for x in contrib.findall("xref") if x.get("ref-type") == "aff"],
        "corresponding": contrib.get("corresp") == "yes"
        and any(x.get("ref-type") == "corresp" for x in contrib.findall("xref")),
        "equal": contrib.get("equal-contrib") == "yes",
        "alternative": (
            "".join(other[1].itertext()).replace("\n", "").replace("  ", "")
            if other is not None and other[1].tag == "name"
            else words(other[1])
        )
        if other is not None
        else "",
    }


def _affiliation(aff: etree._Element) -> dict[str, Any]:
    country = aff.find("country")
    return {
        "label": words(aff.find("label")), "institutions": [words(i) for i in aff.findall("institution")], "city": words(aff.find("city")),
        "country": words(country), "country-code": country.get("country") if country is not None else "",
    }  # fmt: skip


def _iso(date: etree._Element) -> str:
    parts = {part.tag: int(part.text or 0) for part in date}
    return "-".join(f"{parts[key]:0{4 if key == 'year' else 2}d}" for key in ("year", "month", "day") if key in parts)


def _abstract(node: etree._Element) -> dict[str, Any]:
    return {
        "lang": node.get(LANG), "titles": [words(t) for t in node.iterfind("sec/title")], "begins": words(node.find(".//p")),
        "paragraphs": len(node.findall(".//p")),
    }  # fmt: skip


def _keywords(group: etree._Element) -> dict[str, Any]:
    return {
        "type": group.get("kwd-group-type"), "lang": group.get(LANG), "words": [words(k) for k in group.findall("kwd")],
        "major": [words(k) for k in group.findall("kwd") if k.get("content-type") == "major"],
    }  # fmt: skip


def _sections(parent: etree._Element | None, path: str) -> list[str]:
    out: list[str] = []
    for sec in parent.findall("sec") if parent is not None else []:
        here = f"{path} > {words(sec.find('title'))}" if path else words(sec.find("title"))
        out += [here, *_sections(sec, here)]
    return out


def _figure(fig: etree._Element) -> dict[str, Any]:
    return {
        "label": words(fig.find("label")), "title": words(fig.find("caption/title")), "text": " ".join(words(p) for p in fig.findall("caption/p")),
        "panels": [words(n) for n in fig.iter("named-content")],
    }  # fmt: skip


def _table(wrap: etree._Element) -> dict[str, Any]:
    return {
        "label": words(wrap.find("label")), "title": words(wrap.find("caption/title")), "rows": len(wrap.findall(".//tr")),
        "notes": [words(p) for p in wrap.iterfind("table-wrap-foot//p")],
    }  # fmt: skip


def _back(root: etree._Element) -> dict[str, str]:
    back = root.find("back")
    out: dict[str, str] = {}
    for node in back if back is not None else []:
        key = {"sec": node.get("sec-type"), "app-group": "app"}.get(str(node.tag), str(node.tag))
        first = node.find(".//p")
        entry = node.find(".//supplementary-material")
        if key and entry is not None:
            out[key] = f"{words(entry.find('label'))} {words(entry.find('caption'))}"
        elif key and first is not None:
            out[key] = words(first)
    return out


def _references(root: etree._Element) -> dict[str, Any]:
    refs = list(root.iter("ref"))
    texts = ["".join(citation.itertext()) for ref in refs for citation in ref.findall("mixed-citation")]
    return {
        "count": len(refs), "labels": [words(ref.find("label")) for ref in refs if ref.find("label") is not None],
        "first-begins": texts[0] if texts else "", "last-ends": texts[-1] if texts else "",
    }  # fmt: skip


CSL_TYPES = {
    "article-journal": "journal", "paper-conference": "confproc", "webpage": "web", "dataset": "data", "article": "preprint",
    "article-newspaper": "newspaper", "legislation": "legal", "document": "other",
}  # fmt: skip


def reference_facts(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The records of `report.json` by label, under the keys of `reference-fields`."""
    return {entry.get("label", entry["id"]): _record(entry["csl"]) for entry in report["references"] if "csl" in entry}


def _record(item: dict[str, Any]) -> dict[str, Any]:
    def names(people: list[dict[str, str]]) -> list[str]:
        keys = ("literal", "dropping-particle", "non-dropping-particle", "family", "given", "suffix")
        return [" ".join(person[key] for key in keys if key in person) for person in people]

    def date(value: dict[str, Any]) -> str:
        return "-".join(str(part) for part in (value.get("date-parts") or [[]])[0])

    return {
        "type": CSL_TYPES.get(item["type"], item["type"]),
        "authors": names(item.get("author", [])),
        "editors": names(item.get("editor", [])),
        "title": item.get("title"),
        "source": item.get("container-title"),
        "year": date(item.get("issued", {})).split("-")[0],
        "volume": item.get("volume"),
        "issue": item.get("issue"),
        "supplement": item.get("supplement"),
        "page": item.get("page"),
        "doi": item.get("DOI"),
        "url": item.get("URL"),
        "publisher": item.get("publisher"),
        "place": item.get("publisher-place"),
        "accessed": date(item.get("accessed", {})),
    }


BEGINS = frozenset(("begins", "first-begins"))
ENDS = frozenset(("last-ends",))
LEADING = frozenset(("quotations", "back"))
"""Facts that give only how a text begins."""


def differences(expected: Any, found: Any, path: str = "") -> list[str]:
    """Where the facts of an article differ from a facts file; keys that the file does not name are not compared."""
    key = path.rsplit(".", 1)[-1]
    if isinstance(expected, dict):
        return [
            line
            for name, value in expected.items()
            for line in differences(value, (found or {}).get(name), f"{path}.{name}")
        ]
    if isinstance(expected, list):
        if not isinstance(found, list) or len(expected) != len(found):
            return [f"{path}: expected {expected!r}, found {found!r}"]
        return [line for at, value in enumerate(expected) for line in differences(value, found[at], f"{path}[{at}]")]
    want, got = str(expected), str(found) if found is not None else ""
    if key in BEGINS or path.split(".")[1].split("[")[0] in LEADING:
        return [] if got.startswith(want) else [f"{path}: expected to begin {want!r}, found {got[:80]!r}"]
    if key in ENDS:
        return [] if got.endswith(want) else [f"{path}: expected to end {want!r}, found {got[-80:]!r}"]
    return [] if re.sub(r"\s+", " ", got) == want else [f"{path}: expected {want!r}, found {got!r}"]
