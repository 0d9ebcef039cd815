"""What the service answers for a document: the values of a task made into JSON, or into the article alone."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from ..findings import Severity
from ..xml_decode import decode_xml
from .problems import INVALID, JSON, answer, problem, status_of

XML = "application/xml"
ZIP = "application/zip"
VERDICT = "Rubricate-Verdict"
FINDINGS = "Rubricate-Findings"


def converted(values: Mapping[str, Any], name: str, accept: str, media: bool) -> Response:
    """The answer to a conversion. `accept` is the header: an article alone where XML is wanted more than JSON."""
    counts = counts_of(values["findings"])
    if values["xml"] is None:
        more = {"verdict": values["verdict"], "report": values["report"]}
        return problem(status_of(values["findings"]), values["findings"], more=more)
    told = {VERDICT: values["verdict"], FINDINGS: ", ".join(f"{key}={number}" for key, number in counts.items())}
    if wants(accept, XML, "text/xml"):
        return Response(values["xml"], 200, {**told, "Content-Type": XML, "Vary": "Accept"})
    return answer(
        {
            "name": name,
            "verdict": values["verdict"],
            "counts": counts,
            "tag-set": values["tag-set"],
            "version": values["jats"],
            "jats": decode_xml(values["xml"], name),
            "media": [_picture(one, data, media) for one, data in sorted(values["media"].items())],
            "findings": values["findings"],
            "summary": values["summary"],
            "ledger": values["ledger"],
            "report": values["report"],
        },
        {**told, "Vary": "Accept"},
    )


def _picture(name: str, data: bytes, whole: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "bytes": len(data)}
    return {**told, "data": b64encode(data).decode("ascii")} if whole else told


def validated(values: Mapping[str, Any], name: str) -> Response:
    """The answer to a validation: 200, whatever the verdict."""
    findings = values["findings"]
    return answer({"name": name, "valid": values["valid"], "counts": counts_of(findings), "findings": findings})


def packaged(values: Mapping[str, Any], accept: str, draft: bool) -> Response:
    """The answer to a package; 422 where the receiver would refuse it, unless a draft is wanted."""
    findings = values["findings"]
    if values["errors"] and not draft:
        return problem(INVALID, findings)
    name, data = values["name"], values["data"]
    kind = ZIP if name.endswith(".zip") else XML
    told = {FINDINGS: ", ".join(f"{key}={number}" for key, number in counts_of(findings).items()), "Vary": "Accept"}
    if wants(accept, ZIP, XML, "application/octet-stream"):
        named = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        return Response(data, 200, {**told, "Content-Type": kind, "Content-Disposition": named})
    package = {"name": name, "type": kind, "data": b64encode(data).decode("ascii")}
    return answer({**package, "counts": counts_of(findings), "findings": findings}, told)


def counts_of(findings: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many findings (as dicts) there are of each severity."""
    found = Counter(finding["severity"] for finding in findings)
    return {str(severity): found[str(severity)] for severity in Severity}


def wants(accept: str, *types: str) -> bool:
    """Whether a header `Accept` likes one of these media types better than JSON (RFC 9110, 12.5.1).

    >>> wants("application/xml", "application/xml"), wants("*/*", "application/xml")
    (True, False)
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    return max(_quality(ranges, one) for one in types) > _quality(ranges, JSON)


def _range(part: str) -> tuple[str, float]:
    """`text/html;q=0.5` as `("text/html", 0.5)`."""
    media, *parameters = (piece.strip().casefold() for piece in part.split(";"))
    weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    plain = weight.replace(".", "", 1).isdecimal() and weight.isascii() and len(weight) < 8
    return media, min(1.0, float(weight)) if plain else 0.0


def _quality(ranges: Sequence[tuple[str, float]], media: str) -> float:
    """How much a media type is wanted: its narrowest range counts; 0 where none fits."""
    for name in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [weight for one, weight in ranges if one == name]
        if found:
            return max(found)
    return 0.0
