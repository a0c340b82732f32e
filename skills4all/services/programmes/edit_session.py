"""Change a dated run: seats, dates, place, weekly slots."""

from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, FieldProblem, Invalid
from skills4all.models import Account, ProgrammeStatus, Session, SessionStatus, utc_now
from skills4all.services import audit, index_refresh
from skills4all.services.enrolments import seats
from skills4all.services.enrolments.tell_changes import tell_changes, when_and_where
from skills4all.services.organisations import rights
from skills4all.services.programmes.session_draft import SessionDraft
from skills4all.services.revision import changing, expect

OVER = (SessionStatus.CANCELLED, SessionStatus.FINISHED)


def edit_session(
    database: Database,
    actor: Account,
    public_id: str,
    revision: int,
    draft: SessionDraft,
    today: date,
) -> Session:
    """`revision` is the one the actor saw.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `Invalid` (fewer seats than learners who hold
    one included). Does not commit.
    """
    session = rights.session(database, actor, public_id)
    rights.refuse_suspended(session.programme.organisation)
    expect(session, revision)
    if session.status in OVER:
        raise Conflict("session_over", status=session.status.value)
    draft.check(session.programme, today if draft.starts_on != session.starts_on else None)
    if draft.seats < session.seats_taken:
        raise _too_few(session.seats_taken)
    before = when_and_where(session)
    try:
        with changing(database, session):
            draft.write_to(session)
            session.demo_touched = True
            if session.status is SessionStatus.FULL and session.seats > session.seats_taken:
                session.status = SessionStatus.PUBLISHED
    except IntegrityError:
        # Someone took a seat between our reading and our writing; the database kept count.
        database.rollback()
        raise _too_few(None) from None
    tell_changes(database, session, before)
    # Seats that were added go first to those who wait.
    seats.pass_on(database, seats.lock(database, session.id), utc_now())
    audit.record(database, actor, "edited", session)
    if session.programme.status is ProgrammeStatus.PUBLISHED:
        index_refresh.promise(database, session)
    return session


def _too_few(taken: int | None) -> Invalid:
    details = {} if taken is None else {"taken": taken}
    return Invalid([FieldProblem("seats", "seats_taken", details=details)])
