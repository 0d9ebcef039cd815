"""References: a printed reference or a whole list in; fields with their places and confidences out. No pandoc, no XML.

`parse` takes one reference, `parse_all` the entries of one list, `split_list` a printed list apart, `parse_list` does
both; `sure()` is the confidence from which a reference is called sure.

>>> from rubricate import references
>>> references.split_list("1. Kim A. Beans. J Gard. 2001;1:2–3.\\n2. Lee B. Peas. J Gard. 2002;2:4.")[1]
('2.', 'Lee B. Peas. J Gard. 2002;2:4.')
"""

from __future__ import annotations

from collections.abc import Sequence

from .confidence import sure
from .lists import split_list
from .parse import parse as _parse  # here and not later: the module would take the place of the function of its name
from .parse import parse_all as _parse_all
from .plausible import as_read_or_as_printed
from .record import Reference, Span

__all__ = ["Reference", "Span", "parse", "parse_all", "parse_list", "split_list", "sure"]


def parse(text: str, *, label: str = "") -> Reference:
    """The record of one reference, given without its label. Never raises: what is no reference comes back as it is."""
    return as_read_or_as_printed(_parse(text, label=label))


def parse_all(texts: Sequence[str], labels: Sequence[str] = ()) -> list[Reference]:
    """The records of the entries of one list, which share one style."""
    return [as_read_or_as_printed(reference) for reference in _parse_all(texts, labels)] if texts else []


def parse_list(text: str) -> list[Reference]:
    """Every reference of a printed list: `split_list` and `parse_all`."""
    entries = split_list(text)
    return parse_all([entry for _, entry in entries], labels=[label for label, _ in entries])
