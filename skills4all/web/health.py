"""For whoever runs the installation: is it alive, is it ready. Not for people.

`/healthz` touches nothing: the process answers. `/readyz` says whether requests can be served
well: 503 when the database is down or behind its migrations; `degraded` (still 200) when the
index is missing, e-mails wait too long or the task worker is silent, because pages still work.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from skills4all.extensions import db, migrate
from skills4all.services import readiness

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return _uncached({"status": "ok"}, 200)


@blueprint.get("/readyz")
def ready() -> Response:
    """What works and what does not, part by part."""
    settings = current_app.config["S4A_SETTINGS"]
    parts = readiness.examine(
        db.engine,
        str(migrate.directory),
        settings.instance / "index",
        current_app.extensions["s4a_queue"].silent_for(),
    )
    status = readiness.overall(parts)
    return _uncached({"status": status, "parts": parts}, 503 if status == "down" else 200)


def _uncached(body: dict[str, Any], status: int) -> Response:
    response = jsonify(body)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
