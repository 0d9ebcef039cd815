"""The tasks of the service: what may be asked for each, how its arguments are made of a request, and how it is answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from starlette.responses import Response

from ..findings import RubricateError
from .answers import converted, packaged, validated
from .options import CONVERT, FILES, PACKAGE, VALIDATE, Option, is_on
from .problems import error
from .requests import Sent, document_name, pictures_of
from .work import JATS

IDLE = ("jats", "tag-set", "citations", *FILES)
"""What has no effect on a document that is JATS already."""


class Task(NamedTuple):
    """A task of `work.TASKS`: what may be asked for it, how its arguments are made of a request, and an answer of its values.
    `texts` are the parts of its form that are YAML; `pictures`: whether it takes the files that the article names."""

    name: str
    options: Sequence[Option]
    texts: Sequence[str]
    arguments: Callable[[Sent], dict[str, Any]]
    answer: Callable[[Mapping[str, Any], Sent, str], Response]
    pictures: bool = False


def _conversion(sent: Sent) -> dict[str, Any]:
    given = sent.options
    name = document_name(sent)
    if name.casefold().endswith(JATS) and "from" not in given:
        idle = [key for key in IDLE if key in given or sent.texts.get(key)]
        if idle:
            message = f"Unexpected {', '.join(idle)} for an article in JATS, which is looked at and not converted."
            raise RubricateError(error("bad-option", message, "Leave it out."))
    plain = {"tag_set": given.get("tag-set", ""), "from_": given.get("from", "")}
    same: dict[str, Any] = {key: given[key] for key in ("jats", "citations", "profile") if key in given}
    texts = {"facts": sent.texts.get("journal", ""), "corrections": sent.texts.get("corrections", "")}
    return {"data": sent.data, "name": name, **plain, **same, **texts}


def _validation(sent: Sent) -> dict[str, Any]:
    same: dict[str, Any] = {key: sent.options[key] for key in ("grammar", "profile") if key in sent.options}
    return {"data": sent.data, "name": _article_name(sent), **same}


def _package(sent: Sent) -> dict[str, Any]:
    facts = sent.texts.get("journal", "")
    told = {
        "media": lambda: pictures_of(sent),
        "receiver": sent.options["for"],
        "facts": facts,
        "day": int(time.time()),
    }
    return {"data": sent.data, "name": _article_name(sent), **told}


def _article_name(sent: Sent) -> str:
    return document_name(sent) if sent.name else "article.xml"


TASKS = (
    Task(
        "convert",
        CONVERT,
        tuple(FILES),
        _conversion,
        lambda values, sent, accept: converted(values, document_name(sent), accept, is_on(sent.options, "media")),
    ),
    Task("validate", VALIDATE, (), _validation, lambda values, sent, accept: validated(values, _article_name(sent))),
    Task(
        "package",
        PACKAGE,
        ("journal",),
        _package,
        lambda values, sent, accept: packaged(values, accept, is_on(sent.options, "draft")),
        pictures=True,
    ),
)
