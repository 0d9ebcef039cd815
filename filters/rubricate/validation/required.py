"""Fields that a house may require of every article, and where JATS keeps each of them."""

from __future__ import annotations

from collections.abc import Iterator

from ..values import Severity
from .rules.document import XLINK, Document, text_of
from .rules.registry import Hit, Rule

META = "front/article-meta/"
# field: path below <article>, what it is
FIELDS: dict[str, tuple[str, str]] = {
    "title": (META + "title-group/article-title", "a title"),
    "subtitle": (META + "title-group/subtitle", "a subtitle"),
    "translated-title": (META + "title-group/trans-title-group/trans-title", "a title in a second language"),
    "running-title": (META + "title-group/alt-title", "a running title"),
    "doi": (META + "article-id[@pub-id-type='doi']", "a DOI"),
    "publisher-id": (META + "article-id[@pub-id-type='publisher-id']", "the publisher's own id"),
    "heading": (META + "article-categories/subj-group/subject", "a heading of the table of contents"),
    "author": (META + "contrib-group/contrib", "an author"),
    "affiliation": (META + "/aff", "an affiliation"),
    "orcid": (META + "contrib-group/contrib/contrib-id[@contrib-id-type='orcid']", "an ORCID"),
    "corresponding-email": (META + "/email", "an e-mail address"),
    "volume": (META + "volume", "a volume"),
    "issue": (META + "issue", "an issue"),
    "pages": (META + "fpage|" + META + "elocation-id", "pages or an article number"),
    "received": (META + "history/date[@date-type='received']", "the date of receipt"),
    "accepted": (META + "history/date[@date-type='accepted']", "the date of acceptance"),
    "license": (META + "permissions/license", "a licence"),
    "copyright": (META + "permissions/copyright-statement", "a copyright statement"),
    "abstract": (META + "abstract", "an abstract"),
    "translated-abstract": (META + "trans-abstract", "an abstract in a second language"),
    "keywords": (META + "kwd-group/kwd", "keywords"),
    "funding": (META + "funding-group", "a statement on funding"),
    "conflict-of-interest": ("//fn[@fn-type='coi-statement']|//fn[@fn-type='conflict']|//sec[@sec-type='coi-statement']", "a statement on conflicts of interest"),
    "data-availability": ("//sec[@sec-type='data-availability']", "a statement on the availability of data"),
    "ethics": ("//sec[@sec-type='ethics-statement']", "a statement on ethics"),
    "author-contributions": ("//fn[@fn-type='con']|//role[@vocab]", "the contributions of the authors"),
    "acknowledgements": ("back/ack", "acknowledgements"),
    "references": ("back/ref-list/ref|back/ref-list/ref-list/ref", "references"),
    "alt-text": ("//graphic/alt-text|//fig/alt-text", "alternative texts of pictures"),
}  # fmt: skip


def required(field: str, severity: Severity) -> Rule:
    """The rule that every article has `field`, filled; its id is "required-" and the field."""
    path, what = FIELDS[field]
    parts = path.split("|")

    def check(document: Document) -> Iterator[Hit]:
        found = [element for part in parts for element in document.root.iterfind(_path(part))]
        if not any(text_of(element) or element.get(XLINK + "href") for element in found):
            meta = document.article_meta
            yield Hit(
                document.root if meta is None else meta, f"article without {what}", f"{what} (the house requires it)"
            )

    name = f"The article has {what}"
    return Rule(f"required-{field}", 0, severity, "the house's profile", "", f"Add {what}.", check, name, "")


def _path(part: str) -> str:
    """The path as ElementPath has it: one that begins with "//" begins anywhere below <article>."""
    return f".{part}" if part.startswith("//") else part
