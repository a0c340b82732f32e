"""A learner gives up a seat, a seat that was kept, or a place on the list."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Enrolment, EnrolmentStatus, Learner, Session, utc_now
from skills4all.services.enrolments import own, seats, telling

CAN_LEAVE = (EnrolmentStatus.REQUESTED, EnrolmentStatus.CONFIRMED, EnrolmentStatus.WAITING)


def leave(
    database: Database,
    learner: Learner,
    public_id: str,
    today: date,
    now: datetime | None = None,
) -> Enrolment:
    """Raises `NotFound`, `Conflict` once the session has ended. Does not commit."""
    now = now or utc_now()
    enrolment = seats.locked(database, own.enrolment(database, learner, public_id))
    if enrolment.status not in CAN_LEAVE or enrolment.session.ends_on < today:
        raise Conflict("enrolment_over")
    drop(database, enrolment, EnrolmentStatus.CANCELLED, now)
    telling.tell(database, enrolment, "enrolment_cancelled", now)
    return enrolment


def leave_all(database: Database, learner: Learner, now: datetime | None = None) -> None:
    """For someone who is about to be erased: seats of sessions that have not ended come free.

    What was attended stays as it is, for the counts of the centre.
    """
    now = now or utc_now()
    statement = (
        select(Enrolment)
        .join(Enrolment.session)
        .where(
            Enrolment.learner_id == learner.id,
            Enrolment.status.in_(CAN_LEAVE),
            Session.ends_on >= now.date(),
        )
        # One order for everybody: two who erase themselves at once do not wait for each other.
        .order_by(Enrolment.session_id)
    )
    for enrolment in database.scalars(statement).all():
        if seats.locked(database, enrolment).status in CAN_LEAVE:
            drop(database, enrolment, EnrolmentStatus.CANCELLED, now)
    database.flush()


def drop(database: Database, enrolment: Enrolment, status: EnrolmentStatus, now: datetime) -> None:
    """End an enrolment, under the lock of its session; the seat it had goes to who waits."""
    had_a_seat = holds_a_seat(enrolment)
    enrolment.status, enrolment.decided_at = status, now
    enrolment.position = enrolment.offer_expires_at = None
    database.flush()
    if had_a_seat:
        seats.give_back(database, enrolment.session, now)


def holds_a_seat(enrolment: Enrolment) -> bool:
    """Whether `seats_taken` counts it."""
    kept = enrolment.status is EnrolmentStatus.WAITING and enrolment.offer_expires_at is not None
    return kept or enrolment.status is EnrolmentStatus.CONFIRMED
