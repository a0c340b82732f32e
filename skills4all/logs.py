"""Logs: one JSON object a line on standard output, saying what happened and never to whom.

Owns the shape of a line. Refuses addresses (they may carry answers), query strings, network
addresses, request bodies and, in production, the text of exceptions: what people typed can be in
any of them. A line has the endpoint's name, a status, a duration and a reference that the error
page shows too.
"""

from __future__ import annotations

import logging
import re
import sys
import time
import traceback
from secrets import token_hex
from types import TracebackType
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.typing import EventDict, Processor, WrappedLogger

QUERY_STRING = re.compile(r"\?[^\s'\"]*")
E_MAIL = re.compile(r"[^\s@<>'\"]+@[^\s@<>'\"]+")
UNLOGGED = frozenset({"static", "health.alive", "health.ready"})

CHATTY = ("alembic.runtime.migration", "alembic.runtime.plugins", "huey", "mail.log")

log = structlog.get_logger("skills4all.web")


def without_personal_data(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Cut query strings and e-mail addresses out of every text value."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = E_MAIL.sub("[e-mail]", QUERY_STRING.sub("?…", value))
    return event


class ExceptionPlaces:
    """Turns `exc_info` into its class and the places it went through.

    The message is kept only where nobody's data is at stake (`with_message`).
    """

    def __init__(self, *, with_message: bool) -> None:
        self._with_message = with_message

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        info = event.pop("exc_info", None)
        error = sys.exc_info()[1] if info is True else info
        error = error[1] if isinstance(error, tuple) else error
        if isinstance(error, BaseException):
            event["exception"] = type(error).__qualname__
            event["places"] = _places(error.__traceback__)
            if self._with_message:
                event["exception_message"] = str(error)
        return event


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-12:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def configure(level: str, *, with_exception_messages: bool) -> None:
    """Send every logger of the process, libraries included, through the same lines."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        ExceptionPlaces(with_message=with_exception_messages),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_formatter(shared))
    handler.set_name("skills4all")
    root = logging.getLogger()
    root.handlers = [kept for kept in root.handlers if kept.get_name() != "skills4all"]
    root.addHandler(handler)
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _formatter(shared: list[Processor]) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_personal_data,
            structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True),
        ],
    )


def init_app(app: Flask) -> None:
    """One line for each request, with a reference that error pages repeat."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()
        g.reference = token_hex(6)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(reference=g.reference)

    @app.after_request
    def finish(response: Response) -> Response:
        if request.endpoint not in UNLOGGED:
            log.info("request", **_line(response))
        return response


def _line(response: Response) -> dict[str, Any]:
    started = g.get("started", time.perf_counter())
    return {
        "endpoint": request.endpoint or "none",
        "method": request.method,
        "status": response.status_code,
        "milliseconds": round((time.perf_counter() - started) * 1000, 1),
        "language": g.get("language"),
    }
