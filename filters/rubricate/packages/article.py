"""What a package is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ..from_jats import Front, article_of, front_of


@dataclass(frozen=True, slots=True)
class PackageArticle:
    """An article's tree, the files that lie beside it, those that the user adds, and the user's facts."""

    tree: etree._ElementTree
    name: str
    """The article's file name without extension."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files beside the XML, by the names that it uses."""
    extra: Mapping[str, bytes] = field(default_factory=dict)
    """Files to add: the PDF, the manuscript."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """The user's facts: "acronym", "depositor-email", …"""
    timestamp: str = ""
    """YYYYMMDDhhmmss, for receivers that order deposits by time."""

    @property
    def root(self) -> etree._Element:
        return article_of(self.tree)

    def front(self) -> Front:
        """The facts of the front matter."""
        return front_of(self.tree)
