"""Word and OpenDocument files before pandoc sees them: guards against bombs, and what pandoc drops without a word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

from ..limits import limit
from ..values import Finding, Place, RubricateError, Severity
from ..xml import parse_xml
from ..zip_faults import zip_faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLD_PICTURES = (".wmf", ".emf", ".pict", ".pct", ".wmz", ".emz")


def open_office(data: bytes, name: str, format_: str) -> dict[str, bytes]:
    """The members of the archive, inflated. Raises RubricateError: not-a-zip, archive-bomb, not-docx, not-odt."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except zip_faults():
        raise _fault(
            "not-a-zip",
            name,
            f"Unexpected content, expected a {format_} file (a zip archive).",
            f"Open it in Word or LibreOffice and save it as {format_} again.",
        ) from None
    most, inflated, largest, ratio = (limit(f"archive-{what}") for what in ("members", "bytes", "part-bytes", "ratio"))
    if len(infos) > most:
        message = f"Unexpected {len(infos)} parts in the file, expected at most {most} (limit archive-members)."
        raise _fault("archive-bomb", name, message)
    members: dict[str, bytes] = {}
    total = 0
    for info in infos:
        bound = largest if info.filename.endswith((".xml", ".rels")) else inflated
        try:
            with archive.open(info) as part:
                content = part.read(bound + 1)
        except zip_faults():
            raise _fault(
                "not-a-zip",
                name,
                f"Unexpected damage in part {info.filename!r}, expected a whole {format_} file.",
                "Open it in Word or LibreOffice and save it again.",
            ) from None
        total += len(content)
        if (
            len(content) > bound
            or total > inflated
            or (len(content) > 2**20 and len(content) > ratio * max(info.compress_size, 1))
        ):
            raise _fault(
                "archive-bomb",
                name,
                f"Unexpected size of part {info.filename!r}, expected at most {bound} bytes and no extreme compression (limits archive-part-bytes, archive-bytes, archive-ratio).",
            )
        members[info.filename] = content
    needed = "word/document.xml" if format_ == "docx" else "content.xml"
    if format_ in ("docx", "odt") and not any(key.endswith(needed) for key in members):
        raise _fault(
            f"not-{format_}",
            name,
            f"Unexpected archive without {needed}, expected a {format_} file.",
            f"Save it as {format_} again.",
        )
    return members


def _fault(kind: str, name: str, message: str, suggestion: str = "") -> RubricateError:
    return RubricateError(Finding(kind, Severity.ERROR, message, Place(name), suggestion))


def _count(root: etree._Element, *names: str) -> int:
    return sum(1 for _ in root.iter(*[W + name for name in names]))


def docx_findings(members: dict[str, bytes], name: str) -> list[Finding]:
    """What pandoc would drop in silence: comments, tracked changes, headers, old pictures, embedded equations, text boxes."""
    document = _part(members, "word/document.xml")
    if document is None:
        return []
    root = document.getroot()
    findings: list[Finding] = []

    def say(kind: str, what: str, remedy: str, severity: Severity = Severity.WARNING) -> None:
        findings.append(Finding(kind, severity, what, Place(name), remedy))

    comments = _part(members, "word/comments.xml")
    if comments is not None and (number := _count(comments.getroot(), "comment")):
        first = _text(next(comments.getroot().iter(W + "comment")))
        say(
            "word-comments",
            f"Unexpected {number} Word comment(s), expected none: they are not part of the article (“{first[:60]}”).",
            "Answer and delete them in Word.",
        )
    deleted, inserted = _count(root, "del", "moveFrom"), _count(root, "ins", "moveTo")
    if deleted or inserted:
        say(
            "tracked-changes",
            f"Unexpected tracked changes ({inserted} insertions, {deleted} deletions), expected a final text: insertions are read, deletions are not.",
            "Accept or reject them in Word.",
        )
    for path, content in sorted(members.items()):
        if re.fullmatch(r"word/(?:header|footer)[0-9]{1,3}\.xml", path):
            part = parse_part(content, path)
            words = _text(part.getroot()) if part is not None else ""
            if any(character.isalpha() for character in words):
                say(
                    "page-header",
                    f"Unexpected text in {path.split('/')[1]}, which repeats on every page: “{words[:80]}” is left out.",
                    "Put it into the text if it belongs to the article.",
                    Severity.INFO,
                )
    old = [path for path in members if path.casefold().endswith(OLD_PICTURES)]
    if old:
        say(
            "old-picture-format",
            f"Unexpected picture format ({', '.join(p.rsplit('/', 1)[-1] for p in old[:4])}), expected PNG, JPEG, TIFF or SVG.",
            "Replace each by an exported PNG or TIFF.",
        )
    objects = list(root.iter("{urn:schemas-microsoft-com:office:office}OLEObject"))
    equations = [
        element
        for element in objects
        if "equation" in (element.get("ProgID") or "").casefold()
        or "mathtype" in (element.get("ProgID") or "").casefold()
    ]
    if equations:
        say(
            "embedded-equation",
            f"Unexpected {len(equations)} equation(s) as embedded objects (Equation Editor, MathType), expected Word equations: they cannot be read.",
            "Convert them in Word (MathType: Convert Equations to Office MathML) and save again.",
            Severity.ERROR,
        )
    if len(objects) > len(equations):
        say(
            "embedded-object",
            f"Unexpected {len(objects) - len(equations)} embedded object(s), expected pictures or tables: they cannot be read.",
            "Replace them by pictures or by Word tables.",
        )
    return findings


def odt_findings(members: dict[str, bytes], name: str) -> list[Finding]:
    """The same for OpenDocument text: comments, tracked changes, old pictures."""
    content = _part(members, "content.xml")
    if content is None:
        return []
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    root = content.getroot()
    findings = []
    checks: list[tuple[str, Callable[[], int], str, str]] = [
        (
            "word-comments",
            lambda: sum(1 for _ in root.iter(office + "annotation")),
            "comment(s)",
            "Answer and delete them.",
        ),
        (
            "tracked-changes",
            lambda: sum(1 for _ in root.iter(text + "changed-region")),
            "tracked change(s)",
            "Accept or reject them.",
        ),
    ]
    for kind, count, what, remedy in checks:
        if number := count():
            findings.append(
                Finding(
                    kind, Severity.WARNING, f"Unexpected {number} {what}, expected a final text.", Place(name), remedy
                )
            )
    old = [path for path in members if path.casefold().endswith(OLD_PICTURES)]
    if old:
        findings.append(
            Finding(
                "old-picture-format",
                Severity.WARNING,
                f"Unexpected picture format ({', '.join(old[:4])}), expected PNG, JPEG, TIFF or SVG.",
                Place(name),
                "Replace each by an exported PNG or TIFF.",
            )
        )
    return findings


def _text(element: etree._Element) -> str:
    return " ".join("".join(node.text or "" for node in element.iter(W + "t", W + "delText")).split())


def _part(members: dict[str, bytes], path: str) -> etree._ElementTree | None:
    content = members.get(path)
    return parse_part(content, path) if content is not None else None


def parse_part(content: bytes, path: str) -> etree._ElementTree | None:
    """One XML part; `None` where it is not well-formed (pandoc will say so)."""
    try:
        return parse_xml(content, path)
    except RubricateError:
        return None
