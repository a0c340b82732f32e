"""Refusals as RFC 9457 problem details, in the language asked; pages keep their own errors.

Owns the mapping from domain errors to HTTP here, and the shape of a problem. Never repeats a
stack, a query or a person's text; a bad value is returned only to the one who sent it.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, g, json, request
from flask.globals import app_ctx
from flask_babel import force_locale
from flask_smorest import Api
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from skills4all import errors
from skills4all.api.reading import asked_language
from skills4all.api.response_schemas import Problem
from skills4all.api.wording import fault, title

log = structlog.get_logger("skills4all.api")

JSON_PROBLEM = "application/problem+json"
OURS = "/api/"
RETRY_SECONDS = 30

STATUS: tuple[tuple[type[errors.DomainError], int], ...] = (
    (errors.NotFound, 404),
    (errors.NotAllowed, 403),
    (errors.SignInNeeded, 401),
    (errors.Invalid, 422),
    (errors.Conflict, 409),
    (errors.Closed, 410),
    (errors.TooManyAttempts, 429),
    (errors.TooLarge, 413),
    (errors.Unavailable, 503),
    (errors.DomainError, 400),
)


class ProblemApi(Api):
    """flask-smorest that answers problem details under /api/ and leaves every page alone."""

    ERROR_SCHEMA = Problem

    def _register_error_handlers(self) -> None:
        pages = self._app.error_handler_spec[None][None].get(HTTPException)
        self._pages: Callable[[HTTPException], Any] | None = pages
        super()._register_error_handlers()

    def handle_http_exception(self, error: HTTPException) -> Any:
        """Problem details under /api/; elsewhere what the pages answer."""
        if request.path.startswith(OURS):
            return http_problem(error)
        return self._pages(error) if self._pages else error

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            if status < HTTPStatus.BAD_REQUEST:
                self.spec.components.response(
                    status.name, {"description": status.phrase}, lazy=True
                )
            else:
                self.spec.components.response(status.name, _documented(status), lazy=True)
        self.spec.components.response(
            self.DEFAULT_ERROR_RESPONSE_NAME, _documented(None), lazy=True
        )


def _documented(status: HTTPStatus | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": status.phrase if status else "Any other failure",
        "content": {JSON_PROBLEM: {"schema": Problem}},
    }
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        found["headers"] = {
            "Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}
        }
    return found


def register(blueprint: Blueprint) -> None:
    """Failures inside the routes of `blueprint`, whatever they are, become problems."""
    blueprint.register_error_handler(HTTPException, http_problem)
    blueprint.register_error_handler(errors.DomainError, domain_problem)
    for kind in (OperationalError, InterfaceError, PoolTimeout):
        blueprint.register_error_handler(kind, database_problem)
    blueprint.register_error_handler(Exception, unexpected_problem)


def problem(status: int, code: str | None = None, **members: Any) -> Response:
    """A problem response; `members` extend it. `code` None: the status says it all."""
    language = asked_language()
    with force_locale(language):
        body = {
            "type": f"urn:skills4all:problem:{code}" if code else "about:blank",
            "title": title(status, code),
            "status": status,
            "instance": request.path,
            "reference": g.get("reference"),
            **members,
        }
    response = Response(json.dumps(body), status, mimetype=JSON_PROBLEM)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Language"] = language
    return response


def http_problem(error: HTTPException) -> Response | HTTPException:
    """Wrong address, method, type or size, as Flask found it."""
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    response = problem(error.code)
    for name, value in error.get_headers():
        if name in ("Allow", "Accept", "Retry-After", "WWW-Authenticate"):
            response.headers[name] = value
    return response


def domain_problem(error: errors.DomainError) -> Response:
    """What a use case refused, with each bad value when there are some."""
    log.info("refused", code=error.code, endpoint=request.endpoint)
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    members: dict[str, Any] = {}
    if isinstance(error, errors.Invalid):
        language = asked_language()
        with force_locale(language):
            members["errors"] = [fault(each, language) for each in error.problems]
            members["detail"] = " ".join(each["detail"] for each in members["errors"][:3])
    response = problem(status, error.code, **members)
    if isinstance(error, errors.TooManyAttempts):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def database_problem(error: Exception) -> Response:
    """The database does not answer."""
    log.error("database unavailable", exc_info=error, endpoint=request.endpoint)
    response = problem(503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def unexpected_problem(error: Exception) -> Response:
    """A fault of ours; tests see it as it is."""
    app: Flask = app_ctx.app
    if app.testing and not app.config.get("S4A_SHOW_ERROR_PAGES"):
        raise error
    log.error("unexpected failure", exc_info=error, endpoint=request.endpoint)
    return problem(500)
