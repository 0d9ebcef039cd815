"""What a document or a file name holds is made harmless before it is echoed.

Control characters, escape sequences and marks that turn the direction of text are shown as `\\x1b`, never sent.
"""

from __future__ import annotations

import re

# C0, C1, line and paragraph separators, direction marks and overrides, byte order mark, lone surrogates, the two
# characters that no XML may hold.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def harmless(text: str) -> str:
    """`text` with its unsafe characters written out: one line, safe for a terminal, a log, XML and JSON.

    >>> harmless("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    return UNSAFE.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
