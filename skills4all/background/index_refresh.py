"""Keeps the indexes what the database says: after each change, and when one is damaged."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, current_app

from skills4all.extensions import db
from skills4all.services.calendar import today
from skills4all.services.indexing import building
from skills4all.services.outbox import Leased


def refresh_index(leased: Leased) -> None:
    """Apply what an outbox row says has changed. Running it twice does no harm."""
    try:
        building.apply(db.session(), folder(current_app), leased.payload, today())
    finally:
        # The reading transaction ends here, so that the lease is settled in its own.
        db.session.rollback()


def mend(app: Flask) -> list[str]:
    """Make anew what is missing or damaged; returns its names."""
    try:
        return building.mend(db.session(), folder(app), today())
    finally:
        db.session.rollback()


def folder(app: Flask) -> Path:
    found: Path = app.config["S4A_SETTINGS"].instance / "index"
    return found
