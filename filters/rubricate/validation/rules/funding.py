"""Rules on funding: awards, funders and their identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...findings import Severity
from .document import Document, name_of, shown, text_of
from .registry import Hit, rule

FUNDER_TYPES = frozenset(("fundref", "funder-id", "funder_id", "open-funder-registry", "crossref-funder-id"))
RESOLVERS = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:")


@rule(
    "funding",
    38,
    Severity.ERROR,
    source="JATS4R (funding); Crossref (funding data)",
    link="https://jats4r.niso.org/funding/",
    suggestion="Write one <funding-group>; in it an <award-group> for each award, with its <funding-source>.",
)
def funding(document: Document) -> Iterator[Hit]:
    """Funding stands in one group, each award with its funder, funders by their registry DOI.

    All awards of an article are in one `<funding-group>`; an award without `<funding-source>` can't be counted for
    anybody. A DOI of a funder is one of the Open Funder Registry (10.13039/…); any other DOI there names something else.
    A second group is a warning, since newer grammars allow it.
    """
    for meta in document.metas:
        for group in list(meta.iterchildren("funding-group"))[1:]:
            found = f"second <funding-group> in <{name_of(meta)}>"
            yield Hit(group, found, "one with all awards", severity=Severity.WARNING)
    for award in document.all("award-group"):
        sources = list(award.iterchildren("funding-source"))
        if not sources:
            yield Hit(award, "<award-group> without <funding-source>", "the funder of the award")
        for source in sources:
            if not text_of(source):
                yield Hit(source, "empty <funding-source>", "the funder's name")
        for number in award.iterchildren("award-id"):
            if not text_of(number):
                yield Hit(
                    number, "empty <award-id>", "the award's number", suggestion="Leave the empty <award-id> out."
                )
    for source in document.all("funding-source"):
        for identifier in source.iter("institution-id", "named-content"):
            yield from _identifier(identifier)


def _identifier(identifier: etree._Element) -> Iterator[Hit]:
    kind = identifier.get("institution-id-type", identifier.get("content-type", "")).strip().casefold()
    value = text_of(identifier)
    bare = value
    for resolver in RESOLVERS:
        if value.casefold().startswith(resolver):
            bare = value[len(resolver) :].strip()
    if kind not in FUNDER_TYPES and not (kind == "doi" or bare.startswith("10.")):
        return
    if not bare.startswith("10.13039/") or len(bare) == len("10.13039/"):
        yield Hit(
            identifier,
            f"funder id {shown(value)}" if value else "empty funder id",
            "one that begins with 10.13039/",
            "text",
            suggestion="Look the funder up in the Open Funder Registry and write its DOI, as in 10.13039/501100000780.",
        )
