"""Affiliations: how likely a text is one, and its parts: institutions, city, region, post code, country."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from ..values import Affiliation
from .author_marks import SUPERSCRIPTS
from .identifiers import EMAIL

DATA = Path(__file__).parent / "data"
LABEL = re.compile(
    r"^\s{0,3}\^?(?:[(\[]([a-z]|[IVX]{1,4})[)\]]\s{0,3}|[(\[]?([0-9]{1,2})\^?(?:[).:\]]\s{0,3}|\s{1,3}|(?=[^\W\d_]))|([a-z])[).:^]?\s{1,3}(?=[A-ZÀ-Þ])|([a-z])\^?(?=[A-ZÀ-Þ][a-zß-ÿ.])|([*†‡§¶#∗‖]{1,4})\s{0,3})(?=\S)"
)
"""The printed label of an affiliation: "1Division", "2. School", "a Department", "(3) Hospital", "†Institute"."""
LONG_LABEL = re.compile(r"^\s{0,3}\^?[(\[]?([0-9]{3})\^?(?:[).:\]]\s{0,3}|\s{1,3}|(?=[^\W\d_]))(?=\S)")
"""A label of three digits; only behind one that is a little smaller, for streets have such numbers as well."""
RAISED = re.compile(r"^\s{0,3}([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[ᵃᵇᶜᵈᵉᶠᵍʰ])\s{0,3}(?=\S)")
"""A raised label: "¹ Department of …"."""
ROMAN = re.compile(r"^(I{1,3}|IV|VI{0,3}|IX|X)\s{1,2}(?=[^\W\d_a-z])")
"""A Roman number as label: "II Faculdade de Medicina"; only where other affiliations have one too."""
ROMAN_GLUED = re.compile(r"^(I{1,3}|IV|VI{0,3}|IX|XI{0,2})(?=[A-ZÀ-Þ][a-zß-ÿ])")
"""A Roman number glued to its affiliation: "IIEscola de Moinhos"; only where other affiliations or the authors have one."""
ROR = re.compile(
    r"[\s,;(\[]{0,3}(?:\bROR(?:\sID)?\s{0,2}[:：]?\s{0,2})?(?:https?://)?(?:www\.)?ror\.org/(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})\b\)?",
    re.IGNORECASE,
)
"""The identifier of an institution in the Research Organization Registry: "https://ror.org/05gq02987"."""
CUE = re.compile(
    r"^\s{0,3}(?:"
    r"(?:(?:authors?[’']?s?|institutional|current)\s)?(?:affiliations?|address(?:es)?|from)|소속(?:기관)?|afiliación|filiação|afiliação|affiliation des auteurs"
    r"|所属|单位|место работы)\s{0,2}[:：]\s{0,2}|^\s{0,3}Affiliations?\s(?=[A-ZÀ-Þ0-9])",
    re.IGNORECASE,
)
"""A word that announces an affiliation: "Affiliation: Department of …", "소속: …"."""
POSTCODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}[0-9][0-9A-Z]?\s[0-9][A-Z]{2}|[A-Z][0-9][A-Z]\s?[0-9][A-Z][0-9]|[A-Z]{1,2}-?[0-9]{4,6}|[0-9]{4}\s?[A-Z]{2}(?![a-z])"
    r"|[0-9]{5}-[0-9]{3,4}|[0-9]{3}[-\s][0-9]{4}|[0-9]{3}-[0-9]{3}|[0-9]{3}\s[0-9]{2}|[0-9]{4,7}|[0-9]{2}-[0-9]{3})(?![\w-])"
)
"""Post codes: "WC1E 6BT", "K1A 0B1", "6708 PB", "12345-678", "160-8582", "03100", "D-10115"."""
PREFIX = re.compile(r"^[A-Z]{1,3}-\s?(?=[0-9]{4,6})")
"""The country's sign before a post code: "RO- 300223"."""
STREET = re.compile(
    r"\b(?:street|st\.|road|rd\.?|avenue|ave\.?|boulevard|blvd|lane|drive|square|building|room|floor|level|p\.?\s?o\.?\s?box|straße|str\.|rue|calle|via|piazza|plaza|box|no\.|-ro|-gil|-dong|-gu|-daero|route|highway|way|mailstop|suite)\b",
    re.IGNORECASE,
)
SENTENCES = (
    "we ",
    " was ",
    " were ",
    " have ",
    " is ",
    " are ",
    " this ",
    " that ",
    " which ",
    " has ",
    " our ",
    " these ",
)
CITY_FIRST = frozenset(("US", "CA", "AU", "CN", "IN", "BR", "JP", "MX", "IT"))
NARROW = str.maketrans("，；、", ",;,")
"""Wide punctuation as its narrow form; offsets stay."""
STOP = re.compile(r"(?<=[^\W\d_]{4})\.\s(?=[^\W\d_a-z][^\W\d_]{2})")
"""A full stop between an institution and its place: "Departamento de Fornos. São Paulo, SP, Brasil"."""
EMAIL_CUE = re.compile(r"[\s(;,✉*]{0,3}(?:electronic address|e-?mail(?: address)?)\s{0,2}[:：]?\s{0,2}$", re.IGNORECASE)


@cache
def countries() -> dict[str, str]:
    """Printed name in lower case -> ISO 3166-1 alpha-2 code."""
    data = tomllib.loads((DATA / "countries.toml").read_text(encoding="utf-8"))
    return {name: code for code, names in data.items() for name in names}


@cache
def _regions() -> dict[str, frozenset[str]]:
    data = tomllib.loads((DATA / "regions.toml").read_text(encoding="utf-8"))
    out = {}
    for code, text in data.items():
        short, *names = text.split("|")
        out[code] = frozenset([*short.split(), *names])
    return out


@cache
def _words() -> tuple[re.Pattern[str], tuple[str, ...]]:
    data = tomllib.loads((DATA / "institutions.toml").read_text(encoding="utf-8"))
    latin = "|".join(sorted((re.escape(word) for word in data["words"]), key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])(?:{latin})"), (*data["korean"], *data["chinese"])


def names_institution(text: str) -> bool:
    """Whether a text holds a word that names an institution or a part of one."""
    pattern, wide = _words()
    return bool(pattern.search(text.casefold())) or any(word in text for word in wide)


def country_code(name: str) -> str:
    """ISO 3166-1 alpha-2 code of a printed country name, or "".

    >>> country_code("Republic of Korea"), country_code("Ruritania")
    ('KR', '')
    """
    return countries().get(" ".join(name.casefold().split()).strip(" .,;()"), "")


def affiliation_score(text: str) -> float:
    """How likely a line is an affiliation, 0 to 1.

    >>> affiliation_score("1Department of Botany, University of the Delta, Tanta, Egypt.") > 0.8
    True
    """
    text = text.strip()
    cue = CUE.match(text)
    text = text[cue.end() :] if cue else text
    if not 4 <= len(text) <= 1200:
        return 0.0
    low = f" {text.casefold()} "
    label = LABEL.match(text)
    bare = text[label.end() :] if label else text
    institution = names_institution(bare)
    emailless = (EMAIL.sub("", bare) if "@" in bare else bare).strip(" .;,")
    country = bool(_country(emailless)[1])
    parts = [part for part in emailless.split(",") if part.strip()]
    score = (
        0.45 * institution
        + 0.3 * country
        + (0.2 if country else 0.1) * (len(parts) >= 3)
        + 0.1 * bool(label)
        + 0.05 * bool(POSTCODE.search(emailless))
    )
    pattern, _ = _words()
    if institution and len(set(pattern.findall(bare.casefold()))) >= 2:
        score += 0.15
    if sum(verb in low for verb in SENTENCES) >= 1 or text.rstrip().endswith("?"):
        score -= 0.4
    if ":" in text and not country:
        score -= 0.2
    if len(parts) == 1 and not label and len(text.split()) > 9:
        score -= 0.35
    return max(0.0, min(score, 1.0))


def _country(text: str) -> tuple[str, str, str]:
    """`(text before it, country as printed, ISO code)`; the country is the last part, or its last words."""
    stripped = text.rstrip(" .;,)")
    head, comma, last = stripped.rpartition(",")
    if not comma:
        head, last = "", stripped
    names = countries()
    before, second, first = head.rpartition(",")
    both = f"{first.strip()}, {last.strip()}"
    for name in (both, f"{both}."):
        if second and name.casefold() in names and f"{first.strip()}, {last.strip()}" in text:
            return before.strip(), name if name in text else both, names[name.casefold()]
    words = last.split()
    for size in range(min(len(words), 8), 0, -1):
        name = " ".join(words[-size:])
        key = name.casefold().strip(" .()")
        code = names.get(key) or names.get(name.casefold())
        if (
            code
            and (size == len(words) or len(key) > 3 or name.isupper())
            and not (size < len(words) and words[-size - 1].casefold() in ("of", "de", "in", "and", "for", "the"))
        ):
            before = " ".join(words[:-size])
            return ", ".join(part for part in (head.strip(), before.strip()) if part), name, code
    trimmed = POSTCODE.sub("", last).strip(" .,-")
    if trimmed != last.strip(" .") and names.get(trimmed.casefold()):
        return f"{head}, {last.replace(trimmed, '').strip()}".strip(", "), trimmed, names[trimmed.casefold()]
    return text, "", ""


def label_of(text: str, *, after: str = "", roman: bool = False) -> tuple[str, int]:
    """`(label, where the text behind it begins)` of a printed affiliation; ("", 0) where it has none.

    A number of three digits is a label only where the label before it, `after`, is a little smaller; a Roman number only
    where `roman` says that this list has them.

    >>> label_of("2. School of Botany"), label_of("101 Main Street"), label_of("101 Botany", after="100")
    (('2', 3), ('', 0), ('101', 4))
    """
    raised = RAISED.match(text)
    if raised:
        return raised.group(1).translate(SUPERSCRIPTS), raised.end()
    match = LABEL.match(text)
    if match:
        return next(group for group in match.groups() if group), match.end()
    match = LONG_LABEL.match(text)
    if match and after.isdigit() and 0 < int(match.group(1)) - int(after) <= 3:
        return match.group(1), match.end()
    match = (ROMAN.match(text) or ROMAN_GLUED.match(text)) if roman else None
    return (match.group(1), match.end()) if match else ("", 0)


def parse_affiliation(text: str, *, label: str = "", after: str = "", roman: bool = False) -> Affiliation:
    """Read one affiliation. `text` of the value is what was printed, without label and e-mail addresses.

    With `label` (read from a superscript, say) the text is taken to have none of its own; `after` and `roman` are those of
    `label_of`.

    >>> aff = parse_affiliation("1Division of Botany, Hanbit University Hospital, Busan, Korea. a@b.example")
    >>> aff.label, aff.institutions, aff.city, aff.country_code, aff.emails
    ('1', ('Division of Botany', 'Hanbit University Hospital'), 'Busan', 'KR', ('a@b.example',))
    """
    text = text.strip()
    if not label:
        label, start = label_of(text, after=after, roman=roman)
        text = text[start:]
    ror = ROR.search(text)
    if ror:
        text = (text[: ror.start()].rstrip(" ,;(") + " " + text[ror.end() :].strip()).strip()
    text = CUE.sub("", text)
    emails = tuple(found.group(1) for found in EMAIL.finditer(text))
    if emails:
        first = EMAIL.search(text)
        head = text[: first.start()] if first else text
        tail = EMAIL.sub(" ", text[first.end() :]) if first else ""
        head = EMAIL_CUE.sub("", head)
        tail = " ".join(tail.split()).strip(" .,;)&")
        text = (head.rstrip(" ;,(") + (f" {tail}" if any(c.isalnum() for c in tail) else "")).strip()
    printed = text.strip(" ;,")
    before, country, code = _country(printed.translate(NARROW))
    parts = [part.strip(" .;") for part in STOP.sub(",", before.replace(";", ",")).split(",") if part.strip(" .;")]
    institutions, city, region, postcode = _places(parts, code)
    city, region = (place if place in printed else "" for place in (city, region))  # never words that do not stand so
    score = 0.3 + 0.3 * bool(institutions) + 0.2 * bool(code) + 0.2 * bool(city)
    return Affiliation(
        label=label, text=printed, institutions=tuple(institutions), city=city, region=region, postcode=postcode, country=country,
        country_code=code, ror=ror.group(1).lower() if ror else "", emails=emails, confidence=score,
    )  # fmt: skip


def _places(parts: list[str], code: str) -> tuple[list[str], str, str, str]:
    """Institutions, city, region and post code of the parts before the country."""
    last = max((at for at, part in enumerate(parts) if names_institution(part) and not _street(part)), default=-1)
    if last < 0 and parts:
        last = 0
    institutions = [part for part in parts[: last + 1] if not _street(part)]
    city = region = postcode = ""
    known = _regions().get(code, frozenset())
    places: list[str] = []
    for part in parts[last + 1 :]:
        found = POSTCODE.search(part)
        house = found is not None and found.start() == 0 and STREET.search(part)  # "1301 N. Columbia Rd."
        if found and not postcode and not house:
            postcode = found.group()
        bare = " ".join(POSTCODE.sub(" ", PREFIX.sub("", part)).split()).strip(" -–.")
        if bare and not any(c.isdigit() for c in bare) and not STREET.search(bare):
            places.append(bare)
    if places and places[-1].casefold() in known and len(places) > 1:
        region = places.pop()
    elif places and known:
        words = places[-1].split()
        if len(words) >= 2 and words[-1].casefold() in known and (words[-1].isupper() or code != "US"):
            places[-1], region = " ".join(words[:-1]), words[-1]
    if places and not (
        len(places) == 1 and places[0].casefold() in known and code in CITY_FIRST and places[0].isupper()
    ):
        city = places[-1]
    elif places:
        region = region or places[-1]
    return institutions, city, region, postcode


def _street(part: str) -> bool:
    """An address line: a number and no institution, or a street word."""
    digits = any(character.isdigit() for character in part)
    return (digits and not names_institution(part)) or (digits and bool(STREET.search(part)) and len(part.split()) <= 6)


BEHIND = re.compile(r"(?<=[가-힣])[0-9]{1,2}$")
"""The mark of a Korean affiliation, printed behind it: "들녘병원 소화기내과1"."""
SIGNED = re.compile(r"^[*†‡§¶#∗‖]{1,3}\s?(?=[^\W\d_])")
"""An affiliation with a sign as its mark: "*University of Benin"."""
NEXT = re.compile(r"(?:(?<=[.;,])|(?<=[a-z]))\s{1,3}\^?\(?([0-9]{1,2})\^?[).]?\s?(?=[^\W\d_])")


def _mark_first(piece: str) -> str:
    found = BEHIND.search(piece)
    return found.group() + piece[: found.start()] if found else piece


def _at_countries(text: str) -> list[str]:
    """ "Affiliations: A, Nanjing, China, B, Bonn, Germany" is two, for the cue says so and each ends with its country."""
    cue = CUE.match(text)
    if not cue or not cue.group().casefold().strip(" :：").endswith("s"):
        return [text]
    parts = text[cue.end() :].split(",")
    pieces: list[str] = []
    start = 0
    for at, part in enumerate(parts[:-1], start=1):
        if country_code(part) and names_institution(",".join(parts[at : at + 2])):
            pieces.append(",".join(parts[start:at]).strip())
            start = at
    pieces.append(",".join(parts[start:]).strip())
    return pieces if all(map(names_institution, pieces)) else [text]


def split_affiliations(text: str) -> list[str]:
    """Cut a line that holds several affiliations: numbered 1, 2, 3 …, or with semicolons between them.

    >>> split_affiliations("1Botany, Delta College, Egypt; 2Greenhouse Unit, Delta Hospital, Egypt")
    ['1Botany, Delta College, Egypt', '2Greenhouse Unit, Delta Hospital, Egypt']
    """
    first = LABEL.match(text)
    if first and first.group(2):
        number = int(first.group(2))
        pieces, start = [], 0
        for match in NEXT.finditer(text):
            if int(match.group(1)) == number + 1 and affiliation_score(text[start : match.start()]) >= 0.4:
                pieces.append(text[start : match.start()].strip(" ;,"))
                start = match.start() + (
                    match.group().find("(") if "(" in match.group() else match.start(1) - match.start()
                )
                number += 1
        if pieces:
            return [*pieces, text[start:].strip()]
    behind = [piece.strip() for piece in re.split("[,;·]", text) if piece.strip()]
    if len(behind) > 1 and any(map(BEHIND.search, behind)) and all(map(names_institution, behind)):
        return [_mark_first(piece) for piece in behind]
    at_countries = _at_countries(text)
    if len(at_countries) > 1:
        return at_countries
    pieces = [piece.strip() for piece in text.split(";") if piece.strip()]
    if len(pieces) > 1 and all(SIGNED.match(piece) for piece in pieces[1:]):
        return pieces
    if len(pieces) > 1 and all(affiliation_score(piece) >= 0.5 for piece in pieces):
        return pieces
    return [text]
