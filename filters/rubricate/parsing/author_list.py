"""Author lines: how likely a text is one, and the people in it with their marks and degrees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..values import Contributor, PersonName
from .affiliation import country_code, names_institution
from .author_marks import HIDDEN_MAIL, HIDDEN_ORCID, SIGNS, hidden, split_marks, tokens, undoubled
from .degrees import is_degree
from .names import INITIALS, PARTICLES, PREFIXES, SUFFIXES, begins_with_family_name, split_name

COLLABORATION = re.compile(
    r"\b(?:group|consortium|investigators|collaboration|network|collaborators|committee|initiative|study|team|trialists|society|working party|project)\b|연구회|연구단|위원회",
    re.IGNORECASE,
)
BEHALF = re.compile(r"^(?:(?:and|with|for|on behalf of|in collaboration with)\s){0,2}(?:the\s)?", re.IGNORECASE)
BEHALF_ALONE = re.compile(r"(?:[Oo]n behalf of |[Ff]or )?(?:[Tt]he|THE)\s(?=[^\W\d_a-z])")
"""How a group that is the only author begins: "The BREAD Collaboration"."""
LEAD = re.compile(
    r"^\s{0,3}(?:authors?|author\(s\)|by|written by|저자명?|글쓴이|作者|著者)\s{0,2}[:：]\s{0,2}|^\s{0,3}(?:by|By|BY)\s(?=[A-Z])"
    r"|^\s{0,3}authors\s(?=(?-i:[A-ZÀ-Þ])[^\W\d_]{0,30}\.?\s(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
JOINER = re.compile(
    r"(?:^|(?<=[\s\x01\x1f]))(?-i:and(?=[A-ZÀ-Þ]))|(?:^|(?<=[\s\x01]))(?:and|&|und(?!\szu\b)|et|och|og|и|및)\s|\s(?:e|y|i|en)\s(?=[^\s,;\x01]+\s[^\s,;\x01])|、|·|・|\n|\t|;|；|，|,|\x1f",
    re.IGNORECASE,
)
HIDDEN = re.compile(f"{HIDDEN_MAIL}{{1,200}}|{HIDDEN_ORCID}{{1,200}}")
TOKEN = re.compile("\x01[0-9]{1,5}\x01")
SPACES = re.compile("[ \u00a0]{2,}")
"""What pages leave around marks that were raised: "Ann Lee  1 , Bo Chen  1   2"."""
OUR_OWN = dict.fromkeys((1, 2, 3, 0x1F), " ")
"""Characters that stand for marks and addresses here: a text that has them itself loses them."""
ACRONYM = re.compile(r"\s?\([A-Z][\w-]{1,20}\)$")
"""The short name behind the long one: "the Bread Consortium (BC)"."""
ICON = re.compile(r"(?<=[^\W\d_])\s?(?:\(?[Cc]orresponding [Aa]uthor\)?|\s(?:e-?)?mail)$")
"""What pages write for the sign of a letter behind a name: "Ann Lee mail", "Bo ChenCorresponding Author"."""
LOWER_WORDS = frozenset(
    ("of", "the", "in", "on", "for", "with", "to", "from", "by", "a", "an", "using", "as", "at", "or", "versus", "vs", "via", "between", "among", "during", "after",
     "before", "is", "are", "its", "their", "under", "into", "through", "toward", "towards", "based", "effects", "effect", "study", "analysis", "against", "not", "how")
)  # fmt: skip
OTHERS = frozenset(("al", "et al", "others", "and others", "et coll", "u. a", "u.a"))
"""Who is not named: "Ann Lee, Bo Chen; et al"."""
NO_NAME = frozenset(
    (
        "author",
        "authors",
        "note",
        "notes",
        "content",
        "information",
        "abstract",
        "correspondence",
        "introduction",
        "references",
        "acknowledgements",
        "acknowledgments",
        "contribution",
        "contributions",
        "statement",
        "details",
        "affiliation",
        "affiliations",
    )
)
"""Words of headings that no person is called."""
INITIAL = re.compile(r"^(?:[^\W\d_]{1,2}\.-?){1,3}$")
"""Initials of a given name: "A.", "J.-P.", "Yu."."""
WORD = re.compile(r"^(?:[^\W\d_]|['’‘`.\-‐‑·])+$")


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
    if "\u3040" <= piece[0] <= "\u9fff":
        return 0.8 if 2 <= len("".join(words)) <= (6 if len(words) == 2 else 4) and len(words) <= 2 else 0.1
    words = [word for word in words if word.casefold() not in SUFFIXES and word.casefold() not in PREFIXES] or words
    if not 2 <= len(words) <= 7 or not all(WORD.match(word) for word in words):
        return 0.0
    if any(word.casefold() in LOWER_WORDS and not (len(word) == 1 and word.isupper()) for word in words) and not any(
        word.casefold() in PARTICLES for word in words
    ):
        return 0.0
    if any(word.casefold() in NO_NAME for word in ICON.sub("", " ".join(words)).split()):
        return 0.1
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
    if ")" in piece:
        piece = ACRONYM.sub("", piece)
    words = piece.split()
    return (
        0 < len(words) <= 12
        and ":" not in piece
        and COLLABORATION.search(words[-1] + " ") is not None
        and COLLABORATION.search(piece) is not None
    )


def author_list_score(text: str) -> float:
    """How likely a line is a list of authors (or one author), 0 to 1.

    >>> author_list_score("Maria Duda1, Natalie J. Kirkland1, Anna Bove2,6 and Buzz Baum1") > 0.8
    True
    >>> author_list_score("Polarization of Myosin II Refines Tissue Material Properties") < 0.3
    True
    """
    text = undoubled(SPACES.sub(" ", text.translate(OUR_OWN)).strip())
    if not 3 <= len(text) <= 300_000 or text.endswith(("?", ":")):
        return 0.0
    lead = LEAD.match(text)
    body = text[lead.end() :] if lead else text
    covered, mails, orcids = hidden(body[:6000])
    tokenised, runs = tokens(covered, ())
    if mails or orcids:
        tokenised = HIDDEN.sub(" ", tokenised)
    pieces = [piece.strip(" .") for piece in JOINER.split(TOKEN.sub("\x1f", tokenised)) if piece and piece.strip(" .")]
    pieces = _paired(pieces)
    pieces = [piece for piece in pieces if not is_degree(piece) and piece.casefold() not in SUFFIXES]
    if not pieces:
        return 0.0
    if len(pieces) == 1 and _collaboration(pieces[0]) and BEHALF_ALONE.match(pieces[0]):
        return 0.55
    likely = [0.5 if len(pieces) > 1 and _collaboration(piece) else name_like(piece) for piece in pieces]
    if len(pieces) > 1 and ";" in body and all(0 < len(piece.split()) <= 3 for piece in pieces):
        likely = [max(score, 0.6 if piece[:1].isupper() else 0.0) for score, piece in zip(likely, pieces, strict=True)]
    mean = sum(likely) / len(likely)
    if lead:
        return max(0.75, mean)
    if len(pieces) == 1:
        return min(0.95, 0.95 * mean if runs else 0.62 * mean)
    return min(1.0, mean * (1.05 if runs else 0.95))


def parse_authors(text: str, *, marked: Sequence[tuple[int, int]] = ()) -> list[Contributor]:
    """The people of an author line, in order. `marked` are the `(start, end)` of superscripts.

    Names that can't be split stay whole (`PersonName.string`); groups become `collab`.

    >>> people = parse_authors("Sora Kim, MD, PhD1,*, Daniel Ahn2 and the Garden Study Group")
    >>> [(p.name.surname if p.name else p.collab, p.degrees, p.marks) for p in people]
    [('Kim', 'MD, PhD', ('1', '*')), ('Ahn', '', ('2',)), ('Garden Study Group', '', ())]
    """
    text = text.translate(OUR_OWN)
    if not marked:
        text = undoubled(SPACES.sub(" ", text).strip())
    lead = LEAD.match(text)
    offset = lead.end() if lead else 0
    spans = [(start - offset, end - offset) for start, end in marked if start >= offset]
    body = text[offset:]
    covered, emails, orcids = hidden(body)
    tokenised, runs = tokens(covered, spans)
    people: list[Contributor] = []
    inverted = _inverted(tokenised)
    for chunk in _chunks(tokenised, inverted):
        bare = HIDDEN.sub(" ", chunk)
        count = len(people)
        people = _add_chunk(people, bare, runs, inverted)
        runs_of = [found[0] for found in HIDDEN.findall(chunk)]
        mails = [emails.pop(0) for sign in runs_of if sign == HIDDEN_MAIL and emails]
        ids = [orcids.pop(0) for sign in runs_of if sign == HIDDEN_ORCID and orcids]
        words = TOKEN.sub("", bare).strip(" ,.")
        if people and (len(people) > count or is_degree(words) or not any(map(str.isalpha, words))):
            last = people[-1]
            people[-1] = replace(last, email=mails[0] if mails else last.email, orcid=ids[0] if ids else last.orcid)
    return _family_first_throughout(_initials_throughout(people))


def _family_first_throughout(people: list[Contributor]) -> list[Contributor]:
    """ "Kim So-Ra, Lee Min-Ho": a list where every name has that form prints the family name first."""
    printed = [f"{p.name.given_names} {p.name.surname}" if p.name and p.name.surname else "" for p in people]
    if not people or not all(map(begins_with_family_name, filter(None, printed))) or not any(printed):
        return people
    return [
        replace(person, name=replace(person.name, surname=name.split()[0], given_names=name.split()[1]))
        if person.name and name
        else person
        for person, name in zip(people, printed, strict=True)
    ]


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
        and all(1 <= len(TOKEN.sub("", chunk).split(",")) <= 2 for chunk in chunks)
        and all(
            len(pieces := TOKEN.sub("", chunk).split(",")) == 2
            and not is_degree(pieces[1].strip())
            and pieces[1].strip()
            for chunk in chunks
        )
    )


def _is_initials(piece: str) -> bool:
    """ "A.B.", "J.", "S.-H.", "AB", perhaps with its marks; degrees are none."""
    bare = TOKEN.sub("", piece).strip().replace(" ", "")
    return bool(bare) and bare.isupper() and len(bare) <= 10 and bool(INITIALS.match(bare)) and not is_degree(bare)


def _paired(pieces: list[str]) -> list[str]:
    """ "Smith, A.B., Kim, J., Lee, S.-H." is three people: a name, then initials, throughout."""
    if len(pieces) < 2 or len(pieces) % 2 or not all(map(_is_initials, pieces[1::2])):
        return pieces
    names = pieces[::2]
    if any(_is_initials(name) or len(name.split()) > 4 for name in names):
        return pieces
    return [f"{name} {initials}" for name, initials in zip(names, pieces[1::2], strict=True)]


def _chunks(text: str, inverted: bool) -> list[str]:
    if inverted:
        return [chunk.strip() for chunk in text.split(";") if chunk.strip()]
    pieces: list[str] = []
    for piece in JOINER.split(text):
        # a name directly behind the marks of another one
        parts = re.split("(?<=\x01)(?=[\\s\u00a0\u3000]{1,3}[^\\W\\d_\x01](?:[^\\W\\d_\x01]|\\.|\\s))", piece or "")
        pieces.extend(part.strip() for part in parts if part.strip())
    pieces = [name for piece in pieces for name in _wide_names(piece, len(pieces))]
    return _paired(pieces)


def _wide_names(piece: str, chunks: int) -> list[str]:
    """ "王小明 李小华": Chinese names with spaces between them, where no other sign stands between names."""
    words = piece.split()
    wide = chunks <= 1 and len(words) >= 2 and all("\u4e00" <= word[0] <= "\u9fff" for word in words)
    return words if wide and len(words) != 2 and all(2 <= len(TOKEN.sub("", word)) <= 4 for word in words) else [piece]


def _add_chunk(people: list[Contributor], chunk: str, runs: list[str], inverted: bool) -> list[Contributor]:
    marks = [mark for index in TOKEN.findall(chunk) for mark in split_marks(runs[int(index.strip("\x01"))])]
    bare = TOKEN.sub(" ", chunk)
    bare = " ".join(bare.replace("()", " ").split()).strip(" ,;:")
    signs = "".join(character for character in bare if character in SIGNS)
    if signs:
        marks += list(signs)
        bare = " ".join("".join(character for character in bare if character not in SIGNS).split())
    if bare.isdigit() or (len(bare) == 1 and bare.islower()):
        marks, bare = [bare, *marks], ""
    if bare.casefold() in ("and", "&", "및") or bare.casefold().rstrip(".") in OTHERS:
        bare = ""
    icon = ICON.search(bare)
    if icon and len(bare[: icon.start()].split()) >= 2:
        bare, marks = bare[: icon.start()].rstrip(" ,"), [*marks, "✉"]
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
    capitals = bare.replace(words[-1], "").isupper()
    while len(words) > 2 and is_degree(words[-1]) and not words[-1].endswith(".") and not capitals:
        degrees = f"{words.pop()} {degrees}".strip()
    while len(words) > 1 and words[-1].isdigit():  # no name has one
        marks.append(words.pop())
    bare = " ".join(words)
    name = (
        _inverted_name(bare)
        if inverted
        else split_name(bare if bare.endswith(("Jr.", "Sr.")) or INITIALS.match(words[-1]) else bare.strip(" ."))
    )
    return [
        *people,
        Contributor(
            name=name,
            degrees=degrees,
            marks=tuple(dict.fromkeys(marks)),
            confidence=name_like(bare) or 0.3,
        ),
    ]


def _inverted_name(text: str) -> PersonName:
    surname, _, given = text.partition(",")
    return PersonName(surname=surname.strip(), given_names=given.strip())
