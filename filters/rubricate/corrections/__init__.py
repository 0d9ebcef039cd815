"""Corrections: what a person mended on the proof page, as a small file that is named by value and place.

The room knows the file and how a correction finds its place again; the filters of `tagging` put them into a document.

>>> from rubricate.corrections import read_corrections, write_corrections
>>> print(write_corrections(read_corrections("- {part: volume, was: '21', now: '22'}")).splitlines()[-1])
  now: '22'
"""

from .file import load_corrections, read_corrections, write_corrections
from .record import KINDS, Correction, Corrections, Outcome, kind_of, numbers_of

__all__ = [
    "KINDS",
    "Correction",
    "Corrections",
    "Outcome",
    "kind_of",
    "load_corrections",
    "numbers_of",
    "read_corrections",
    "write_corrections",
]
