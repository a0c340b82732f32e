"""At the door of every page: looks the endpoint up in `permissions` and lets in or not.

Someone without an account is sent to sign in; someone signed in without the role is told that
the page does not exist, as for any page that really does not.
"""

from __future__ import annotations

from typing import Any

import structlog
from flask import Flask, abort, current_app, request
from flask_login import current_user

from skills4all.permissions import ENDPOINTS, Audience, may_enter
from skills4all.web import held_forms

log = structlog.get_logger("skills4all.web")


def init_app(app: Flask) -> None:
    """Ask at every request, before the view."""
    app.before_request(_ask)


def _ask() -> Any:
    if request.endpoint is None:
        return None
    audience = ENDPOINTS.get(request.endpoint)
    if audience is None:
        return _unlisted(request.endpoint)
    if audience in (Audience.ANYONE, Audience.SIGNED_OUT):
        # The session is not even read: public pages stay cacheable.
        return None
    signed_in, roles = _visitor()
    if may_enter(audience, signed_in=signed_in, roles=roles):
        return None
    if not signed_in:
        return _sign_in()
    log.warning("not allowed", endpoint=request.endpoint, audience=audience.value)
    return abort(404)


def _unlisted(endpoint: str) -> Any:
    if current_app.testing or current_app.debug:
        raise LookupError(f"endpoint {endpoint!r} is not classified in skills4all/permissions.py")
    log.error("endpoint not classified", endpoint=endpoint)
    return abort(404)


def _visitor() -> tuple[bool, frozenset[str]]:
    """Whether somebody is signed in, and the names of their roles."""
    if not hasattr(current_app, "login_manager") or not current_user.is_authenticated:
        return False, frozenset()
    return True, frozenset(current_user.role_names)


def _sign_in() -> Any:
    if hasattr(current_app, "login_manager"):
        return held_forms.sign_in_first()
    return abort(401)
