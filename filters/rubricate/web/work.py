"""What a worker process does with one document. Bytes and plain values in, plain values out; nothing of the server is known here."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from ..corrections import read_corrections
from ..files import write_file
from ..findings import Finding, Place, RubricateError, Severity
from ..packages import zipped
from ..packaging import make_package, package_settings
from ..pipeline import Result, convert, report_bytes
from ..proof import Proof, proof_of_article, proof_of_result, proof_page
from ..reading.metadata import STRIPPED, check_yaml, load_metadata_file
from ..sources import XML
from ..validation import validate_bytes
from ..validation.profile import load_profile
from .remedies import for_the_desk

LONGEST = 120
"""Characters of a name that are kept."""
JATS = (*XML.suffixes, ".jats")
FACTS = "journal.yml"
"""The facts of a journal lie beside the document under this name, which no document's own metadata file has (that ends in .yaml)."""


def plain_name(name: str) -> str:
    """The last part of a name that a stranger gave, without what a file system or a terminal would obey.

    >>> plain_name("C:\\\\texts\\\\a\\nb.docx")
    'a b.docx'
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = " ".join("".join(letter if letter.isprintable() else " " for letter in last).split())
    stem, dot, suffix = clean.rpartition(".")
    clean = clean if len(clean) <= LONGEST else f"{stem[: LONGEST - 12]}{dot}{suffix[:11]}"
    return clean if clean.strip(". ") else "article.txt"


def convert_one(
    data: bytes,
    name: str,
    facts: str = "",
    corrections: str = "",
    profile: str = "",
    page: bool = False,
    beside: Mapping[str, bytes] = MappingProxyType({}),
    **settings: Any,
) -> dict[str, Any]:
    """Convert one document, or look at an article in JATS. `facts` is the YAML of a journal; `page` asks for the proof page,
    `beside` are pictures that came with it.

    The values of the answer: `xml` (bytes or `None`), `report`, `findings`, `ledger`, `media`, `verdict`, `summary`, `page`.
    Raises RubricateError for wrong facts, corrections and options.
    """
    with _alone():
        load_profile(profile or "jats")
        files = _facts(facts)
        made = read_corrections(corrections, "corrections.yaml") if corrections.strip() else None
        for one, content in beside.items():
            write_file(Path(plain_name(one)), content)  # nothing else lies there: links reach no file of ours
        if name.casefold().endswith(JATS) and not settings.get("from_"):
            return _looked_at(data, name, profile, page)
        result = convert(data, name=name, metadata_files=files, corrections=made, **settings)
        return {**_told(result), **_proofed(proof_of_result(result, profile=profile), page)}


def _facts(facts: str) -> list[str]:
    """The facts of a journal as a file in the folder we work in. Raises RubricateError: those of `check_yaml`, `bad-facts`."""
    if not facts.strip():
        return []
    data = facts.encode("utf-8", "replace")
    check_yaml(data, FACTS)
    write_file(Path(FACTS), data)
    files = [key for key in load_metadata_file(Path(FACTS)) if key in STRIPPED]
    if files:
        message = f"Unexpected {', '.join(files)} in the facts of a journal, expected none: no other file is read here."
        raise RubricateError(Finding("bad-facts", Severity.ERROR, message, Place(FACTS)))
    return [FACTS]


def _told(result: Result) -> dict[str, Any]:
    return {
        "xml": result.xml,
        "tag-set": result.tag_set,
        "jats": result.jats,
        "report": result.report,
        "report-bytes": report_bytes([result]),
        "ledger": result.ledger.as_dict() if result.ledger is not None else {},
        "summary": result.ledger.summary() if result.ledger is not None else "",
        "media": dict(result.media),
    }


def _proofed(proof: Proof, page: bool) -> dict[str, Any]:
    if page:
        proof = replace(proof, findings=for_the_desk(proof.findings), checked=for_the_desk(proof.checked))
    counts = {str(severity): number for severity, number in proof.counts.items()}
    findings = [finding.as_dict() for finding in (*proof.findings, *proof.checked)]
    html = proof_page(proof, embedded=True) if page and proof.tree is not None else ""  # nothing read, nothing to show
    told = {"verdict": str(proof.verdict), "label": proof.label, "counts": counts, "findings": findings, "page": html}
    return {**told, "title": proof.title}


def _looked_at(data: bytes, name: str, profile: str, page: bool) -> dict[str, Any]:
    write_file(Path("article.xml"), data)
    proof = proof_of_article(Path("article.xml"), name=name, profile=profile)
    said = _proofed(proof, page)
    valid = not proof.counts[Severity.ERROR]
    report = {"source": name, "written": valid, "findings": said["findings"]}
    told = {
        "xml": data if valid else None,
        "tag-set": "",
        "jats": "",
        "report": report,
        "ledger": {},
        "summary": "",
        "media": dict(proof.media),
    }
    return {**told, "report-bytes": b"", **said}


def validate_one(data: bytes, name: str, profile: str = "", grammar: str = "") -> dict[str, Any]:
    """The findings of an article in JATS. Raises RubricateError for a profile or grammar that does not exist."""
    with _alone():
        load_profile(profile or "jats")
        findings = validate_bytes(data, name, grammar=grammar, profile=profile or "jats")
    wrong = [finding for finding in findings if finding.id == "unknown-grammar"]
    if wrong:
        raise RubricateError(*wrong)
    valid = not any(finding.severity is Severity.ERROR for finding in findings)
    return {"valid": valid, "findings": [finding.as_dict() for finding in findings]}


def package_one(
    data: bytes,
    name: str,
    media: Mapping[str, bytes],
    receiver: str,
    facts: str = "",
    day: int = 0,
    extra: Mapping[str, bytes] = MappingProxyType({}),
    desk: bool = False,
) -> dict[str, Any]:
    """The package for a receiver, and what stands against it: its rules, then its own XML. `day` (seconds since 1970) dates it."""
    with _alone():
        article = f"{PurePosixPath(name).stem or 'article'}.xml"
        write_file(Path(article), data)
        os.utime(article, (day, day))
        for one, content in media.items():
            write_file(Path(one), content, make_folder=True)
        for one, content in extra.items():
            write_file(Path("extra") / plain_name(one), content, make_folder=True)
        names = [f"extra/{plain_name(one)}" for one in extra]
        files = _facts(facts)
        built, found = make_package(article, receiver, names, files, package_settings(files, ()))
        findings = for_the_desk(found) if desk else tuple(found)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    single = len(built.files) == 1
    made = next(iter(built.files.items())) if single else (f"{built.name}.zip", zipped(built.files))
    return {"name": made[0], "data": made[1], "findings": [finding.as_dict() for finding in findings], "errors": errors}


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "convert": convert_one,
    "validate": validate_one,
    "package": package_one,
}


class _alone:
    """An empty folder of this process's own to work in, gone afterwards."""

    def __enter__(self) -> _alone:
        self.folder = tempfile.TemporaryDirectory(prefix="rubricate-work-")
        self.before = os.getcwd()
        os.chdir(self.folder.name)
        return self

    def __exit__(self, *_: object) -> None:
        os.chdir(self.before)
        self.folder.cleanup()
