"""The service described in OpenAPI 3.1, written from the tables by which requests are read and answers are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from .. import __version__
from ..findings import Severity
from ..proof import Verdict
from .answers import FINDINGS, VERDICT, XML, ZIP
from .options import BYTES, CONVERT, FILES, PACKAGE, TYPES, VALIDATE, Option, is_text
from .problems import JSON, MEANT, PROBLEM
from .requests import DOCUMENT, PICTURES
from .schemas import COUNT, TEXT, ref, schemas, told
from .uploads import MULTIPART

TASK_FAULTS = (400, 403, 404, 405, 408, 413, 415, 422, 429, 500, 503, 504)
BINARY: dict[str, Any] = {"type": "string", "format": "binary"}
ABOUT = """One document a request, one process for each. What is refused is said as a problem with the findings: what was found,
where, what was expected, what to do. The service answers programs of this machine only; requests of other sites' pages are refused."""


@cache
def document() -> dict[str, Any]:
    """The whole description, ready for JSON."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "rubricate",
            "version": __version__,
            "summary": "Article text in, valid JATS XML out",
            "description": ABOUT,
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/v1/convert": {"post": _convert()},
            "/v1/validate": {"post": _validate()},
            "/v1/package": {"post": _package()},
            "/openapi.json": {"get": _get("describe", "This description", {JSON: {"schema": {"type": "object"}}})},
            "/healthz": {
                "get": _get("health", "Whether documents can be worked on", {JSON: {"schema": ref("Health")}}, (503,))
            },
            "/metrics": {"get": _get("metrics", "Figures for Prometheus", {"text/plain": {"schema": TEXT}})},
        },
        "components": {"schemas": schemas(), "responses": {_name(status): _problem(status) for status in MEANT}},
    }


def _convert() -> dict[str, Any]:
    headers = {VERDICT: _header({**TEXT, "enum": [str(one) for one in Verdict]}, "What an editor wants to know first")}
    article = {"schema": {**TEXT, "description": "The article alone, as JATS XML"}}
    done = {
        "description": "A valid article; its findings may hold errors that do not keep it from being written",
        "headers": {**headers, **_counted()},
        "content": {JSON: {"schema": ref("Converted")}, XML: article},
    }
    parts = {name: told(TEXT, f"{about}; a file or a text") for name, about in FILES.items()}
    body = {kind: {"schema": TEXT if is_text(kind) else BINARY} for kind in TYPES}
    return _task("convert", "A document into JATS", CONVERT, done, _body(body, CONVERT, parts))


def _validate() -> dict[str, Any]:
    done = {
        "description": "What was found in the article, whether it is valid or not",
        "content": {JSON: {"schema": ref("Validated")}},
    }
    return _task("validate", "The findings of an article in JATS", VALIDATE, done, _body(_article(), VALIDATE, {}))


def _package() -> dict[str, Any]:
    named = _header(TEXT, "The name of the package; not with JSON", needed=False)
    done = {
        "description": "The package: in JSON as base64, alone where a zip or XML is wanted more",
        "headers": {**_counted(), "Content-Disposition": named},
        "content": {JSON: {"schema": ref("Packaged")}, ZIP: {"schema": BINARY}, XML: {"schema": BINARY}},
    }
    parts = {
        "journal": told(TEXT, f"{FILES['journal']}; a file or a text"),
        PICTURES: {"type": "array", "items": BINARY, "description": "The pictures that the article names"},
    }
    return _task(
        "package",
        "An article in the form in which a receiver takes it",
        PACKAGE,
        done,
        _body(_article(), PACKAGE, parts),
    )


def _article() -> dict[str, Any]:
    return {XML: {"schema": BINARY}, "text/xml": {"schema": BINARY}}


def _body(raw: Mapping[str, Any], options: Sequence[Option], parts: Mapping[str, Any]) -> dict[str, Any]:
    """The document as the body, or in a form with what else there is; options stand in the query or in the form."""
    form = {
        "type": "object",
        "properties": {DOCUMENT: told(BINARY, "The document"), **parts},
        "required": [DOCUMENT],
        "additionalProperties": False,
    }
    return {
        "required": True,
        "description": "Options may stand in the form, too: once, here or in the query.",
        "content": {
            MULTIPART: {"schema": form, "encoding": {DOCUMENT: {"contentType": ", ".join((*raw, BYTES))}}},
            BYTES: {"schema": BINARY},
            **raw,
        },
    }


def _task(
    name: str, summary: str, options: Sequence[Option], done: Mapping[str, Any], body: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [
            {"name": o.name, "in": "query", "description": o.about, "required": o.needed, "schema": o.schema()}
            for o in options
        ],
        "requestBody": body,
        "responses": {"200": done, **_faults(TASK_FAULTS)},
    }


def _get(name: str, summary: str, content: Mapping[str, Any], more: tuple[int, ...] = ()) -> dict[str, Any]:
    done = {"description": summary, "content": content}
    return {"operationId": name, "summary": summary, "responses": {"200": done, **_faults((403, 405, 500, *more))}}


def _faults(statuses: Sequence[int]) -> dict[str, Any]:
    return {str(status): {"$ref": f"#/components/responses/{_name(status)}"} for status in sorted(statuses)}


def _name(status: int) -> str:
    return f"Problem{status}"


def _problem(status: int) -> dict[str, Any]:
    told: dict[str, Any] = {"description": MEANT[status], "content": {PROBLEM: {"schema": ref("Problem")}}}
    if status == 403:  # of the guard, which stands before everything
        return {**told, "content": {"text/plain": {"schema": TEXT}}}
    if status == 405:
        return {**told, "headers": {"Allow": _header(TEXT, "The methods that there are")}}
    if status in (429, 503):
        return {**told, "headers": {"Retry-After": _header({**COUNT, "minimum": 1}, "Seconds")}}
    return told


def _header(schema: Mapping[str, Any], about: str, needed: bool = True) -> dict[str, Any]:
    return {"description": about, "required": needed, "schema": schema}


def _counted() -> dict[str, Any]:
    example = ", ".join(f"{severity}=0" for severity in Severity)
    return {FINDINGS: _header(TEXT, f"How many findings there are of each severity: {example}")}
