"""What changed between two JATS trees: in facts, not in bytes.

The interface, for `rubricate diff` and for whoever compares runs:

* `facts_of(tree) -> Facts`: an article (any publisher's) as plain JSON-ready data: `{"title": "…", "authors": [{…}], "dates": {…},
  "references": [{…}], …}`. Formatting, order of attributes and names of ids are gone; pointers are positions
  ("references/4"). Raises RubricateError (`wrong-root`) where the tree holds no `<article>`.
* `differences(a: Facts, b: Facts) -> list[Difference]`: in the order of the parts of an article. Empty: the same facts.
* `Difference(part, where, field, kind, before, after)`: `part` is a key of `Facts` ("authors"), `where` tells a person which
  ("author 2, Ahn"), `field` is what of it ("given-names", "" for the whole), `kind` is "added", "removed", "changed" or
  "moved", `before` and `after` are text ("" where there is none). `as_dict()` is JSON-ready.
* `word_changes(before, after)`: the words of a change, `(op, words)` with op "=", "-", "+".

>>> from lxml import etree
>>> a, b = (etree.XML(f"<article><front><article-meta><volume>{n}</volume></article-meta></front></article>") for n in "34")
>>> [(one.part, one.field, one.before, one.after) for one in differences(facts_of(a), facts_of(b))]
[('issue', 'volume', '3', '4')]
"""

from .differences import Difference, differences
from .facts import Facts, facts_of
from .words import word_changes

__all__ = ["Difference", "Facts", "differences", "facts_of", "word_changes"]
