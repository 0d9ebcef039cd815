"""Zone rule: abstracts and keyword lists, with headings, with run-in cues, or bare as on a record page."""

from __future__ import annotations

import re
from itertools import pairwise

from ..parsing.article_type import article_type
from .zone_cues import SECTIONS_OF_ABSTRACT
from .zone_floats import caption_of
from .zone_state import Zoning

FAR = 16
ENOUGH = 3
"""So many named parts make an abstract structured: "Funding: …" is one more of them (as some journals print it)."""
LONGEST_ABSTRACT = 450
KEYWORD_ROLES = ("kwd-group", "kwd-title", "mesh", "mesh-title")
CITED = re.compile(
    r"\[[0-9]{1,3}(?:[,–-][0-9]{1,3}){0,9}\]|\((?:[0-9]{1,2})(?:,[0-9]{1,2}){0,9}\)|et al\.,? \(?[12][0-9]{3}"
)
"""Citations of the usual forms: "[3,4]", "(1)", "Kim et al., 2014"."""
WORDS = 4
"""Words of a term that stands in a paragraph of its own."""
TERM = 8
"""Words of the longest keyword on a line of its own."""
COUNTED = re.compile(r":\s?[0-9]")
COPYRIGHT = re.compile(r"^(?:©|\(c\)|copyright)\s{0,2}(?:©|\(c\))?\s{0,2}(?:19|20)[0-9]{2}\b", re.IGNORECASE)
"""A copyright line under an abstract: "© 2016 Railway Vegetation Society"."""
IDENTIFIED = re.compile(r"^(?:DOI|PMID|PMCID)\s?:\s?\S", re.IGNORECASE)
"""An identifier under an abstract, where a database's record ends."""
KINDS = frozenset(("highlights", "graphical-abstract", "plain-language-summary"))
"""Headings of abstracts of their own kind."""
PARTS = frozenset(("highlights", "abstract"))
"""Headings of parts of one abstract where they follow straight on its own heading ("Abstract", "Key message")."""
SHORT_FORM = 12
"""Words of an abbreviation or of its meaning."""
MEANINGS = 2
"""Lines of the shortest list of them."""
WITHOUT_ABSTRACT = frozenset(
    (
        "correction",
        "retraction",
        "letter",
        "reply",
        "editorial",
        "expression-of-concern",
        "obituary",
        "book-review",
        "news",
        "addendum",
    )
)


def abstracts(zones: Zoning) -> None:
    """Label `abstract-title`, `abstract`, `abstract-sec-title`, `kwd-title`, `kwd-group`, `mesh-title`, `mesh`."""
    _keyword_cues(zones)
    _short_forms(zones)
    for at in range(len(zones)):
        if not zones.free(at):
            continue
        if zones.section(at) in PARTS and _itemised(zones, at):
            _text(zones, at, 0)
        elif zones.section(at) == "abstract" or (zones.section(at) in KINDS and _before_body(zones, at)):
            zones.put(at, "abstract-title")
            _text(zones, at + 1, zones.units[at].level)
        elif zones.cues[at].run_in[0] == "abstract":
            zones.put(at, "abstract", offset=zones.cues[at].run_in[1])
            _text(zones, at + 1, 0, begun=True)


def _short_forms(zones: Zoning) -> None:
    """Abbreviations above the text, each with its meaning on lines of their own; and a heading of a picture that a page
    did not give along with its text."""
    start = next((at for at, cue in enumerate(zones.cues) if cue.prose), len(zones))
    end = next((at for at in range(start + 1, len(zones)) if zones.cues[at].prose), len(zones))
    for at in range(min(end, len(zones) - 1)):
        if not zones.free(at) or zones.units[at].kind == "header":
            continue
        if zones.section(at) == "graphical-abstract" and zones.section(at + 1) in (
            "keywords",
            "abstract",
            "highlights",
            "intro",
        ):
            zones.put(at, "page-furniture", 0.9)
            zones.labelled.add(at)
        if zones.section(at) != "abbreviations":
            continue
        last = at + 1
        while zones.free(last) and zones.units[last].blank == 0 and zones.units[last].words <= SHORT_FORM:
            if zones.section(last) or zones.cues[last].label_and_title[0] or not zones.units[last].textual:
                break
            last += 1
        if last - at > MEANINGS:
            for line in range(at, last):
                zones.put(
                    line, "back-p" if line > at else "back-title", 0.9, level=int(line == at), section="abbreviations"
                )
                zones.labelled.add(line)


def _itemised(zones: Zoning, at: int) -> bool:
    """Bulleted headings, as record pages print the sections of one abstract: "• Key message", "• Abstract"."""
    allowed = SECTIONS_OF_ABSTRACT | PARTS
    return bool(zones.units[at].marker) and any(
        zones.free(i) and zones.units[i].marker and zones.section(i) in allowed
        for i in range(at + 1, min(at + 6, len(zones)))
    )


def _before_body(zones: Zoning, at: int) -> bool:
    """True where no introduction, method or reference list stands above."""
    above = [i for i in range(at) if zones.role(i) not in ("page-furniture", "empty")]
    return len(above) < FAR * 2 and not any(zones.section(i) in ("intro", "methods", "references") for i in above)


def _keyword_cues(zones: Zoning) -> None:
    for at in range(len(zones)):
        if not zones.free(at):
            continue
        section, offset = zones.cues[at].run_in
        if section in ("keywords", "mesh"):
            zones.put(at, "mesh" if section == "mesh" else "kwd-group", offset=offset)
            _wrapped_terms(zones, at)
        elif zones.section(at) == "keywords":
            zones.put(at, "kwd-title")
            _terms(zones, at + 1, "kwd-group")
            _at_the_foot(zones, at)
        elif zones.section(at) == "mesh":
            zones.put(at, "mesh-title")
            _terms(zones, at + 1, "mesh")


def _at_the_foot(zones: Zoning, at: int) -> None:
    """Short lines below "Keywords" behind the references are its terms, though all around them is the page's."""
    if not any(zones.role(i) == "ref" for i in range(at)):
        return
    below = at + 1
    while below < len(zones) and zones.units[below].words <= TERM:
        unit = zones.units[below]
        if zones.free(below) and unit.kind == "para" and unit.words <= WORDS and not zones.section(below):
            zones.put(below, "kwd-group", 0.8)
        if zones.role(below) != "kwd-group":
            break
        below += 1
    if below > at + 2:
        zones.sure.update(range(at, below))


def _wrapped_terms(zones: Zoning, at: int) -> None:
    """A keyword line that goes on in the next line of its group."""
    after = at + 1
    if zones.free(after) and zones.units[after].blank == 0 and zones.units[at].text.rstrip().endswith((",", ";")):
        zones.put(after, "kwd-group", 0.8)


def _terms(zones: Zoning, at: int, role: str) -> None:
    """Terms under a heading: one a line until a blank line, or one line."""
    start = at
    while zones.free(at):
        unit, cue = zones.units[at], zones.cues[at]
        if not unit.textual or unit.kind == "header" or cue.section or cue.prose or caption_of(unit):
            break
        if at > start and unit.blank > 0 and unit.kind != "item" and not (role == "mesh" and unit.marker):
            break
        if unit.words > 60:
            break
        zones.put(at, role, 0.9)
        at += 1


def _text(zones: Zoning, at: int, level: int, *, begun: bool = False) -> None:
    """The paragraphs of an abstract from `at` on."""
    seen: set[str] = set()
    paragraphs = 1 if begun else 0
    stop = _keywords_after(zones, at)
    allowed = SECTIONS_OF_ABSTRACT
    if not begun and zones.free(at) and (zones.section(at) in PARTS or zones.cues[at].run_in[0] in PARTS):
        allowed = SECTIONS_OF_ABSTRACT | PARTS
    while zones.free(at):
        unit, cue = zones.units[at], zones.cues[at]
        if not unit.textual or caption_of(unit) or (paragraphs and COPYRIGHT.match(unit.text)):
            break
        if unit.kind == "header" and (level == 0 or unit.level <= level):
            break
        if cue.heading_like and cue.section:
            in_abstract = cue.section in allowed and cue.section not in seen
            if (
                not in_abstract
                or (stop is None and cue.label_and_title[0])
                or (paragraphs and not seen and stop is None)
            ):
                break
            if unit.kind != "header" and stop is None and unit.blank > 0 and paragraphs:
                break
            seen.add(cue.section)
            zones.put(at, "abstract-sec-title")
            at += 1
            continue
        if cue.heading_like and unit.words <= 6 and not cue.prose and (stop is None or at > stop) and paragraphs:
            break
        if (
            cue.heading_like
            and unit.words <= 8
            and not unit.text.endswith(".")
            and stop is not None
            and zones.free(at + 1)
            and zones.cues[at + 1].prose
            and at + 1 < stop
        ):
            zones.put(at, "abstract-sec-title", 0.7)
            at += 1
            continue
        run_in = cue.run_in[0]
        listed = bool(unit.marker) and at > 0 and bool(zones.units[at - 1].marker)
        if paragraphs and stop is None and not run_in and not seen and unit.blank != 0 and not listed:
            break
        if paragraphs and stop is None and seen and unit.blank > 0 and zones.role(at - 1) == "abstract" and not run_in:
            break
        funded = run_in == "funding" and len(seen) >= ENOUGH and (stop is not None or unit.blank == 0)
        if run_in and run_in not in allowed and not funded:
            break
        if run_in:
            seen.add(run_in)
        zones.put(at, "abstract", 0.9)
        paragraphs += 1
        at += 1


def _keywords_after(zones: Zoning, at: int) -> int | None:
    """Index of a keyword line that closes the abstract beginning at `at`, if one comes before the body does."""
    for i in range(at, min(at + FAR, len(zones))):
        role = zones.role(i)
        if role in ("kwd-group", "kwd-title", "mesh", "mesh-title"):
            return i
        if (
            role
            or zones.section(i) in ("references", "acknowledgements")
            or (zones.section(i) == "abstract" and i > at + 4)
        ):
            return None
    return None


def bare_abstract(zones: Zoning, at: int) -> int:
    """An abstract without a heading, as on a record page: prose from `at`, then keywords or the end of the record.

    Returns the index behind it, or `at` where there is none.
    """
    i = at
    while i < len(zones) and i - at < FAR and zones.free(i):  # prose, headings of its parts, nothing else
        unit, cue = zones.units[i], zones.cues[i]
        if not unit.textual or unit.kind == "header" or keyword_list(zones, i):
            break
        if not (
            cue.prose
            or unit.words >= 8
            or (cue.heading_like and cue.section in SECTIONS_OF_ABSTRACT)
            or (cue.heading_like and zones.free(i + 1) and zones.units[i + 1].words >= 8)
        ):
            break
        i += 1
    closing = zones.role(i)
    listed = i < len(zones) and zones.free(i) and keyword_list(zones, i)
    recorded = i < len(zones) and bool(COPYRIGHT.match(zones.units[i].text) or IDENTIFIED.match(zones.units[i].text))
    closed = (
        listed
        or recorded
        or closing
        in (
            "kwd-group",
            "kwd-title",
            "mesh",
            "mesh-title",
            "fig",
            "table-caption",
            "ref",
            "ref-title",
        )
    )
    if i == at or not (closed or i == len(zones)) or not any(zones.cues[k].prose for k in range(at, i)):
        return at
    if _reads_like_a_body(zones, at, i):
        return at
    if zones.cues[at].section and not (
        listed or closing in KEYWORD_ROLES or closing in ("fig", "table-caption", "ref", "ref-title") or i == len(zones)
    ):
        return at
    if not listed and closing not in KEYWORD_ROLES and not _like_an_abstract(zones, at, i):
        return at
    for k in range(at, i):
        heading = zones.cues[k].heading_like and not zones.cues[k].prose and zones.units[k].words <= 8 and k + 1 < i
        zones.put(k, "abstract-sec-title" if heading else "abstract", 0.75)
    if listed:
        zones.put(i, "kwd-group", 0.75)
        i += 1
    return i


def _reads_like_a_body(zones: Zoning, start: int, end: int) -> bool:
    """Headings of two levels, or far more words than an abstract has: the article has no abstract, and this is its text."""
    heads = [
        zones.cues[k].heading_like and not zones.cues[k].prose and zones.units[k].words <= 8 for k in range(start, end)
    ]
    stacked = any(first and second for first, second in pairwise(heads))
    return stacked or sum(zones.units[k].words for k in range(start, end)) > 2 * LONGEST_ABSTRACT


def _like_an_abstract(zones: Zoning, start: int, end: int) -> bool:
    """One paragraph (or named parts) of the usual length that cites nothing: without keywords behind it, no more is sure."""
    units = zones.units[start:end]
    text = " ".join(unit.text for unit in units)
    structured = sum(bool(zones.cues[k].run_in[0] or zones.section(k)) for k in range(start, end)) >= 2
    cites = bool(CITED.search(text))
    short_types = any(
        zones.role(k) == "article-type" and article_type(zones.units[k].text)[0] in WITHOUT_ABSTRACT
        for k in range(start)
    )
    return (len(units) == 1 or structured) and len(text.split()) <= LONGEST_ABSTRACT and not cites and not short_types


def keyword_list(zones: Zoning, at: int) -> bool:
    """Short terms with semicolons (or commas) between them, no sentence."""
    unit = zones.units[at]
    text = unit.text.strip()
    if not unit.textual or len(text) > 600 or text.endswith((".", ":")) or zones.cues[at].section:
        return False
    for mark, least in ((";", 1), (",", 2)):
        terms = [term.strip() for term in text.split(mark)]
        if any(COUNTED.search(term) for term in terms):
            return False  # "Word count: 1,204; Tables: 1"
        if len(terms) > least and all(0 < len(term) <= 80 and len(term.split()) <= 8 for term in terms):
            return True
    return False
