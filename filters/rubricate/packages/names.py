"""File names as receivers want them.

Sources: PMC, *File Specifications* (names of XML, PDF, figures and supplements); KoreaMed Synapse and ScienceCentral (names of
figure files).
"""

from __future__ import annotations

import re
import unicodedata

from ..findings import Finding, Severity
from ..from_jats import Front
from .article import PackageArticle

UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


def safe(text: str) -> str:
    """ASCII letters, digits, dots and hyphens; no dot in front, no hyphens at the ends.

    >>> safe("Fig. 1 (für B).TIF")
    'Fig.-1-fur-B.TIF'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    stem, dot, extension = UNSAFE.sub("-", plain).rpartition(".")
    return (
        f"{stem.strip('-.')}{dot}{extension.strip('-')}"
        if dot and stem.strip("-.")
        else (extension or stem).strip("-.")
    )


def safe_file(text: str) -> str:
    """The same with an extension in small letters."""
    stem, dot, extension = safe(text).rpartition(".")
    return f"{stem}.{extension.lower()}" if dot else extension


def acronym_of(article: PackageArticle, front: Front) -> str:
    """The journal's short name: the user's, else an id that the article gives; "" where there is none."""
    given = article.settings.get("acronym", "")
    ids = dict(reversed(front.journal_ids))
    found = given or ids.get("publisher-id", "") or ids.get("nlm-ta", "")
    return re.sub(r"[^a-z0-9]", "", safe(found).lower())


def base_name(article: PackageArticle, front: Front, joint: str) -> tuple[str, list[Finding]]:
    """The name that all files of an article begin with, journal, volume (or year) and page; else the file's own name."""
    acronym = acronym_of(article, front)
    when = front.volume if joint == "-" else str(front.published.year or front.volume or "")
    page = front.fpage or front.elocation or front.id("publisher-id")
    parts = [re.sub(r"[^A-Za-z0-9]", "", safe(part)) for part in (acronym, when, page)]
    if all(parts):
        return joint.join(parts), []
    told = {"acronym": acronym, "volume" if joint == "-" else "year": when, "first page": page}
    lacks = ", ".join(name for name, part in zip(told, parts, strict=True) if not part)
    message = f"Unexpected article without {lacks}, expected what file names are made of: the name of the file is kept."
    fallback = safe(article.name) or "article"
    return fallback, [Finding("package-name", Severity.WARNING, message, suggestion="Give it, or --set acronym=jofx.")]
