"""Whether a session takes requests on a day: a seat, or a place on its waiting list."""

from datetime import date

from skills4all.models import Session, SessionStatus

OPEN = (SessionStatus.PUBLISHED, SessionStatus.FULL)


def why_closed(session: Session, today: date) -> str | None:
    """The code of why nobody can ask for a place; None when one can.

    That the programme and its organisation are public is asked by whoever reads the session.
    """
    if session.status in (SessionStatus.CANCELLED, SessionStatus.FINISHED):
        return "session_over"
    if session.status not in OPEN or session.starts_on < today:
        return "enrolment_closed"
    if session.enrol_by is not None and session.enrol_by < today:
        return "enrolment_closed"
    if session.enrol_from is not None and session.enrol_from > today:
        return "enrolment_not_open"
    return None
