"""Check digits of identifiers: ISSN (ISO 3297) and ORCID iD (ISO/IEC 7064, MOD 11-2)."""

from __future__ import annotations


def issn_check_digit(digits: str) -> str:
    """The eighth character of an ISSN for its first seven digits.

    >>> issn_check_digit("2049363")
    '0'
    """
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def orcid_check_digit(digits: str) -> str:
    """The sixteenth character of an ORCID iD for its first fifteen digits.

    >>> orcid_check_digit("000000021825009")
    '7'
    """
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def compact(text: str) -> str:
    """Digits and X of an identifier, whatever stands between them.

    >>> compact("ISSN 2049–363x")
    '2049363X'
    """
    return "".join(character for character in text.upper() if character in "0123456789X")
