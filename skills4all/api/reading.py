"""Reading what a client sent: JSON strictly, the language asked, every bad value named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NoReturn

import marshmallow as ma
from flask import Request, g, request
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from skills4all.errors import FieldProblem, Invalid
from skills4all.matching.vocabulary import LANGUAGES

DEFAULT_LANGUAGE = "fr"
LONGEST_NAME = 80
WHOLE = "_schema"
"""Where marshmallow puts what is wrong with an object as a whole."""


def asked_language() -> str:
    """The language the request names, else the client's best (Accept-Language), else French."""
    told = g.get("told_language") or request.args.get("language")
    if told in LANGUAGES:
        return str(told)
    return request.accept_languages.best_match(LANGUAGES) or DEFAULT_LANGUAGE


class JsonParser(FlaskParser):
    """Hands JSON and query strings to schemas, and their complaints to `Invalid`."""

    # None: what the schema says, which is to refuse unknown names.
    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {"json": None, "query": None}  # noqa: RUF012

    # webargs calls these two by keyword: the names are its own.
    def load_json(self, req: Request, schema: ma.Schema) -> Any:  # noqa: ARG002
        body = read_json(req)
        if isinstance(body, Mapping) and isinstance(body.get("language"), str):
            g.told_language = body["language"]
        return body

    def handle_error(
        self,
        error: ma.ValidationError,
        *_: Any,
        **__: Any,
    ) -> NoReturn:
        messages = error.messages
        if isinstance(messages, dict):
            # webargs nests by location; a client knows only its own names.
            messages = messages.get("json", messages.get("query", messages))
        raise Invalid(located(messages, ()))


def read_json(req: Request) -> Any:
    """The body as JSON (RFC 8259: no NaN). Raises 400, 413 or 415."""
    if not req.is_json:
        raise UnsupportedMediaType
    try:
        return json.loads(req.get_data().decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadRequest from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def located(messages: Any, path: tuple[str | int, ...]) -> Iterator[FieldProblem]:
    """Problems with the place they were met: names joined by dots, and a JSON pointer."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from located(inner, path if key == WHOLE else (*path, key))
        return
    for message in messages:
        problem = message if isinstance(message, FieldProblem) else FieldProblem("", str(message))
        names = [str(part)[:LONGEST_NAME] for part in path if isinstance(part, str)]
        pointer = "#" + "".join(f"/{_escaped(part)}" for part in path)
        yield replace(
            problem, field=".".join(names), details={**problem.details, "pointer": pointer}
        )


def _escaped(part: str | int) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    return str(part)[:LONGEST_NAME].replace("~", "~0").replace("/", "~1")
