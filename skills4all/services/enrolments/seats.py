"""The seats of a session and who waits for them.

`seats_taken` counts who holds a seat (confirmed, attended, certified) and each seat kept for
someone who waits. The status of the session follows: full or published again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload

from skills4all.models import Enrolment, EnrolmentStatus, Programme, Session, SessionStatus
from skills4all.services.enrolments import telling

OFFER = timedelta(hours=48)
"""How long a freed seat is kept for the first who waits; less when the session starts sooner."""
RUNNING = (SessionStatus.PUBLISHED, SessionStatus.FULL, SessionStatus.CLOSED)
"""Sessions whose list is served: closing ends new requests, not the list of those who asked."""


def lock(database: Database, session_id: int) -> Session:
    """The session as it is now; whoever else wants its seats waits until this transaction ends."""
    database.flush()
    _write(database, Session.id == session_id, seats_taken=Session.seats_taken)
    return database.scalars(
        select(Session)
        .where(Session.id == session_id)
        .options(joinedload(Session.programme).joinedload(Programme.organisation))
        .execution_options(populate_existing=True)
    ).one()


def locked(database: Database, enrolment: Enrolment) -> Enrolment:
    """The enrolment as it is now, its session locked."""
    lock(database, enrolment.session_id)
    database.refresh(enrolment)
    return enrolment


def take(database: Database, session: Session) -> bool:
    """Take a seat if one is left. The condition stands in the write: no seat is sold twice."""
    left = Session.seats_taken < Session.seats
    values = {"seats_taken": Session.seats_taken + 1, "demo_touched": True}
    taken = _write(database, (Session.id == session.id) & left, **values) == 1
    _follow(database, session)
    return taken


def give_back(database: Database, session: Session, now: datetime, *, count: int = 1) -> None:
    """Seats come free: each goes to the first who waits."""
    enough = (Session.id == session.id) & (Session.seats_taken >= count)
    _write(database, enough, seats_taken=Session.seats_taken - count)
    pass_on(database, session, now)


def pass_on(database: Database, session: Session, now: datetime) -> None:
    """Keep every free seat for somebody who waits, in order, until the session starts."""
    database.refresh(session)
    if session.status in RUNNING and starts_at(session) > now:
        for enrolment in waiting(database, session.id):
            if not take(database, session):
                break
            enrolment.offer_expires_at = min(now + OFFER, starts_at(session))
            telling.offered(database, enrolment, now)
    _follow(database, session)


def waiting(database: Database, session_id: int) -> Sequence[Enrolment]:
    """Who waits without an offer, first come first."""
    database.flush()
    statement = (
        select(Enrolment)
        .where(
            Enrolment.session_id == session_id,
            Enrolment.status == EnrolmentStatus.WAITING,
            Enrolment.offer_expires_at.is_(None),
            Enrolment.learner_id.is_not(None),
        )
        .order_by(Enrolment.position, Enrolment.id)
        .execution_options(populate_existing=True)
    )
    return database.scalars(statement).all()


def last_position(database: Database, session_id: int) -> int:
    """The last place on the list; 0 while nobody waits."""
    statement = select(func.max(Enrolment.position)).where(Enrolment.session_id == session_id)
    return database.scalar(statement) or 0


def starts_at(session: Session) -> datetime:
    """The first moment of the first day, where the session takes place."""
    return datetime.combine(session.starts_on, time(), ZoneInfo(session.timezone))


def _follow(database: Database, session: Session) -> None:
    """Full when no seat is left, open again when one is; other states stay."""
    changes = (
        (SessionStatus.PUBLISHED, SessionStatus.FULL, Session.seats_taken >= Session.seats),
        (SessionStatus.FULL, SessionStatus.PUBLISHED, Session.seats_taken < Session.seats),
    )
    for before, after, when in changes:
        condition = (Session.id == session.id) & (Session.status == before) & when
        _write(database, condition, status=after)
    database.refresh(session, ("seats", "seats_taken", "status"))


def _write(database: Database, condition: Any, **values: Any) -> int:
    # By the table: a learner who takes a seat is no edit of the session, so `revision` stays.
    statement = update(Session).where(condition).values(updated_at=Session.updated_at, **values)
    done: Any = database.execute(statement.execution_options(synchronize_session=False))
    return int(done.rowcount)
