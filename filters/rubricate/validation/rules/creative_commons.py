"""Addresses of Creative Commons licences: which licence one names, and how it is written.

Source: https://creativecommons.org/licenses/ (the address of each licence's deed).
"""

from __future__ import annotations

import re

# http://www.creativecommons.org/licences/by-nc/3.0/de/deed.en: kind, version, port, kind and version in the public domain, page
ADDRESS = re.compile(
    r"(?:(?:https?:)?//)?(?:www\.)?creativecommons\.org/"
    r"(?:licen[sc]es?/(by(?:-(?:nc|nd|sa)){0,2})(?:/([1-4]\.\d)(?:/([a-z]{2,5}))?)?|publicdomain/(zero|mark)/(1\.0))"
    r"(/(?:deed|legalcode)(?:\.[a-z_-]{2,10})?)?/?",
    re.IGNORECASE,
)
VERSIONS = frozenset((None, "1.0", "2.0", "2.1", "2.5", "3.0", "4.0"))
KINDS = frozenset(("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"))
ORDER = {"by": 0, "nc": 1, "sa": 2, "nd": 3}


def is_creative_commons(address: str) -> bool:
    return "creativecommons.org" in address.casefold()


def is_page(address: str) -> bool:
    """Whether an address leads to a page about a licence: its deed, its legal code.

    >>> is_page("https://creativecommons.org/licenses/by/4.0/legalcode"), is_page("https://creativecommons.org/licenses/by/4.0/")
    (True, False)
    """
    match = _match(address)
    return match is not None and (match[6] is not None or (match[3] or "").lower() == "deed")


def _match(address: str) -> re.Match[str] | None:
    return ADDRESS.fullmatch(address.strip().rstrip("."))


def licence_of(address: str) -> str | None:
    """The licence that an address names, whatever its form; None where it names none.

    >>> licence_of(" http://creativecommons.org/licenses/BY/4.0")
    'licenses/by/4.0'
    """
    match = _match(address)
    if match is None:
        return None
    kind, version, port, domain, domain_version, _ = match.groups()
    if domain:
        return f"publicdomain/{domain.lower()}/{domain_version}"
    kind = "-".join(sorted(kind.lower().split("-"), key=lambda part: ORDER[part]))
    if kind not in KINDS or version not in VERSIONS:
        return None
    if kind == "by-nc-nd" and version == "1.0":
        kind = "by-nd-nc"  # the first version had that order
    ported = f"/{port.lower()}" if port and port.lower() not in ("deed",) else ""
    return f"licenses/{kind}/{version}{ported}" if version else None


def canonical(address: str) -> str | None:
    """The address as Creative Commons writes it; None where it names no licence of theirs.

    >>> canonical("http://creativecommons.org/licences/by/4.0/deed.en")
    'https://creativecommons.org/licenses/by/4.0/'
    """
    licence = licence_of(address)
    return f"https://creativecommons.org/{licence}/" if licence else None
