"""What web pages and reference managers leave in a list: `[PubMed] [Google Scholar]`, field codes, page numbers."""

from __future__ import annotations

import re

STRONG = tuple(
    sorted(
        ("google scholar", "pubmed central", "pubmed/ncbi", "pubmed abstract", "pubmed", "crossref full text", "crossref",
         "view article", "pmc free article", "free full text", "publisher full text", "full text links", "full text", "search ads",
         "web of science", "scopus", "ref list", "mathscinet", "zbmath", "openurl", "export citation", "view in article", "highwire",
         "view record in scopus", "article pubmed", "download citation", "go to reference", "reference source",
         "view at publisher", "view at google scholar", "view at scopus", "view at mathscinet", "view at zentralblatt math",
         "view at web of science"),
        key=len,
        reverse=True,
    )
)  # fmt: skip
"""Names of links; unbracketed they are clutter only at the end of an entry."""
WEAK = (
    "abstract",
    "article",
    "cas",
    "isi",
    "ads",
    "medline",
    "doi",
    "link",
    "links",
    "pdf",
    "chemport",
    "free",
    "pmc",
    "html",
    "zbl",
)
"""Names that are clutter in square brackets, or in a row of others."""
HINTS = ("[", "{", "\\bibitem", "addin", "scholar", "pubmed", "cross", "article", "scopus", "text", "reference source", "publisher", "highwire",
         "mathscinet", "zbmath", "openurl", "citation", "search ads", "web of science", "ref list", "- doi", "- pmc")  # fmt: skip
"""No clutter without one of these."""
BRACKETED = re.compile(
    r"\s{0,3}\[\s?(?:" + "|".join(re.escape(name) for name in (*STRONG, "cas", "isi", "medline", "doi", "links", "pmc", "ads", "article", "green version", "zbmath open")) + r")\s?\]",
    re.IGNORECASE,
)  # fmt: skip
"""A link in brackets, wherever it stands: " [PubMed]", " [Green Version]"."""
GLUED = (*STRONG, "article")
"""Names to which the next one may be glued: "View ArticleGoogle Scholar"."""
RULED = frozenset(("doi", "pmc"))
"""Names that are clutter alone too where a dash stands before them, as PubMed prints its links."""
SEPARATORS = " \t\n\u00a0|·•,;"
MANAGERS = re.compile(
    r"ADDIN\s(?:EN\.REFLIST|EN\.SECTION\.REFLIST|ZOTERO_BIBL\s\{[^\n]{0,300}\}\sCSL_BIBLIOGRAPHY|Mendeley Bibliography CSL_BIBLIOGRAPHY|PAPERS2_CITATIONS\s?<papers2_bibliography/>|NE\.Bib)\s{0,3}"
    r"|\\bibitem(?:\[[^\]\n]{0,60}\])?\{[^}\n]{0,60}\}\s{0,3}|\{[A-Z][^{}\n]{0,60},\s[0-9]{4}\s#[0-9]{1,6}\}",
)
"""Field codes of EndNote, Zotero, Mendeley, Papers; \\bibitem{key}; an unformatted EndNote citation {Kim, 2014 #12}."""
PAGE_LINE = re.compile(
    r"^(?:page\s)?[-–—\s]{0,4}[0-9]{1,4}(?:\s(?:of|/)\s[0-9]{1,4})?[-–—\s]{0,4}$|^(?:references|bibliography|literature|참고문헌)\s?[(–—-]\s?(?:continued|cont(?:inued|['’]?d)?\.?)\s?\)?$",
    re.IGNORECASE,
)
"""A line that a page break left: "12", "– 12 –", "Page 3 of 9", "References (continued)"."""


def manager_code(text: str) -> int:
    """How many characters at the head of a line are the field code of a reference manager.

    >>> manager_code("ADDIN EN.REFLIST 1. Kim A.")
    17
    """
    match = MANAGERS.match(text)
    return match.end() if match else 0


def is_page_line(text: str) -> bool:
    """Whether a line is a page number or a running "continued".

    >>> is_page_line("– 12 –"), is_page_line("2004"), is_page_line("12. Kim A.")
    (True, False, False)
    """
    stripped = text.strip("\f \t")
    if not stripped:
        return "\f" in text
    match = PAGE_LINE.match(stripped)
    digits = "".join(character for character in stripped if character.isdigit())
    return bool(match) and not (len(digits) == 4 and digits[:2] in ("18", "19", "20") and stripped == digits)


def is_link_line(text: str) -> bool:
    """Whether a line is nothing but names of links, glued together or not.

    >>> is_link_line("CrossRefPubMed"), is_link_line("[PubMed] [Google Scholar]"), is_link_line("On CrossRef")
    (True, True, False)
    """
    low = text.casefold()
    for name in STRONG:
        low = low.replace(name, " ")
    if not low.strip(SEPARATORS) and low != text.casefold():
        return True
    spans = clutter_of(text)
    kept = list(text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    return bool(spans) and not "".join(kept).strip(SEPARATORS + ".")


def clutter_of(text: str) -> list[tuple[int, int]]:
    """`(start, end)` of every piece of clutter in one entry, in order, with the white space before it.

    >>> text = "Kim A. J Gard. 2001;1:2. [PubMed] [Google Scholar]"
    >>> [text[start:end] for start, end in clutter_of(text)]
    [' [PubMed]', ' [Google Scholar]']
    """
    low = text.casefold()
    if not any(hint in low for hint in HINTS):
        return []
    spans = [match.span() for match in (*BRACKETED.finditer(text), *MANAGERS.finditer(text))]
    end = len(text)
    for start, stop in sorted(spans, reverse=True):
        if stop == len(text[:end].rstrip()):
            end = start
    tail = _tail(low[:end]) if len(low) == len(text) else end
    if tail < len(text[:end].rstrip()):
        spans.append((tail, end))
    return sorted(spans)


def _tail(low: str) -> int:
    """Where a row of link names at the end of an entry begins; the length of the text where there is none."""
    end = len(low)
    start = end
    strong = False
    while True:
        here, ruled = _before(low[:start])
        name = next((name for name in (*STRONG, *WEAK) if here.endswith(name)), "")
        at = len(here) - len(name)
        if not name or (at and here[at - 1].isalnum() and not here[:at].endswith(GLUED)):
            break
        strong = strong or name in STRONG or (_before(here[:at])[1] and name in RULED)
        start = at
    before, ruled = _before(low[:start])
    sound = not before or before[-1] in '.])”"/0123456789?!'
    return (len(before) if ruled else start) if strong and sound else end


def _before(low: str) -> tuple[str, bool]:
    """A text without the separators at its end, and whether a dash was among them: ". - DOI - PubMed"."""
    here = low.rstrip(SEPARATORS)
    ruled = here.endswith((" -", " –"))
    return (here[:-1].rstrip(SEPARATORS) if ruled else here), ruled
