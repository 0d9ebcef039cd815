"""Facts of a journal as a form: the usual ones as fields, all others as YAML, together one `journal.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..findings import Finding, RubricateError, Severity
from ..parsing.identifiers import issn_is_valid
from ..reading.metadata import check_yaml

NAME = "journal.yaml"
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,63}(?:\.[^@\s.]{1,63}){1,9}")


class Field(NamedTuple):
    """One value that most journals have; `path` is its place in the YAML."""

    path: str
    label: str
    hint: str = ""


FIELDS = (
    Field("journal.title", "Title", "Journal of Example Medicine"),
    Field("journal.abbrev-title", "Abbreviated title", "J. Exa. Med."),
    Field("journal.nlm-ta", "NLM abbreviation", "J Exa Med"),
    Field("journal.publisher-id", "Publisher’s short name of the journal", "jofx"),
    Field("journal.pissn", "ISSN, print", "1234-5679"),
    Field("journal.eissn", "ISSN, electronic", "2049-3630"),
    Field("journal.publisher-name", "Publisher", "Example Society of Medicine"),
    Field("journal.publisher-loc", "Place of the publisher", "Seoul, Korea"),
    Field("copyright.holder", "Holder of the copyright", "Example Society of Medicine"),
)
PACKAGE_FIELDS = (
    Field("package.acronym", "Acronym in file names", "jofx"),
    Field("package.depositor-name", "Depositor (Crossref)", "Example Society"),
    Field("package.depositor-email", "E-mail of the depositor (Crossref)", "doi@jofx.example.org"),
    Field("package.registrant", "Registrant (Crossref)", "Example Society of Medicine"),
    Field("package.resource", "Page of an article (Crossref)", "https://jofx.example.org/doi/{doi}"),
    Field("package.section", "Section (OJS)", "ART"),
    Field("package.contact-email", "E-mail of the office (OJS)", "office@jofx.example.org"),
)
EVERY = (*FIELDS, *PACKAGE_FIELDS)


def read(text: str) -> tuple[dict[str, Any], list[Finding]]:
    """The facts of a YAML text; with an error among the findings there are none."""
    import yaml

    try:
        findings = check_yaml(text.encode("utf-8", "replace"), NAME)
    except RubricateError as error:
        findings = list(error.findings)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return {}, findings
    values = yaml.safe_load(text) if text.strip() else {}
    if values is None or isinstance(values, dict):
        return values or {}, findings
    return {}, [Finding("bad-yaml", Severity.ERROR, "Unexpected YAML, expected keys with values, as in journal.yaml.")]


def write(facts: Mapping[str, Any]) -> str:
    """Facts as YAML; "" for none."""
    import yaml

    return yaml.safe_dump(dict(facts), allow_unicode=True, sort_keys=False, width=120) if facts else ""


def shown(facts: Mapping[str, Any]) -> tuple[dict[str, str], str]:
    """What the fields of the form hold, by path, and what stands beside them as YAML."""
    values: dict[str, str] = {}
    rest = {key: dict(value) if isinstance(value, dict) else value for key, value in facts.items()}
    for path, _, _ in EVERY:
        parent, _, key = path.partition(".")
        value = rest[parent].get(key) if isinstance(rest.get(parent), dict) else None
        if value is None or isinstance(value, (str, int, float)):
            values[path] = "" if value is None else str(value)
            if isinstance(rest.get(parent), dict):
                rest[parent].pop(key, None)
    return values, write({key: value for key, value in rest.items() if value not in ({}, None)})


def joined(values: Mapping[str, str], rest: str) -> tuple[dict[str, Any], list[Finding]]:
    """The facts of a filled form: the fields win over the YAML."""
    facts, findings = read(rest)
    for path, _, _ in EVERY:
        parent, _, key = path.partition(".")
        if text := " ".join(values.get(path, "").split()):
            below = facts.get(parent)
            facts[parent] = {**(below if isinstance(below, dict) else {}), key: text}
            findings += _faults(path, text)
    return facts, findings


def _faults(path: str, text: str) -> list[Finding]:
    """What can't be right in a field."""
    if path in ("journal.pissn", "journal.eissn") and not issn_is_valid(text):
        return [_wrong(path, text, "four digits, a hyphen, three digits and a check digit that fits")]
    if path.endswith("-email") and not EMAIL.fullmatch(text):
        return [_wrong(path, text, "an address with one @")]
    if path.endswith("resource") and not text.startswith(("https://", "http://")):
        return [_wrong(path, text, "the beginning https://")]
    return []


def _wrong(path: str, text: str, expected: str) -> Finding:
    return Finding("bad-facts", Severity.ERROR, f"Unexpected {text!r} for {path}, expected {expected}.")


def title_of(facts: Mapping[str, Any]) -> str:
    """What a journal is called in the list to choose from."""
    journal = facts.get("journal")
    found = journal if isinstance(journal, dict) else {}
    for key in ("title", "abbrev-title", "nlm-ta", "publisher-id"):
        if isinstance(found.get(key), (str, int)):
            return " ".join(str(found[key]).split())[:100]
    return "Journal without a title"
