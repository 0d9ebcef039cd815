"""Find what can be mended, make the changes, and take back those after which something new would be found.

A mend is safe and certain or it is not made. Outside the mended spots every byte stays: encoding, byte order mark, line
ends, entities, DOCTYPE, CDATA sections. Mending twice changes nothing more.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from ...findings import Finding, Place, RubricateError, Severity
from ...xml import decode_xml, encode_like
from ..apply_rules import MAX_EACH
from ..validate import validate_bytes
from .dates import dates
from .empties import empties
from .identifiers import dois, licenses, orcids
from .ids import ids
from .source import Proposal, Source, apply, without_overlaps
from .xrefs import xrefs

FINDERS: tuple[Callable[[Source], Iterator[Proposal | None]], ...] = (
    orcids,
    dois,
    licenses,
    dates,
    empties,
    xrefs,
    ids,
)
MENDABLE = frozenset(
    (
        *("date-real", "doi-form", "empty", "license-uri", "mathml-id", "object-called"),
        *("orcid-form", "ref-doi", "ref-id", "xref-punct"),
    )
)
"""The rules of which some faults can be mended."""
MAX_ROUNDS = 20
"""A mend may make room for another: a section whose last empty paragraph went."""
MAX_CHECKS = 200
"""Validations in one round, to find those that must be taken back; what is undecided then is not mended."""
DIGITS = re.compile(r"\d+")

Check = Callable[[bytes], list[Finding]]


@dataclass(frozen=True, slots=True)
class Mended:
    """One mend that was made; `place` is where it was before, `rule` the id of the rule that asks for it."""

    rule: str
    message: str
    place: Place


def mend(
    data: bytes, wanted: Iterable[Finding | str] | None = None, *, check: Check | None = None, name: str = ""
) -> tuple[bytes, list[Mended]]:
    """The article with its mendable faults mended, and what was done; the same bytes and [] where there are none.

    `wanted` names the rules whose faults are mended, by id or by findings of theirs; None is all of MENDABLE. `check` gives
    the findings about a version of the article (by default those of the grammar): one after which there would be a new
    finding is not taken. `name` is the file in the places. Never raises for what the data holds.
    """
    rules = None if wanted is None else {one if isinstance(one, str) else one.id for one in wanted}
    judge = check or (lambda version: validate_bytes(version, name))
    done: list[Mended] = []
    if rules is not None and not rules & MENDABLE:
        return data, done
    known: list[Finding] | None = None
    for _ in range(MAX_ROUNDS):
        source = _source(data)
        if source is None:
            break
        proposals = _proposals(source, rules)
        if not proposals:
            break
        known = judge(data) if known is None else known
        taken, after, known = _take(source, data, proposals, known, judge)
        if not taken:
            break
        done += [_mended(proposal, source, name) for proposal in taken]
        data = after
    return data, done


def diff(before: bytes, after: bytes, name: str = "article.xml") -> str:
    """What changed, as a unified diff that `patch -p1` understands; "" where nothing did.

    Raises RubricateError where one of them is no text.
    """
    old, new = (_lines(decode_xml(data)) for data in (before, after))
    path = name.lstrip("/")
    listed = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in listed)


def _source(data: bytes) -> Source | None:
    """None where the data can't be read, or written again byte for byte."""
    try:
        source = Source(data)
        return source if source.known and encode_like(source.text, data) == data else None
    except (RubricateError, UnicodeEncodeError):
        return None


def _proposals(source: Source, rules: set[str] | None) -> list[Proposal]:
    found = [proposal for finder in FINDERS for proposal in finder(source)]
    return without_overlaps([one for one in found if one is not None and (rules is None or one.rule in rules)])


def _take(
    source: Source, data: bytes, proposals: list[Proposal], known: list[Finding], judge: Check
) -> tuple[list[Proposal], bytes, list[Finding]]:
    """The proposals after which nothing new is found, the data with them, and what is found then.

    All are tried at once; where that fails, halves of them, down to the ones at fault.
    """
    taken: list[Proposal] = []
    after = data
    groups, checks = [proposals], 0
    while groups and checks < MAX_CHECKS:
        group = groups.pop()
        checks += 1
        try:
            version = encode_like(apply(source.text, taken + group), data)
        except UnicodeEncodeError:
            version = b""
        findings = judge(version) if version else []
        if version and not is_new(findings, known, {one.rule for one in (*taken, *group)}):
            taken, after, known = taken + group, version, findings
        elif len(group) > 1:
            half = len(group) // 2
            groups += [group[half:], group[:half]]
    return taken, after, known


def is_new(found: list[Finding], known: list[Finding], mended: set[str]) -> bool:
    """Whether something is found that was not known: of some id there are more, or more severe ones, or another message.

    Of the rules in `mended` the words may differ: a figure that had no id, and so could not be called, now has one and is
    said to be uncalled. Numbers in messages don't count. Of a rule that was told as often as any is told there are more than
    can be seen, and one that went makes room for another: then only their number counts.
    """
    totals = _counts(known, Severity.INFO)
    if _counts(found, Severity.INFO) - totals:
        return True
    cut = {id for id, number in totals.items() if number >= MAX_EACH}
    if any(_counts(found, least, cut) - _counts(known, least, cut) for least in (Severity.ERROR, Severity.WARNING)):
        return True
    return bool(_messages(found, mended | cut) - _messages(known, mended | cut))


def _counts(findings: list[Finding], least: Severity, without: Collection[str] = ()) -> Counter[str]:
    """How many of each id are of this severity or a higher one."""
    return Counter(one.id for one in findings if one.severity.reaches(least) and one.id not in without)


def _messages(findings: list[Finding], without: set[str]) -> Counter[tuple[str, str]]:
    return Counter((one.id, DIGITS.sub("", one.message)) for one in findings if one.id not in without)


def _mended(proposal: Proposal, source: Source, name: str) -> Mended:
    offset = min(change.start for change in proposal.changes)
    line, column = source.map.line_and_column(offset)
    return Mended(proposal.rule, proposal.message, Place(name, line, column, excerpt=source.map.excerpt(offset)))


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
