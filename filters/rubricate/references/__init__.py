"""References: a printed reference or a whole list in, fields with their places and confidences out. No pandoc, no XML.

>>> from rubricate import references
>>> references.split_list("1. Kim A. Beans. J Gard. 2001;1:2–3.\\n2. Lee B. Peas. J Gard. 2002;2:4.")[1]
('2.', 'Lee B. Peas. J Gard. 2002;2:4.')
"""

from __future__ import annotations

from collections.abc import Sequence

from .lists import split_list
from .record import Reference, Span

__all__ = ["SURE", "Reference", "Span", "parse", "parse_all", "parse_list", "split_list"]

SURE = 0.9


def parse(text: str, *, label: str = "") -> Reference:
    return Reference(text, label)


def parse_all(texts: Sequence[str], labels: Sequence[str] = ()) -> list[Reference]:
    names = [*labels, *[""] * (len(texts) - len(labels))]
    return [parse(text, label=label) for text, label in zip(texts, names, strict=True)]


def parse_list(text: str) -> list[Reference]:
    """Every reference of a printed list: `split_list` and `parse_all`."""
    entries = split_list(text)
    return parse_all([text for _, text in entries], labels=[label for label, _ in entries])
