"""JATS of anybody, read: the facts of its front matter and of its references as plain values.

What `jats/` writes from the tagged document, this room reads back from any publisher's tree, in whatever of its many ways JATS
was used: affiliations inside or outside of contributors, names with or without alternatives, dates by parts or by attribute.
Nothing is completed, nothing guessed: what the tree does not say stays empty.

>>> from lxml import etree
>>> front_of(etree.XML("<article><front><article-meta><volume>3</volume></article-meta></front></article>")).volume
'3'
"""

from .article import article_of
from .citations import Entry, entries_in, entries_of, items_of
from .front import front_of
from .text import words
from .values import Front, Funding, Person, PublishedDate

__all__ = [
    "Entry",
    "Front",
    "Funding",
    "Person",
    "PublishedDate",
    "article_of",
    "entries_in",
    "entries_of",
    "front_of",
    "items_of",
    "words",
]
