"""A learner who waited takes the seat that was kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Enrolment, EnrolmentStatus, Learner, utc_now
from skills4all.services.enrolments import own, seats, telling


def accept_seat(
    database: Database, learner: Learner, public_id: str, now: datetime | None = None
) -> Enrolment:
    """Raises `NotFound`, `Conflict` when no seat is kept or no longer. Does not commit."""
    now = now or utc_now()
    enrolment = seats.locked(database, own.enrolment(database, learner, public_id))
    until = enrolment.offer_expires_at
    waits = enrolment.status is EnrolmentStatus.WAITING
    # The start may have been moved forward since the seat was offered.
    if not waits or until is None or min(until, seats.starts_at(enrolment.session)) <= now:
        raise Conflict("no_seat_kept")
    enrolment.status = EnrolmentStatus.CONFIRMED
    enrolment.position = enrolment.offer_expires_at = None
    enrolment.decided_at = now
    telling.tell(database, enrolment, "enrolment_confirmed", now)
    return enrolment
