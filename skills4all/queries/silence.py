"""Employers that leave people without an answer, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Exists, func, select, update
from sqlalchemy.orm import Session as Database

from skills4all.models import Application, Opening, Organisation, OrganisationStatus
from skills4all.queries.responsiveness import waiting


def unanswered(before: Any) -> Exists:
    """Whether an application sent before `before` waits; correlated with `Organisation`."""
    return (
        select(Application.id)
        .join(Opening, Application.opening_id == Opening.id)
        .where(
            Opening.organisation_id == Organisation.id,
            waiting(),
            Application.applied_at < before,
        )
        .correlate(Organisation)
        .exists()
    )


def _answerable() -> tuple[ColumnElement[bool], ...]:
    """Demonstration employers have nobody behind them."""
    return (Organisation.status == OrganisationStatus.VERIFIED, Organisation.is_demo.is_(False))


def late(database: Database, before: datetime) -> list[Organisation]:
    """Verified employers with an application older than `before` that waits."""
    statement = select(Organisation).where(*_answerable(), unanswered(before))
    return list(database.scalars(statement.order_by(Organisation.id)))


def silent(database: Database, nudged_before: datetime) -> list[Organisation]:
    """Of those, the ones that were nudged long ago and are not paused yet."""
    statement = select(Organisation).where(
        *_answerable(),
        Organisation.openings_paused_at.is_(None),
        Organisation.nudged_at <= nudged_before,
    )
    return list(database.scalars(statement.order_by(Organisation.id)))


def nudged_or_paused(database: Database) -> list[int]:
    """Keys of employers that may have answered since."""
    noted = Organisation.nudged_at.is_not(None) | Organisation.openings_paused_at.is_not(None)
    return list(database.scalars(select(Organisation.id).where(noted).order_by(Organisation.id)))


def waiting_by_opening(
    database: Database, organisation_id: int, before: datetime
) -> Sequence[tuple[str, str, int, datetime]]:
    """Public id and title of each opening with how many wait and since when, longest first."""
    oldest = func.min(Application.applied_at)
    statement = (
        select(Opening.public_id, Opening.title, func.count(), oldest)
        .join(Application, Application.opening_id == Opening.id)
        .where(
            Opening.organisation_id == organisation_id,
            waiting(),
            Application.applied_at < before,
        )
        .group_by(Opening.id, Opening.public_id, Opening.title)
        .order_by(oldest, Opening.id)
    )
    return [(key, title, count, at) for key, title, count, at in database.execute(statement)]


def mark(database: Database, organisation_id: int, *conditions: Any, **values: Any) -> bool:
    """Write `values` if `conditions` still hold; whether they did. No new revision: whoever edits
    the organisation at this moment is not disturbed.
    """
    statement = (
        update(Organisation)
        .where(Organisation.id == organisation_id, *conditions)
        .values(**values, updated_at=Organisation.updated_at)
        .returning(Organisation.id)
        .execution_options(synchronize_session=False)
    )
    return database.scalar(statement) is not None
