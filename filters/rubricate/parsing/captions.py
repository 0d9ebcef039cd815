"""Captions of figures and tables: label, title and text, and the marks of panels."""

from __future__ import annotations

import re

from ..values import Caption, Spot

WORDS = {
    "fig": "figure figures fig figs abbildung abb figura 그림 도 図 图 圖 рисунок рис gráfico photo plate illustration",
    "table-wrap": "table tables tab tableau tabelle tabla tabela tabella cuadro quadro 표 表 таблица табл",
    "scheme": "scheme schema chart graph", "box": "box panel", "video": "video movie 동영상", "algorithm": "algorithm",
}  # fmt: skip
KINDS = {
    word: ("fig" if kind in ("scheme", "video", "algorithm", "box") else kind)
    for kind, words in WORDS.items()
    for word in words.split()
}
NUMBER = (
    r"(?:[SA]?[0-9]{1,3}(?:[.\-–][0-9]{1,2})?[a-zA-Z]?(?![0-9A-Za-z])"
    r"|[IVX]{1,5}(?![A-Za-z])|[A-H](?=[.:)])|[A-Z]\.?[0-9]{1,2}(?![0-9]))"
)
LABEL = re.compile(
    r"^(?P<lead>(?:(?:supplementary|supplemental|online|extended data|additional|appendix|web|electronic supplementary|suppl\.?)\s)?"
    rf"(?:{'|'.join(sorted(map(re.escape, KINDS), key=len, reverse=True))}))"
    rf"(?P<dot>\.?)[\s\u00a0]{{0,3}}(?:no\.\s?)?(?P<number>{NUMBER})",
    re.IGNORECASE,
)
"""The label of a caption: "Figure 1", "FIG. 2A", "Table S3", "표 2", "Supplementary Figure 4"."""
ALONE = re.compile(
    r"^(?P<lead>figure|fig|table|figura|tabela|tabla|abbildung|tabelle|그림|표)(?P<dot>)(?=[.:]\s{1,3}[^\W\d_])",
    re.IGNORECASE,
)
"""The label of an only figure or table, without a number: "Figure. Flow of the study."."""
MARK = re.compile(r"^\s{0,2}(?:[.:：|)\]]|[-–—](?=\s)|\s)\s{0,3}")
CALLS = frozenset(
    [
        "shows",
        "show",
        "showed",
        "shown",
        "is",
        "are",
        "was",
        "were",
        "illustrates",
        "presents",
        "depicts",
        "summarizes",
        "summarises",
        "lists",
        "gives",
        "displays",
        "demonstrates",
        "provides",
        "describes",
        "compares",
        "reports",
        "contains",
        "and",
        "or",
        "to",
        "in",
        "indicates",
        "reveals",
        "represents",
        "summarised",
        "summarized",
        "illustrated",
        "presented",
        "illustrate",
        "summarize",
        "of",
        "for",
        "can",
        "has",
        "have",
        "also",
        "plots",
        "plotted",
        "below",
        "above",
        "suggests",
        "highlights",
        "details",
        "outlines",
        "explains",
    ]
)
"""Words that follow a call to a figure in a sentence ("Figure 1 shows …"): such text is no caption."""
SENTENCE = re.compile(r"[.?!。](?:[\"”’)\]]{0,2})(?=\s|$|(?<=。))")
ABBREVIATIONS = (
    "e.g.",
    "i.e.",
    "vs.",
    "cf.",
    "et al.",
    "approx.",
    "ca.",
    "no.",
    "fig.",
    "figs.",
    "spp.",
    "sp.",
    "st.",
    "dr.",
    "resp.",
    "min.",
    "max.",
    "var.",
    "subsp.",
    "etc.",
    "p.",
    "n.",
)
PANEL = re.compile(
    r"(?<![\w)])\((?P<a>[A-Za-z](?:\s?[-–,&]\s?[A-Za-z]){0,5}|[ivx]{1,4})\)(?=[\s,:;.]|$)|(?:^|(?<=[.;:]\s))(?P<b>[A-H])(?=[,:.)]\s)"
)
"""Panel marks: "(A)", "(a–c)", "A:" at the start of a sentence."""
INNER_STOPS = re.compile(r"(?:^|[\s(])(?:[A-Za-z]\.){2,4}$")
"""An abbreviation of several letters, "in c.c. N/10": its last stop ends no title."""
LONGEST_TITLE = 400


def parse_caption(text: str) -> Caption | None:
    """Read a caption line; `None` where the text begins with no label of a figure or table.

    >>> caption = parse_caption("Figure 2. Germination over time. (A) Lit plots.")
    >>> caption.label, caption.number, caption.title_end
    ('Figure 2', '2', 32)
    """
    match = LABEL.match(text) or ALONE.match(text)
    if not match:
        return None
    printed = match.groupdict().get("number") or ""
    words = match["lead"].casefold().split()
    kind = KINDS[words[-1]]
    label = match.group()
    rest = text[match.end() :]
    mark = MARK.match(rest)
    separator = mark.group() if mark else ""
    if rest and not separator:
        return None
    body = rest[len(separator) :]
    start = match.end() + len(separator)
    confidence = _confidence(words[-1], match, separator, body)
    return Caption(
        label,
        kind,
        printed.upper() if printed.isalpha() else printed,
        separator,
        start + title_end(body),
        start,
        confidence,
    )


def _confidence(word: str, match: re.Match[str], separator: str, body: str) -> float:
    strong = any(mark in separator for mark in ".:：|")
    if not body.strip():
        return 0.75
    first = body.split(None, 1)[0].strip(".,;:()")
    if not strong and (first.casefold() in CALLS or body[:1] in ",;)(" or first.endswith("-")):
        return 0.1
    if strong and first.casefold() in CALLS and first[:1].islower():
        return 0.3
    if word in ("photo", "plate", "panel", "box", "chart", "graph", "schema", "도", "illustration") and not strong:
        return 0.2
    if body[:1].islower() and not strong:
        return 0.3
    return 0.95 if strong else 0.75 if len(body) < 600 else 0.4


def title_end(body: str) -> int:
    """Where the title of a caption ends: behind its first sentence; 0 where the text begins with a panel mark.

    A title is one sentence (JATS `<caption><title>`); a very long first sentence is text, not a title.
    """
    if PANEL.match(body) or not body.strip():
        return 0
    at = 0
    for match in SENTENCE.finditer(body):
        at = match.end()
        head = body[:at]
        tail = head[-14:].casefold()
        if any(tail.endswith(word) and not tail[: -len(word)][-1:].isalnum() for word in ABBREVIATIONS) or (
            head[-3:-2] in " ." and head[-2:-1].isalpha() and head[-2].isupper()
        ):
            continue
        if INNER_STOPS.search(head) and body[at:].strip():
            continue
        if head.count("(") > head.count(")"):
            continue
        break
    else:
        at = len(body)
    panel = next((spot.start for spot in find_panels(body)), None)
    if panel is not None and 0 < panel < at:
        return panel if panel > 3 else 0
    return at if at <= LONGEST_TITLE else 0


def find_panels(text: str) -> list[Spot]:
    """Marks of panels in a caption, in order: at least A and B (or a and b), so that a lone "(a)" is no panel.

    >>> [text.value for text in find_panels("(A) Lit plots. (B) Dark plots.")]
    ['A', 'B']
    """
    spots = [Spot(m.start(), m.end(), "panel", m["a"] or m["b"]) for m in PANEL.finditer(text)]
    letters = [spot.value[0] for spot in spots]
    for first, second in (("A", "B"), ("a", "b"), ("i", "ii")):
        if first in letters and (
            second in letters or any(spot.value.startswith(first) and len(spot.value) > 1 for spot in spots)
        ):
            return [spot for spot in spots if spot.value[0].isupper() == first.isupper()]
    return []
