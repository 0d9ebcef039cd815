"""The kind of an article, from the line printed above its title or from the title itself."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

TYPE_CUE = re.compile(
    r"(?:(?:article|manuscript|paper|submission) (?:type|category)|type of (?:article|manuscript|paper|submission|contribution))\s?[:：]\s{0,3}(?=\S)",
    re.IGNORECASE,
)
"""How a title page announces the kind: "Article type: Original Article"."""
FIELD = " | "
"""What parts the kind from the field: "Original Investigation | Nutrition and Bread"."""
DATA = Path(__file__).parent / "data" / "article_types.toml"

BADGE = r"(?:open[\s-]?access|free access|peer[\s-]reviewed|feature paper|editor[’']?s[\s-]choice|highly accessed)"
BADGES = re.compile(rf"^(?:{BADGE}[\s|•·:–-]{{0,3}}){{1,4}}|(?:[\s|•·:–-]{{1,3}}{BADGE}){{1,4}}$", re.IGNORECASE)
"""What sites print beside the kind of an article, often glued to it: "Open AccessArticle", "Research Article | Open Access"."""
SECTION = re.compile(r"(?:Sec\.|Section:)\s(?=[^\W\d_])")
"""What stands before the section of a journal: "Sec. Ovens"."""
LONGEST = 80


@cache
def _data() -> tuple[dict[str, str], list[tuple[str, str]], list[tuple[str, str]]]:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    lines = {phrase: kind for kind, phrases in data["lines"].items() for phrase in phrases}
    starts = [(phrase, kind) for kind, phrases in data["title_starts"].items() for phrase in phrases]
    inside = [(phrase, kind) for kind, phrases in data["title_contains"].items() for phrase in phrases]
    return lines, starts, inside


def article_type(text: str) -> tuple[str, str]:
    """`(JATS @article-type, rule that found it)` of a heading line or a title; ("", "") for neither.

    A field behind the kind counts for nothing.

    >>> article_type("A Case of Rituximab Therapy in Lupus")[0], article_type("Original Article")[0]
    ('case-report', 'research-article')
    """
    lines, starts, inside = _data()
    cue = TYPE_CUE.match(text)
    text = text[cue.end() :] if cue else text.partition(FIELD)[0]
    low = " ".join(without_badges(text).casefold().replace("’", "'").split()).strip(" .:[]|•-–—")
    if low in lines:
        return lines[low], f"the line {text.strip()!r} says so"
    for phrase, kind in starts:
        if low.startswith(phrase) and len(low) > len(phrase):
            return kind, f"the title says {phrase.strip(' :')!r}"
    for phrase, kind in inside:
        if phrase in low and len(low) > len(phrase) + 8:
            return kind, f"the title says {phrase.strip(' :')!r}"
    return "", ""


def without_badges(text: str) -> str:
    """A line without the words of access and review that a site prints beside the kind of an article.

    >>> without_badges("Open AccessArticle"), without_badges("Open access"), without_badges("Open access to bread in towns")
    ('Article', '', 'Open access to bread in towns')
    """
    if len(text) > LONGEST:
        return text
    rest = BADGES.sub("", text.strip())
    low = rest.casefold().strip(" .:[]|")
    return rest if not rest or low in _data()[0] else text
