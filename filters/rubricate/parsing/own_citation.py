"""The line in which an article tells how it wants to be cited: "How to cite: Lee A. Bread. J Exa Med 2019;1:2-3."."""

from __future__ import annotations

import re

CUE = re.compile(
    r"\b(?:please cite (?:this (?:article|paper|work) )?as|cite (?:this )?(?:article |paper |work )?as|(?:how )?to cite(?: this (?:article|paper|work|chapter))?"
    r"|(?:suggested |recommended |article |paper )?citation(?= ?[:：])|cite this article(?= ?[:：])|for citation(?= ?[:：]))(?: ?[:：])?\s"
    r"|(?:c[óo]mo citar|comment citer|citar como|zitierweise|zitiervorschlag|zitation|для цитирования|인용(?:하기|방법)?|引用(?:本文|格式|方法)?|本文引用格式)[^:：]{0,25}[:：]\s?",
    re.IGNORECASE,
)
"""What announces it, in the languages that journals print."""
BARE = re.compile(r"Citation\s(?=[^\W\d_a-z][^\W\d_]+ [^\W\d_a-z]{1,3}[,.:])")
"""The cue without a colon, before a name: "Citation Lee AB, Chen B. 2018. …"."""
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
ALONE = frozenset(
    ("cite this article", "how to cite", "how to cite this article", "cite this article as", "cite as", "to cite this article", "recommended citation", "suggested citation",
     "article citation", "citation", "cómo citar", "como citar", "comment citer", "zitationsvorschlag", "zitierweise", "come citare", "cara mengutip",
     "как цитировать", "jak cytować", "nasıl atıf yapılır", "alıntı")
)  # fmt: skip
STYLE = re.compile(
    r"(?:mdpi and acs|acs|ama|apa|mla|chicago(?:[/ ]turabian)?|harvard|ieee|nlm|vancouver)(?: style| citation)$"
)
"""What sites print above each form of their citation."""
HEAD = 4
"""Characters; signs of a list may stand before the cue."""
LONGEST = 1500
VERSION = re.compile(
    r"\s?\[(?:v(?:ersion)?\.?\s?[0-9]{1,2}\b|version [0-9]|ref(?:eree)? status|peer review)[^\[\]]{0,160}\]",
    re.IGNORECASE,
)
"""The version of an article behind its title: "[version 2; peer review: 2 approved]"."""


def own_citation(text: str, *, inside: bool = False) -> tuple[int, int] | None:
    """`(start, end)` of the cue of such a line, or `None`; `inside`: other facts may stand before the cue.

    >>> own_citation("How to cite: Lee A. Bread. J Exa Med 2019;1:2-3."), own_citation("Citation of 2019 laws")
    ((0, 13), None)
    """
    if len(text) > LONGEST or not ("19" in text or "20" in text):
        return None
    match = BARE.match(text) or CUE.search(text)
    if not match or (match.start() > HEAD and not inside):
        return None
    rest = text[match.end() :]
    if not YEAR.search(rest) or sum(character.isdigit() for character in rest) < 6:
        return None
    return match.start(), match.end()


def announces_citation(text: str) -> bool:
    """A line that only announces one: "How to cite this article:".

    >>> announces_citation("How to cite this article:"), announces_citation("Citations")
    (True, False)
    """
    bare = text.strip(" :：.•").casefold()
    if bare in ALONE or STYLE.match(bare):
        return True
    match = CUE.match(text.strip() + " ")
    return match is not None and match.end() >= len(text.strip())


STATUS = re.compile(r"^(?:revised|updated|corrected|version [0-9]{1,2})(?:\s{2,}|\s?[:：]\s)", re.IGNORECASE)
"""What such sites print before a title, set apart from it: "Revised  Longevity of bread"."""


def without_version(text: str) -> str:
    """A title without the version that some sites print before and behind it.

    >>> without_version("Revised  Longevity of bread [version 2; peer review: 2 approved]")
    'Longevity of bread'
    """
    return STATUS.sub("", VERSION.sub("", text).strip()).strip()


def letters(text: str) -> str:
    """The letters and digits of a text, small: two printings of one title have the same.

    >>> letters("How to bake: a trial")
    'howtobakeatrial'
    """
    return "".join(character for character in text.casefold() if character.isalnum())
