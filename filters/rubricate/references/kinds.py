"""The kind of a work, from its blocks and its words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

CSL_TYPES = {
    "journal": "article-journal", "book": "book", "chapter": "chapter", "confproc": "paper-conference", "thesis": "thesis",
    "report": "report", "web": "webpage", "data": "dataset", "software": "software", "patent": "patent",
    "standard": "standard", "preprint": "article", "newspaper": "article-newspaper", "legal": "legislation", "other": "document",
}  # fmt: skip
THESIS = re.compile(
    r"\b(?:ph\.?\s?d|thesis|dissertation|diss(?=\.)|doctoral|dissertação|tese|tesis|thèse|master'?s|diplomarbeit|magisterarbeit|masterarbeit|habilitation\w{0,8}|m\.?sc\.?|mémoire)\b|학위\s?논문",
    re.IGNORECASE,
)
SAID = re.compile(
    r"[\[(](preprint|data ?set|software|computer (?:program|software)|dissertation|thesis|patent|newspaper article)[\])]",
    re.IGNORECASE,
)
"""The kind as printed in brackets: "[dataset]", "[Preprint]" (NLM, Citing Medicine: type of medium, type of article)."""
SAID_KINDS = {
    "preprint": "preprint", "dataset": "data", "data set": "data", "software": "software", "computer program": "software",
    "computer software": "software", "dissertation": "thesis", "thesis": "thesis", "patent": "patent", "newspaper article": "newspaper",
}  # fmt: skip
PREPRINT = re.compile(r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|preprints?|ssrn)\b", re.IGNORECASE)
CONFERENCE = re.compile(
    r"\b(?:proceedings|proc\.? of|conference|conf(?=\.)|symposium|workshop|congress|congreso|congresso|kongress\w{0,4}|tagung|colloque|simpósio|anais|actas|actes|encontro|annual meeting)\b",
    re.IGNORECASE,
)
PERIODICAL = re.compile(
    r"^(?:proceedings|proc\.?)\s(?:of the\s)?(?:natl|nat\.|national academy|royal|r\.?\s?soc|am\b|biol|ieee\b(?! conf| int)|london|lond|zool|entom|nutr|soc|inst|phys)",
    re.IGNORECASE,
)
"""Proceedings that are journals: "Proc Natl Acad Sci USA", "Proceedings of the Royal Society B"."""
PATENT = re.compile(r"\b(?:patents?\b|pat\. appl|(?:us|ep|wo|jp|de)\s?-?[0-9]{4,8}\s?[ab][0-9]?\b)", re.IGNORECASE)
STANDARD = re.compile(
    r"\b(?:ISO(?:/IEC)?|ASTM|DIN|EN|IEC|NBR|ANSI|BS|IEEE Std)\s?[A-Z]?-?[0-9]{2,6}\b|\bABNT\b|\bRFC\s?[0-9]{3,4}\b"
    r"|\b(?:3GPP|ETSI)\s(?:TS|TR|EN|ES|EG|GS)\s?[0-9]{2,3}\b"
)
REPORT = re.compile(
    r"\b(?:technical report|tech\. rep|working paper|discussion paper|research report|technical note|report no|white paper"
    r"|arbeitspapier|forschungsbericht|relatório|informe técnico|rapport|open-file report|bericht|fact ?sheet|policy brief)\b",
    re.IGNORECASE,
)
DATA = re.compile(
    r"\b(?:data ?set|data from:|dryad|figshare|zenodo|genbank|bioproject|pangaea|dataverse|gene expression omnibus|mendeley data|icpsr)\b",
    re.IGNORECASE,
)
SOFTWARE = re.compile(
    r"\b(?:software|r package|package version|computer program|r foundation for statistical|a language and environment for)\b",
    re.IGNORECASE,
)
NEWSPAPER = re.compile(
    r"^(?:the )?(?:new york times|guardian|times|washington post|financial times|economist|wall street journal|independent"
    r"|daily \w+|le monde|le figaro|el país|die zeit|zeit|süddeutsche zeitung|sz|frankfurter \w+(?: zeitung)?|faz|der spiegel"
    r"|spiegel|die welt|taz|folha de s\S{1,3} paulo|o globo|o estado de s\S{1,3} paulo|bbc news|neue zürcher zeitung|nzz|la nación"
    r"|clarín|la jornada)\b",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"\b(?:public law|pub\. l\.|u\.s\.c\.|c\.f\.r\.|directive [0-9]{2,4}/|regulation \(e[cu]\)|lei n|decreto|bgbl|f\. ?(?:2d|3d|supp)|act [0-9]{4}"
    r"|portaria n|resolução n|resolución n|instrução normativa|ley [0-9])",
    re.IGNORECASE,
)
OFFICIAL = re.compile(
    r"^(?:diário oficial|diario oficial|official journal of the european|boletín oficial|bundesgesetzblatt|amtsblatt|journal officiel"
    r"|gazzetta ufficiale|federal register|staatsblad|official gazette|jornal oficial|собрание законодательства)",
    re.IGNORECASE,
)
"""Where laws are printed."""
CASE = re.compile(r"\bvs?\.? [^\W\d_a-z]")
"""The parties of a case: "Brown v. Board"."""
MARKER = re.compile(r"(?<=[^\s.])\s?\[(J|M|C|D|R|P|S|N|DB|CP|EB)(?:/(?:OL|CD|DK|MT))?\]\s?(?:[.,。，]|//|$)")
MARKED = {
    "J": "journal", "M": "book", "C": "confproc", "D": "thesis", "R": "report", "P": "patent", "S": "standard", "N": "newspaper",
    "DB": "data", "CP": "software", "EB": "web",
}  # fmt: skip
"""Types of works as Chinese lists print them behind titles (GB/T 7714)."""
DAY = re.compile(
    r"[0-9]{1,2}\D{1,9}(?:1[89]|20)[0-9]{2}|(?:1[89]|20)[0-9]{2}\D{2,12}[0-9]{1,2}\b|[^\W\d_] [0-9]{1,2},? (?:1[89]|20)[0-9]{2}"
)
"""A date with its day."""
NEWSPAPER_WORD = re.compile(
    r"\b(?:times|post|herald|tribune|telegraph|gazette|daily|zeitung|tageszeitung|jornal|diario|diário|gazeta|courier|observer|chronicle|globe|star|mail|inquirer|examiner|standard|news)$",
    re.IGNORECASE,
)
"""How names of newspapers end."""


def kind_of(text: str, fields: Mapping[str, str], labels: Collection[str]) -> str:
    """The JATS publication type. `fields` are the texts of the blocks by label, `labels` the labels found.

    >>> kind_of("Kim A. Bread. Paris: Seuil; 1999.", {"title": "Bread", "publisher": "Seuil"}, {"title", "publisher"})
    'book'
    """
    source = fields.get("source", "")
    numbered = bool({"volume", "issue", "supplement"} & set(labels))
    marker = MARKER.search(text) if "[" in text else None
    if marker:
        kind = MARKED[marker.group(1)]
        return "chapter" if kind == "book" and source and "title" in labels else kind
    if ("number" in labels and LEGAL.search(fields["number"])) or OFFICIAL.match(source):
        return "legal"
    if (
        source
        and {"volume", "pages"} <= set(labels)
        and "author" not in labels
        and CASE.search(fields.get("title", ""))
    ):
        return "legal"
    if source and "volume" not in labels and _in_newspaper(source, fields.get("date", "")):
        return "newspaper"
    said = SAID.search(text)
    if said:
        return SAID_KINDS[said.group(1).casefold()]
    if "thesis" in labels and THESIS.search(fields["thesis"]):
        return "thesis"
    if PATENT.search(text) and not source:
        return "patent"
    if source and NEWSPAPER.match(source) and not numbered:
        return "newspaper"
    if source and not numbered and DATA.search(f"{fields.get('title', '')} {source}") and "pages" not in labels:
        return "data"
    if PREPRINT.search(source) or (not source and "arxiv" in labels):
        return "preprint"
    if source:
        periodical = PERIODICAL.match(source)
        if "confdate" in labels and "title" in labels and not ("issue" in labels or periodical):
            return "confproc"
        if CONFERENCE.search(source) and not periodical and not (numbered and len(source) < 30):
            return "confproc"
        if (numbered and not ({"editor", "publisher"} & set(labels))) or periodical:
            return "journal"
        if {"editor", "publisher", "loc", "edition"} & set(labels):
            return "chapter" if "title" in labels else "book"
        return "journal"
    if "confproc" in labels or "confdate" in labels:
        return "confproc"
    if not numbered and STANDARD.search(fields.get("number", "") or text) and len(text) < 200:
        return "standard"
    if LEGAL.search(text):
        return "legal"
    if THESIS.search(text):
        return "thesis"
    printed = {"publisher", "loc"} <= set(labels) and "uri" not in labels
    if ("version" in labels and not printed) or SOFTWARE.search(text):
        return "software"
    if DATA.search(text):
        return "data"
    if "number" in labels or "thesis" in labels or REPORT.search(text):
        return "report"
    bound = {"isbn", "edition", "pages", "size", "volume"} | (set() if "access" in labels else {"loc"})
    if "uri" in labels and not bound & set(labels):
        return "web"
    if {"publisher", "loc", "edition", "isbn", "size"} & set(labels):
        return "book"
    if "uri" in labels:
        return "web"
    if "title" in labels and "author" in labels and ("date" in labels) and not numbered:
        return "book"
    return "other"


def csl_type(kind: str, title: str) -> str:
    """The CSL type of a work; a case of law is told from an act by its parties.

    >>> csl_type("legal", "Brown v. Board of Education"), csl_type("legal", "Public Bread Act")
    ('legal_case', 'legislation')
    """
    return "legal_case" if kind == "legal" and CASE.search(title) else CSL_TYPES[kind]


def _in_newspaper(source: str, date: str) -> bool:
    """Whether a source is a newspaper: known or called like one, and dated to the day."""
    return bool(DAY.search(date)) and bool(NEWSPAPER.match(source) or NEWSPAPER_WORD.search(source))
