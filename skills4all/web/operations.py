"""What keeps running behind the pages, for operators: promises, rounds, the worker, the index."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime, format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from skills4all.background.queue import current_queue
from skills4all.errors import NotFound
from skills4all.extensions import db
from skills4all.models import AlertReason, AlertRun, Outbox, utc_now
from skills4all.queries import operations
from skills4all.services import outbox
from skills4all.services.alerts import runs
from skills4all.services.indexing.live import live
from skills4all.web.listing import Column, Listing, listed

blueprint = Blueprint("operations", __name__)

ALERT_REASONS = {
    AlertReason.NIGHT: _l("de la nuit"),
    AlertReason.PUBLICATION: _l("après une publication"),
    AlertReason.COMMAND: _l("lancée à la main"),
}


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
        alert_runs=[_alert_run(run) for run in operations.alert_runs(db.session())],
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


def _alert_run(run: AlertRun) -> dict[str, Any]:
    """What the table says of a run, numbers and hours as the reader writes them."""
    now = utc_now()
    state = runs.state(run, now)
    ended = now if state == "running" else run.finished_at or run.seen_at
    minutes, seconds = divmod(int((ended - run.started_at).total_seconds()), 60)
    return {
        "reason": ALERT_REASONS[run.reason],
        "state": state,
        "began": _unbroken(format_datetime(run.started_at, "d MMM HH:mm")),
        "lasted": _unbroken(_("%(minutes)s min %(seconds)s s", minutes=minutes, seconds=seconds)),
        "looked": format_decimal(run.looked),
        "due": format_decimal(run.due),
        "promised": format_decimal(run.promised),
    }


def _unbroken(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


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
