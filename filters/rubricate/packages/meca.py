"""A package for manuscript exchange: manifest, the article's JATS, transfer facts where they are known, files.

Source: NISO RP-30-2020 (MECA), the manifest and transfer DTDs, version 1.0, and its list of item types.
"""

from __future__ import annotations

from lxml import etree

from ..findings import Finding, Severity
from ..from_jats import Front
from .article import PackageArticle
from .content_rules import ContentRules
from .full_text import article_bytes
from .links import Named, relink
from .names import base_name, safe, safe_file
from .parts import Package, placed, xml_bytes

MANIFEST = "https://manuscriptexchange.org/schema/manifest"
TRANSFER = "https://manuscriptexchange.org/schema/transfer"
XLINK = "http://www.w3.org/1999/xlink"
DOCTYPES = {
    "manifest": '<!DOCTYPE manifest PUBLIC "-//MECA//DTD Manifest v1.0//en" "https://meca.zip/manifest-1.0.dtd">',
    "transfer": '<!DOCTYPE transfer PUBLIC "-//MECA//DTD Transfer v1.0//en" "https://meca.zip/transfer-1.0.dtd">',
}
ITEMS = {
    "figure": "figure",
    "table": "table",
    "formula": "figure",
    "inline": "figure",
    "supplement": "supplementary-material",
}
MEDIA_TYPES = {
    "xml": "application/xml", "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "tif": "image/tiff", "tiff": "image/tiff", "gif": "image/gif", "svg": "image/svg+xml", "eps": "application/postscript",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "md": "text/markdown", "txt": "text/plain",
    "odt": "application/vnd.oasis.opendocument.text", "csv": "text/csv", "html": "text/html", "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "tex": "application/x-tex",
}  # fmt: skip
RULES = ContentRules(
    id="meca-schema",
    namespaces={MANIFEST: "", TRANSFER: ""},
    models={
        "manifest": "item+",
        "item": "item-title? item-description? file-order? item-metadata? instance+",
        "instance": "",
        "transfer": "transfer-source destination processing-instructions?",
        "transfer-source": "service-provider? publication security?",
        "destination": "service-provider publication security?",
        "service-provider": "provider-name? contact?",
        "publication": "publication-title acronym? contact?",
        "contact": "contact-name? (email|phone)+",
    },
    texts=dict.fromkeys(("item-title", "item-description", "provider-name", "publication-title", "acronym", "email"), (10000, "")),
    attributes={"manifest": ("manifest-version",), "instance": (f"{{{XLINK}}}href",), "transfer": ("transfer-version",)},
)  # fmt: skip


def media_type(name: str) -> str:
    """The media type of a file, told from its extension.

    >>> media_type("a.tif")
    'image/tiff'
    """
    return MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def meca(article: PackageArticle) -> Package:
    """manifest.xml, article.xml, transfer.xml where the destination is known, files in content/, sources in source/."""
    front = article.front()
    base, _ = base_name(article, front, "-")
    linked = relink(article.root, article.files, _name)
    files: dict[str, bytes] = {"article.xml": article_bytes(article, linked.root)}
    items = [("article-metadata", "article.xml", "")]
    findings = list(linked.findings)
    transfer = _transfer(article, front)
    if transfer is not None:
        findings += placed(RULES.check(transfer), "transfer.xml")
        files["transfer.xml"] = xml_bytes(transfer, DOCTYPES["transfer"])
        items.append(("transfer-metadata", "transfer.xml", ""))
    else:
        message = "Unexpected package without transfer.xml, expected where it goes: it is left out."
        todo = "Give --set destination-provider=… and --set destination-title=… where the receiver asks for them."
        findings.append(Finding("package-transfer", Severity.WARNING, message, suggestion=todo))
    for name, data in linked.files.items():
        files[name] = data
        items.append((ITEMS[linked.kinds[name]], name, ""))
    for extra, data in article.extra.items():
        name = f"source/{safe_file(extra)}"
        files[name] = data
        items.append(("article" if extra.lower().endswith(".pdf") else "manuscript", name, ""))
    manifest = _manifest(items)
    findings += placed(RULES.check(manifest), "manifest.xml")
    files["manifest.xml"] = xml_bytes(manifest, DOCTYPES["manifest"])
    return Package(f"{safe(base)}-meca", files, "article.xml", findings, linked.renamed)


def _name(one: Named) -> str:
    short = one.old.rpartition("/")[2]
    stem = short[: -len(one.extension)] if short.lower().endswith(one.extension) and one.extension else short
    return f"content/{safe_file(stem + one.extension)}"


def _manifest(items: list[tuple[str, str, str]]) -> etree._Element:
    root = etree.Element(f"{{{MANIFEST}}}manifest", {"manifest-version": "1.0"}, nsmap={None: MANIFEST, "xlink": XLINK})
    for number, (kind, name, title) in enumerate(items, start=1):
        item = etree.SubElement(root, f"{{{MANIFEST}}}item", {"id": f"item{number}", "item-type": kind})
        if title:
            etree.SubElement(item, f"{{{MANIFEST}}}item-title").text = title
        instance = etree.SubElement(item, f"{{{MANIFEST}}}instance", {"media-type": media_type(name)})
        instance.set(f"{{{XLINK}}}href", name)
    return root


def _transfer(article: PackageArticle, front: Front) -> etree._Element | None:
    """Who sends to whom; None where the user names no destination."""
    settings = article.settings
    if not settings.get("destination-title") or not front.journal_title:
        return None
    root = etree.Element(f"{{{TRANSFER}}}transfer", {"transfer-version": "1.0"}, nsmap={None: TRANSFER})
    source = etree.SubElement(root, f"{{{TRANSFER}}}transfer-source")
    _publication(source, front.journal_title, settings.get("acronym", ""))
    destination = etree.SubElement(root, f"{{{TRANSFER}}}destination")
    provider = etree.SubElement(destination, f"{{{TRANSFER}}}service-provider")
    if settings.get("destination-provider"):
        etree.SubElement(provider, f"{{{TRANSFER}}}provider-name").text = settings["destination-provider"]
    _publication(destination, settings["destination-title"], "")
    return root


def _publication(parent: etree._Element, title: str, acronym: str) -> None:
    publication = etree.SubElement(parent, f"{{{TRANSFER}}}publication")
    etree.SubElement(publication, f"{{{TRANSFER}}}publication-title").text = title
    if acronym:
        etree.SubElement(publication, f"{{{TRANSFER}}}acronym").text = acronym
