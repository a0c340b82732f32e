"""A centre says who came: one person, everyone who holds a seat, or that it was a mistake."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Enrolment, EnrolmentStatus, Session, SessionStatus, utc_now
from skills4all.services import audit
from skills4all.services.enrolments import seats, to_change
from skills4all.services.organisations import rights


def attended(
    database: Database,
    actor: Account,
    public_id: str,
    today: date,
    now: datetime | None = None,
) -> Enrolment:
    """Raises `NotFound`, `NotAllowed`, `Conflict` before the start. Does not commit."""
    enrolment = to_change.enrolment(database, actor, public_id)
    refuse_before_start(enrolment.session, today)
    _change(enrolment, EnrolmentStatus.CONFIRMED, EnrolmentStatus.ATTENDED, actor, now)
    audit.record(database, actor, "attended", enrolment)
    return enrolment


def not_attended(
    database: Database, actor: Account, public_id: str, now: datetime | None = None
) -> Enrolment:
    """Take it back: the learner keeps the seat. Raises as `attended`. Does not commit."""
    enrolment = to_change.enrolment(database, actor, public_id)
    _change(enrolment, EnrolmentStatus.ATTENDED, EnrolmentStatus.CONFIRMED, actor, now)
    audit.record(database, actor, "not_attended", enrolment)
    return enrolment


def all_attended(
    database: Database,
    actor: Account,
    session_id: str,
    today: date,
    now: datetime | None = None,
) -> int:
    """Everyone who holds a seat came. Returns how many. Raises as `attended`. Does not commit."""
    session = seats.lock(database, rights.session(database, actor, session_id).id)
    rights.refuse_suspended(session.programme.organisation)
    refuse_before_start(session, today)
    rows = with_status(database, session, EnrolmentStatus.CONFIRMED)
    for enrolment in rows:
        _change(enrolment, EnrolmentStatus.CONFIRMED, EnrolmentStatus.ATTENDED, actor, now)
    audit.record(database, actor, "all_attended", session, count=len(rows))
    return len(rows)


def with_status(database: Database, session: Session, status: EnrolmentStatus) -> list[Enrolment]:
    """Rows of people who are still there, as they are now, always in the same order."""
    statement = (
        select(Enrolment)
        .where(
            Enrolment.session_id == session.id,
            Enrolment.status == status,
            Enrolment.learner_id.is_not(None),
        )
        .order_by(Enrolment.learner_id)
        .execution_options(populate_existing=True)
    )
    return list(database.scalars(statement))


def refuse_before_start(session: Session, today: date) -> None:
    """Nobody attended what has not begun. Raises `Conflict`."""
    if session.status is SessionStatus.CANCELLED:
        raise Conflict("session_over")
    if session.starts_on > today:
        raise Conflict("session_not_started")


def _change(
    enrolment: Enrolment,
    before: EnrolmentStatus,
    after: EnrolmentStatus,
    actor: Account,
    now: datetime | None,
) -> None:
    if enrolment.status is not before:
        raise Conflict("already_decided")
    enrolment.status = after
    enrolment.decided_at, enrolment.decided_by_id = now or utc_now(), actor.id
