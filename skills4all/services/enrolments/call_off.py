"""A session will not take place: everyone who held or awaited a seat is told, with the reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import Enrolment, EnrolmentStatus, Session, utc_now
from skills4all.services.enrolments import leave, seats, telling


def call_off(database: Database, session: Session, now: datetime | None = None) -> int:
    """Once its status says so. Returns how many were told. Does not commit."""
    now = now or utc_now()
    session = seats.lock(database, session.id)
    statement = (
        select(Enrolment)
        .where(Enrolment.session_id == session.id, Enrolment.status.in_(leave.CAN_LEAVE))
        .execution_options(populate_existing=True)
    )
    rows = database.scalars(statement).all()
    for enrolment in rows:
        leave.drop(database, enrolment, EnrolmentStatus.CANCELLED, now)
        telling.tell(database, enrolment, "session_cancelled", now, reason=session.cancel_reason)
    return len(rows)
