"""Rebuilds the index when the outbox says that something public changed."""

from __future__ import annotations

from flask import current_app

from skills4all.extensions import db
from skills4all.services import indexing
from skills4all.services.calendar import today
from skills4all.services.outbox import Leased


def refresh_index(_leased: Leased) -> None:
    """Index what is public now. Running it twice does no harm: the newest version is current."""
    folder = current_app.config["S4A_SETTINGS"].instance / "index"
    try:
        indexing.build(db.session(), folder, today())
    finally:
        # The reading transaction ends here, so that the lease is settled in its own.
        db.session.rollback()
