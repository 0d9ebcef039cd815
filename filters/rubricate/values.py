"""The small values that every room speaks: findings, places, names, dates, identifiers.

Nothing here reads, writes or knows pandoc or XML; `parsing` returns these, `article` holds them.
Missing is the empty string, `None` or the empty tuple; nothing is ever invented to fill a field.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .findings import Finding as Finding
from .findings import Place as Place
from .findings import RubricateError as RubricateError
from .findings import Severity as Severity


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name. Either `surname` (with `given_names`) or, unsplit, `string`."""

    surname: str = ""
    given_names: str = ""
    prefix: str = ""
    suffix: str = ""
    string: str = ""
    """The whole name where it can't be split with confidence (JATS `<string-name>`)."""
    lang: str = ""
    """BCP 47 language or script of this form of the name ("ko"), empty for the main one."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """One entry of an author list as printed; `marks` are its affiliation and note marks."""

    name: PersonName | None = None
    collab: str = ""
    alternatives: tuple[PersonName, ...] = ()
    """The same person's name in other scripts."""
    degrees: str = ""
    marks: tuple[str, ...] = ()
    """Marks as printed, split: ("1", "2", "*")."""
    affiliation_ids: tuple[str, ...] = ()
    corresp_ids: tuple[str, ...] = ()
    note_ids: tuple[str, ...] = ()
    orcid: str = ""
    """Bare: 0000-0002-1825-0097."""
    email: str = ""
    corresponding: bool = False
    equal_contribution: bool = False
    roles: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Affiliation:
    """One affiliation: the text as printed (without mark and e-mail) and its parts."""

    id: str = ""
    label: str = ""
    text: str = ""
    institutions: tuple[str, ...] = ()
    """From the smallest unit to the institution, in the printed order."""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    """As printed ("Korea")."""
    country_code: str = ""
    """ISO 3166-1 alpha-2 ("KR")."""
    ror: str = ""
    """Identifier in the Research Organization Registry, bare: "05gq02987"."""
    emails: tuple[str, ...] = ()
    lang: str = ""
    alternatives: tuple[Affiliation, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as far as it is known. `text` is the printed form; months and days are numbers."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str = ""
    text: str = ""

    @property
    def iso(self) -> str:
        """`2014`, `2014-08` or `2014-08-05`; empty without a year."""
        if self.year is None:
            return ""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages of an article: first and last page completed ("414–21" is 414 to 421), or an article number."""

    first: str = ""
    last: str = ""
    elocation: str = ""
    text: str = ""
    completed: bool = False
    """True where `last` was completed from a shortened form."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """The bibliographic line of a record: "J Rheum Dis. 2014 Aug;21(4):201-204. 10.4078/…"."""

    journal: str = ""
    abbreviated: bool = False
    """True where `journal` looks like an abbreviated title."""
    date: DateValue = field(default_factory=DateValue)
    volume: str = ""
    issue: str = ""
    supplement: str = ""
    pages: PageRange = field(default_factory=PageRange)
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    issn: str = ""
    rest: str = ""
    """What was not understood, verbatim."""
    cues: tuple[str, ...] = ()
    """Words dropped as cue words ("Volume", "doi:", "Pages")."""
    confidence: float = 0.0
    number: str = ""
    """Of the item in the export of a database, as printed: "129."."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption line: "Figure 1. The initial radiologic findings. (A) Chest …"."""

    label: str = ""
    """With its word and number, as printed, without closing punctuation: "Figure 1"."""
    kind: str = ""
    """"fig", "table-wrap", "scheme", "box", "supplementary-material", … or empty."""
    number: str = ""
    """The bare number: "1", "S2", "IV"."""
    separator: str = ""
    """What stood between label and text (". ")."""
    title_end: int = 0
    """Offset in the whole text where the title ends; title is text[len(label+separator):title_end]."""
    start: int = 0
    """Offset where the caption's own text begins (after label and separator)."""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of a string: `text[start:end]` is of `kind` with the normalised `value`."""

    start: int
    end: int
    kind: str
    value: str
    confidence: float = 1.0
