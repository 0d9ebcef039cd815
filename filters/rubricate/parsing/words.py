"""What a word is, for all that counts or compares words."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+|\d+")
"""Letters and digits are counted apart: "1Division" is two words, in the source as in the output."""
