"""Filter: the document's own metadata goes where pandoc looks, behind what the user gave on the command line.

pandoc lets a document's YAML or Word title beat `--metadata-file`, and a filter can't tell them apart; so our reader keeps
the document's own under `rubricate-document`, and the order is -M, metadata file, document, recognised.
"""

from __future__ import annotations

from collections.abc import Mapping

import panflute as pf

from ..meta import meta_text, meta_words
from ..metadata_keys import is_read
from .record import log


def document_metadata(doc: pf.Doc) -> None:
    """Merge `rubricate-document` into the metadata; what the user gave stays, and the log says what it replaced."""
    _dotted_keys(doc)
    stripped = doc.metadata.content.pop("rubricate-unread", None)
    if isinstance(stripped, pf.MetaMap):
        _log_unread(doc, stripped.content)
    own = doc.metadata.content.get("rubricate-document")
    if isinstance(own, pf.MetaMap):
        del doc.metadata.content["rubricate-document"]
        _log_unread(doc, {key: value for key, value in own.content.items() if not is_read("", key)})
        _merge(doc, doc.metadata, own, "")


def _log_unread(doc: pf.Doc, values: Mapping[str, pf.MetaValue]) -> None:
    """Values that have no place in an article ("geometry", "bibliography"): their words are not in the JATS."""
    for key, value in values.items():
        if not key.startswith("rubricate-"):
            log(doc, "unread-key", meta_words(value), detail=key)


def _dotted_keys(doc: pf.Doc) -> None:
    """`-M journal.title=…` on pandoc's command line is a key with a dot in it: it means the key inside the map."""
    for key in [key for key in doc.metadata.content if "." in key]:
        value = doc.metadata.content.pop(key)
        here = doc.metadata
        *parents, last = key.split(".")
        for parent in parents:
            if not isinstance(here.content.get(parent), pf.MetaMap):
                here[parent] = pf.MetaMap()
            here = here[parent]
        here[last] = value


def _merge(doc: pf.Doc, into: pf.MetaMap, new: pf.MetaMap, path: str) -> None:
    for key, value in list(new.content.items()):
        if key not in into.content:
            into[key] = value
        elif isinstance(into.content[key], pf.MetaMap) and isinstance(value, pf.MetaMap):
            _merge(doc, into.content[key], value, f"{path}{key}.")
        elif meta_text(into.content[key]) != meta_text(value):
            log(doc, "replaced", meta_text(value), detail=f"{path}{key}: {meta_text(into.content[key])}"[:300])
