"""Licences by their printed names: the Creative Commons URI of "CC BY-NC 4.0"."""

from __future__ import annotations

import re

CREATIVE = re.compile(
    r"creative\s?commons|\bcc[\s-]by\b|\bcc0\b|크리에이티브\s?커먼즈|知识共享|知識共享|クリエイティブ・?\s?コモンズ",
    re.IGNORECASE,
)
PARTS = (
    ("nc", re.compile(r"\bnon-?\s?commercial\b|\bby-nc\b|\bno\s?comercial\b|\bnão\s?comercial\b|pas d.utilisation commerciale|nicht kommerziell|非商业|비영리|非営利", re.IGNORECASE)),
    ("nd", re.compile(r"\bno-?\s?deriv|-nd\b|sin\s?derivad|sem\s?deriva|pas de modification|keine bearbeitung|禁止演绎|변경금지|改変禁止", re.IGNORECASE)),
    ("sa", re.compile(r"\bshare-?\s?alike\b|-sa\b|compartir\s?igual|compartilha|partage dans les mêmes|weitergabe unter gleichen|相同方式共享|동일조건|継承", re.IGNORECASE)),
)  # fmt: skip
VERSION = re.compile(r"(?<![0-9.])([1-4]\.0|2\.5)(?![0-9.])")
ZERO = re.compile(r"\bcc0\b|public domain dedication", re.IGNORECASE)


def creative_commons(text: str) -> str:
    """URI of the Creative Commons licence that a text names with its version, or "": without a version there is no URI.

    >>> creative_commons("Creative Commons Attribution-NonCommercial 4.0 International License (CC BY-NC 4.0)")
    'https://creativecommons.org/licenses/by-nc/4.0/'
    >>> creative_commons("under the Creative Commons Attribution License")
    ''
    """
    if not CREATIVE.search(text):
        return ""
    if ZERO.search(text):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    versions = set(VERSION.findall(text))
    if len(versions) != 1:
        return ""
    kind = "-".join(["by", *(name for name, pattern in PARTS if pattern.search(text))])
    return f"https://creativecommons.org/licenses/{kind.replace('-nd-sa', '-nd')}/{versions.pop()}/"
