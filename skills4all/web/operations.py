"""What keeps running behind the pages, for operators: promises, rounds, the worker, the index."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from skills4all.background.queue import current_queue
from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import Outbox
from skills4all.queries import operations
from skills4all.services import outbox
from skills4all.services.indexing.live import live
from skills4all.web.listing import Column, Listing, listed

blueprint = Blueprint("operations", __name__)


@blueprint.get("/operator/")
def show() -> ResponseReturnValue:
    """Kinds, counts and ages; never what a message says or to whom."""
    given_up = _given_up()
    if isinstance(given_up, Response):
        return given_up
    folder = current_app.config["S4A_SETTINGS"].instance / "index"
    return render_template(
        "moderation/operations.html",
        waiting=operations.waiting(db.session()),
        given_up=given_up,
        rounds=operations.rounds(db.session()),
        silent=current_queue(current_app).silent_for(),
        index=live(folder).version,
    )


def _given_up() -> Listing | Response:
    columns = [
        Column("when", _l("Date"), lambda row: row.failed_at.date(), Outbox.failed_at),
        Column("kind", _l("Sorte"), lambda row: row.kind, Outbox.kind),
        Column("error", _l("Erreur"), lambda row: row.last_error, Outbox.last_error),
    ]
    options: dict[str, Any] = {"search": (Outbox.kind, Outbox.last_error), "tie": Outbox.id}
    return listed(operations.given_up(), columns, sort="-when", file="outbox", **options)


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
