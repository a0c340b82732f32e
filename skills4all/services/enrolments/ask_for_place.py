"""A learner asks for a place in a session: a seat at once, or the next place on the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, NotAllowed, NotFound
from skills4all.models import (
    Enrolment,
    EnrolmentStatus,
    Learner,
    ProgrammeStatus,
    Session,
    utc_now,
)
from skills4all.queries import catalogue
from skills4all.services.enrolments import seats, telling
from skills4all.services.enrolments.open_to_requests import why_closed
from skills4all.services.problems import Problems

MOST_UNDER_WAY = 12
"""Seats and places on lists one learner may hold at once: nobody can empty a catalogue."""
MOST_WORDS = 2_000
UNDER_WAY = (EnrolmentStatus.REQUESTED, EnrolmentStatus.CONFIRMED, EnrolmentStatus.WAITING)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the centre reads: the name, as a certificate would show it, and a message."""

    name: str
    message: str = ""

    def check(self) -> None:
        """Raises `Invalid`."""
        problems = Problems()
        problems.line("name", self.name, required=True)
        problems.text("message", self.message)
        if len(self.message) > MOST_WORDS:
            problems.note("message", "too_long", most=MOST_WORDS)
        problems.finish()


def ask_for_place(
    database: Database,
    learner: Learner,
    session_id: str,
    wish: Wish,
    today: date,
    now: datetime | None = None,
) -> Enrolment:
    """The enrolment, confirmed or waiting; one that was cancelled is used again.

    Raises `NotFound`, `NotAllowed` without an account, `Conflict` when the session takes no
    requests or the learner has asked already, `Invalid`. Does not commit.
    """
    now = now or utc_now()
    if learner.account_id is None:
        raise NotAllowed("account_needed")
    wish.check()
    found = session_to_ask(database, session_id)
    session = seats.lock(database, found.id)
    closed = why_closed(session, today)
    if closed:
        raise Conflict(closed)
    enrolment = _row(database, learner, session)
    learner.display_name = wish.name.strip()
    enrolment.message = wish.message.strip() or None
    enrolment.requested_at = now
    _place(database, enrolment, session, now)
    return enrolment


def session_to_ask(database: Database, session_id: str) -> Session:
    """A session everybody may see. Raises `NotFound`."""
    found = catalogue.session(database, session_id)
    if found is None or found.programme.status is not ProgrammeStatus.PUBLISHED:
        raise NotFound(kind="session")
    return found


def _row(database: Database, learner: Learner, session: Session) -> Enrolment:
    """A new row, or the cancelled one emptied."""
    enrolment = database.scalar(
        select(Enrolment)
        .where(Enrolment.learner_id == learner.id, Enrolment.session_id == session.id)
        .execution_options(populate_existing=True)
    )
    if enrolment is not None and enrolment.status is EnrolmentStatus.REFUSED:
        raise Conflict("enrolment_refused")
    if enrolment is not None and enrolment.status is not EnrolmentStatus.CANCELLED:
        raise Conflict("already_enrolled")
    if _under_way(database, learner) >= MOST_UNDER_WAY:
        raise Conflict("too_many_enrolments")
    if enrolment is None:
        enrolment = Enrolment(learner=learner, session=session, is_demo=learner.is_demo)
        database.add(enrolment)
    enrolment.decided_at = enrolment.decided_by_id = enrolment.reason = None
    return enrolment


def _under_way(database: Database, learner: Learner) -> int:
    statement = select(func.count(Enrolment.id)).where(
        Enrolment.learner_id == learner.id, Enrolment.status.in_(UNDER_WAY)
    )
    return database.scalar(statement) or 0


def _place(database: Database, enrolment: Enrolment, session: Session, now: datetime) -> None:
    """A seat when one is left and nobody waits for it, else the end of the list."""
    if not seats.waiting(database, session.id) and seats.take(database, session):
        enrolment.status, enrolment.position = EnrolmentStatus.CONFIRMED, None
        enrolment.decided_at = now
        telling.tell(database, enrolment, "enrolment_confirmed", now)
    else:
        enrolment.status = EnrolmentStatus.WAITING
        enrolment.position = seats.last_position(database, session.id) + 1
        telling.tell(database, enrolment, "enrolment_waiting", now)
    database.flush()
