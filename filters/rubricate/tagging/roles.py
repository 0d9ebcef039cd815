"""The roles a block can have, and the classes that carry them. JATS element names wherever JATS has one."""

from __future__ import annotations

FRONT = (
    "journal-line", "article-type", "title", "subtitle", "trans-title", "running-head", "contrib-group", "aff", "corresp",
    "author-note", "history", "article-id", "permissions", "front-notes",
)  # fmt: skip
ABSTRACTS = ("abstract", "trans-abstract", "kwd-group", "mesh")
FLOATS = ("fig", "table-wrap", "table-wrap-foot", "floats-group")
BACK = (
    "ack", "app", "glossary", "bio", "fn-group", "notes", "sec", "supplementary-material", "ref-list", "ref",
)  # fmt: skip
OTHER = ("page-furniture", "disp-quote", "disp-formula")

ROLE_CLASSES = frozenset((*FRONT, *ABSTRACTS, *FLOATS, *BACK, *OTHER))

BACK_SECTIONS = {
    "acknowledgements": "ack",
    "acknowledgments": "ack",
    "ack": "ack",
    "appendix": "app",
    "glossary": "glossary",
}
"""Section types whose back matter has an element of its own; the others become `<sec sec-type>`."""
