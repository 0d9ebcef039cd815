"""What Crossref's schema asks of the elements that a deposit of ours has.

Source: Crossref's deposit schema 5.5.0 (order, lengths, forms), read for 5.4.0, which was not to be had; the elements written
here are judged by that schema with the namespace changed (`tests/benchmarks/crossref_schema.py`).
"""

from __future__ import annotations

from .content_rules import ContentRules

VERSION = "5.4.0"
CROSSREF = f"http://www.crossref.org/schema/{VERSION}"
JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
FUNDREF = "http://www.crossref.org/fundref.xsd"
AI = "http://www.crossref.org/AccessIndicators.xsd"
ANY = 1_000_000

RULES = ContentRules(
    id="crossref-schema",
    namespaces={CROSSREF: "", JATS: "jats", FUNDREF: "fr", AI: "ai"},
    models={
        "doi_batch": "head body",
        "head": "doi_batch_id timestamp depositor registrant",
        "depositor": "depositor_name email_address",
        "body": "journal+",
        "journal": "journal_metadata journal_issue? journal_article*",
        "journal_metadata": "full_title+ abbrev_title* issn*",
        "journal_issue": "publication_date+ journal_volume? issue? special_numbering?",
        "journal_volume": "volume",
        "journal_article": "titles+ contributors? jats:abstract* publication_date+ acceptance_date? pages? publisher_item? "
        "fr:program? ai:program? doi_data citation_list?",
        "titles": "title subtitle?",
        "contributors": "(organization|person_name)+",
        "person_name": "given_name? surname suffix? affiliations? ORCID?",
        "affiliations": "institution+",
        "institution": "institution_name institution_id* institution_place* institution_department*",
        "publication_date": "month? day? year",
        "acceptance_date": "month day year",
        "pages": "first_page last_page?",
        "publisher_item": "item_number",
        "doi_data": "doi resource",
        "citation_list": "citation+",
        "citation": "issn? journal_title? author? volume? issue? first_page? cYear? doi? isbn? volume_title? article_title? "
        "unstructured_citation?",
        "fr:program": "fr:assertion+",
        "ai:program": "ai:license_ref+",
    },
    texts={
        "doi_batch_id": (100, r".{4,}"),
        "timestamp": (20, r"\d+"),
        "depositor_name": (130, ""),
        "email_address": (200, r"[^@\s]+@[^@\s]+\.[^@\s]+"),
        "registrant": (255, ""),
        "full_title": (255, ""),
        "abbrev_title": (150, ""),
        "issn": (9, r"\d{4}-?\d{3}[\dX]"),
        "volume": (32, ""),
        "issue": (32, ""),
        "special_numbering": (15, ""),
        "title": (ANY, ""),
        "subtitle": (ANY, ""),
        "organization": (511, ""),
        "given_name": (60, ""),
        "surname": (60, r"[^\d?]+"),
        "suffix": (10, ""),
        "institution_name": (1024, ""),
        "institution_id": (255, r"https?://.+"),
        "institution_place": (1024, ""),
        "institution_department": (255, ""),
        "ORCID": (37, r"https?://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX]"),
        "month": (2, r"0[1-9]|1[0-2]"),
        "day": (2, r"0[1-9]|[12]\d|3[01]"),
        "year": (4, r"(?:1[4-9]|2[0-2])\d\d"),
        "first_page": (32, ""),
        "last_page": (32, ""),
        "item_number": (32, ""),
        "doi": (2048, r"10\.\d{4,9}/.{1,200}"),
        "resource": (2048, r"(?:https?|ftp)://\S+"),
        "journal_title": (ANY, ""),
        "author": (ANY, ""),
        "cYear": (ANY, ""),
        "isbn": (17, r"(?:97[89]-)?\d[\d -]+[\dX]"),
        "volume_title": (ANY, ""),
        "article_title": (ANY, ""),
        "unstructured_citation": (ANY, ""),
        "ai:license_ref": (ANY, r"https?://\S{3,}"),
    },
    attributes={
        "person_name": ("sequence", "contributor_role"),
        "organization": ("sequence", "contributor_role"),
        "citation": ("key",),
        "fr:assertion": ("name",),
    },
)
