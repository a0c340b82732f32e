"""A form sent after the session had ended comes back filled in, once its writer has signed in."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from flask import (
    Flask,
    Response,
    after_this_request,
    current_app,
    flash,
    g,
    redirect,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict

from skills4all.extensions import db
from skills4all.permissions import ENDPOINTS, Audience
from skills4all.services import held_forms
from skills4all.web.error_pages import error_page
from skills4all.web.sign_in_guard import is_own_page

COOKIE = "held-form"
OPEN = (Audience.ANYONE, Audience.SIGNED_OUT)


def init_app(app: Flask) -> None:
    """Keep forms whose token died with the session; forget them once they were sent."""
    app.register_error_handler(CSRFError, _token_refused)
    app.after_request(_forget_sent)


def sign_in_first() -> Any:
    """The way to the sign-in page for who must sign in; what they were sending is kept."""
    path = _page_of_form()
    if path is None or not _hold(path):
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
    flash(_("Votre session était terminée. Ce que vous avez écrit est gardé : connectez-vous."))
    return redirect(url_for("security.login", next=path))


def shown() -> MultiDict[str, str] | None:
    """What was kept for the page that is being shown; None when nothing was."""
    if request.method != "GET" or COOKIE not in request.cookies:
        return None
    if "held_form" not in g:
        values = held_forms.held(db.session(), request.cookies[COOKIE], request.path)
        g.held_form = None if values is None else MultiDict(values)
        if values is not None:
            flash(_("Voici ce que vous aviez écrit. Relisez, puis envoyez : rien n’est parti."))
    return cast("MultiDict[str, str] | None", g.held_form)


def _page_of_form() -> str | None:
    """Where the form that was sent is shown: its own address, or the page it stood on."""
    if request.method != "POST":
        return None
    for path in (request.path, urlsplit(request.referrer or "").path):
        if path and is_own_page(path):
            return path
    return None


def _hold(path: str) -> bool:
    key = held_forms.hold(db.session(), path, request.form.to_dict(flat=False))
    db.session.commit()
    if key is None:
        return False

    @after_this_request
    def _give_key(response: Response) -> Response:
        response.set_cookie(
            COOKIE,
            key,
            max_age=int(held_forms.KEPT.total_seconds()),
            httponly=True,
            samesite="Lax",
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        )
        return response

    return True


def _token_refused(error: CSRFError) -> Any:
    """Without a session no token can be right; who needs one signs in first."""
    audience = ENDPOINTS.get(request.endpoint or "", Audience.ANYONE)
    if audience not in OPEN and not current_user.is_authenticated:
        return sign_in_first()
    return error_page(error.code or 400)


def _forget_sent(response: Response) -> Response:
    """A form that was sent and taken is no longer kept."""
    key = request.cookies.get(COOKIE)
    if key and request.method == "POST" and response.status_code == 302 and _signed_in():
        held_forms.forget(db.session(), key)
        db.session.commit()
        response.delete_cookie(COOKIE)
    return response


def _signed_in() -> bool:
    # The sign-in form itself answers 302 as well: what is kept is for the page after it.
    return request.blueprint != "security" and bool(current_user.is_authenticated)
