"""How names of journals begin: a cue only beside what else says that a line is a journal's."""

from __future__ import annotations

import re

JOURNAL = re.compile(
    r"^(?:the\s)?(?:[\w&’'-]{2,20}\s){0,3}(?:journal|annals|archives|bulletin|proceedings|transactions|zeitschrift|archiv|revista|revue|annales|журнал|вестник)\b",
    re.IGNORECASE,
)
"""Such a line is a journal's name only above a line of numbers, or among the lines of a site."""
PUBLISHED_IN = re.compile(r"published\sin\s(?=(?:[^\s.]+\s?){2,12}$)", re.IGNORECASE)
"""What a page's record prints before the name of its journal."""
