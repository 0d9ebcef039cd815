"""The documentation: pages in Markdown, those that are made from registries and settings, and all of them as one HTML page."""

from __future__ import annotations

from .pages import PAGES, page
from .site import site

__all__ = ["PAGES", "page", "site"]
