"""Rules on `<journal-meta>`: title, ISSN, ids, publisher."""

from __future__ import annotations

from collections.abc import Iterator

from ...values import Severity
from .document import Document, text_of
from .registry import Hit, rule


@rule(
    "journal-title",
    1,
    Severity.ERROR,
    source="PMC Style Checker (journal metadata); Crossref deposit schema",
    link="https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/journal-title.html",
    suggestion="Write it in <journal-title-group><journal-title>.",
)
def journal_title(document: Document) -> Iterator[Hit]:
    """The journal has a title.

    Receivers file an article under its journal; without a title it goes astray. A title that is empty counts as none.
    """
    meta = document.journal_meta
    if meta is None:
        return
    titles = list(meta.iter("journal-title"))
    if not titles:
        yield Hit(meta, "<journal-meta> without <journal-title>", "the title of the journal")
    for title in titles:
        if not text_of(title):
            yield Hit(title, "empty <journal-title>", "the title of the journal")
