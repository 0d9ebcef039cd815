"""A page that stands alone: findings by severity and rule, with the line of the source, to search, print and listen to.

Nothing is fetched: style and script stand in the page, and its content policy allows only these two. Without script it
is a plain page; all that comes from a document is text to it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

from ...findings import Finding, Severity
from .context import ReportContext, counted, most_severe
from .descriptions import Description, descriptions
from .escape import harmless
from .text import spot

MAX_SHOWN = 5_000
"""Findings on the page: browsers and readers get slow with more. The page says so; the tables count all of them."""
MAX_ARGUMENTS = 16
"""Words of the command line that are shown; the files are in a table of their own."""
HEADINGS = {
    Severity.ERROR: "Errors",
    Severity.WARNING: "Warnings",
    Severity.QUERY: "Questions to author or editor",
    Severity.INFO: "Information",
}


def html_page(findings: Sequence[Finding], context: ReportContext) -> str:
    """The report as one HTML document."""
    return "".join(f"{line}\n" for line in _lines(findings, context))


def _lines(findings: Sequence[Finding], context: ReportContext) -> Iterator[str]:
    script = _asset("page.js")
    shown = most_severe(findings, MAX_SHOWN)
    about = descriptions(findings, context)
    yield from page_head(f"JATS validation: {counted(len(findings), 'finding')}", script)
    yield "<body>"
    yield '<a class="skip" href="#findings">Skip to the findings</a>'
    yield from _header(findings, len(shown), context)
    yield from _rule_table(findings, about)
    yield from _file_table(findings, context)
    yield '<main id="findings">'
    yield "<h2>Findings</h2>"
    if findings:
        yield '<form role="search" hidden><label for="search">Search in findings</label>'
        yield '<input type="search" id="search" autocomplete="off" spellcheck="false">'
        yield '<output id="matches" for="search"></output></form>'
    else:
        yield "<p>None.</p>"
    for severity in Severity:
        some = [finding for finding in shown if finding.severity is severity]
        if some:
            yield from _severity(severity, some, findings, about, context)
    yield "</main>"
    yield f"<footer><p>Made by rubricate {page_text(context.version)}.</p></footer>"
    yield f"<script>{script}</script>"
    yield "</body>"
    yield "</html>"


def page_head(title: str, script: str = "") -> Iterator[str]:
    """The lines of a page before its body, with the style of all our reports; nothing but that and `script` may act."""
    style = _asset("page.css")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{page_text(title)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def _header(findings: Sequence[Finding], shown: int, context: ReportContext) -> Iterator[str]:
    files = context.all_files(findings)
    clean = len(set(files) - {context.path(finding.place.file) for finding in findings})
    yield "<header>"
    yield "<h1>JATS validation</h1>"
    where = f" in {counted(len(files), 'file')}, {clean:,} of them without any" if files else ""
    yield f"<p>{counted(len(findings), 'finding')}{where}; profile {page_text(context.profile)}.</p>"
    if shown < len(findings):
        cut = f"Only the {shown:,} most severe are shown below; the formats jsonl and concise hold all of them."
        yield f'<p class="cut"><strong>{cut}</strong></p>'
    if context.arguments:
        shown_arguments = " ".join(context.arguments[:MAX_ARGUMENTS])
        more = f" and {counted(left, 'more argument')}" if (left := len(context.arguments) - MAX_ARGUMENTS) > 0 else ""
        yield f"<p>Command: <code>{page_text(shown_arguments)}</code>{more}</p>"
    yield "</header>"


def _rule_table(findings: Sequence[Finding], about: dict[str, Description]) -> Iterator[str]:
    counts: dict[tuple[Severity, str], int] = {}
    for finding in findings:
        key = (finding.severity, finding.id)
        counts[key] = counts.get(key, 0) + 1
    if not counts:
        return
    yield '<nav aria-label="Findings by rule">'
    yield "<table><caption>By rule</caption>"
    yield '<thead><tr><th scope="col">Rule</th><th scope="col">What it asks</th><th scope="col">Severity</th><th scope="col" class="n">Findings</th></tr></thead>'
    yield "<tbody>"
    for (severity, id), number in sorted(counts.items(), key=lambda item: (item[0][0].rank, -item[1], item[0][1])):
        link = f'<a href="#{_anchor(severity, id)}">{page_text(id)}</a>'
        name = page_text(about[id].name)
        yield f'<tr><th scope="row">{link}</th><td>{name}</td><td class="{severity}">{severity}</td><td class="n">{number:,}</td></tr>'
    yield "</tbody></table></nav>"


def _file_table(findings: Sequence[Finding], context: ReportContext) -> Iterator[str]:
    files = context.all_files(findings)
    if not files:
        return
    counts = {file: dict.fromkeys(Severity, 0) for file in files}
    for finding in findings:
        counts[context.path(finding.place.file)][finding.severity] += 1
    used = [severity for severity in Severity if any(by[severity] for by in counts.values())]
    times = context.times()
    heads = [HEADINGS[severity] for severity in used] + (["Milliseconds"] if times else [])
    columns = "".join(f'<th scope="col" class="n">{head}</th>' for head in heads)
    yield f'<section aria-label="Findings by file"><details{" open" if len(files) <= 20 else ""}><summary>Files</summary>'
    yield f'<table><caption>By file</caption><thead><tr><th scope="col">File</th>{columns}</tr></thead>'
    yield "<tbody>"
    for file, by in counts.items():
        cells = [f"{by[severity]:,}" for severity in used]
        if times:
            cells.append(f"{times[file]:,.1f}" if file in times else "")
        row = "".join(f'<td class="n">{cell}</td>' for cell in cells)
        yield f'<tr><th scope="row">{page_text(file)}</th>{row}</tr>'
    yield "</tbody></table></details></section>"


def _severity(
    severity: Severity,
    shown: list[Finding],
    findings: Sequence[Finding],
    about: dict[str, Description],
    context: ReportContext,
) -> Iterator[str]:
    total = sum(finding.severity is severity for finding in findings)
    groups: dict[str, list[Finding]] = {}
    for finding in shown:
        groups.setdefault(finding.id, []).append(finding)
    yield f'<section class="severity" id="{severity}" aria-labelledby="{severity}-heading">'
    yield f'<h3 id="{severity}-heading" class="{severity}">{HEADINGS[severity]} ({total:,})</h3>'
    for id, group in groups.items():
        anchor = _anchor(severity, id)
        description = about[id]
        yield f'<div class="rule" id="{anchor}">'
        yield f"<h4>{page_text(description.name)} <code>{page_text(id)}</code></h4>"
        if description.about:
            yield f"<p>{page_text(description.about)}</p>"
        yield '<ol class="findings">'
        for finding in group:
            yield from _finding(finding, context)
        yield "</ol></div>"
    yield "</section>"


def _finding(finding: Finding, context: ReportContext) -> Iterator[str]:
    place = finding.place
    numbers = [f"line {place.line}"] if place.line is not None else []
    numbers += [f"column {place.column}"] if place.column is not None else []
    where = ", ".join([page_text(context.path(place.file)), *numbers])
    yield '<li class="finding">'
    yield f'<p class="place">{where}</p>'
    yield f'<p class="message">{page_text(finding.message)}</p>'
    if place.excerpt:
        yield f"<pre><code>{_excerpt(place.excerpt, place.column)}</code></pre>"
    elif place.xpath:
        yield f'<p class="path"><code>{page_text(place.xpath)}</code></p>'
    if finding.suggestion:
        yield f'<p class="suggestion">{page_text(finding.suggestion)}</p>'
    if finding.link.startswith(("https://", "http://")):
        link = page_text(finding.link)
        yield f'<p class="link"><a href="{link}" rel="noreferrer">{link}</a></p>'
    elif finding.link:
        yield f'<p class="link">{page_text(finding.link)}</p>'
    yield "</li>"


def _excerpt(excerpt: str, column: int | None) -> str:
    """The source line; the letter at the column is marked, and the style draws a caret below it."""
    line = excerpt.replace("\t", " ").split("\n")[0]
    if column is None:
        return page_text(line)
    at = spot(line, column)
    return f"{page_text(line[:at])}<mark>{page_text(line[at : at + 1]) or ' '}</mark>{page_text(line[at + 1 :])}"


def page_text(text: str) -> str:
    """Text of a document as text of the page."""
    return escape(harmless(text))


def _anchor(severity: Severity, id: str) -> str:
    """An id for the page: rules of a house's own may have names of any letters."""
    if id.isascii() and id.replace("-", "").replace("_", "").isalnum():
        return f"rule-{severity}-{id}"
    return f"rule-{severity}-{hashlib.sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


@lru_cache(maxsize=2)
def _asset(name: str) -> str:
    return "\n" + (Path(__file__).parent / name).read_text(encoding="utf-8").strip() + "\n"


def _hash(content: str) -> str:
    """As a content security policy names an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
