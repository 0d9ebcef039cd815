"""Dates as journals print them, in the languages that journals print; nothing is added that the text does not say."""

from __future__ import annotations

import re

from ..values import DateValue

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar enero janeiro gennaio янв января ene gen januari",
            "february feb février fevrier februar febrero fevereiro febbraio févr февраля fev fév februari",
            "march mar mars märz marzo março марта mär maart mrt",
            "april apr avril abril aprile апреля avr abr",
            "may mai mayo maio maggio мая mag mei",
            "june jun juin juni junio junho giugno июня giu",
            "july jul juillet juli julio julho luglio июля juil lug",
            "august aug août aout agosto августа ago augustus augusti",
            "september sep sept septembre septiembre setembro settembre сентября set",
            "october oct octobre oktober octubre outubro ottobre октября okt out ott",
            "november nov novembre noviembre novembro ноября",
            "december dec décembre dezember diciembre dezembro dicembre декабря déc dez dic december",
        ),
        start=1,
    )
    for name in names.split()
}
SEASONS = {"spring": "Spring", "summer": "Summer", "fall": "Fall", "autumn": "Autumn", "winter": "Winter"}
YEAR = r"(?:1[6-9]|20)[0-9]{2}"
WORD = r"[^\W\d_]{3,10}"
DAY = r"[0-3]?[0-9]"
PATTERNS = (
    # 2014-08-05, 2014/8/5, 2014. 8. 5.
    re.compile(rf"\b(?P<year>{YEAR})\s?[-/.]\s?(?P<m>[01]?[0-9])\s?[-/.]\s?(?P<day>{DAY})\b\.?"),
    # 2014년 8월 5일, 2014年8月5日
    re.compile(rf"\b(?P<year>{YEAR})\s?[년年]\s?(?:(?P<m>[01]?[0-9])\s?[월月]\s?(?:(?P<day>{DAY})\s?[일日])?)?"),
    # 5 August 2014, 5th of August, 2014, 5-Aug-2014
    re.compile(
        rf"\b(?P<day>{DAY})(?:st|nd|rd|th|er|º|\.)?[\s-](?:of\s|de\s)?(?P<month>{WORD})\.?,?[\s-](?:de\s)?(?P<year>{YEAR})\b"
    ),
    # August 5, 2014; Aug. 5 2014
    re.compile(rf"\b(?P<month>{WORD})\.?\s(?P<day>{DAY})(?:st|nd|rd|th)?,?\s(?P<year>{YEAR})\b"),
    # 2014 Aug 5; 2014 August
    re.compile(rf"\b(?P<year>{YEAR})[\s,-]{{1,2}}(?P<month>{WORD})\b\.?(?:[\s-](?P<day>{DAY})\b(?!\s?[-–/(:]))?"),
    # August 2014, Aug-2014, Summer 2014
    re.compile(rf"\b(?P<month>{WORD})\.?,?[\s-](?P<year>{YEAR})\b"),
    # 05/08/2014, 5.8.2014: day and month only where no doubt is possible; with stops the day is first
    re.compile(rf"\b(?P<a>{DAY})(?P<mark>[/.-])\s?(?P<b>{DAY})(?P=mark)\s?(?P<year>{YEAR})\b"),
    # 2014-08
    re.compile(rf"\b(?P<year>{YEAR})-(?P<m>0[1-9]|1[0-2])\b"),
    # 2014
    re.compile(rf"\b(?P<year>{YEAR})\b"),
)
EVENTS = (
    (
        "rev-recd",
        (
            "received in revised form",
            "revised manuscript received",
            "last revised",
            "revision received",
            "revised received",
            "received revised",
            "revised form",
            "revised version",
            "revised",
            "revisions received",
            "revision",
            "수정일",
            "수정",
            "심사완료일",
            "수정접수일",
            "reviewed",
            "révisé",
            "revisado",
            "überarbeitet",
            "修回日期",
            "resubmitted",
            "resubmission",
            "поступила после рецензирования",
            "после доработки",
            "修回",
            "修訂",
            "改訂",
            "revisión",
            "revisión recibida",
            "revu",
        ),
    ),
    (
        "received",
        (
            "submission received",
            "received",
            "submitted",
            "submission",
            "first submitted",
            "date of submission",
            "received date",
            "submission date",
            "접수일",
            "접수",
            "투고일",
            "원고접수일",
            "논문접수일",
            "reçu",
            "recibido",
            "recebido",
            "eingegangen",
            "ricevuto",
            "收稿日期",
            "受付日",
            "受付",
            "收稿",
            "投稿",
            "поступила в редакцию",
            "поступила",
            "получена",
            "recepción",
            "recibido en",
            "eingereicht",
            "eingang",
            "soumis",
        ),
    ),
    (
        "accepted",
        (
            "accepted for publication",
            "accepted",
            "acceptance",
            "date accepted",
            "게재승인일",
            "게재확정일",
            "채택일",
            "게재승인",
            "승인일",
            "게재결정일",
            "accepté",
            "aceptado",
            "aceito",
            "angenommen",
            "accettato",
            "接受日期",
            "採択日",
            "採択",
            "受理日",
            "受理",
            "接受",
            "录用日期",
            "принята к публикации",
            "принята к печати",
            "принята",
            "одобрена",
            "aprovado",
            "aprobado",
            "aceptación",
            "annahme",
        ),
    ),
    (
        "epub",
        (
            "published online first",
            "published online by cambridge university press",
            "published online",
            "first published online",
            "available online",
            "epub ahead of print",
            "epub",
            "online publication date",
            "publication in this collection",
            "publicação nesta coleção",
            "publicación en esta colección",
            "available on j-stage",
            "released on j-stage",
            "advance online publication",
            "posted",
            "advance access publication",
            "first published",
            "online",
            "prepublished online",
            "version of record",
            "early online",
            "early view",
            "publicado en línea",
            "publicação online",
            "publicado online",
            "disponible sur internet",
            "disponible en ligne",
            "publié en ligne",
            "mis en ligne",
            "online publiziert",
            "online veröffentlicht",
            "online erschienen",
            "опубликована онлайн",
            "опубликовано онлайн",
            "网络首发",
            "网络出版日期",
            "电子版发表日期",
            "早期公開",
            "온라인 게재일",
            "온라인게재일",
        ),
    ),
    (
        "pub",
        (
            "published",
            "publication date",
            "date of publication",
            "version of record published",
            "publié-e",
            "data do fascículo",
            "fecha del número",
            "issue date",
            "게재일",
            "발행일",
            "출판일",
            "publié",
            "publicado",
            "veröffentlicht",
            "出版日期",
            "date of issue",
            "опубликована",
            "опубликовано",
            "publiziert",
            "erschienen",
            "掲載日",
            "発行日",
            "发表日期",
        ),
    ),
    ("collection", ("ecollection", "collection date")),
)
"""Cue words of the events of an article's history; the types are those of JATS `@date-type` and `@pub-type`."""
_CUES = sorted(((cue, kind) for kind, cues in EVENTS for cue in cues), key=lambda item: -len(item[0]))
GAP = re.compile(r"^[\s:：,.\-–()]{0,4}(?:on|in|for publication|date|le|el|em|am|:|日期|日)?[\s:：,.]{0,3}")


def parse_date(text: str) -> DateValue | None:
    """The first date of a text, as far as it is known; `None` where there is none.

    >>> parse_date("2014 Aug").iso, parse_date("5 August 2014").iso
    ('2014-08', '2014-08-05')
    """
    found = find_date(text)
    return found[0] if found else None


def find_date(text: str, start: int = 0, *, day_first: bool = False) -> tuple[DateValue, int, int] | None:
    """`(date, start, end)` of the first date from `start` on; the fullest reading of that place.

    `day_first`: the language of the text says that "03/01/2019" is the third of January.
    """
    best: tuple[DateValue, int, int] | None = None
    for pattern in PATTERNS:
        for match in pattern.finditer(text, start):
            date = _value(match, day_first)
            if date is not None:
                if best is None or match.start() < best[1]:
                    best = (date, match.start(), match.end())
                break
    return best


def _value(match: re.Match[str], day_first: bool) -> DateValue | None:
    parts = match.groupdict()
    year = int(parts["year"])
    month: int | None = None
    season = ""
    day = int(parts["day"]) if parts.get("day") else None
    if parts.get("m"):
        month = int(parts["m"])
    elif parts.get("month"):
        word = parts["month"].casefold()
        month = MONTHS.get(word)
        season = SEASONS.get(word, "") if month is None else ""
        if month is None and not season:
            return None
    elif parts.get("a"):
        first, second = int(parts["a"]), int(parts["b"])
        if first > 12 >= second:
            day, month = first, second
        elif second > 12 >= first:
            day, month = second, first
        elif first == second:
            day = month = first
        elif (day_first or parts["mark"] == ".") and second <= 12:
            day, month = first, second
        else:
            return None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return DateValue(year, month, None if season else day, season, match.group())


ENGLISH = frozenset(
    ("received", "submitted", "submission", "first", "revised", "revision", "revisions", "reviewed", "resubmitted", "resubmission", "accepted", "acceptance",
     "date", "published", "publication", "online", "available", "epub", "early", "advance", "prepublished", "issue", "collection", "ecollection", "posted", "last",
     "version", "released")
)  # fmt: skip


def _is_english(cue: str) -> bool:
    """English months may stand before days ("01/03/2019"); elsewhere days come first."""
    return cue.split()[0] in ENGLISH


def history_dates(text: str) -> list[tuple[str, DateValue, int, int]]:
    """Dates with the event that is printed before them: `(type, date, start, end)`, the cue word included.

    >>> [(kind, date.iso) for kind, date, *_ in history_dates("Received: 3 March 2025; Accepted: 2 June 2025")]
    [('received', '2025-03-03'), ('accepted', '2025-06-02')]
    """
    low = text.casefold()
    if len(low) != len(text):
        low = text.lower() if len(text.lower()) == len(text) else text
    events: list[tuple[str, DateValue, int, int]] = []
    taken: list[tuple[int, int]] = []
    for cue, kind in _CUES:
        at = low.find(cue)
        while at >= 0:
            end = at + len(cue)
            whole = not (at and low[at - 1].isalpha() and low[at - 1] < "\u2e80") and not (
                low[end : end + 1].isalpha() and low[end] < "\u2e80"
            )
            if whole and not any(a < end and at < b for a, b in taken):
                gap = GAP.match(text[end:])
                begin = end + (gap.end() if gap else 0)
                found = find_date(text[begin : begin + 40], day_first=not _is_english(cue))
                if found and found[1] <= 3 and found[0].year:
                    events.append((kind, found[0], at, begin + found[2]))
                    taken.append((at, begin + found[2]))
            at = low.find(cue, end)
    return sorted(events, key=lambda event: event[2])


def names_event(text: str) -> bool:
    """Whether a text is the cue word of an event and nothing else.

    >>> names_event("Accepted:"), names_event("Date of issue"), names_event("Accepted terms")
    (True, True, False)
    """
    return text.strip(" :：.").casefold() in _CUE_WORDS


_CUE_WORDS = frozenset(cue for cue, _ in _CUES)
EMPTY = re.compile(r"(?P<cue>[^\W\d_][^:\d\n]{2,40}?)\s?:\s?[-–—]{1,2}(?=\s|$)")
"""An event that has no date (yet): "Revised: -"."""


def is_date(text: str) -> bool:
    """Whether a text is one date and nothing else, the day known or the month.

    >>> is_date("23 June 2021"), is_date("2021"), is_date("June")
    (True, False, False)
    """
    found = find_date(text.strip())
    return found is not None and found[0].month is not None and found[1] == 0 and found[2] >= len(text.strip(" ."))
