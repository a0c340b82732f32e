"""At the demonstration centre: a session with a waiting list, and one that is over, certified."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    Enrolment,
    EnrolmentStatus,
    Learner,
    Membership,
    Programme,
    Session,
    SessionStatus,
)
from skills4all.services.demo.chance import public_id
from skills4all.services.demo.living.people import learner_of
from skills4all.services.enrolments.ask_for_place import Wish, ask_for_place
from skills4all.services.enrolments.attendance import attended
from skills4all.services.enrolments.certify import certify

NAMELESS, LEFT = 9, 3
"""Seats taken by nobody in particular, and those that people with a name ask for."""
BEGAN, ENDED, ASKED = timedelta(days=110), timedelta(days=20), timedelta(days=14)


def load(
    database: Database, centre: Account, people: Sequence[Account], now: datetime
) -> list[Enrolment]:
    """All enrolments; the first is the demonstration learner's, on a waiting list."""
    waiting = _waiting_list(database, centre, people, now)
    return [*waiting, *_certified(database, centre, people[:5], now)]


def _waiting_list(
    database: Database, centre: Account, people: Sequence[Account], now: datetime
) -> list[Enrolment]:
    """Three take the last seats, the demonstration learner and another wait."""
    learner, *others = people
    session = _sessions(database, centre)[0]
    _half_full(database, session, now)
    asking = [*others[:LEFT], learner, others[LEFT]]
    made = [
        _asked(database, each, session, now.date(), now - timedelta(hours=30 - place))
        for place, each in enumerate(asking)
    ]
    return [made[LEFT], *made[:LEFT], *made[LEFT + 1 :]]


def _half_full(database: Database, session: Session, now: datetime) -> None:
    """Nameless learners sit there already: they have no account to ask for a place with."""
    there = select(Enrolment.learner_id).where(Enrolment.session_id == session.id)
    nameless = select(Learner.id).where(
        Learner.is_demo, Learner.account_id.is_(None), Learner.id.not_in(there)
    )
    session.seats = session.seats_taken + NAMELESS + LEFT
    for learner in database.scalars(nameless.order_by(Learner.public_id).limit(NAMELESS)):
        at = now - timedelta(days=4)
        database.add(
            Enrolment(
                learner_id=learner,
                session_id=session.id,
                status=EnrolmentStatus.CONFIRMED,
                requested_at=at,
                decided_at=at,
                is_demo=True,
            )
        )
        session.seats_taken += 1
    session.enrol_from = min(session.enrol_from or now.date(), now.date())
    database.flush()


def _certified(
    database: Database, centre: Account, people: Sequence[Account], now: datetime
) -> list[Enrolment]:
    session = _past_session(database, centre, now)
    asked = now - BEGAN - ASKED
    made = [_asked(database, each, session, asked.date(), asked) for each in people]
    done = now - ENDED + timedelta(days=2)
    for each in made:
        attended(database, centre, each.public_id, done.date(), done)
    # The last one came and waits for the certificate.
    for each in made[:-1]:
        certify(database, centre, each.public_id, done.date(), done)
    session.status = SessionStatus.FINISHED
    database.flush()
    return made


def _sessions(database: Database, centre: Account) -> Sequence[Session]:
    """Of the centre, the next first."""
    statement = (
        select(Session)
        .join(Session.programme)
        .join(Membership, Membership.organisation_id == Programme.organisation_id)
        .where(Membership.account_id == centre.id, Session.status == SessionStatus.PUBLISHED)
        .order_by(Session.starts_on, Session.public_id)
    )
    return database.scalars(statement).all()


def _past_session(database: Database, centre: Account, now: datetime) -> Session:
    """A run of another programme, some months ago."""
    model = _sessions(database, centre)[-1]
    session = Session(
        public_id=public_id("session that is over"),
        programme_id=model.programme_id,
        place_id=model.place_id,
        address=model.address,
        starts_on=_monday((now - BEGAN).date()),
        ends_on=(now - ENDED).date(),
        seats=model.seats,
        hours_per_week=model.hours_per_week,
        status=SessionStatus.PUBLISHED,
        demo_touched=True,
        is_demo=True,
    )
    database.add(session)
    database.flush()
    return session


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _asked(
    database: Database, person: Account, session: Session, day: date, at: datetime
) -> Enrolment:
    wish = Wish(person.display_name or "")
    learner = learner_of(database, person)
    made = ask_for_place(database, learner, session.public_id, wish, day, at)
    made.is_demo = True
    return made
