"""Enrolments as their two sides read them, and certificates as anyone does."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, joinedload

from skills4all.models import (
    Account,
    Enrolment,
    EnrolmentStatus,
    Learner,
    Membership,
    Organisation,
    Programme,
    Session,
)

_WITH_SESSION = (
    joinedload(Enrolment.session).joinedload(Session.programme).joinedload(Programme.organisation)
)


def of_learner(database: Database, learner_id: int, public_id: str) -> Enrolment | None:
    return database.scalar(
        select(Enrolment)
        .where(Enrolment.learner_id == learner_id, Enrolment.public_id == public_id)
        .options(_WITH_SESSION)
    )


def for_session(database: Database, learner_id: int, session_id: int) -> Enrolment | None:
    """What the learner has in one session."""
    return database.scalar(
        select(Enrolment).where(
            Enrolment.learner_id == learner_id, Enrolment.session_id == session_id
        )
    )


def all_of_learner(database: Database, learner_id: int) -> Sequence[Enrolment]:
    """Sessions that start last come first."""
    return database.scalars(
        select(Enrolment)
        .join(Enrolment.session)
        .where(Enrolment.learner_id == learner_id)
        .options(_WITH_SESSION)
        .order_by(Session.starts_on.desc(), Enrolment.id.desc())
    ).all()


def of_centre(database: Database, account_id: int, public_id: str) -> Enrolment | None:
    """One in a session of an organisation the account acts for today."""
    return database.scalar(
        select(Enrolment)
        .join(Enrolment.session)
        .join(Session.programme)
        .join(Programme.organisation)
        .join(Organisation.memberships)
        .where(
            Enrolment.public_id == public_id,
            Membership.account_id == account_id,
            Membership.removed_at.is_(None),
        )
        .options(_WITH_SESSION, joinedload(Enrolment.learner).joinedload(Learner.account))
    )


def in_session(session_id: int, *, waiting: bool) -> Select[Any]:
    """Rows of a session with who they are about, for a list."""
    statement = (
        select(Enrolment)
        .outerjoin(Enrolment.learner)
        .outerjoin(Account, Account.id == Learner.account_id)
        .where(Enrolment.session_id == session_id)
        .options(contains_eager(Enrolment.learner).contains_eager(Learner.account))
    )
    waits = Enrolment.status == EnrolmentStatus.WAITING
    return statement.where(waits if waiting else ~waits)


def counts(database: Database, session_id: int) -> dict[EnrolmentStatus, int]:
    """How many there are in each state."""
    statement = select(Enrolment.status, func.count()).where(Enrolment.session_id == session_id)
    rows = database.execute(statement.group_by(Enrolment.status)).all()
    return dict(rows)


def waiting_lists(database: Database, session_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """By key of the session: (who has a seat kept, who still waits). One statement."""
    kept = func.count(Enrolment.offer_expires_at)
    statement = (
        select(Enrolment.session_id, kept, func.count())
        .where(Enrolment.session_id.in_(session_ids), Enrolment.status == EnrolmentStatus.WAITING)
        .group_by(Enrolment.session_id)
    )
    return {key: (kept, total - kept) for key, kept, total in database.execute(statement)}


def rank(database: Database, enrolment: Enrolment) -> int:
    """The place on the waiting list as people count: 1 is the next."""
    statement = select(func.count(Enrolment.id)).where(
        Enrolment.session_id == enrolment.session_id,
        Enrolment.status == EnrolmentStatus.WAITING,
        Enrolment.position < (enrolment.position or 0),
    )
    return (database.scalar(statement) or 0) + 1


def certificate(database: Database, code: str) -> Enrolment | None:
    """The enrolment whose certificate has that code, valid or withdrawn."""
    return database.scalar(
        select(Enrolment).where(
            Enrolment.certificate_code == code, Enrolment.certificate.is_not(None)
        )
    )
