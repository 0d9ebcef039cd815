"""One reference: the printed text, where its fields stand in it, and the CSL-JSON item that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..values import Finding


@dataclass(frozen=True, slots=True)
class Span:
    """One field where it stands in the printed text. Spans are in order, never overlap, never split a word."""

    name: str
    """surname given-names suffix particle collab etal | article-title chapter-title source trans-title conf-name
    conf-date conf-loc series edition | year month day season date-in-citation | volume issue supplement part |
    fpage lpage elocation-id size | publisher-name publisher-loc institution | doi pmid pmcid arxiv isbn issn
    other-id uri | patent std report-number thesis-type version | language medium comment."""
    start: int
    end: int
    confidence: float
    """0 to 1."""
    role: str = ""
    """author, editor or translator for parts of names, collab and etal."""
    person: int = 0
    """1, 2, ... within a role, for the parts of one name; a collab counts as a person."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What one reference string says. Whatever no span covers is punctuation and cue words."""

    text: str
    """Exactly as printed, without its label."""
    label: str = ""
    """Exactly as printed: "1.", "[3]"."""
    type: str = ""
    """JATS publication-type: journal book chapter confproc thesis report web data software patent standard preprint
    newspaper legal other."""
    spans: tuple[Span, ...] = ()
    item: Mapping[str, Any] = field(default_factory=dict)
    """CSL-JSON, values normalised."""
    confidences: Mapping[str, float] = field(default_factory=dict)
    """CSL variable to 0-1, calibrated."""
    confidence: float = 0.0
    """That the whole reference is right, calibrated."""
    rules: tuple[tuple[str, str, str], ...] = ()
    """(rule, printed, written): ("page-completed", "414-21", "414-421")."""
    findings: tuple[Finding, ...] = ()
