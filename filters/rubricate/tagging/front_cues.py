"""Cue words of the title block, from `data/front.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

SHORT = 10
"""Words of a line that does no more than name a licence."""
DATA = Path(__file__).parent / "data" / "front.toml"
COPYRIGHT = re.compile(
    r"(?:©|ⓒ|\(c\)\s|copyright\s{0,2}(?:[:©ⓒ]|\(c\)|[12][0-9]{3}\b|by\b|the authors?\b))\W{0,4}\S", re.IGNORECASE
)
"""How the line of a copyright begins: "© 2021 by the authors.", "Copyright © 2021 Lee." "Copyright Act 1976" is a source."""


def own_line(text: str) -> bool:
    """A line that its first words name: "Running title: …", "Word count: …", "Trial registration: …".

    >>> own_line("Word count: 3,204"), own_line("Words that count")
    (True, False)
    """
    low = text.casefold()
    if len(text) < 80 and low.startswith(front_cues("codes")):
        return True
    cue, mark, rest = low.partition(":" if ":" in low else "：")
    cue = cue.strip(" *-–•")
    return (
        bool(mark and rest.strip())
        and len(text) < 400
        and cue in (*front_cues("running_heads"), *front_cues("notes_of_their_own"))
    )


def is_badge(text: str) -> bool:
    """A line that a page sets beside the title, of who may read the article.

    >>> is_badge("Open Access"), is_badge("Open access to bread")
    (True, False)
    """
    return " ".join(text.casefold().split()).strip(" .:|•") in front_cues("badges")


OWN = (
    "este es un artículo",
    "este é um artigo",
    "cet article est",
    "esta obra está",
    "este obra está",
    "este artículo está",
    "este trabalho está",
    "este trabajo está",
    "este artigo está",
    "ce travail est",
    "dieses werk steht",
    "dieses werk ist",
)
"""How such a sentence begins in other languages."""


def licence_of_article(text: str) -> bool:
    """A sentence that names the licence of the article, not of a site.

    >>> licence_of_article("Open Access This article is licensed under a Creative Commons licence, …")
    True
    """
    low = text.casefold()
    own = (
        any(f"this {what} is" in low for what in ("article", "work", "paper"))
        or "open access article" in low
        or "open-access article" in low
        or low.startswith(OWN)
    )
    if low.startswith(front_cues("licence_lines")) and len(low.split()) <= SHORT:
        return True
    return own and low.startswith(front_cues("licence")) and "creative commons" in low and "licen" in low


def foot_by_words(text: str) -> bool:
    """A line that journals print behind an article, by its first words: no reference and no note of a table.

    >>> foot_by_words("© 2021 by the authors."), foot_by_words("Copyright Office. Rights in Recipes; 2012.")
    (True, False)
    """
    return bool(COPYRIGHT.match(text)) or text.casefold().startswith(front_cues("feet"))


def front_cues(kind: str) -> tuple[str, ...]:
    """The words of one kind: licence, badges, running_heads, notes_of_their_own, codes, correspondence_heads,
    issue_labels, section_labels, licence_labels, author_icons, notes, note_starts.

    >>> "running title" in front_cues("running_heads")
    True
    """
    return _cues()[kind]


@cache
def icons() -> re.Pattern[str]:
    """What pages print beside the names of authors: "View ORCID Profile".

    >>> icons().sub(" ", "View ORCID ProfileAnn Lee").strip()
    'Ann Lee'
    """
    return re.compile("|".join(map(re.escape, front_cues("author_icons"))), re.IGNORECASE)


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {kind: tuple(words) for kind, words in data.items()}
