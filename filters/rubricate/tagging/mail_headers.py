"""The lines of a mail program above an e-mailed manuscript: sender, receiver, date and subject are none of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .units import Unit

NAMES = (
    "from", "to", "cc", "bcc", "date", "sent", "subject", "reply-to", "attachments", "von", "an", "gesendet", "datum", "betreff", "anlagen", "de", "à", "envoyé",
    "objet", "para", "enviado", "enviado el", "asunto", "assunto", "fecha", "data", "от", "кому", "дата", "тема", "보낸 사람", "받는 사람", "보낸 날짜", "날짜", "제목", "差出人", "宛先",
    "送信日時", "日時", "件名", "发件人", "收件人", "发送时间", "日期", "主题",
)  # fmt: skip
"""Names of header lines as mail programs of ten languages write them."""
HEADER = re.compile(rf"^(?:{'|'.join(map(re.escape, NAMES))})\s?[:：]\s", re.IGNORECASE)
ADDRESS = re.compile(r"@|<[^<>\s]{3,60}>")
RULE = re.compile(r"^[-_=*]{2,20}\s?(?:[\w ]{4,40}\s?[-_=*]{2,20})?$")
"""What stands above the headers: "-----Original Message-----", "______"."""
LEAST = 3


def mail_headers(units: Sequence[Unit]) -> set[int]:
    """Indexes of the header lines: three or more below each other, one of them with an address."""
    out: set[int] = set()
    at = 0
    while at < len(units):
        stop = at
        while stop < len(units) and units[stop].textual and HEADER.match(units[stop].text) and units[stop].words <= 40:
            stop += 1
        run = units[at:stop]
        if len(run) >= LEAST and any(ADDRESS.search(unit.text) for unit in run):
            out.update(range(at, stop))
            if at and RULE.match(units[at - 1].text):
                out.add(at - 1)
        at = max(stop, at + 1)
    return out
