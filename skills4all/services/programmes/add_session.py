"""A centre dates a run of a programme. It can be booked as soon as the programme is published."""

from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Programme, ProgrammeStatus, Session, SessionStatus
from skills4all.services import audit, index_refresh
from skills4all.services.organisations import rights
from skills4all.services.programmes.session_draft import SessionDraft


def add_session(
    database: Database, actor: Account, programme_id: str, draft: SessionDraft, today: date
) -> Session:
    """The new session. Raises `NotFound`, `NotAllowed`, `Conflict`, `Invalid`. Does not commit."""
    programme: Programme = rights.programme(database, actor, programme_id)
    rights.refuse_suspended(programme.organisation)
    if programme.status is ProgrammeStatus.ARCHIVED:
        raise Conflict("archived")
    draft.check(programme, today)
    session = Session(
        programme_id=programme.id,
        status=SessionStatus.PUBLISHED,
        is_demo=programme.is_demo,
        # Only sessions that the demonstration itself brought are moved at start.
        demo_touched=True,
    )
    draft.write_to(session)
    database.add(session)
    audit.record(database, actor, "added", session)
    if programme.status is ProgrammeStatus.PUBLISHED:
        index_refresh.promise(database, session)
    return session
