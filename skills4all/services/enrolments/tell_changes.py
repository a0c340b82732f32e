"""When or where a session takes place has changed: who holds or awaits a seat is told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import Enrolment, Session, utc_now
from skills4all.services.enrolments import telling
from skills4all.services.enrolments.leave import CAN_LEAVE


def when_and_where(session: Session) -> tuple[object, ...]:
    """What people planned their days by."""
    slots = sorted((slot.weekday, slot.starts, slot.ends) for slot in session.slots)
    return (session.starts_on, session.ends_on, session.place_id, session.address, slots)


def tell_changes(
    database: Database, session: Session, before: tuple[object, ...], now: datetime | None = None
) -> None:
    """`before`: what `when_and_where` said before the edit. Does not commit."""
    if when_and_where(session) == before:
        return
    statement = select(Enrolment).where(
        Enrolment.session_id == session.id, Enrolment.status.in_(CAN_LEAVE)
    )
    for enrolment in database.scalars(statement).all():
        telling.tell(database, enrolment, "session_changed", now or utc_now())
