"""The marks behind the names of an author list, and what else is printed between them: e-mail addresses, ORCIDs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .identifiers import EMAIL, ORCID, QUARTETS, orcid_is_valid

SIGNS = "*†‡§¶#∗✉‖∥⊥⁎﹡＊☯✝"
NUMBER = r"(?:[0-9]{1,3}(?![0-9]))"
SIGN = rf"[{re.escape(SIGNS)}]{{1,3}}"
NOTE = r"(?<![^\W\d_])na[0-9]{1,2}(?![0-9])"
"""The anchor of a note, which some sites print as a mark: "Ann Lee1 na1"."""
MARK = rf"(?:{NUMBER}|{SIGN}|{NOTE}|(?<=[,;])[a-z](?![a-z]))"
RUN = rf"{MARK}(?:(?:[,;，、]\s?|\s)?{MARK}){{0,12}}"
END = "(?=[\\s,;.)·・、，；&\x02\x03]|and(?:\\s|[A-Z])|$)"
HIDDEN_MAIL, HIDDEN_ORCID = "\x02", "\x03"
"""One for each character of an e-mail address or ORCID: they are no names and no marks."""
MARKS = re.compile(
    rf"(?<=[^\W\d_.)\]’'])\.?(?P<a>(?:[\s\u00a0]|,(?![\s*†]))?\^?{RUN}\^?){END}|(?<=[.)\]’'\x02\x03])(?P<b>[\s\u00a0]?,?{RUN}){END}"
)
"""Marks that stand behind a name: "Kim1,2,*", "Lee 3", "Roe*†", "Kim,1,2 Lee,3"."""
BRACKETED = rf"(?:[0-9]{{1,3}}|[a-z]|[IVX]{{1,4}}|[{re.escape(SIGNS)}])"
ROUND = re.compile(
    rf"(?<=[^\W\d_.])[\s\u00a0]?((?:[(\[（]\s?{BRACKETED}(?:\s?[,;，、]\s?{BRACKETED}){{0,12}}\s?[)\]）]){{1,13}})(?P<more>[{re.escape(SIGNS)}]{{0,3}})"
)
"""Marks in brackets, each in its own or together: "Lindholm (1)*", "O'Neill(1,2)", "Berg A(1)(3)", "Aziz[a]", "Souza(II)"."""
CARET = re.compile(
    rf"[\s\u00a0]?\^((?:[0-9]{{1,3}}|[a-z]|[{re.escape(SIGNS)}])(?:[,;]?\s?(?:[0-9]{{1,3}}|[a-z](?![a-z])|[{re.escape(SIGNS)}])){{0,12}})\^?"
)
"""Marks behind a caret, as some programs write superscripts: "Glockner ^1,✉", "Smith AB^a^"."""
RAISED = re.compile(r"[\s\u00a0]?[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ](?:[,，、]?[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ*†‡§]){0,15}")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ", "0123456789abcdefgh")
HALF = re.compile(r"(?<=[^\W\d_.])\s?[0-9]{1,2}(?:[,，][0-9]{1,2}){0,5}[)）]")
"""A number with half a bracket behind a name: "山田 太郎1)", "Taro Yamada1,2)"."""
WIDE = re.compile(
    rf"(?<=[\u3040-\u9fff\uac00-\ud7a3])[0-9]{{1,2}}(?:[,，][0-9]{{1,2}}){{0,8}}[{re.escape(SIGNS)}]{{0,3}}(?![0-9])"
)
"""A number behind a name in such a script: no name has one."""
APART = re.compile(
    r"(?<=[^\W\d_.\x01])[\s\u00a0](?P<marks>[a-z](?:\s?,\s?(?:[a-z]|[0-9]{1,2}|[*†‡§])|\s(?:[a-z]|[0-9]{1,2}|[*†‡§¶⁎∗✉]{1,2})(?=[\s,;]|$)){0,6})(?=\s?[,;](?!\S)|\s?$)"
)
"""Letters that stand apart behind a name: "Smith AB a, Jones CD b,c", "Silva a b 1"."""
BESIDE = re.compile(r"(?<=[^\W\d_]),(?P<marks>[a-z](?:,[a-z*†‡§]){0,6})(?=\s[^\W\d_]|\s?$)")
"""Letters behind the comma of a name: "Ann Lee,a Bo Chen,b,*"."""
GLUED = re.compile(
    r"(?<=[\s\u00a0][A-Z])(?P<one>[A-Z]{0,2})(?P<marks>[a-h](?:,[a-h*†‡§]){0,6})(?=\*?\s?(?:[,;]|$|and\b|&))"
)
"""Letters glued to initials: "Smith ABa, Jones CDb,c"."""
GLUED_ROMAN = re.compile(
    r"(?<=[a-zà-öø-ÿ])(?P<marks>[IVX]{1,4}(?:,\s?[IVX]{1,4}){0,6})(?=\*?\s?(?:[,;]|$|(?:e|y|and|&)\s))"
)
"""Roman numbers glued to names: "João da SilvaI, Maria de SouzaII"."""
COMMA_SIGNS = re.compile(rf"(?<=[^\W\d_]),(?P<marks>{SIGN}(?:,(?:{SIGN}|[0-9]{{1,2}}|[a-z])){{0,8}})(?=\s|$)")
"""Signs behind the comma of a name, with no space: "Ann Lee,†,‡ Bo Chen,† and …"."""
SIGN_ROUND = re.compile(
    rf"(?<=[^\W\d_.])(?P<marks>[0-9]{{1,2}}(?:,[0-9]{{1,2}}){{0,5}}\s?[(\[（]\s?[{re.escape(SIGNS)}]\s?[)\]）])"
)
"""A sign in brackets behind numbers: "Silva2(✉)"."""
ORCID_GLUED = ORCID.pattern.removesuffix(r"\b") + r"(?:\b|(?=[0-9]{1,2}(?![0-9])))"
"""An ORCID, perhaps with the mark of its author behind it: "0000-0002-1825-00971"."""
ORCID_WORD = r"(?:(?<![a-z])|(?<=(?-i:[a-zà-öø-ÿ]))(?=(?-i:O)))(?:ORCID){1,2}(?:\s(?:iD|logo|icon)\b){0,2}(?![a-z])"
"""The word that stands for a picture, often glued to what is before it: "Ann Lee 1,*ORCID, Bo ChenORCID"."""
APART_ROMAN = re.compile(
    r"(?<=[a-zà-öø-ÿ])\s(?P<marks>[IVX]{1,4}(?:\s?,\s?[IVX]{1,4}(?=\s?[,;]|\s?$)){0,6})(?=\*?\s?(?:[,;]|$))"
)
"""Roman numbers that stand apart behind names: "Ana Leite I; Bruno Costa II"."""
ORCID_ROUND = re.compile(
    rf"[\s\u00a0]?[(\[]?\s?(?:\bORCID(?:\siD)?\s?[:：]?\s?)?{ORCID_GLUED}\s?[)\]]?|[\s\u00a0]?{ORCID_WORD}",
    re.IGNORECASE,
)
MAIL_ROUND = re.compile(rf"[\s\u00a0]?[(\[<]?\s?(?:e-?mail\s?[:：]\s?)?{EMAIL.pattern}\s?[)\]>]?", re.IGNORECASE)


DOUBLED = re.compile(
    r"(?<![^\W\d_])(?P<name>[A-ZÀ-Þ](?:[^\W\d_]|['’.-]){0,30}(?:\s(?:[^\W\d_]|['’.-]){1,30}){1,5}),{0,2}\s?(?P=name)(?=[\s\d*†‡,;]|$|[A-ZÀ-Þ])"
)
"""A name that is printed twice, of a picture and of its owner: "Bo ChenBo Chen3"."""


def undoubled(text: str) -> str:
    """The names of a list once each, where a page glues every one to the words of its picture.

    >>> undoubled("Ann LeeAnn Lee1,2*Bo ChenBo Chen3"), undoubled("Ann Lee, Bo Chen")
    ('Ann Lee1,2*, Bo Chen3', 'Ann Lee, Bo Chen')
    """
    if not DOUBLED.match(text):
        return text
    return re.sub(r"(?<=[0-9*†‡])(?=[A-ZÀ-Þ][^\W\d_])", ", ", DOUBLED.sub(lambda match: match["name"], text))


def hidden(text: str) -> tuple[str, list[str], list[str]]:
    """`(the text with e-mail addresses and ORCIDs hidden, the addresses, the ORCIDs)`; offsets stay.

    >>> hidden("Ann Lee (a@b.example), Bo Chen")[1]
    ['a@b.example']
    """
    mails: list[str] = []
    orcids: list[str] = []
    if "@" in text:

        def mail(match: re.Match[str]) -> str:
            mails.append(match.group(1))
            return HIDDEN_MAIL * len(match.group())

        text = MAIL_ROUND.sub(mail, text)
    if "orc" in text.casefold() or ("-" in text and QUARTETS.search(text)):

        def orcid(match: re.Match[str]) -> str:
            if not match.group(1):
                return " " * len(match.group())
            if match.string[match.end(1) : match.end(1) + 1].isdigit() and not orcid_is_valid(match.group(1)):
                return match.group()
            orcids.append(match.group(1).upper())
            return HIDDEN_ORCID * len(match.group())

        text = ORCID_ROUND.sub(orcid, text)
    return text, mails, orcids


def tokens(text: str, marked: Sequence[tuple[int, int]]) -> tuple[str, list[str]]:
    """The text with each run of marks replaced by `\\x01n\\x01`, and the runs. `marked`: `(start, end)` of superscripts."""
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
    if not text.isascii():
        text = RAISED.sub(lambda match: token(match.group().translate(SUPERSCRIPTS)), text)
    if "^" in text:
        text = CARET.sub(lambda match: token(match.group(1)), text)
    if any(opening in text for opening in "([（"):
        text = SIGN_ROUND.sub(lambda match: token(match["marks"]), text)
        text = ROUND.sub(lambda match: token(match.group(1) + match["more"]), text)
    if ")" in text or "）" in text:
        text = HALF.sub(lambda match: token(match.group().strip(" )）")), text)
    if not text.isascii():
        text = WIDE.sub(lambda match: token(match.group()), text)
    if not runs and GLUED.search(text) and _glued_throughout(text):
        text = GLUED.sub(lambda match: match["one"] + token(match["marks"]), text)
    if not runs and _roman_throughout(text):
        text = GLUED_ROMAN.sub(lambda match: token(match["marks"]), text)
    if not runs and ";" in text and _roman_apart(text):
        text = APART_ROMAN.sub(lambda match: token(match["marks"]), text)
    text = APART.sub(lambda match: token(match["marks"]), text)
    text = BESIDE.sub(lambda match: token(match["marks"]), text)
    text = COMMA_SIGNS.sub(lambda match: token(match["marks"]), text)

    def behind(match: re.Match[str]) -> str:
        group = "a" if match["a"] is not None else "b"
        whole, marks = match.group(), match[group]
        return whole.replace(marks, "", 1) + token(marks) if whole.endswith(marks) else whole

    return MARKS.sub(behind, text), runs


def _glued_throughout(text: str) -> bool:
    """Letters are marks where the first name has an "a" behind its initials and most others have a letter there."""
    found = list(GLUED.finditer(text))
    return len(found) >= 2 and found[0]["marks"][0] == "a" and found[0].start() < 40


def _roman_throughout(text: str) -> bool:
    """Roman numbers are marks where two names have one, or the only name, a short one, has the first."""
    found = [match["marks"] for match in GLUED_ROMAN.finditer(text)]
    return len(found) >= 2 or (found == ["I"] and len(text.split()) <= 5)


def _roman_apart(text: str) -> bool:
    """Every name of two words or more has such a number behind it, "I" and "II" among them: no initials, no "III" of a family."""
    marks = {mark for match in APART_ROMAN.finditer(text) for mark in split_marks(match["marks"])}
    names = [name.split() for name in text.split(";") if name.strip()]
    return {"I", "II"} <= marks and len(APART_ROMAN.findall(text)) == len(names) and min(map(len, names)) >= 3


def split_marks(run: str) -> list[str]:
    """ "1,2,*†" is 1, 2, *, †.

    >>> split_marks("1,2*†")
    ['1', '2', '*', '†']
    """
    return re.findall(rf"{NOTE}|[0-9]+|[{re.escape(SIGNS)}]|[^\W\d_]{{1,4}}", run)
