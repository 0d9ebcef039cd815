"""Tagging: the filters that find out what each part of a document is.

`FILTERS` is the one ordered list. Each is a function `(doc) -> None`, usable alone (`panflute.run_filter(prepare=…)`), and
leaves alone what is already tagged.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

import panflute as pf

from .abstract import abstract
from .affiliations import affiliations
from .article_type import article_type
from .author_cards import author_cards
from .citations import citations
from .cited_names import cited_names
from .contributors import contributors
from .corrected import corrected
from .correspondence import correspondence
from .cross_references import cross_references
from .document_metadata import document_metadata
from .false_links import false_links
from .figures import figures
from .floats_group import floats_group
from .footnotes import footnotes
from .formulas import formulas
from .furniture import furniture, leftovers
from .glossary import glossary
from .history import history
from .journal_line import article_ids, journal_line
from .kept_notes import keep_notes, left_alone, notes_of
from .keywords import keywords
from .languages import languages
from .links import links
from .metadata_dialects import metadata_dialects
from .metadata_forms import metadata_forms
from .orcids import orcids
from .own_citation import own_citation
from .permissions import permissions
from .record import sign
from .reference_fields import reference_fields
from .reference_list import reference_list
from .reference_notes import reference_notes
from .related import related
from .run_in_headings import run_in_headings
from .sections import sections
from .supplements import supplements
from .tables import tables
from .titles import titles
from .zones import TAGGED, zones

Filter = Callable[[pf.Doc], None]

FILTERS: tuple[tuple[str, Filter], ...] = (
    ("document-metadata", document_metadata),
    ("metadata-dialects", metadata_dialects),
    ("metadata-forms", metadata_forms),
    ("false-links", false_links),
    ("reference-notes", reference_notes),
    ("zones", zones),
    ("titles", titles),
    ("article-type", article_type),
    ("own-citation", own_citation),
    ("journal-line", journal_line),
    ("article-ids", article_ids),
    ("author-cards", author_cards),
    ("contributors", contributors),
    ("cited-names", cited_names),
    ("affiliations", affiliations),
    ("correspondence", correspondence),
    ("orcids", orcids),
    ("links", links),
    ("history", history),
    ("permissions", permissions),
    ("abstract", abstract),
    ("keywords", keywords),
    ("related", related),
    ("languages", languages),
    ("run-in-headings", run_in_headings),
    ("sections", sections),
    ("glossary", glossary),
    ("figures", figures),
    ("tables", tables),
    ("supplements", supplements),
    ("reference-list", reference_list),
    ("reference-fields", reference_fields),
    ("formulas", formulas),
    ("footnotes", footnotes),
    ("citations", citations),
    ("cross-references", cross_references),
    ("floats-group", floats_group),
    ("furniture", furniture),
    ("leftovers", leftovers),
    ("corrected", corrected),
)

TO_REFERENCES = "reference-notes"
"""The filter that makes references of footnotes: those are not gone."""
DEPTH = 20_000
"""Recursion limit while tagging: panflute recurses into every level of a document."""


def tag(doc: pf.Doc, *, without: Iterable[str] = ()) -> pf.Doc:
    """Run every filter of `FILTERS` on the document, in order, but those named in `without`.

    A tagged document says so (`rubricate-tagged`): tagged once more, its parts are not looked for again.
    """
    off = set(without)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, DEPTH))
    try:
        notes = notes_of(doc)
        for name, run in FILTERS:
            if name not in off:
                before = notes_of(doc) if notes and name == TO_REFERENCES else []
                run(doc)
                sign(doc, name)
                if before:
                    notes = left_alone(notes, before, notes_of(doc))
        keep_notes(doc, notes)
        if "zones" not in off:
            doc.metadata[TAGGED] = pf.MetaBool(True)
    finally:
        sys.setrecursionlimit(limit)
    return doc
