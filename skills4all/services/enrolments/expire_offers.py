"""The hourly round: a seat kept in vain goes to the next who waits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import Enrolment, EnrolmentStatus, utc_now
from skills4all.services.enrolments import leave, seats, telling

AT_ONCE = 1_000


def expire_offers(database: Database, now: datetime | None = None) -> int:
    """Returns how many ran out. Whoever let one pass leaves the list and may ask again.

    Each in its own transaction: bears being run twice and being cut short.
    """
    now = now or utc_now()
    statement = select(Enrolment.id).where(
        Enrolment.status == EnrolmentStatus.WAITING, Enrolment.offer_expires_at <= now
    )
    ids = database.scalars(statement.order_by(Enrolment.id).limit(AT_ONCE)).all()
    database.commit()
    return sum(_expire(database, key, now) for key in ids)


def _expire(database: Database, key: int, now: datetime) -> bool:
    enrolment = database.get(Enrolment, key)
    if enrolment is None:
        return False
    seats.locked(database, enrolment)
    until = enrolment.offer_expires_at
    over = enrolment.status is EnrolmentStatus.WAITING and until is not None and until <= now
    if over:
        leave.drop(database, enrolment, EnrolmentStatus.CANCELLED, now)
        telling.tell(database, enrolment, "enrolment_offer_over", now)
    database.commit()
    return over
