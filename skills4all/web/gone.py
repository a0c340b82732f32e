"""Pages of what was public and is over: 410, what it was, and what is open and like it.

Owns when a row counts as over. What never was public is not told apart from what never existed.
"""

from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue

from skills4all.extensions import db
from skills4all.models import (
    Pledge,
    PledgeStatus,
    Programme,
    ProgrammeStatus,
    Session,
    SessionStatus,
)
from skills4all.queries import alike
from skills4all.services.calendar import today

ENDED = (SessionStatus.CLOSED, SessionStatus.CANCELLED, SessionStatus.FINISHED)
TAKEN_BACK = (PledgeStatus.WITHDRAWN, PledgeStatus.EXPIRED)


def was_public(session: Session) -> bool:
    """Whether people could see it: announced, of a programme that was published and stands so."""
    programme = session.programme
    if session.status is SessionStatus.DRAFT:
        return False
    was_published = (
        programme.status is ProgrammeStatus.ARCHIVED and programme.published_at is not None
    )
    return was_published or programme.status is ProgrammeStatus.PUBLISHED


def session_is_over(session: Session, on: date) -> bool:
    """Nobody can ask for a place any more, now or later; a full session still has a list."""
    archived = session.programme.status is ProgrammeStatus.ARCHIVED
    return archived or session.status in ENDED or session.ends_on < on


def pledge_is_over(pledge: Pledge) -> bool:
    return pledge.status in TAKEN_BACK and pledge.published_at is not None


def session(row: Session) -> ResponseReturnValue:
    """Why it is over, with other dates of the programme, else with programmes like it."""
    others = alike.other_sessions(db.session(), row, today())
    page = render_template(
        "public/session_over.html",
        session=row,
        programme=row.programme,
        others=others,
        similar=[] if others else alike.programmes(db.session(), row.programme, today()),
        archived=row.programme.status is ProgrammeStatus.ARCHIVED,
        today=today(),
    )
    return page, 410


def programme(row: Programme) -> ResponseReturnValue:
    similar = alike.programmes(db.session(), row, today())
    page = render_template(
        "public/programme_over.html", programme=row, similar=similar, today=today()
    )
    return page, 410


def pledge(row: Pledge) -> ResponseReturnValue:
    page = render_template(
        "public/pledge_over.html",
        pledge=row,
        similar=alike.pledges(db.session(), row, today()),
        openings=alike.openings(db.session(), row, today()),
    )
    return page, 410
