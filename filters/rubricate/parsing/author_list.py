"""Author lines: how likely a text is one, and the people in it with their marks and degrees."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ..values import Contributor, PersonName
from .affiliation import country_code, names_institution
from .degrees import is_degree
from .identifiers import EMAIL, ORCID
from .names import PARTICLES, PREFIXES, SUFFIXES, split_name

SIGNS = "*†‡§¶#∗✉‖⁎﹡＊"
MARK = rf"(?:[0-9]{{1,3}}|[{re.escape(SIGNS)}]{{1,3}}|(?<=[,;])[a-z](?![a-z]))"
MARKS = re.compile(
    rf"(?<=[^\W\d_.)\]’'])\.?(?P<a>[\s\u00a0]?\^?{MARK}(?:(?:[,;]\s?|\s)?{MARK}){{0,12}}\^?)(?=[\s,;.)·、，；]|$)|(?<=[.)\]’'])(?P<b>[\s\u00a0]?{MARK}(?:(?:[,;]\s?|\s)?{MARK}){{0,12}})(?=[\s,;.)·、，；]|$)"
)
"""Marks that stand behind a name: "Kim1,2,*", "Lee 3", "Roe*†"."""
ROUND = re.compile(
    rf"(?<=[^\W\d_.])[\s\u00a0]?[(\[]\s?((?:[0-9]{{1,2}}|[a-z]|[{re.escape(SIGNS)}])(?:\s?[,;]\s?(?:[0-9]{{1,2}}|[a-z]|[{re.escape(SIGNS)}])){{0,8}})\s?[)\]](?P<more>[{re.escape(SIGNS)}]{{0,3}})"
)
"""Marks in brackets: "Lindholm (1)*", "O'Neill(1,2)", "Aziz[a]"."""
CARET = re.compile(
    rf"[\s\u00a0]?\^((?:[0-9]{{1,2}}|[a-z]|[{re.escape(SIGNS)}])(?:[,;]?(?:[0-9]{{1,2}}|[a-z](?![a-z])|[{re.escape(SIGNS)}])){{0,8}})\^?"
)
"""Marks behind a caret, as some programs write superscripts: "Glockner ^1,✉", "Smith AB^a^"."""
APART = re.compile(
    rf"(?<=[^\W\d_])[\s\u00a0]([a-h](?:,[a-h{re.escape(SIGNS)}1-9]{{1,2}}){{0,6}})(?=\s?(?:[,;]|$)|\s(?:and|&)\s)"
)
"""Letters behind names with a space, as superscripts come out of some PDFs: "Ewa Kowalska a, Tomas Berg b,*"."""
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
COLLABORATION = re.compile(
    r"\b(?:group|consortium|investigators|collaboration|network|collaborators|committee|initiative|study|team|trialists|society|working party|project)\b|연구회|연구단|위원회",
    re.IGNORECASE,
)
BEHALF = re.compile(r"^(?:(?:and|with|for|on behalf of|in collaboration with)\s){0,2}(?:the\s)?", re.IGNORECASE)
LEAD = re.compile(
    r"^\s{0,3}(?:authors?|author\(s\)|by|written by|저자명?|글쓴이|作者|著者)\s{0,2}[:：]\s{0,2}|^\s{0,3}(?:by|By|BY)\s(?=[A-Z])",
    re.IGNORECASE,
)
JOINER = re.compile(
    r"(?:^|\s)(?:and|&|und|et|och|및)\s|\s(?:e|y|i|en)\s(?=[^\s,;\x01]+\s[^\s,;\x01])|、|·|\n|\t|;|；|，|,|\x1f",
    re.IGNORECASE,
)
LOWER_WORDS = frozenset(
    ("of", "the", "in", "on", "for", "with", "to", "from", "by", "a", "an", "using", "as", "at", "or", "versus", "vs", "via", "between", "among", "during", "after",
     "before", "is", "are", "its", "their", "under", "into", "through", "toward", "towards", "based", "effects", "effect", "study", "analysis", "against", "not", "how")
)  # fmt: skip
INITIAL = re.compile(r"^(?:[^\W\d_]{1,2}\.-?){1,3}$")
"""Initials of a given name: "A.", "J.-P.", "Yu."."""
WORD = re.compile(r"^(?:[^\W\d_]|['’‘`.\-‐‑·])+$")


def _tokens(text: str, marked: Sequence[tuple[int, int]]) -> tuple[str, list[str]]:
    """The text with each run of marks replaced by `\\x01n\\x01`, and the runs."""
    runs: list[str] = []

    def token(found: str) -> str:
        runs.append(found)
        return f"\x01{len(runs) - 1}\x01"

    if marked:
        out, at = [], 0
        for start, end in marked:
            tail = end
            while tail < len(text) and text[tail] in SIGNS:
                tail += 1
            out += [text[at:start], token(text[start:tail])]
            at = tail
        text = "".join([*out, text[at:]])
    else:
        text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹,]*", lambda m: m.group().translate(SUPERSCRIPTS), text)

    if len(APART.findall(text)) >= 2:
        text = APART.sub(lambda match: token(match.group(1)), text)
    text = CARET.sub(lambda match: token(match.group(1)), text)
    text = ROUND.sub(lambda match: token(match.group(1) + match["more"]), text)

    def behind(match: re.Match[str]) -> str:
        group = "a" if match["a"] is not None else "b"
        whole, marks = match.group(), match[group]
        return whole.replace(marks, "", 1) + token(marks) if whole.endswith(marks) else whole

    return MARKS.sub(behind, text), runs


def _split_marks(run: str) -> list[str]:
    """ "1,2,*†" is 1, 2, *, †.

    >>> _split_marks("1,2*†")
    ['1', '2', '*', '†']
    """
    return re.findall(rf"[0-9]+|[{re.escape(SIGNS)}]|[^\W\d_]{{1,3}}", run)


def name_like(piece: str) -> float:
    """How likely a piece is one person's name, 0 to 1."""
    words = piece.split()
    if not words:
        return 0.0
    if "\uac00" <= piece[0] <= "\ud7a3":
        return (
            0.9
            if 2 <= len("".join(words)) <= 5 and len(words) <= 2
            else 0.6
            if len(words) == 2 and len(piece) <= 10 and words[-1][-1:] not in "의은는이가을를에"
            else 0.1
        )
    if "\u4e00" <= piece[0] <= "\u9fff":
        return 0.8 if 2 <= len("".join(words)) <= 4 else 0.1
    words = [word for word in words if word.casefold() not in SUFFIXES and word.casefold() not in PREFIXES] or words
    if not 2 <= len(words) <= 7 or not all(WORD.match(word) for word in words):
        return 0.0
    if any(word.casefold() in LOWER_WORDS for word in words) and not any(
        word.casefold() in PARTICLES for word in words
    ):
        return 0.0
    lower = [
        word
        for word in words
        if word[0].islower()
        and word.casefold() not in PARTICLES
        and not word.startswith(("d'", "d’", "al-", "el-", "ʻ"))
    ]
    if lower:
        return 0.1
    if names_institution(piece) or country_code(piece):
        return 0.1
    return 0.9 if len(words) <= 4 else 0.7


def _collaboration(piece: str) -> bool:
    """A group among the authors: "the Garden Study Group"."""
    return (
        bool(COLLABORATION.search(piece))
        and len(piece.split()) <= 12
        and ":" not in piece
        and COLLABORATION.search(piece.split()[-1] + " ") is not None
    )


def author_list_score(text: str) -> float:
    """How likely a line is a list of authors (or one author), 0 to 1.

    >>> author_list_score("Maria Duda1, Natalie J. Kirkland1, Anna Bove2,6 and Buzz Baum1") > 0.8
    True
    >>> author_list_score("Polarization of Myosin II Refines Tissue Material Properties") < 0.3
    True
    """
    text = text.strip()
    if not 3 <= len(text) <= 300_000 or text.endswith(("?", ":")):
        return 0.0
    lead = LEAD.match(text)
    body = text[lead.end() :] if lead else text
    tokenised, runs = _tokens(ORCID.sub(" ", EMAIL.sub(" ", body[:6000])), ())
    pieces = [
        piece.strip(" .")
        for piece in JOINER.split(re.sub("\x01[0-9]{1,5}\x01", "\x1f", tokenised))
        if piece and piece.strip(" .")
    ]
    pieces = [piece for piece in pieces if not is_degree(piece) and piece.casefold() not in SUFFIXES]
    if not pieces:
        return 0.0
    likely = [0.5 if len(pieces) > 1 and _collaboration(piece) else name_like(piece) for piece in pieces]
    if len(pieces) > 1 and ";" in body and all(0 < len(piece.split()) <= 3 for piece in pieces):
        likely = [max(score, 0.6 if piece[:1].isupper() else 0.0) for score, piece in zip(likely, pieces, strict=True)]
    mean = sum(likely) / len(likely)
    if lead:
        return max(0.75, mean)
    if len(pieces) == 1:
        return min(0.95, 0.95 * mean if runs else 0.62 * mean)
    return min(1.0, mean * (1.05 if runs else 0.95))


def parse_authors(
    text: str, *, known_marks: Collection[str] = (), marked: Sequence[tuple[int, int]] = ()
) -> list[Contributor]:
    """The people of an author line, in order. `marked` are the `(start, end)` of superscripts.

    Names that can't be split stay whole (`PersonName.string`); groups become `collab`.

    >>> people = parse_authors("Sora Kim, MD, PhD1,*, Daniel Ahn2 and the Garden Study Group")
    >>> [(p.name.surname if p.name else p.collab, p.degrees, p.marks) for p in people]
    [('Kim', 'MD, PhD', ('1', '*')), ('Ahn', '', ('2',)), ('Garden Study Group', '', ())]
    """
    lead = LEAD.match(text)
    offset = lead.end() if lead else 0
    spans = [(start - offset, end - offset) for start, end in marked if start >= offset]
    body = text[offset:]
    emails = [match.group(1) for match in EMAIL.finditer(body)]
    tokenised, runs = _tokens(body, spans)
    people: list[Contributor] = []
    inverted = _inverted(tokenised)
    for chunk in _chunks(tokenised, inverted):
        people = _add_chunk(people, chunk, runs, inverted)
    people = _initials_throughout(people)
    if len(emails) == 1 and len(people) == 1:
        people = [replace(people[0], email=emails[0])]
    return people


def _initials_throughout(people: list[Contributor]) -> list[Contributor]:
    """Where a list prints given names as initials only, what follows the initials is the surname: "A. C. Abusleme Hoffman"."""
    names = [person.name for person in people if person.name and person.name.given_names]
    leading = [_leading_initials(name.given_names) for name in names]
    short = sum(count == len(name.given_names.split()) for count, name in zip(leading, names, strict=True))
    if len(names) < 4 or short < 0.5 * len(names) or sum(map(bool, leading)) < 0.9 * len(names):
        return people
    return [replace(person, name=_all_behind_initials(person.name)) if person.name else person for person in people]


def _leading_initials(given: str) -> int:
    """How many of the first words are initials with a stop: "A. C. Abusleme" has 2."""
    count = 0
    for word in given.split():
        if not INITIAL.match(word):
            break
        count += 1
    return count


def _all_behind_initials(name: PersonName) -> PersonName:
    words = name.given_names.split()
    count = _leading_initials(name.given_names)
    if not 0 < count < len(words):
        return name
    return replace(name, given_names=" ".join(words[:count]), surname=" ".join([*words[count:], name.surname]))


def _inverted(text: str) -> bool:
    """ "Kim, Sora; Ahn, Daniel": semicolons between people, one comma in each."""
    chunks = [chunk for chunk in text.split(";") if chunk.strip()]
    return (
        len(chunks) > 1
        and all(1 <= len(re.sub("\x01[0-9]{1,5}\x01", "", chunk).split(",")) <= 2 for chunk in chunks)
        and all(
            len(pieces := re.sub("\x01[0-9]{1,5}\x01", "", chunk).split(",")) == 2
            and not is_degree(pieces[1].strip())
            and pieces[1].strip()
            for chunk in chunks
        )
    )


def _chunks(text: str, inverted: bool) -> list[str]:
    if inverted:
        return [chunk.strip() for chunk in text.split(";") if chunk.strip()]
    pieces: list[str] = []
    for piece in JOINER.split(text):
        # a name directly behind the marks of another one
        parts = re.split("(?<=\x01)(?=[\\s\u00a0]{1,3}[^\\W\\d_\x01](?:[^\\W\\d_\x01]|\\.))", piece or "")
        pieces.extend(part.strip() for part in parts if part.strip())
    return pieces


def _add_chunk(people: list[Contributor], chunk: str, runs: list[str], inverted: bool) -> list[Contributor]:
    marks = [mark for index in re.findall("\x01([0-9]{1,5})\x01", chunk) for mark in _split_marks(runs[int(index)])]
    orcid = ORCID.search(chunk)
    bare = ORCID.sub(" ", EMAIL.sub(" ", re.sub("\x01[0-9]{1,5}\x01", " ", chunk)))
    bare = " ".join(bare.replace("()", " ").split()).strip(" ,;:")
    signs = "".join(character for character in bare if character in SIGNS)
    if signs:
        marks += list(signs)
        bare = " ".join("".join(character for character in bare if character not in SIGNS).split())
    if bare.isdigit():
        marks, bare = [bare, *marks], ""
    if bare.casefold() in ("and", "&", "및"):
        bare = ""
    previous = people[-1] if people else None
    if not bare or not any(character.isalpha() for character in bare):
        return [*people[:-1], replace(previous, marks=(*previous.marks, *marks))] if previous and marks else people
    abbreviated = bare.isupper() and bare.isalpha() and 2 <= len(bare) <= 5 and any(person.degrees for person in people)
    if previous and (is_degree(bare) or bare.casefold() in SUFFIXES or abbreviated):
        if bare.casefold() in SUFFIXES and previous.name and not previous.degrees:
            previous = replace(previous, name=replace(previous.name, suffix=bare))
        else:
            previous = replace(previous, degrees=", ".join(filter(None, (previous.degrees, bare))))
        return [*people[:-1], replace(previous, marks=(*previous.marks, *marks))]
    if (
        _collaboration(bare)
        or (COLLABORATION.search(bare) and name_like(bare) < 0.9)
        or (bare.casefold().startswith(("on behalf", "for the ", "the ")))
    ):
        behalf = BEHALF.match(bare)
        return [*people, Contributor(collab=bare[behalf.end() :] if behalf else bare, marks=tuple(marks))]
    degrees = ""
    words = bare.split()
    while len(words) > 2 and is_degree(words[-1]) and not words[-1].endswith("."):
        degrees = f"{words.pop()} {degrees}".strip()
    bare = " ".join(words)
    name = (
        _inverted_name(bare)
        if inverted
        else split_name(bare.strip(" ."[: 2 if not bare.endswith(("Jr.", "Sr.")) else 1]))
    )
    return [
        *people,
        Contributor(
            name=name,
            degrees=degrees,
            marks=tuple(dict.fromkeys(marks)),
            orcid=orcid.group(1) if orcid else "",
            confidence=name_like(bare) or 0.3,
        ),
    ]


def _inverted_name(text: str) -> PersonName:
    surname, _, given = text.partition(",")
    return PersonName(surname=surname.strip(), given_names=given.strip())
