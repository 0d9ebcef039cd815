"""Validation of JATS: is this tree valid, and if not, what was found where, and what is allowed there?

>>> from rubricate.validation import render, validate
>>> print(render(validate(path, profile="pmc"), "full"))        # doctest: +SKIP

The grammars are read when the first document is validated, not before.
"""

from .catalogue import grammar_versions
from .report import render
from .validate import validate, validate_bytes, validate_file, validate_tree

__all__ = ["grammar_versions", "render", "validate", "validate_bytes", "validate_file", "validate_tree"]
