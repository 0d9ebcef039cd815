"""Zone rules of the title block: affiliations and notes around the authors."""

from __future__ import annotations

from collections.abc import Sequence

from ..inlines import begins_raised
from ..parsing.affiliation import affiliation_score
from ..parsing.correspondence import MARKS
from .zone_floats import caption_of
from .zone_state import Zoning

EVEN = 0.5


def around_authors(zones: Zoning, free: Sequence[int]) -> None:
    """Affiliations and notes: by their marks, their wording, or their place behind the authors."""
    for at in free:
        unit = zones.units[at]
        text = unit.text
        if not text or caption_of(unit):
            continue
        marked = text[0].isdigit() or text[0] in MARKS or begins_raised(unit.inlines) or unit.marker != ""
        score = affiliation_score(text)
        role_before = zones.role(at - 1)
        if text[0] in MARKS and score < 0.6:
            zones.put(at, "author-note", 0.6)
        elif score >= EVEN or (marked and score >= 0.2):
            zones.put(at, "aff", max(score, 0.5))
        elif role_before in ("aff", "contrib-group") and score >= 0.15 and unit.words >= 2:
            zones.put(at, "aff", 0.5)
        elif role_before == "aff" and unit.blank == 0 and unit.words >= 2:
            zones.put(at, "aff", 0.4)
