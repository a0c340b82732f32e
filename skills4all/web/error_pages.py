"""Error pages in the reader's language, and what each domain error means in HTTP.

Pages are `templates/errors/<code>.html`; when a template is missing or itself fails, a plain
page says the same. `api` answers problem details instead: its handlers are closer to its routes.
"""

from __future__ import annotations

import structlog
from flask import Flask, Response, g, render_template, request
from flask.globals import app_ctx
from flask_babel import lazy_gettext as _l
from jinja2 import TemplateNotFound
from markupsafe import escape
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from skills4all import errors
from skills4all.web.locale import reader_language, text_direction

log = structlog.get_logger("skills4all.web")

RETRY_SECONDS = 30
CODES = (400, 401, 403, 404, 405, 410, 413, 415, 429, 500, 503)

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

TITLES = {
    400: _l("Cette demande n'est pas valable"),
    401: _l("Connectez-vous pour continuer"),
    403: _l("Vous n'avez pas accès à cette page"),
    404: _l("Cette page n'existe pas"),
    405: _l("Cette page ne se demande pas ainsi"),
    410: _l("Cette page n'est plus disponible"),
    413: _l("Ce que vous envoyez est trop volumineux"),
    415: _l("Ce format n'est pas accepté"),
    429: _l("Trop d'essais : attendez un peu"),
    500: _l("Une erreur s'est produite de notre côté"),
    503: _l("Le service est momentanément indisponible"),
}


def status_of(error: errors.DomainError) -> int:
    """The HTTP status of a domain error."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def init_app(app: Flask) -> None:
    """Register one handler for each kind of failure."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(errors.DomainError, _domain_error)
    for kind in (OperationalError, InterfaceError, PoolTimeout):
        app.register_error_handler(kind, _database_error)
    app.register_error_handler(Exception, _unexpected)


def error_page(status: int, *, retry_after: int | None = None) -> Response:
    """The page for `status`, as a response."""
    response = Response(_body(status), status, mimetype="text/html")
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _body(status: int) -> str:
    title = str(TITLES.get(status, TITLES[400 if status < 500 else 500]))
    try:
        return render_template(
            f"errors/{status if status in CODES else 400}.html",
            status=status,
            title=title,
            # The answer is no page of its own: it has no address to share or to index.
            nowhere=True,
            reference=g.get("reference"),
        )
    except TemplateNotFound:
        return _plain(status, title)
    except Exception:
        # The page must come whatever is broken: no route matched, no database, bad template.
        log.exception("error page failed", status=status)
        return _plain(status, title)


def _plain(status: int, title: str) -> str:
    language = reader_language()
    return (
        f'<!doctype html><html lang="{language}" dir="{text_direction(language)}">'
        f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1><p>{status} {escape(g.get('reference', ''))}</p>"
        f'<p><a href="/{language}/">Skills4all</a></p></body></html>'
    )


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    page = error_page(error.code, retry_after=getattr(error, "retry_after", None))
    for name, value in error.get_headers():
        if name in ("Allow", "WWW-Authenticate"):
            page.headers[name] = value
    return page


def _domain_error(error: errors.DomainError) -> Response:
    log.info("refused", code=error.code, endpoint=request.endpoint)
    return error_page(status_of(error), retry_after=getattr(error, "retry_after", None))


def _database_error(error: Exception) -> Response:
    log.error("database unavailable", exc_info=error, endpoint=request.endpoint)
    return error_page(503, retry_after=RETRY_SECONDS)


def _unexpected(error: Exception) -> Response:
    if app_ctx.app.testing and not app_ctx.app.config.get("S4A_SHOW_ERROR_PAGES"):
        raise error
    log.error("unexpected failure", exc_info=error, endpoint=request.endpoint)
    return error_page(500)
