"""The daily round: lists of sessions that begin are closed, sessions that ended are finished."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, not_, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Enrolment, EnrolmentStatus, Session, SessionStatus, utc_now
from skills4all.services.enrolments import leave, seats, telling
from skills4all.services.enrolments.tell_centres import tell_finished

AT_ONCE = 1_000


def finish_sessions(database: Database, today: date, now: datetime | None = None) -> int:
    """Returns how many sessions are finished now. One transaction each; bears being run twice."""
    now = now or utc_now()
    for key in _begun_with_a_list(database, today):
        _end_list(database, key, now)
    ended = _ended(database, today)
    for key in ended:
        _finish(database, key)
    return len(ended)


def _begun_with_a_list(database: Database, today: date) -> Sequence[int]:
    waits = exists().where(
        Enrolment.session_id == Session.id, Enrolment.status == EnrolmentStatus.WAITING
    )
    return _ids(database, and_(Session.starts_on <= today, waits))


def _ended(database: Database, today: date) -> Sequence[int]:
    # Demonstration sessions nobody used are moved forward instead.
    moved = Session.is_demo & Session.demo_touched.is_(False)
    return _ids(
        database, and_(Session.ends_on < today, Session.status.in_(seats.RUNNING), not_(moved))
    )


def _ids(database: Database, condition: ColumnElement[bool]) -> Sequence[int]:
    found = database.scalars(select(Session.id).where(condition).limit(AT_ONCE)).all()
    database.commit()
    return found


def _end_list(database: Database, key: int, now: datetime) -> None:
    """Nobody waits for a seat in what has begun: they are told that none came free."""
    seats.lock(database, key)
    statement = (
        select(Enrolment)
        .where(Enrolment.session_id == key, Enrolment.status == EnrolmentStatus.WAITING)
        .execution_options(populate_existing=True)
    )
    for enrolment in database.scalars(statement).all():
        leave.drop(database, enrolment, EnrolmentStatus.REFUSED, now)
        telling.tell(database, enrolment, "enrolment_list_over", now)
    database.commit()


def _finish(database: Database, key: int) -> None:
    session = seats.lock(database, key)
    if session.status in seats.RUNNING:
        session.status = SessionStatus.FINISHED
        tell_finished(database, session)
    database.commit()
