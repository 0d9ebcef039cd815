"""Read by the fork server, once: a small conversion, so that every process that is forked has grammars, models and words ready.

Measured on the seed: 0.17 s of processor time without it, 0.07 s with it (pandoc's own not counted).
"""

from __future__ import annotations

from contextlib import suppress

from .work import convert_one, validate_one

ARTICLE = """An article to warm up with

Ada Example¹, Bo Sample²

¹Department of Gardens, University of Bern, Bern, Switzerland
²Institute of Trees, Seoul, Korea

Abstract
Background: Trees grow [1]. Conclusion: They grew.
Keywords: trees; gardens

Introduction
Trees grow (Fig. 1, Table 1) as was said before [1,2].

Acknowledgements
We thank the gardeners. Supported by the Tree Fund (grant 12).

References
1. Example A, Sample B. On trees. J Gard Med. 2014;21(2):201-9. doi:10.5555/jgm.2014.201
2. Sample B. Gardens and their trees. 2nd ed. Bern: Garden Press; 2010.
"""

with suppress(Exception):  # what is wrong with this machine is told to the first document
    made = convert_one(ARTICLE.encode("utf-8"), "article.txt")
    validate_one(made["xml"] or b"<article/>", "article.xml")
