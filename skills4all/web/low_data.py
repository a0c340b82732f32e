"""Saving data: for who asks their browser to (`Save-Data`), or pressed the switch of ours.

Then pages come without drawings and scripts fetch nothing that was not asked for. The switch is a
link and a cookie, as the language is: it needs no account, no session and no script.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from skills4all.web.sign_in_guard import is_own_page

blueprint = Blueprint("low_data", __name__)

COOKIE = "low_data"
COOKIE_SECONDS = 365 * 24 * 3600


def low_data() -> bool:
    """Whether this page should be light. The switch wins over what the browser says."""
    kept = request.cookies.get(COOKIE) if request else None
    if kept in ("0", "1"):
        return kept == "1"
    return bool(request) and request.headers.get("Save-Data", "").strip().lower() == "on"


@blueprint.get("/low-data/<any(on, off):wish>")
def choose(wish: str) -> ResponseReturnValue:
    """Keep the wish for a year and go back to the page it was made on."""
    back = request.args.get("back", "")
    answer = redirect(back if is_own_page(back.split("?")[0]) else url_for("pathways.home"))
    answer.set_cookie(
        COOKIE,
        "1" if wish == "on" else "0",
        COOKIE_SECONDS,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def init_app(app: Flask) -> None:
    """Tell templates, and caches that pages differ by it."""
    app.jinja_env.globals["low_data"] = low_data

    @app.after_request
    def vary(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.vary.update(("Save-Data", "Cookie"))
        return response
