"""A house's Schematron file as one rule: lxml's ISO Schematron, which is XSLT 1.0; nothing outside the file is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, isoschematron

from ..findings import RubricateError, Severity
from ..xml import parse_xml
from .profile import house_fault
from .rules.document import Document, text_of
from .rules.registry import Hit, Rule

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"
# Usual values of @role and @flag.
ROLES = {
    "error": Severity.ERROR, "fatal": Severity.ERROR, "warning": Severity.WARNING, "warn": Severity.WARNING,
    "info": Severity.INFO, "information": Severity.INFO,
}  # fmt: skip


def schematron_rule(path: Path) -> Rule:
    """The assertions of a `.sch` file. Raises RubricateError (`house-profile`) where it can't be run."""
    try:
        schema = parse_xml(path.read_bytes(), str(path))
    except OSError as error:
        raise RubricateError(house_fault(path, (error.strerror or str(error)).lower(), "a Schematron file")) from None
    root = schema.getroot()
    if root.tag != SCHEMATRON + "schema":
        raise RubricateError(house_fault(path, f"root <{etree.QName(root).localname}>", "<schema> of ISO Schematron"))
    binding = root.get("queryBinding", "xslt")
    if binding not in ("xslt", "xslt1", "xpath"):
        raise RubricateError(
            house_fault(path, f'queryBinding="{binding}"', 'queryBinding="xslt": lxml runs XSLT and XPath 1.0')
        )
    if next(root.iter(SCHEMATRON + "include"), None) is not None:
        raise RubricateError(house_fault(path, "<include>", "everything in one file"))
    try:
        style = isoschematron.iso_svrl_for_xslt1(isoschematron.iso_abstract_expand(schema))
        run = etree.XSLT(style, access_control=etree.XSLTAccessControl.DENY_ALL)
    except etree.LxmlError as error:
        raise RubricateError(house_fault(path, f"Schematron that can't be run ({error})", "XSLT 1.0")) from None

    def check(document: Document) -> Iterator[Hit]:
        try:
            report = run(document.tree)
        except etree.LxmlError as error:
            yield Hit(document.root, f"failure of {path.name} ({error})", "assertions that can be run")
            return
        yield from _hits(report, document)

    name = f"The article keeps {path.name}"
    return Rule("schematron", 0, Severity.ERROR, f"the house's {path.name}", "", "", check, name, "")


def _hits(report: etree._XSLTResultTree, document: Document) -> Iterator[Hit]:
    for item in report.getroot().iter(SVRL + "failed-assert", SVRL + "successful-report"):
        found = document.tree.xpath(item.get("location", "/*"))
        element = found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None
        element = document.root if element is None or not isinstance(element.tag, str) else element
        severity = ROLES.get((item.get("role") or item.get("flag") or "").lower())
        message = text_of(item.find(SVRL + "text"))
        yield Hit(
            element, "", "", text=message or f"Unexpected {item.get('test')}", id=item.get("id", ""), severity=severity
        )
