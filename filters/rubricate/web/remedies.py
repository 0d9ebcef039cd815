"""What to do about a finding, where the reader sits at the desk and not at a command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..findings import Finding

JOURNAL = "Write it among the facts of the journal (Journals), and choose that journal for the article (Settings)."
ARTICLE = "Write it among the facts of this article (Settings)."
HERE = "Click the value in the article, or add it under “Facts that were not found”."
REMEDIES = {
    **dict.fromkeys(("journal-title", "journal-id", "issn", "issn-type", "publisher"), JOURNAL),
    **dict.fromkeys(
        ("permissions", "license-uri", "license-text", "pub-date", "pub-date-values", "article-type"), ARTICLE
    ),
    **dict.fromkeys(
        ("heading", "doi-present", "doi-form", "title", "pages", "volume", "date-real", "orcid-form"), HERE
    ),
    "publishing-needs": "Add the journal, or choose it under Settings.",
    "package-fact": "Add it to the journal’s facts (Journals, For packages), or to the facts of this article (Settings).",
    "package-file": "Add the file above, and look again.",
    "doubtful-part": "Click the line in the source and say what it is, if it is wrong.",
    "doubtful-value": "Click the value in the article and change it, or say that it is right.",
    "other-journal": "Choose the right journal under Settings.",
    "correction-unused": "Take it out (Corrections), or click the value as it is now and change that.",
    "unknown-format": "Open it in the program that made it and save it as docx, odt, Markdown, HTML or text.",
    "file-too-large": "Take out what does not belong to the article, or start the desk with a larger limit (--limit).",
}
"""Finding ids, and the remedy at the desk; all others keep their own."""


def for_the_desk(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with the remedies of the desk."""
    return tuple(replace(one, suggestion=REMEDIES.get(one.id, one.suggestion)) for one in findings)
