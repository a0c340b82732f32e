"""The routes' common ground: how a request is read, counted, refused and cached."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Response, current_app, g, request
from flask_smorest import Blueprint

from skills4all.api import problems
from skills4all.api.reading import JsonParser, asked_language
from skills4all.errors import TooManyAttempts
from skills4all.extensions import db
from skills4all.services import knowledge, limits

PREFIX = "/api/v1"
LARGEST_BODY = 256 * 1024
"""Bytes: a full text of 20,000 characters, each written as \\uXXXX, and what goes with it."""
CACHE_SECONDS = 3600

View = Callable[..., Any]


class JsonBlueprint(Blueprint):
    """Reads bodies and query strings strictly: an unknown name is an error, not a silence."""

    ARGUMENTS_PARSER = JsonParser()


blueprint = JsonBlueprint(
    "api", __name__, url_prefix=PREFIX, description="Pathways, and the values they accept."
)
problems.register(blueprint)


@blueprint.before_request
def count_and_limit() -> None:
    """Refuse too many requests from one network address, and bodies too large to be read."""
    request.max_content_length = LARGEST_BODY
    g.count = limits.count_attempt(
        db.engine,
        limits.API_ADDRESS,
        request.remote_addr or "",
        secret=current_app.config["S4A_SETTINGS"].secret_key,
    )
    if not g.count.allowed:
        raise TooManyAttempts(g.count.resets_in, limit=g.count.limit.name)


@blueprint.after_request
def tell_the_limit(response: Response) -> Response:
    """The limit and what is left of it, in the IETF's RateLimit fields."""
    count: limits.Count | None = g.get("count")
    if count is not None:
        policy = count.limit
        response.headers["RateLimit-Policy"] = f'"default";q={policy.times};w={policy.seconds}'
        response.headers["RateLimit"] = f'"default";r={count.remaining};t={count.resets_in}'
    return response


def refuses(*statuses: int) -> Callable[[View], View]:
    """Document that a route may answer these statuses, as problem details."""

    def decorate(view: View) -> View:
        for status in statuses:
            view = blueprint.alt_response(status, response=HTTPStatus(status).name)(view)
        return view

    return decorate


def same_until_the_vocabulary_changes(view: View) -> View:
    """Answer 304 to those who have it already: the answer depends on nothing else.

    The tag is weak, because compression changes the bytes and not what they say.
    """

    @wraps(view)
    def fresh_or_not(*args: Any, **kwargs: Any) -> Response:
        tag = f"{knowledge.vocabulary().version}-{asked_language()}"
        known = request.if_none_match.contains_weak(tag)
        response = (
            Response(status=304) if known else current_app.make_response(view(*args, **kwargs))
        )
        response.set_etag(tag, weak=True)
        response.cache_control.public = True
        response.cache_control.max_age = CACHE_SECONDS
        response.vary.add("Accept-Language")
        return response

    return fresh_or_not
