"""The rule on the DOCTYPE and the namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...findings import Severity
from .document import Document, shown
from .registry import Hit, rule

URIS = {
    "xlink": "http://www.w3.org/1999/xlink",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "ali": "http://www.niso.org/schemas/ali/1.0/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
LINKING = (
    "ext-link",
    "graphic",
    "inline-graphic",
    "media",
    "license",
    "self-uri",
    "uri",
    "supplementary-material",
    "related-article",
)
# The official ids of JATS, from 1.0 on, drafts included: version, then date.
JATS = re.compile(
    r"-//NLM//DTD JATS \(Z39\.96\) (?:Journal Archiving and Interchange|Journal Publishing|Article Authoring) DTD"
    r"(?: with OASIS Tables)?(?: with MathML3)? v(\d\.\d(?:d\d)?) (\d{8})//EN"
)
DATES = {
    "1.0": "20120330", "1.1d1": "20130915", "1.1d2": "20140930", "1.1d3": "20150301", "1.1": "20151215",
    "1.2d1": "20170631", "1.2d2": "20180401", "1.2": "20190208", "1.3d1": "20190831", "1.3d2": "20201130",
    "1.3": "20210610", "1.4d1": "20240201", "1.4": "20241031",
}  # fmt: skip
# The NLM grammars before JATS, which receivers still take.
NLM = re.compile(
    r"-//NLM//DTD (?:Journal )?(?:Archiving and Interchange|Publishing|Journal Publishing|Article Authoring) DTD v[123]\.\d \d{8}//EN"
)
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
        if not _known(" ".join(public.split())):
            near = _near(" ".join(public.split()))
            severity = None if "//NLM//DTD" in public else Severity.WARNING
            yield Hit(root, f"PUBLIC id {shown(public, 100)}", near or "one of JATS", severity=severity)
        version = VERSION.search(public)
        if version is not None and declared and not re.match(re.escape(version[1]) + r"(?!\d)", declared):
            yield Hit(root, f'dtd-version="{declared}"', f"{version[1]}, as the DOCTYPE says", "@dtd-version")
    for prefix, uri in root.nsmap.items():
        right = URIS.get(prefix or "")
        if right is not None and uri != right:
            suggestion = f'Write xmlns:{prefix}="{right}".'
            yield Hit(root, f'namespace xmlns:{prefix}="{uri}"', right, suggestion=suggestion)
    told = {URIS["xlink"], root.nsmap.get("xlink")}
    for element in document.all(*LINKING):
        for name in element.keys():  # noqa: SIM118 - an element is no dict
            uri = str(name)[1:].partition("}")[0] if str(name)[0] == "{" else ""
            if "xlink" in uri.casefold() and uri not in told:
                yield Hit(element, f"namespace {uri} of the link", URIS["xlink"])
                return


def _known(public: str) -> bool:
    match = JATS.fullmatch(public)
    return DATES.get(match[1]) == match[2] if match is not None else NLM.fullmatch(public) is not None


def _near(public: str) -> str:
    """The right id where only the date is wrong."""
    match = JATS.fullmatch(public)
    return public.replace(match[2], DATES[match[1]]) if match is not None and match[1] in DATES else ""
