"""Only `xml.py` parses XML: no other module reaches a parser of lxml, of Python, or of another library.

Every way by which lxml reads a document or a file of its own accord is known here by its name.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "filters" / "rubricate"
PARSER = "xml.py"
OF_ETREE = (
    "parse", "XML", "HTML", "XMLID", "XMLDTDID", "parseid", "fromstring", "fromstringlist", "iterparse", "XMLParser",
    "HTMLParser", "XMLPullParser", "HTMLPullParser", "ETCompatXMLParser", "XSLT", "RelaxNG", "Schematron", "XMLSchema",
    "DTD", "XInclude", "set_default_parser", "get_default_parser",
)  # fmt: skip
"""Names of `lxml.etree` that read text, bytes or files; a schema reads what it includes."""
METHODS = ("xinclude", "xslt", "makeparser")
"""Methods of trees that read other files."""
LIBRARIES = (
    "xml", "pyexpat", "bs4", "html5lib", "html5_parser", "xmltodict", "untangle", "defusedxml", "selectolax", "pyquery",
    "lxml.html", "lxml.objectify", "lxml.sax", "lxml.isoschematron", "lxml.ElementInclude", "lxml.cssselect",
    "lxml.builder.parse", "libxml2",
)  # fmt: skip
"""Other ways to a parser; "xml" is Python's own (xml.etree, xml.dom, xml.sax, xml.parsers)."""
ALLOWED = {
    # A house's Schematron, which the user trusts: parsed by xml.py, run with no access to files.
    "validation/schematron.py": frozenset(("lxml.isoschematron", "XSLT")),
    # The bundled declarations, checked against CHECKSUMS, given as bytes.
    "validation/grammar.py": frozenset(("DTD",)),
}


def imported(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """`(line, dotted name, the name it is called by here)` of all absolute imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, alias.asname or alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}", alias.asname or alias.name


def parsers(source: str) -> Iterator[tuple[int, str]]:
    """`(line, name)` of everything in a module that reads XML or HTML."""
    tree = ast.parse(source)
    etree: set[str] = set()
    for line, name, here in imported(tree):
        for library in LIBRARIES:
            if name == library or name.startswith(f"{library}."):
                yield line, library
        head, _, last = name.rpartition(".")
        if name == "lxml.etree":
            etree.add(here if here != "lxml" else "lxml.etree")
        elif name == "lxml":
            etree.add(f"{here}.etree")
        elif head == "lxml.etree" and last in (*OF_ETREE, "*"):
            yield line, last
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            if isinstance(node, ast.Call) and "ElementTree" in ast.unparse(node.func):
                # ElementTree(root) wraps a tree; with a file it parses one
                if len(node.args) > 1 or any(keyword.arg in ("file", "parser") for keyword in node.keywords):
                    yield node.lineno, "ElementTree"
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "getattr" and len(node.args) > 1:
                if ast.unparse(node.args[0]) in etree and not isinstance(node.args[1], ast.Constant):
                    yield node.lineno, "getattr"
                elif isinstance(node.args[1], ast.Constant) and node.args[1].value in OF_ETREE:
                    yield node.lineno, str(node.args[1].value)
            continue
        if (ast.unparse(node.value) in etree and node.attr in OF_ETREE) or node.attr in METHODS:
            yield node.lineno, node.attr


def faults(path: str, source: str) -> list[str]:
    """What a module at `path` (relative to the package) may not use."""
    if path == PARSER:
        return []
    allowed = ALLOWED.get(path, frozenset())
    return [
        f"line {line}: {name}, which only {PARSER} may use" for line, name in parsers(source) if name not in allowed
    ]


MODULES = sorted(str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES)
def test_only_one_module_parses(path: str) -> None:
    assert faults(path, (SOURCE / path).read_text(encoding="utf-8")) == []


def test_what_is_allowed_is_used() -> None:
    for path, names in ALLOWED.items():
        assert names <= {name for _, name in parsers((SOURCE / path).read_text(encoding="utf-8"))}
    assert "XMLParser" in {name for _, name in parsers((SOURCE / PARSER).read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", OF_ETREE)
@pytest.mark.parametrize(
    "form",
    [
        "from lxml import etree\netree.{}(x)",
        "from lxml import etree as e\nread = e.{}",
        "import lxml.etree\nlxml.etree.{}(x)",
        "import lxml.etree as ET\nET.{}(x)",
        "import lxml\nlxml.etree.{}(x)",
        "from lxml.etree import {}",
        "from lxml.etree import {} as harmless",
        "from lxml import etree\ngetattr(etree, '{}')(x)",
    ],
)
def test_every_parser_of_lxml_is_seen(name: str, form: str) -> None:
    assert faults("jats/x.py", form.replace("{}", name)) != []


@pytest.mark.parametrize("name", LIBRARIES)
@pytest.mark.parametrize("form", ["import {}", "import {} as x", "from {} import x", "import {}.x"])
def test_every_other_library_is_seen(name: str, form: str) -> None:
    assert faults("jats/x.py", form.replace("{}", name)) != []


@pytest.mark.parametrize(
    "source",
    [
        "from lxml import html\nhtml.fromstring(x)",
        "from lxml import objectify",
        "import xml.etree.ElementTree as ET\nET.parse(x)",
        "from xml.etree import ElementTree",
        "from xml.dom import minidom",
        "from xml.dom.minidom import parseString",
        "import xml.sax",
        "from xml.parsers import expat",
        "from bs4 import BeautifulSoup",
        "from lxml.etree import *",
        "tree.xinclude()",
        "tree.getroottree().xslt(style)",
        "from lxml import etree\netree.ElementTree(file=path)",
        "from lxml import etree\nread = getattr(etree, name)",
    ],
)
def test_an_offender_is_seen(source: str) -> None:
    assert faults("jats/x.py", source) != []


@pytest.mark.parametrize(
    "source",
    [
        "from lxml import etree\netree.SubElement(etree.Element('a'), 'b')",
        "from lxml import etree\netree.ElementTree(root)",
        "from .xml import parse_xml\nparse_xml(data)",
        "from html.parser import HTMLParser",  # Python's reader of tokens: it opens nothing and knows no entity of a file
        "import json\njson.load(x)\nurl.parse(x)",
    ],
)
def test_other_work_is_free(source: str) -> None:
    assert faults("jats/x.py", source) == []
