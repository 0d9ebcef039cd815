"""Free-text references to records: `parse` for one, `parse_all` for the entries of one list."""

from .parse import parse, parse_all
from .record import Reference, Span

__all__ = ["Reference", "Span", "parse", "parse_all"]
