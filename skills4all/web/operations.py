"""What keeps running behind the pages, for operators: promises, rounds, the worker, the index."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from skills4all.background.queue import current_queue
from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.queries import operations
from skills4all.services import outbox
from skills4all.services.indexing.live import live

blueprint = Blueprint("operations", __name__)


@blueprint.get("/operator/")
def show() -> str:
    """Kinds, counts and ages; never what a message says or to whom."""
    folder = current_app.config["S4A_SETTINGS"].instance / "index"
    return render_template(
        "moderation/operations.html",
        waiting=operations.waiting(db.session()),
        given_up=operations.given_up(db.session()),
        rounds=operations.rounds(db.session()),
        silent=current_queue(current_app).silent_for(),
        index=live(folder).version,
    )


@blueprint.post("/operator/outbox/<int:outbox_id>/again")
def again(outbox_id: int) -> ResponseReturnValue:
    """Try a promise that was given up once more."""
    return _done(outbox.try_again(db.session(), outbox_id), _("Un nouvel essai est lancé."))


@blueprint.post("/operator/outbox/<int:outbox_id>/drop")
def drop(outbox_id: int) -> ResponseReturnValue:
    """Forget it."""
    return _done(outbox.drop(db.session(), outbox_id), _("C’est oublié."))


def _done(found: bool, said: str) -> ResponseReturnValue:
    db.session.commit()
    if not found:
        raise NotFound(kind="outbox")
    flash(said, "success")
    return redirect(url_for(".show"))
