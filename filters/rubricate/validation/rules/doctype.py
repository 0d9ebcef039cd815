"""The rule on the DOCTYPE and the namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...values import Severity
from ..catalogue import by_identifier
from .document import Document, shown
from .registry import Hit, rule

URIS = {
    "xlink": "http://www.w3.org/1999/xlink",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "ali": "http://www.niso.org/schemas/ali/1.0/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
LINKING = ("ext-link", "graphic", "inline-graphic", "media", "license", "self-uri", "uri", "supplementary-material", "related-article")
# The NLM grammars before JATS, which receivers still take.
NLM = re.compile(r"-//NLM//DTD (?:Journal )?(?:Archiving and Interchange|Publishing|Journal Publishing|Article Authoring) DTD v[123]\.\d \d{8}//EN")
VERSION = re.compile(r"\bv(\d\.\d)(?:d\d)?\b")  # "… DTD v1.1d3 20150301//EN"


@rule(
    "doctype",
    68,
    Severity.ERROR,
    source="PMC file requirements (DOCTYPE); PMC Style Checker (XLink namespace)",
    link="https://pmc.ncbi.nlm.nih.gov/tagging-guidelines/article/genprac/",
    suggestion="Begin the file with the DOCTYPE of its grammar, and let @dtd-version say the same version.",
)
def doctype(document: Document) -> Iterator[Hit]:
    """The DOCTYPE names a known grammar by its PUBLIC id, @dtd-version agrees, and namespaces are those of the standard.

    Receivers choose the grammar by the PUBLIC id. A file without DOCTYPE is a warning where @dtd-version says the version
    (which later grammars allow), and so is a grammar of a house's own. The address of XLink is exact: another one, be it
    by a slash, makes other attributes of xlink:href.
    """
    root, info = document.root, document.tree.docinfo
    public, declared = info.public_id or "", root.get("dtd-version", "").strip()
    if not public:
        yield Hit(
            root,
            "file without DOCTYPE" if not info.doctype else "DOCTYPE without PUBLIC id",
            "the PUBLIC id of its grammar",
            severity=Severity.WARNING if declared else None,
        )
    else:
        entry = by_identifier(public, "")
        if entry is None and not NLM.fullmatch(" ".join(public.split())):
            yield Hit(root, f"PUBLIC id {shown(public, 100)}", "one of JATS", severity=None if "//NLM//DTD" in public else Severity.WARNING)
        version = VERSION.search(public)
        if version is not None and declared and not re.match(re.escape(version[1]) + r"(?!\d)", declared):
            yield Hit(root, f'dtd-version="{declared}"', f"{version[1]}, as the DOCTYPE says", "@dtd-version")
    for prefix, uri in root.nsmap.items():
        right = URIS.get(prefix or "")
        if right is not None and uri != right:
            suggestion = f'Write xmlns:{prefix}="{right}".'
            yield Hit(root, f'namespace xmlns:{prefix}="{uri}"', right, suggestion=suggestion)
    right_name = "{" + URIS["xlink"] + "}"
    for element in document.all(*LINKING):
        for name in element.keys():  # noqa: SIM118 - an element is no dict
            text = str(name)
            if text[0] == "{" and "xlink" in text.casefold() and not text.startswith(right_name) and text[1:].partition("}")[0] not in root.nsmap.values():
                found = f"namespace {text[1:].partition('}')[0]} of the link"
                yield Hit(element, found, URIS["xlink"])
                return
