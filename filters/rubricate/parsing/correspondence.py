"""Correspondence lines: "Correspondence to: Sora Kim, Department …, E-mail: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .identifiers import EMAIL

MARKS = "*†‡§¶#∗✉‖⁎"
"""Signs before a correspondence or another note of a title block."""
CUE = re.compile(
    rf"^[\s{MARKS}()0-9a-z,]{{0,6}}?(?:(?:address(?:es)?\s(?:for|all|reprint|correspond)|(?:all\s)?correspond(?:ence|ing)|contact\b|reprint|requests?\sfor\sreprints"
    r"|(?:authors?)?\W{0,2}to\swhom\s(?:all\s)?correspond|corresponding|e-?mail|교신\s?저자|책임\s?저자|교신저자|연락처|이메일|correspondance|correspondencia|correspondência|korrespond"
    r"|auteur correspondant|autor para|autor correspond|kontakt|通讯作者|通信作者|責任著者|communicating author))",
    re.IGNORECASE,
)
"""How a correspondence line begins."""
INSIDE = re.compile(r"\b(?:correspond(?:ing|ence)|e-?mail)\b|교신저자|이메일", re.IGNORECASE)
NAME = re.compile(
    rf"^[\s{MARKS}]{{0,4}}(?:address\s(?:for|all)\s)?(?:correspondence|corresponding author(?:s|\(s\))?|reprint requests|교신저자|책임저자|contact|author for correspondence|correspondence author)?"
    r"(?:\s(?:to|address|should be addressed to|and requests for materials should be addressed to|concerning this article should be addressed to))?"
    r"\s?[:：.]?\s{0,2}(?P<name>[^,;:()\n@]{3,60})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CorrespondenceLine:
    """E-mail addresses and the name of the person, where one is printed."""

    emails: tuple[str, ...] = ()
    name: str = ""


def correspondence_score(text: str) -> float:
    """How likely a line tells where to write, 0 to 1.

    >>> correspondence_score("*Corresponding author: Yuki Mori. E-mail: mori@aoba.example") > 0.8
    True
    """
    text = text.strip()
    if not text or len(text) > 1500:
        return 0.0
    if len(text.split()) == 1 and "@" not in text:
        return 0.0  # "Correspondence": the name of a section
    mail = "@" in text and bool(EMAIL.search(text))
    cue = bool(CUE.match(text))
    if cue and mail:
        return 0.95
    if cue:
        return (
            0.7
            if len(text) < 600
            and not text.rstrip().endswith("?")
            and ("correspond" in text.casefold()[:60] or "교신" in text[:20])
            else 0.3
        )
    if not mail:
        return 0.0
    inside = bool(INSIDE.search(text))
    words = len(EMAIL.sub("", text).split())
    if text[0] in MARKS and words <= 40:
        return 0.85
    if inside and words <= 60:
        return 0.65
    return 0.6 if words <= 4 else 0.2


def parse_correspondence(text: str) -> CorrespondenceLine:
    """E-mails and name of a correspondence line.

    >>> parse_correspondence("Correspondence to: Sora Kim, MD, Seoul. E-mail: sora@hanbit.example")
    CorrespondenceLine(emails=('sora@hanbit.example',), name='Sora Kim')
    """
    emails = tuple(dict.fromkeys(match.group(1) for match in EMAIL.finditer(text)))
    match = NAME.match(text)
    name = match["name"].strip(" .") if match else ""
    if any(character.isdigit() for character in name) or name.casefold().startswith(
        ("e-mail", "email", "department", "tel")
    ):
        name = ""
    return CorrespondenceLine(emails, name)
