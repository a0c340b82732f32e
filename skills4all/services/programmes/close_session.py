"""Stop enrolment in a session, or call the session off with the reason learners will read."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, ProgrammeStatus, Session, SessionStatus
from skills4all.services import audit, index_refresh
from skills4all.services.enrolments.call_off import call_off
from skills4all.services.organisations import rights
from skills4all.services.problems import Problems
from skills4all.services.revision import changing, expect

OPEN = (SessionStatus.DRAFT, SessionStatus.PUBLISHED, SessionStatus.FULL)


def close_session(database: Database, actor: Account, public_id: str, revision: int) -> Session:
    """No more enrolments. Raises `NotFound`, `NotAllowed`, `Conflict`. Does not commit."""
    session = _changeable(database, actor, public_id, revision)
    if session.status not in OPEN:
        raise Conflict("session_over", status=session.status.value)
    return _end(database, actor, session, SessionStatus.CLOSED, None)


def cancel_session(
    database: Database, actor: Account, public_id: str, revision: int, reason: str
) -> Session:
    """The session will not take place. Raises `Invalid` without a reason, else as above."""
    session = _changeable(database, actor, public_id, revision)
    if session.status not in (*OPEN, SessionStatus.CLOSED):
        raise Conflict("session_over", status=session.status.value)
    problems = Problems()
    problems.text("reason", reason, required=True)
    problems.finish()
    _end(database, actor, session, SessionStatus.CANCELLED, reason.strip())
    call_off(database, session)
    return session


def _changeable(database: Database, actor: Account, public_id: str, revision: int) -> Session:
    session = rights.session(database, actor, public_id)
    rights.refuse_suspended(session.programme.organisation)
    expect(session, revision)
    return session


def _end(
    database: Database, actor: Account, session: Session, status: SessionStatus, reason: str | None
) -> Session:
    with changing(database, session):
        session.status = status
        session.cancel_reason = reason
        session.demo_touched = True
    audit.record(database, actor, status.value, session, reason=reason)
    if session.programme.status is ProgrammeStatus.PUBLISHED:
        index_refresh.promise(database, session)
    return session
