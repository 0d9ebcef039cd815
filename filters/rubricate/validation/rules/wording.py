"""What headings say: the wordings by which a statement is known, whatever its tagging."""

from __future__ import annotations

from lxml import etree

from .document import text_of

CONFLICT = frozenset(
    (
        "conflict of interest", "conflicts of interest", "conflict of interests", "conflicts of interests",
        "conflict of interest statement", "conflicts of interest statement", "competing interest", "competing interests",
        "competing interest statement", "competing interests statement", "competing financial interests",
        "declaration of interest", "declaration of interests", "declarations of interest", "duality of interest",
        "declaration of competing interest", "declaration of competing interests", "declaration of conflicting interests",
        "declaration of conflict of interest", "disclosure of interest", "conflict of interest disclosure",
        "conflicto de intereses", "conflictos de interés", "conflictos de intereses", "conflito de interesse",
        "conflito de interesses", "conflitos de interesse", "conflitos de interesses", "conflit d intérêts",
        "conflits d intérêts", "interessenkonflikt", "interessenkonflikte", "이해관계", "이해상충",
    )
)  # fmt: skip
DATA = frozenset(
    (
        "data availability", "data availability statement", "data accessibility", "data accessibility statement",
        "availability of data", "availability of data and material", "availability of data and materials",
        "availability of supporting data", "data and code availability", "data and code availability statement",
        "data and software availability", "data sharing statement", "data availability and sharing",
        "disponibilidad de datos", "disponibilidad de los datos", "disponibilidade de dados",
        "declaração de disponibilidade de dados", "declaración de disponibilidad de datos",
        "disponibilité des données", "datenverfügbarkeit",
    )
)  # fmt: skip
ETHICS = frozenset(
    (
        "ethics", "ethics statement", "ethics statements", "ethical statement", "ethics approval", "ethical approval",
        "ethics approval and consent to participate", "ethical approval and consent to participate",
        "ethical considerations", "ethics declaration", "ethics declarations", "compliance with ethical standards",
        "institutional review board statement", "aspectos éticos", "consideraciones éticas", "considerações éticas",
        "aprobación ética", "aprovação ética", "considérations éthiques", "ethikvotum",
    )
)  # fmt: skip
ABSTRACT = frozenset(
    ("abstract", "resumo", "resumen", "résumé", "zusammenfassung", "abstrakt", "riassunto", "초록", "摘要", "抄録")
)


def wording(text: str) -> str:
    """`text` in small letters, without numbering and punctuation, for a look-up; "" where it is too long for a heading.

    >>> wording("7.1 Data Availability:")
    'data availability'
    """
    if len(text) > 100:
        return ""
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    while words and words[0].isdecimal():
        words.pop(0)
    return " ".join(words)


def heading(element: etree._Element) -> str:
    """The wording of an element's title; of one without, that of a bold or italic start of its first paragraph.

    >>> heading(etree.fromstring("<fn><p><bold>Competing interests:</bold> none.</p></fn>"))
    'competing interests'
    """
    title = element.find("title")
    if title is not None:
        return wording(text_of(title))
    paragraph = element.find("p")
    if paragraph is None:
        return ""
    if not (paragraph.text or "").strip() and len(paragraph) and paragraph[0].tag in ("bold", "italic"):
        return wording(text_of(paragraph[0]))
    start, colon, _ = (paragraph.text or "").partition(":")
    return wording(start) if colon else ""
