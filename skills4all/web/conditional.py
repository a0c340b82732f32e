"""Answers for machines that ask again: unchanged ones cost a line (304), the rest may be cached."""

from datetime import datetime

from flask import Response, request


def answer(body: bytes, mimetype: str, seconds: int, changed: datetime | None = None) -> Response:
    """`body`, or 304 when the asker has it. `seconds`: how long anyone may keep it unasked."""
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.add_etag()
    if changed is not None:
        response.last_modified = changed
    response.make_conditional(request)
    return response
