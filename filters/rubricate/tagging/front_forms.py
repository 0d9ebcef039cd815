"""What whole lines of a title block are by their form: dates of a history, identifiers, an affiliation with an address."""

from __future__ import annotations

from ..parsing.affiliation import affiliation_score, split_affiliations
from ..parsing.dates import history_dates
from ..parsing.identifiers import EMAIL, find_identifiers
from .zone_affiliations import EVEN

OF_ISSN = frozenset(("print", "printed", "on-line", "online", "version", "versión", "versão", "impresa", "impressa"))
"""Words beside an ISSN: "Print version ISSN …On-line version ISSN …"."""


def numbered_place(text: str) -> bool:
    """An affiliation with an e-mail address behind it: "1Institute of Bread, Graz, Austria. E-mail: …"."""
    return text.lstrip("^")[:1].isdigit() and (
        affiliation_score(EMAIL.sub("", text)) >= EVEN or len(split_affiliations(text)) > 1
    )


def mostly_history(text: str) -> bool:
    """Dates of a history with their words, and little else: "Received 1 May 2021; accepted 2 June 2021"."""
    dates = history_dates(text)
    covered = sum(end - start for _, _, start, end in dates)
    return bool(dates) and covered >= 0.5 * len(text.replace(" ", ""))


def only_identifiers(text: str) -> bool:
    """Identifiers and addresses with few words; names may stand beside ORCIDs."""
    spots = [
        spot
        for spot in find_identifiers(text)
        if spot.kind in ("doi", "pmid", "pmcid", "arxiv", "issn", "orcid", "url", "email")
    ]
    rest = text
    for spot in sorted(spots, key=lambda spot: -spot.start):
        rest = rest[: spot.start] + " " + rest[spot.end :]
    words = [
        word
        for word in rest.replace(":", " ").split()
        if any(c.isalpha() for c in word) and word.casefold() not in OF_ISSN
    ]
    if any(spot.kind == "orcid" for spot in spots) and len(words) <= 8 * len(spots):
        return True
    return bool(spots) and len(words) <= 3
