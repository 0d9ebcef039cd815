"""JSON schemas of what the service answers, for its OpenAPI description; what is a list of ours is taken from there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..findings import Severity
from ..proof import Verdict

TEXT: dict[str, Any] = {"type": "string"}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
LOOSE: dict[str, Any] = {"type": "object"}


def obj(needed: Mapping[str, Any], optional: Mapping[str, Any] | None = None, about: str = "") -> dict[str, Any]:
    """An object of these properties and no others."""
    told = {
        "type": "object",
        "properties": {**needed, **(optional or {})},
        "required": list(needed),
        "additionalProperties": False,
    }
    return {**({"description": about} if about else {}), **told}


def items(of: Mapping[str, Any]) -> dict[str, Any]:
    """A list."""
    return {"type": "array", "items": of}


def ref(name: str) -> dict[str, Any]:
    """One of `schemas`."""
    return {"$ref": f"#/components/schemas/{name}"}


def told(kind: Mapping[str, Any], about: str) -> dict[str, Any]:
    return {**kind, "description": about}


def schemas() -> dict[str, Any]:
    """Every schema by its name."""
    line = {"type": "integer", "minimum": 1}
    counts = {str(severity): COUNT for severity in Severity}
    names = {"type": "object", "additionalProperties": COUNT}
    verdict = {"type": "string", "enum": [str(verdict) for verdict in Verdict]}
    findings = items(ref("Finding"))
    article = told(TEXT, "The article as JATS XML")
    picture = told({"type": "string", "contentEncoding": "base64"}, "Its bytes, where they were asked for")
    return {
        "Place": obj(
            {},
            {
                "file": TEXT,
                "line": line,
                "column": line,
                "block": told(line, "Number of the block in the source, where its reader gives no lines"),
                "xpath": TEXT,
                "excerpt": TEXT,
            },
            "Where something was found; what is not known is not there",
        ),
        "Finding": obj(
            {
                "id": told({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}, "Its meaning never changes"),
                "severity": {"type": "string", "enum": [str(severity) for severity in Severity]},
                "message": told(TEXT, "What was found and what was expected"),
            },
            {
                "place": ref("Place"),
                "suggestion": told(TEXT, "What to do"),
                "link": told(TEXT, "The source of the rule"),
            },
        ),
        "Counts": obj(counts, about="How many findings there are of each severity"),
        "Change": obj(
            {"word": TEXT, "times": {"type": "integer", "minimum": 1}},
            {
                "rule": told(TEXT, "By which it was lost or added; without one it is unexplained"),
                "line": line,
                "xpath": TEXT,
            },
        ),
        "Ledger": obj(
            {},
            {
                "words-in": COUNT,
                "words-out": COUNT,
                "furniture": COUNT,
                "unexplained": items(ref("Change")),
                "lost": items(ref("Change")),
                "added": items(ref("Change")),
                "objects-in": names,
                "objects-out": names,
                "links-left-out": names,
            },
            "Words and objects lost and added between the document and the article; empty for a document that is JATS already",
        ),
        "Report": {
            "type": "object",
            "description": "All that was found, changed and doubted: `report.json` of the command",
            "properties": {
                "rubricate": TEXT,
                "source": TEXT,
                "written": {"type": "boolean"},
                "tag-set": TEXT,
                "jats": TEXT,
                "findings": findings,
                "queries": findings,
                "values": items(LOOSE),
                "parts": items(LOOSE),
                "references": items(LOOSE),
                "corrections": items(LOOSE),
                "log": items(LOOSE),
                "ledger": ref("Ledger"),
            },
            "required": ["source", "written", "findings"],
        },
        "Picture": obj({"name": told(TEXT, "As the article calls it"), "bytes": COUNT}, {"data": picture}),
        "Converted": obj(
            {
                "name": TEXT,
                "verdict": verdict,
                "counts": ref("Counts"),
                "tag-set": TEXT,
                "version": told(TEXT, "Of JATS; empty for a document that is JATS already"),
                "jats": article,
                "media": items(ref("Picture")),
                "findings": told(findings, "Of reading, converting, the grammar and the profile"),
                "summary": told(TEXT, "The ledger in one line"),
                "ledger": ref("Ledger"),
                "report": ref("Report"),
            }
        ),
        "Validated": obj({"name": TEXT, "valid": {"type": "boolean"}, "counts": ref("Counts"), "findings": findings}),
        "Packaged": obj(
            {
                "name": TEXT,
                "type": TEXT,
                "data": told({"type": "string", "contentEncoding": "base64"}, "The package"),
                "counts": ref("Counts"),
                "findings": findings,
            }
        ),
        "Health": obj(
            {
                "status": {"type": "string", "enum": ["ok", "busy"]},
                "versions": obj(
                    {
                        "rubricate": TEXT,
                        "pandoc": TEXT,
                        "grammars": {"type": "object", "additionalProperties": items(TEXT)},
                    }
                ),
                "in-work": COUNT,
                "waiting": COUNT,
                "limits": obj({"conversions": COUNT, "conversions-waiting": COUNT}),
            }
        ),
        "Problem": obj(
            {
                "type": told(TEXT, "about:blank: the status and the findings say all"),
                "title": TEXT,
                "status": {"type": "integer", "minimum": 400, "maximum": 599},
                "detail": TEXT,
                "findings": findings,
            },
            {"verdict": verdict, "report": ref("Report")},
            "RFC 9457; `verdict` and `report` come with a document of which no valid article came",
        ),
    }
