"""The bibliographic line of an article: journal, date, volume, issue, pages, identifiers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from ..values import DateValue, JournalLine, PageRange, Spot
from .dates import find_date, parse_date
from .identifiers import find_identifiers
from .pages import parse_pages
from .words import WORD

YEAR = r"(?:1[6-9]|20)[0-9]{2}"
VOLUME = r"[A-Z]{0,2}[0-9]{1,5}[A-Za-z]?(?:[-–/][0-9]{1,4})?"
ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
"""A volume in Roman numerals, as older journals print it: "Vol. XII"."""
ISSUE = r"[^()]{1,30}"
PAGES = r"[A-Za-z]{0,8}[0-9][A-Za-z0-9.]{0,20}(?:\s?[-–—~‐‑]\s?[A-Za-z]{0,4}[0-9][A-Za-z0-9.]{0,8})?(?![A-Za-z0-9])"

# "2014 Aug;21(4):201-204", "2018; 9: 5019", "2025;12(3):145-156", "2011;7(Suppl 1):S12-5"
DATE_FIRST = re.compile(
    rf"(?P<date>{YEAR}(?:[\s,]{{1,2}}[^\W\d_]{{3,9}}\.?(?:[-/][^\W\d_]{{3,9}}\.?)?(?:\s[0-3]?[0-9])?)?)\s?[;,]\s{{0,2}}(?P<volume>{VOLUME})?\s?"
    rf"(?:\((?P<issue>{ISSUE})\)|(?P<suppl>\s?Suppl(?:ement)?\.?\s?[0-9A-Z]{{0,3}}))?\s{{0,2}}[:,]\s{{0,2}}(?:pp?\.\s?)?(?P<pages>{PAGES})"
)
# "2014 Aug;21(4)." without pages
DATE_VOLUME = re.compile(
    rf"(?P<date>{YEAR}(?:\s[^\W\d_]{{3,9}}\.?(?:\s[0-3]?[0-9])?)?)\s?;\s?(?P<volume>{VOLUME})\s?(?:\((?P<issue>{ISSUE})\))?(?P<pages>)(?=[.\s]|$)"
)
# "(2018) 18:123", "(2019) 12(3):345-356"; "21(4), 201-204 (2014)"
YEAR_BRACKET = re.compile(
    rf"\((?P<date>[^()\d]{{0,12}}{YEAR})\)\s?,?\s?(?P<volume>{VOLUME})\s?(?:\((?P<issue>{ISSUE})\))?\s?[:,]\s?(?P<pages>{PAGES})"
)
VOLUME_FIRST = re.compile(
    rf"\b(?P<volume>{VOLUME})\s?(?:\((?P<issue>{ISSUE})\))?\s?[:,]\s?(?:pp?\.\s?)?(?P<pages>{PAGES})\s?,?\s?\((?P<date>[^()\d]{{0,12}}{YEAR})\)"
)
# "Journal of Urban Birds 12 (2019) 44-51", "Wilson Bull. 101 (4), 2019, 606-620"
VOLUME_YEAR_PAGES = re.compile(
    rf"\b(?P<volume>{VOLUME})\s?(?:\((?P<issue>[0-9]{{1,3}}(?:[-–/][0-9]{{1,3}})?)\)\s?,?\s?)?\((?P<date>{YEAR})\)\s?[,:]?\s?(?:pp?\.\s?)?(?P<pages>{PAGES})(?=[.,;\s]|$)"
)
# "Atmos. Bread Phys., 15, 1013-1028, 2015"
VOLUME_PAGES_YEAR = re.compile(
    rf"(?<=,\s)(?P<volume>{VOLUME})\s?(?:\((?P<issue>{ISSUE})\))?,\s(?:pp?\.\s?)?(?P<pages>{PAGES}),\s(?P<date>{YEAR})(?=[.,;\s]|$)"
)
# "Plants 2018, 7, 12"
COMMAS = re.compile(rf"(?P<date>{YEAR}),\s(?P<volume>{VOLUME})\s?(?:\((?P<issue>{ISSUE})\))?,\s(?P<pages>{PAGES})")
# "bioRxiv. 2019:685172", "2022 Mar:2022.03.15.484463": no volume
DATE_PAGES = re.compile(
    rf"(?P<date>{YEAR}(?:\s[^\W\d_]{{3,9}}\.?(?:\s[0-3]?[0-9])?)?)\s?:\s?(?P<pages>{PAGES})(?P<volume>)(?P<issue>)(?=[.\s]|$)"
)
# "12(3): e0123456", "12(3):345" with a date elsewhere
BARE = re.compile(rf"\b(?P<volume>{VOLUME})\s?\((?P<issue>{ISSUE})\)\s?[:,]\s?(?P<pages>{PAGES})(?P<date>)")
# "J Gard Med. 2025 Aug 1. doi: 10.5555/…": in no volume yet; where an identifier was, there are blanks now
DATE_DOI = re.compile(
    rf"(?P<date>{YEAR}\s[^\W\d_]{{3,9}}(?:-[^\W\d_]{{3,9}})?(?:\s[0-3]?[0-9])?)[.;:]\s{{10,200}}(?P<volume>)(?P<issue>)(?P<pages>)"
)
# "Rev. Pão 48 (3) • Jun 2021 •", "Rev Pan 12 • 2019"
BULLETED = re.compile(
    rf"\b(?P<volume>{VOLUME})\s?(?:\((?P<issue>{ISSUE})\))?\s?[•·|]\s?(?P<date>(?:[^\W\d_]{{3,10}}\.?(?:[-/][^\W\d_]{{3,10}}\.?)?\s)?{YEAR})(?=\s?(?:[•·|]|$))(?P<pages>)"
)
SHAPES = (
    DATE_FIRST,
    BULLETED,
    YEAR_BRACKET,
    VOLUME_FIRST,
    VOLUME_YEAR_PAGES,
    VOLUME_PAGES_YEAR,
    COMMAS,
    DATE_VOLUME,
    DATE_PAGES,
    DATE_DOI,
    BARE,
)
NUMBER = re.compile(r"[0-9]{1,6}[.:]\s{1,3}(?=[^\W\d_])")
"""The number of an item in the export of a database: "129. J Gard Med. 2025 Aug;12(3):145-156."."""
LABELLED = {
    "volume": re.compile(
        rf"\b(?:Volumes?|Vol\.?|v\.|Band|Bd\.|Jahrgang|Jg\.|Tome|Tomo|Volumen|Том|Т\.|권)\s{{0,2}}[:.]?\s?(?P<value>{VOLUME}|(?<!\bv\.)(?<!\bv\.\s){ROMAN})\b|[제第]?\s?(?<![0-9])(?P<ko>[0-9]{{1,4}})\s?[권巻卷]",
        re.IGNORECASE,
    ),
    "issue": re.compile(
        r"(?:(?<!rticle\s)\b(?:Issue|Iss\.?|No\.?|Number|Nr\.?|n[º°.]|Heft|H\.|Numéro|Número|Núm\.?|Выпуск|Вып\.)|№)\s{0,2}[:.]?\s?(?P<value>[0-9]{1,4}(?:[-–/][0-9]{1,4})?)\b|[제第]?\s?(?<![0-9])(?P<ko>[0-9]{1,4})\s?[호号號期]",
        re.IGNORECASE,
    ),
    "pages": re.compile(
        rf"\b(?:Pages?|pp\.?|p\.|S\.|Seiten?|págs?\.|páginas?|с\.|С\.|стр\.|Article(?:\sID|\sNumber|\sNo\.)?|Art\.\sNo\.?|페이지|쪽)\s{{0,2}}[:.]?\s?(?P<value>{PAGES})|(?P<ko>[0-9]{{1,5}}[-–—~][0-9]{{1,5}})\s?[쪽頁页]",
        re.IGNORECASE,
    ),
    "supplement": re.compile(r"\b(?:Supplement|Suppl\.?)\s?(?P<value>[0-9A-Z]{1,3})\b", re.IGNORECASE),
}
ARTICLE = re.compile(r",\s{1,60}(?P<value>[A-Za-z]{0,4}[0-9]{4,9})\.?$")
"""The number of an article, without a word for it, behind volume and date: "Volume 12, March 2021, 100123"."""
CUES = re.compile(
    r"\b(?:volumes?|vol|issue|iss|no|number|pages?|pp|p|article|doi|pmid|pmcid|issn|eissn|pissn|published|online|id|art|band|bd|heft|seiten?|jahrgang|tome|tomo|volumen"
    r"|numéro|número|núm|págs?|páginas?|том|выпуск|вып|стр)(?:\b|(?=[0-9]))\.?:?|\b[vnTТSСс]\.(?=\s?[0-9]|\s{2}|,|$)|№"
    r"|[제第](?=\s?[0-9])|(?<=[0-9])\s?[권호쪽巻卷号號期頁页]|(?<=[0-9]\s)[권호쪽巻卷号號期頁页]|페이지|[제第](?=\s)|(?<=\s)[권호쪽巻卷号號期頁页](?=\s|$)",
    re.IGNORECASE,
)
ABBREVIATED_ENDS = 5
KEPT = frozenset(("doi", "pmid", "pmcid", "issn"))
"""Identifiers that have a place in the value; others (the address of a site) are left over."""
SMALL = frozenset(
    (
        "of",
        "the",
        "and",
        "in",
        "for",
        "on",
        "de",
        "la",
        "y",
        "und",
        "für",
        "et",
        "des",
        "&",
        "a",
        "an",
        "du",
        "der",
        "to",
        "&amp;",
    )
)
REFERENCE = re.compile(
    r"(?:journal\s(?:reference|ref\.?)|published\s(?:in|as)|publication|source|fonte|fuente|publicado\s(?:em|en))\s?[:：]\s{0,3}",
    re.IGNORECASE,
)
"""What stands before the bibliographic line of an article that a page of another kind names."""
LONGEST = 300
SURE = 0.85
"""A line behind the number of an item is read as surely as this, or the number is no item's."""


def is_abbreviated(title: str) -> bool:
    """Whether a journal title looks abbreviated: no small words, clipped words ("J Rheum Dis", "Semin. Arthritis").

    >>> is_abbreviated("J Rheum Dis"), is_abbreviated("Journal of Garden Medicine"), is_abbreviated("Urban Plants")
    (True, False, False)
    """
    words = title.replace(".", ". ").split()
    if any(word.casefold() in SMALL for word in words) or (not title.isascii() and ord(title[0]) > 0x2E80):
        return False
    dotted = sum(word.endswith(".") for word in words)
    if dotted:
        return True
    short = [word for word in words if len(word) <= 2 or (len(word) <= ABBREVIATED_ENDS and _clipped(word))]
    return len(words) >= 2 and (len(words[0]) == 1 or len(short) >= 0.5 * len(words))


CLIPPED = frozenset(
    ("acad", "am", "ann", "appl", "arch", "biol", "biochem", "bull", "can", "chem", "chin", "clin", "commun", "curr", "dev",
     "dis", "eng", "environ", "epidemiol", "eur", "exp", "front", "gen", "genet", "glob", "hum", "immunol", "ind", "inf",
     "int", "invest", "jpn", "lett", "mar", "mech", "med", "mol", "nat", "neurol", "neurosci", "nutr", "obes", "oncol",
     "ophthalmol", "pathol", "pediatr", "pharm", "pharmacol", "phys", "physiol", "plast", "proc", "psychol", "publ", "radiol",
     "rehabil", "rep", "res", "rev", "rheum", "rheumatol", "sci", "semin", "soc", "surg", "technol", "ther", "toxicol",
     "transl", "trop", "univ", "urol", "vet", "asian", "cell", "food", "rec", "cas", "asia", "j", "gard")
)  # fmt: skip


def _clipped(word: str) -> bool:
    return word.casefold() in CLIPPED


def parse_journal_line(text: str) -> JournalLine | None:
    """Read a bibliographic line; `None` where it is none. What was not understood is `rest`, verbatim.

    >>> line = parse_journal_line("J Rheum Dis.  2014 Aug;21(4):201-204. 10.4078/jrd.2014.21.4.201.")
    >>> line.journal, line.date.iso, line.volume, line.issue, line.pages.first, line.pages.last, line.doi
    ('J Rheum Dis', '2014-08', '21', '4', '201', '204', '10.4078/jrd.2014.21.4.201')
    """
    text = text.strip()
    if not 6 <= len(text) <= LONGEST:
        return None
    numbered = NUMBER.match(text)
    if numbered is not None:
        line = parse_journal_line(text[numbered.end() :])
        if line is not None and line.journal and line.date.year and not line.number and line.confidence >= SURE:
            return replace(line, number=numbered.group().strip())
    spots = find_identifiers(text)
    left = _blanked(text, [(spot.start, spot.end) for spot in spots])
    taken: list[tuple[int, int]] = [(spot.start, spot.end) for spot in spots if spot.kind in KEPT]
    for pattern in SHAPES:
        match = pattern.search(left)
        if match:
            line = _from_shape(match, left)
            if line is not None:
                line = _finish(text, left, line, [*taken, match.span()], match.start(), spots)
                if pattern is not DATE_DOI or (line is not None and line.journal and ". " not in line.journal):
                    return line
    return _labelled(text, left, taken, spots)


def journal_and_date(text: str) -> tuple[str, DateValue] | None:
    """The abbreviated name of a journal and a whole day, and nothing else: the head of an article's page.

    Only beside a line of numbers; a town may stand before a day too.

    >>> journal_and_date("Front. Bread, 03 March 2021")[0], journal_and_date("Bergen, 03 March 2021")
    ('Front. Bread', None)
    """
    name, comma, day = text.strip().partition(", ")
    found = find_date(day) if comma and is_abbreviated(name) and "." in name and len(name) <= 80 else None
    if found is None or found[0].day is None or found[1:] != (0, len(day)):
        return None
    return name, found[0]


def journal_reference(text: str) -> int:
    """Where the bibliographic line begins behind words that announce it, or 0 where none do.

    >>> journal_reference("Journal reference: J. Gard. Res. 14 (2021) 101-119"), journal_reference("J. Gard. Res. 14")
    (19, 0)
    """
    match = REFERENCE.match(text)
    return match.end() if match else 0


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _from_shape(match: re.Match[str], left: str) -> JournalLine | None:
    parts = match.groupdict()
    date = parse_date(parts["date"].strip()) if parts["date"] else None
    if parts["date"] and date is None:
        return None
    if date is None:
        found = find_date(left, match.end())
        date = found[0] if found and found[1] - match.end() <= 12 else DateValue()
    printed = (parts["pages"] or "").strip()
    pages = parse_pages(printed) or PageRange(
        elocation=printed, text=printed
    )  # in the place of pages: an article number
    issue = (parts.get("issue") or "").strip()
    supplement = (parts.get("suppl") or "").strip()
    if "suppl" in issue.casefold():
        head, _, tail = issue.partition("Suppl")
        issue, supplement = head.strip(" ,;"), ("Suppl" + tail).strip()
    if issue and issue.casefold() in ("online", "electronic", "print"):
        return None
    return JournalLine(
        date=date, volume=parts["volume"] or "", issue=issue, supplement=supplement, pages=pages, confidence=0.9
    )


def _labelled(text: str, left: str, taken: list[tuple[int, int]], spots: list[Spot]) -> JournalLine | None:
    """ "Developmental Cell, Volume 48, Issue 2, 2019, Pages 245–260": words name the parts."""
    values: dict[str, str] = {}
    first = len(left)
    spans = list(taken)
    for key, pattern in LABELLED.items():
        match = pattern.search(left)
        if match:
            values[key] = match.groupdict().get("value") or match.groupdict().get("ko") or ""
            spans.append(match.span())
            first = min(first, match.start())
    if "volume" not in values and not ("issue" in values and "pages" in values):
        return None
    found = find_date(_blanked(left, spans))
    date = DateValue()
    if found:
        date = found[0]
        spans.append((found[1], found[2]))
        first = min(first, found[1])
    pages = parse_pages(values.get("pages", "")) or PageRange()
    if pages.first and not pages.last and re.search(r"\bart(?:icle)?\b", left, re.IGNORECASE):
        pages = PageRange(elocation=pages.first, text=pages.text)
    if not pages.text and date.year and "volume" in values:
        number = ARTICLE.search(_blanked(left, spans))
        if number:
            pages = PageRange(elocation=number["value"], text=number["value"])
            spans.append(number.span("value"))
    confidence = 0.5 + 0.15 * (len(values) - 1) + (0.15 if date.year else 0)
    line = JournalLine(
        date=date,
        volume=values.get("volume", ""),
        issue=values.get("issue", ""),
        supplement=values.get("supplement", ""),
        pages=pages,
        confidence=min(confidence, 0.95),
    )
    return _finish(text, left, line, spans, first, spots)


def _finish(
    text: str, left: str, line: JournalLine, spans: list[tuple[int, int]], start: int, spots: list[Spot]
) -> JournalLine | None:
    """The journal before the numbers, the identifiers anywhere, and what is left."""
    journal = left[:start].strip(" \t\u00a0,;:|–-/")
    if journal.casefold().startswith("cite this article as") or len(journal) > 150 or len(journal.split()) > 16:
        return None
    if (journal.endswith(".") and not is_abbreviated(journal[:-1].strip())) or (
        journal.endswith(".") and "." not in journal[:-1]
    ):
        journal = journal[:-1].strip()
    if ">" in journal or "»" in journal:  # a path of a site
        return None
    if sum(character.isdigit() for character in journal) > 4 or journal[:1].isdigit() or journal.count(". ") > 3:
        return None
    ids: dict[str, str] = {}
    for spot in spots:
        ids.setdefault(spot.kind, spot.value)
    if journal:
        spans = [*spans, (0, start)]
    found = list(CUES.finditer(_blanked(left, [(0, start)]) if journal else left))
    cues = tuple(match.group() for match in found)
    rest = _blanked(text, [*spans, *(match.span() for match in found)])
    printed = [text[spot.start : spot.end] for spot in spots]
    printed += [journal, line.date.text, line.volume, line.issue, line.supplement, line.pages.text, *cues, rest]
    rest = f"{rest} {_unread(text, ' '.join(printed))}"

    confidence = line.confidence if journal or start <= 2 else 0.4
    if len(rest.split()) > 12:
        confidence = 0.3
    return replace(
        line, journal=journal, abbreviated=bool(journal) and is_abbreviated(journal), doi=ids.get("doi", ""), pmid=ids.get("pmid", ""),
        pmcid=ids.get("pmcid", ""), issn=ids.get("issn", ""), rest=" ".join(rest.split()), cues=_printed_cues(text, spots, cues), confidence=confidence,
    )  # fmt: skip


def _unread(text: str, read: str) -> str:
    """Words of a line that no field took: "Jao" in "2021 Jao;13(1):5"."""
    taken = Counter(WORD.findall(read))
    left = []
    for word in WORD.findall(text):
        if taken[word]:
            taken[word] -= 1
        else:
            left.append(word)
    return " ".join(left)


def _printed_cues(text: str, spots: list[Spot], cues: tuple[str, ...]) -> tuple[str, ...]:
    """Cue words that go: those of the numbers, and what stands before an identifier ("doi: ")."""
    inside = [text[spot.start : spot.end].replace(spot.value, " ").strip() for spot in spots]
    return tuple(cue for cue in (*cues, *inside) if cue)
