"""A form sent after the session had ended comes back filled in, once its writer has signed in."""

from __future__ import annotations

from typing import Any
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
    session,
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


NEVER_KEPT = frozenset({"profile.read", "profile.keep_read", "pathways.read"})
"""A text or a CV to be read: those pages promise that it is forgotten."""


def init_app(app: Flask) -> None:
    """Keep forms whose token died with the session; forget them once they were sent."""
    app.register_error_handler(CSRFError, _token_refused)
    app.after_request(_forget_sent)
    app.jinja_env.globals["held"] = shown


def about_a_person(view: Any) -> Any:
    """Mark a view that needs a profile, of an account or opened with a code, and asks itself."""
    view.about_a_person = True
    return view


def sign_in_first() -> Any:
    """The way to the sign-in page for who must sign in; what they were sending is kept."""
    g.not_sent = True
    path = _page_of_form()
    if path is None:
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
    if _hold(path):
        flash(_("Votre connexion avait expiré. Ce que vous avez écrit est gardé : connectez-vous."))
    elif request.endpoint in NEVER_KEPT:
        flash(_("Votre connexion avait expiré. Un texte à lire n’est jamais gardé : renvoyez-le."))
    return redirect(url_for("security.login", next=path))


def shown(action: str = "") -> MultiDict[str, str] | None:
    """What was kept for the page that is being shown, or for its form that sends to `action`;
    None when nothing was.
    """
    if request.method != "GET" or COOKIE not in request.cookies:
        return None
    if "held_form" not in g:
        key = request.cookies[COOKIE]
        g.held_form = held_forms.held(db.session(), key, request.path)
    if g.held_form is None or action not in ("", g.held_form.action):
        return None
    if "held_form_said" not in g:
        g.held_form_said = True
        flash(_("Voici ce que vous aviez écrit. Relisez, puis envoyez : rien n’est parti."))
    return MultiDict(g.held_form.values)


def typed() -> MultiDict[str, str]:
    """What was just sent, else what was kept for this page, else nothing."""
    if request.method == "POST":
        return request.form
    return shown() or MultiDict()


def _page_of_form() -> str | None:
    """Where the form that was sent is shown: its own address, or the page it stood on."""
    if request.method != "POST":
        return None
    for path in (request.path, urlsplit(request.referrer or "").path):
        if path and is_own_page(path):
            return path
    return None


def _hold(path: str) -> bool:
    if request.endpoint in NEVER_KEPT:
        return False
    values = request.form.to_dict(flat=False)
    key = held_forms.hold(db.session(), path, values, action=request.path)
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
    """Without a session no token can be right; who needs one signs in first, anyone else finds
    their form again.
    """
    if "csrf_token" in session or current_user.is_authenticated:
        return error_page(error.code or 400)
    if _needs_somebody():
        return sign_in_first()
    g.not_sent = True
    path = _page_of_form()
    if request.blueprint != "security" and path is not None and _hold(path):
        return redirect(path)
    return error_page(error.code or 400)


def _needs_somebody() -> bool:
    endpoint = request.endpoint or ""
    if ENDPOINTS.get(endpoint, Audience.ANYONE) not in OPEN:
        return True
    return hasattr(current_app.view_functions.get(endpoint), "about_a_person")


def _forget_sent(response: Response) -> Response:
    """A form that was sent and taken is no longer kept."""
    key = request.cookies.get(COOKIE)
    if key and request.method == "POST" and response.status_code == 302 and "not_sent" not in g:
        if held_forms.forget(db.session(), key, request.path):
            response.delete_cookie(COOKIE)
        db.session.commit()
    return response
