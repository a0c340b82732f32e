"""What makes the site an application on a phone: its description, and a page for no connection."""

from __future__ import annotations

import hashlib
import hmac
import json

from flask import Blueprint, Flask, Response, current_app, render_template, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from skills4all.web.assets import static_url
from skills4all.web.current_learner import KEY
from skills4all.web.locale import reader_language, text_direction

blueprint = Blueprint("installable", __name__)

BAND, PAPER = "#232a85", "#fbf7ef"


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    """Name, colours and icons, in the reader's language."""
    icons = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("maskable-512", 512, "maskable"))
    told = {
        "id": "/",
        "name": "Skills4all",
        "short_name": "Skills4all",
        "description": _("De votre diplôme à un métier du numérique"),
        "lang": reader_language(),
        "dir": text_direction(),
        "start_url": url_for("pathways.home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": BAND,
        "background_color": PAPER,
        "icons": [
            {
                "src": static_url(f"png/{name}.png"),
                "sizes": f"{side}x{side}",
                "type": "image/png",
                "purpose": purpose,
            }
            for name, side, purpose in icons
        ],
    }
    body = json.dumps(told, ensure_ascii=False)
    answer = Response(body, mimetype="application/manifest+json")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


@blueprint.get("/offline")
def offline() -> str:
    """No connection: the pathways this device kept. The same for everybody."""
    return render_template("public/offline.html")


def draft_owner() -> str:
    """Who writes, as a mark that means nothing elsewhere: drafts are offered to nobody else."""
    who = session.get(KEY) or (current_user.get_id() if current_user.is_authenticated else "")
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, f"draft:{who}".encode(), hashlib.sha256).hexdigest()[:16]


def init_app(app: Flask) -> None:
    app.jinja_env.globals["draft_owner"] = draft_owner
