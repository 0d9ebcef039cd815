"""The path that a site prints above a page: "Home / Archives / Vol. 12 No. 3 (2021) / Articles"."""

from __future__ import annotations

import re

STEP = re.compile(r"\s{1,3}[/>»›→|]\s{1,3}")
HOMES = frozenset(
    ("home", "homepage", "journal list", "journal home", "inicio", "início", "accueil", "startseite", "start", "principal", "página inicial", "главная", "главная страница", "beranda", "홈",
     "首页", "ホーム", "anasayfa", "ana sayfa", "strona główna")
)  # fmt: skip
"""Where such a path begins, in the languages that sites have."""
LONGEST = 300
PATH = re.compile(
    r"(?P<field>[^\W\d_][^\W\d_ ,&()-]{2,40}(?:[ ,&-]{1,3}[^\W\d_]{2,40}){0,3})\s>\s[^\W\d_][^>\d.;:]{2,60}"
)
"""A field and a part of it, as archives print them above a title: "Computer Science > Computation and Language"."""


def breadcrumbs(text: str) -> list[str]:
    """The steps of such a path, or nothing where the text is none.

    >>> breadcrumbs("Home / Archives / Vol. 12 No. 3 (2021) / Articles"), breadcrumbs("Bread / Butter")
    (['Home', 'Archives', 'Vol. 12 No. 3 (2021)', 'Articles'], [])
    """
    steps = STEP.split(text.strip()) if len(text) <= LONGEST else []
    return steps if len(steps) > 1 and steps[0].strip().casefold() in HOMES else []


def is_subject_path(text: str) -> bool:
    """Whether a line is a field and a part of it.

    >>> is_subject_path("Quantitative Biology > Neurons and Cognition"), is_subject_path("p > 0.05")
    (True, False)
    """
    return len(text) <= 100 and PATH.fullmatch(text.strip()) is not None
