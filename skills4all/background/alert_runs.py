"""Runs of alerts as the worker starts them: at night, and after a publication."""

from __future__ import annotations

from flask import Flask, current_app

from skills4all.extensions import db
from skills4all.models import AlertReason
from skills4all.services.alerts import on_publication
from skills4all.services.alerts.send_alerts import send_alerts
from skills4all.services.alerts.spreading import Spread
from skills4all.services.calendar import today
from skills4all.services.outbox import Leased


def nightly(app: Flask) -> int:
    """All learners who are due. Raises `Conflict` while another run goes."""
    return send_alerts(db.session(), today(), reason=AlertReason.NIGHT, spread=_spread(app))


def after_publication(leased: Leased) -> None:
    """Daily subscribers of the occupations just published. Twice does no harm."""
    on_publication.keep(db.session(), leased.payload, today(), _spread(current_app))


def _spread(app: Flask) -> Spread:
    settings = app.config["S4A_SETTINGS"]
    return Spread(settings.instance / "alerts", settings.dask_scheduler)
