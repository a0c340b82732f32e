"""Enrolments and applications that are over: the row stays as a count, the person leaves it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, or_, select, update
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Application,
    ApplicationEvent,
    ApplicationStatus,
    Enrolment,
    Message,
    Opening,
    Outcome,
    Session,
)
from skills4all.models.privacy import Erase, privacy_of

MONTH = timedelta(days=30.5)
AFTER_SESSION = 24 * MONTH
AFTER_REFUSAL = 3 * MONTH
AFTER_APPLICATION = 24 * MONTH
OVER = (ApplicationStatus.REFUSED, ApplicationStatus.WITHDRAWN)


def forget_people(database: Database, now: datetime) -> int:
    """Blank what the marks say is blanked on erasure, in rows past their term. Commits."""
    ended = select(Session.id).where(Session.ends_on < (now - AFTER_SESSION).date())
    enrolments = select(Enrolment.id).where(Enrolment.session_id.in_(ended))
    old_openings = select(Opening.id).where(Opening.updated_at < now - AFTER_APPLICATION)
    applications = select(Application.id).where(
        or_(
            Application.status.in_(OVER) & (Application.decided_at < now - AFTER_REFUSAL),
            (Application.applied_at < now - AFTER_APPLICATION)
            & Application.opening_id.in_(old_openings),
        )
    )
    # What people wrote to each other is no count: it goes whole.
    written = or_(Message.enrolment_id.in_(enrolments), Message.application_id.in_(applications))
    database.execute(delete(Message).where(written))
    events = ApplicationEvent.application_id.in_(applications)
    count = _blank(database, ApplicationEvent.__table__, events, link=None)
    count += _blank(database, Application.__table__, Application.id.in_(applications))
    count += _blank(database, Outcome.__table__, Outcome.enrolment_id.in_(enrolments))
    count += _blank(database, Enrolment.__table__, Enrolment.id.in_(enrolments))
    database.commit()
    return count


def _blank(
    database: Database,
    table: Any,
    condition: ColumnElement[bool],
    *,
    link: str | None = "learner_id",
) -> int:
    """Returns how many rows still named someone. Texts go with the link."""
    assert isinstance(table, Table)
    values: dict[str, Any] = {
        column.name: None
        for column in table.columns
        if (mark := privacy_of(column)) is not None and mark.personal and mark.erase is Erase.BLANK
    }
    still = table.c[link].is_not(None) if link else condition
    statement = update(table).where(condition, still).values(values).returning(table.c.id)
    changed = database.execute(statement.execution_options(synchronize_session=False)).all()
    return len(changed) if link else 0
