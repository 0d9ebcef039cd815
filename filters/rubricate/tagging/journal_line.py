"""Filter: the bibliographic line of a record (journal, date, volume, issue, pages, ids) and lines of identifiers."""

from __future__ import annotations

import re
from dataclasses import replace as replace_field

import panflute as pf

from ..inlines import cut, items, plain, strip
from ..meta import meta_text
from ..parsing.breadcrumbs import breadcrumbs
from ..parsing.dates import find_date, history_dates, parse_date
from ..parsing.identifiers import find_identifiers
from ..parsing.journal_line import journal_and_date, journal_reference, parse_journal_line
from ..parsing.language import guess_language
from ..parsing.own_citation import announces_citation
from ..values import DateValue, JournalLine, PageRange
from .journal_names import JOURNAL, PUBLISHED_IN
from .queries import ask
from .record import drop, front_notes, get, log, put, replace, take, text_of

CUE_WORDS = frozenset(
    ("doi", "pmid", "pmcid", "pmc", "issn", "eissn", "pissn", "https", "http", "dx", "org", "www", "print", "online", "electronic", "id", "available", "at", "on-line", "version",
     "versión", "versão", "printed", "impresa", "impressa", "impreso", "linea", "línea", "en")
)  # fmt: skip

CITED = re.compile(r"[^\W\d_][\w’'-]{1,30}(?:,\s(?:[A-Z]\.-?\s?){1,3},?|\s(?:[A-Z]\.?-?){1,3},)\s")
"""How the names of a citation begin, where a journal's should: "Lee, A., Chen, B. Bread."."""
PLACE = re.compile(
    r"\b(?i:no?|n[º°]|núm|suppl|supl)\.?\s?[0-9A-Za-z./-]{1,10}\s(?P<place>[^\W\d_a-z][^\W\d_]{1,30}(?:[ -][^\W\d_]{1,30}){0,3}?)"
    r"\s{1,2}(?:[^\W\d_]{3,10}\.?(?:[/-][^\W\d_]{3,10}\.?)?\s{1,2})?(?:19|20)[0-9]{2}\b"
)
"""A place between the issue and the date."""
ISSUE_TITLE = re.compile(r"(?P<line>.{6,120}\((?:19|20)[0-9]{2}\)):\s(?P<title>[^\W\d_][^0-9]{1,120})")
NAMED_DATE = re.compile(r"(?P<name>[^()]{6,100})\s\((?P<date>[^()]{4,20})\)")
"""A journal and the date of its issue: "Nordic Journal of Bread (Sep 2021)"."""
LANGUAGES = {
    "english": "en", "spanish": "es", "portuguese": "pt", "french": "fr", "german": "de", "italian": "it", "korean": "ko", "japanese": "ja", "chinese": "zh",
    "russian": "ru",
}  # fmt: skip
CLASS = re.compile(r"\s?[\[(][a-z-]{2,12}(?:\.[A-Za-z-]{2,6})?[\])]")
"""The class of an e-print behind its number: "[cs.CL]", "(q-bio.NC)"."""
OF_EPRINT = frozenset(("cite", "as", "or", "for", "this", "version", "preprint"))
"""Words around the number of an e-print: "(or arXiv:2101.01234v2 [cs.CL] for this version)"."""
INDEXED = re.compile(r"\[(?:PubMed\s-\s)?(?:indexed for MEDLINE|in process|as supplied by publisher)\]", re.IGNORECASE)
"""What PubMed prints behind its number, of the state of its record."""


def date_map(date: DateValue) -> dict[str, str]:
    """A date as pandoc's JATS keys have it; nothing is added that the text does not say."""
    parts = {"year": date.year, "month": date.month, "day": date.day}
    return {
        **{key: str(value) for key, value in parts.items() if value is not None},
        **({"season": date.season} if date.season else {}),
    }


def log_date(doc: pf.Doc, date: DateValue) -> None:
    """Printed months and days become numbers: say so."""
    if date.text:
        log(doc, "normalised", date.text, detail=date.iso)


def journal_line(doc: pf.Doc) -> None:
    """Read `Div.journal-line`; what is not understood stays as a front note."""
    divs = take(doc, "journal-line")
    first: JournalLine | None = None
    for div in divs:
        text = _issue_title(doc, _numbers(doc, text_of(div).strip()), div)
        line = parse_journal_line(text)
        if line is None:
            named = journal_and_date(text)
            if named is not None and any(parse_journal_line(text_of(other).strip()) for other in divs):
                _journal(doc, "journal.abbrev-title", named[0], div, 0.8)
                put(doc, "date", {**date_map(named[1]), "type": "pub"}, div)
                log_date(doc, named[1])
                drop(doc, [div])
                continue
            issue = NAMED_DATE.fullmatch(text)
            date = parse_date(issue["date"]) if issue else None
            if issue is not None and date is not None and JOURNAL.match(text):
                _write(doc, JournalLine(journal=issue["name"], date=date, confidence=0.6), div)
                drop(doc, [div])
                continue
            if history_dates(text):  # "Published: 03 March 2021" is no journal
                replace(doc, div, [pf.Div(*items(div), classes=["history"], attributes=dict(div.attributes))])
                continue
            if text.casefold() == meta_text(get(doc, "journal.title")).casefold():
                log(doc, "duplicate", text, detail="journal.title")
                drop(doc, [div])
                continue
            short = len(text.split()) <= 12 and find_date(text) is None  # a date is in no journal's name
            if short and (JOURNAL.match(text) or (len(divs) > 1 and div is divs[0])):
                _journal(doc, "journal.title", text, div, 0.5)
                drop(doc, [div])
            else:
                replace(doc, div, [front_notes(items(items(div)[0]))])
            continue
        if (first is not None and _of_another(first, line)) or CITED.match(line.journal):
            replace(doc, div, [front_notes(items(items(div)[0]))])
            continue
        first = first or line
        _write(doc, line, div)
        for cue in line.cues:
            log(doc, "cue-word", cue)
        rest = _place(doc, line.rest.strip(" .,;:()[]|-–•/"), text)
        rest = _language(doc, rest)
        if breadcrumbs(text_of(div)):
            log(doc, "furniture", rest)
            rest = ""
        if announces_citation(rest) or rest.casefold() in ("cite this", "this"):
            log(doc, "furniture", rest)
            rest = ""
        if line.number:
            log(doc, "furniture", line.number)
        if history_dates(rest):  # "Epub 2025 Jun 3": the filter of such dates reads it
            replace(doc, div, [pf.Div(pf.Para(pf.Str(rest)), classes=["history"], attributes=dict(div.attributes))])
            continue
        replace(doc, div, [front_notes([pf.Str(rest)])] if rest else [])


def _numbers(doc: pf.Doc, text: str) -> str:
    """The line without the words that announce it, and without the other steps of a site's path."""
    published = PUBLISHED_IN.match(text)
    cue = journal_reference(text) or (published.end() if published and JOURNAL.match(text[published.end() :]) else 0)
    log(doc, "cue-word", text[:cue])
    text = text[cue:]
    steps = breadcrumbs(text)
    step = next((step for step in steps if parse_journal_line(step)), "")
    for other in steps if step else ():
        log(doc, "furniture", other if other != step else "")
    return step or text


def _issue_title(doc: pf.Doc, text: str, div: pf.Div) -> str:
    """The line without the title of the issue behind its year: "Vol. 12 No. 3 (2021): September Issue"."""
    match = ISSUE_TITLE.fullmatch(text)
    line = parse_journal_line(match["line"]) if match else None
    if match is None or line is None or line.rest.strip("() ") or not line.issue or line.pages.text:
        return text
    put(doc, "article.issue-title", match["title"], div)
    return match["line"]


def _place(doc: pf.Doc, rest: str, text: str) -> str:
    """The place of publication before the date: "vol.48 no.3 Oslo June 2021" (SciELO). JATS has no place without a publisher."""
    match = PLACE.search(text)
    if match is None or not rest.startswith(match["place"]) or parse_date(match["place"]) is not None:
        return rest
    put(doc, "journal.publisher-loc", match["place"])
    log(doc, "furniture", match["place"], detail="place of publication without a publisher")
    return rest.removeprefix(match["place"]).strip(" .,/-")


def _language(doc: pf.Doc, rest: str) -> str:
    """The language at the end of a line, where it is that of the title ("…:34-41. English.")."""
    code = LANGUAGES.get(rest.casefold(), "")
    if not code or guess_language(meta_text(get(doc, "title"))) != code or not put(doc, "lang", code):
        return rest
    log(doc, "cue-word", rest)
    return ""


def _journal(doc: pf.Doc, key: str, name: str, div: pf.Div, confidence: float) -> None:
    """The journal's name; where another one was given, that one stands and a person is asked."""
    given = get(doc, key)
    if put(doc, key, name, div, confidence=confidence) or given is None:
        return
    printed, known = (set(_WORDS.findall(text.casefold())) for text in (name, meta_text(given)))
    if not (printed <= known or known <= printed):
        message = (
            f"Unexpected journal “{name}” in the text, expected the given one, “{meta_text(given)}”, which was written."
        )
        ask(doc, "other-journal", message, "See whether the article belongs to it.", excerpt=text_of(div), doubt=0.9)


_WORDS = re.compile(r"[^\W_]+")


def _of_another(first: JournalLine, line: JournalLine) -> bool:
    """Whether a second line tells of another article: two facts are in both and differ (one alone may be a misprint)."""
    pairs = (
        (first.date.year, line.date.year),
        (first.volume, line.volume),
        (first.pages.first or first.pages.elocation, line.pages.first or line.pages.elocation),
    )
    return sum(bool(mine and other and mine != other) for mine, other in pairs) >= 2


def _write(doc: pf.Doc, line: JournalLine, div: pf.Div) -> None:
    if line.journal:
        _journal(
            doc, "journal.abbrev-title" if line.abbreviated else "journal.title", line.journal, div, line.confidence
        )
    if line.date.year is not None:
        put(doc, "date", {**date_map(line.date), "type": "pub"}, div)
        log_date(doc, line.date)
    number = line.pages.first
    if number and not line.pages.last and number == meta_text(get(doc, "article.elocation-id")):
        log(doc, "duplicate", number, detail="article.elocation-id")
        line = replace_field(line, pages=PageRange())
    facts = {
        "volume": line.volume, "issue": line.issue, "supplement": line.supplement, "fpage": line.pages.first,
        "lpage": line.pages.last, "elocation-id": line.pages.elocation, "doi": line.doi, "pmid": line.pmid, "pmcid": line.pmcid,
    }  # fmt: skip
    for key, value in facts.items():
        put(doc, f"article.{key}", value, div)
    put(doc, "journal.issn", line.issn, div)
    if line.pages.completed:
        log(doc, "normalised", line.pages.text, detail=f"{line.pages.first} {line.pages.last}")


def article_ids(doc: pf.Doc) -> None:
    """Read `Div.article-id`: DOI, PMID, PMCID, ISSN of the article; ORCID lines are left to the contributors."""
    for div in take(doc, "article-id"):
        inlines = items(items(div)[0])
        text = plain(inlines)
        spots = find_identifiers(text)
        keys = {
            "doi": "article.doi",
            "pmid": "article.pmid",
            "pmcid": "article.pmcid",
            "arxiv": "article.arxiv",
            "issn": "journal.issn",
        }
        if any(spot.kind == "orcid" for spot in spots):
            continue
        left = text
        used = False
        for spot in sorted(spots, key=lambda spot: -spot.start):
            if spot.kind in keys:
                used = True
                key = _issn_key(text[: spot.start + 6], text[spot.end :]) if spot.kind == "issn" else keys[spot.kind]
                issns = {meta_text(get(doc, f"journal.{name}")) for name in ("issn", "pissn", "eissn")}
                if spot.kind == "issn" and spot.value in issns:
                    log(doc, "duplicate", text[spot.start : spot.end], detail=key)
                    left = left[: spot.start] + " " + left[spot.end :]
                    continue
                written = put(doc, key, spot.value, div)
                if not written:
                    log(doc, "duplicate", text[spot.start : spot.end], detail=key)
                if spot.kind == "arxiv" and (found := CLASS.match(left, spot.end)):
                    log(doc, "furniture", found.group(), detail="class of an e-print")
                    left = left[: spot.end] + left[found.end() :]
                left = left[: spot.start] + " " + left[spot.end :]
        for state in INDEXED.findall(left) if used else ():
            log(doc, "furniture", state)
            left = left.replace(state, " ")
        words = [word.strip(":.,;()[]/") for word in left.split()]
        known = CUE_WORDS | OF_EPRINT if any(spot.kind == "arxiv" for spot in spots) else CUE_WORDS
        unknown = [word for word in words if word and not set(word.casefold().replace("/", ".").split(".")) <= known]
        if not used:
            replace(doc, div, [front_notes(strip(cut(inlines, 0, len(text))))])
            continue
        for word in words:
            if word and word not in unknown:
                log(doc, "cue-word", word)
        for spot in spots:
            printed = text[spot.start : spot.end]
            if spot.kind in keys and printed != spot.value:
                log(doc, "cue-word", printed.replace(spot.value, " "))
        kept = any(character.isalnum() for word in unknown for character in word)
        replace(doc, div, [front_notes([pf.Str(" ".join(unknown))])] if kept else [])


def _issn_key(before: str, behind: str) -> str:
    """Which ISSN the words around it name: "pISSN", "ISSN (Print)", "Online ISSN"; else just an ISSN."""
    words = before.casefold()[-30:].replace("-", "")
    words = words.replace(" version", "").replace(" versión", "").replace(" versão", "")
    at = words.rfind("issn")
    near = words[max(0, at - 9) :] + behind.casefold().split(")")[0][:14] * behind.lstrip().startswith("(")
    if any(cue in near for cue in ("eissn", "online", "electronic", "línea", "linha")):
        return "journal.eissn"
    return "journal.pissn" if any(cue in near for cue in ("pissn", "print", "impres")) else "journal.issn"
