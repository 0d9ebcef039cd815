"""Mends: what is wrong in a way that has one right form is put right in the source text, and nothing else is touched.

>>> from rubricate.validation.fixes import diff, mend
>>> after, mended = mend(data, findings)  # doctest: +SKIP
>>> print(diff(data, after, "article.xml"))  # doctest: +SKIP
"""

from .mend import Mended, diff, mend

__all__ = ["Mended", "diff", "mend"]
