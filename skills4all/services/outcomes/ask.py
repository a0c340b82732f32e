"""Ask who took part in a session, three and six months after its end, what became of them."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    Consent,
    ConsentPurpose,
    Enrolment,
    EnrolmentStatus,
    Learner,
    Outcome,
    Programme,
    Session,
    new_public_id,
    utc_now,
)
from skills4all.services import letters

AFTER = {3: timedelta(days=91), 6: timedelta(days=182)}
LATE = timedelta(days=45)
"""Nobody is asked about a session that ended long before: the answer would be of another time."""
TOOK_PART = (EnrolmentStatus.ATTENDED, EnrolmentStatus.CERTIFIED)
TEMPLATE = "outcome"
AT_ONCE = 500


def ask(database: Database, today: date) -> int:
    """Promise the letters that are due; returns how many. Commits. Nobody is asked twice."""
    return sum(_ask(database, today, months) for months in AFTER)


def _ask(database: Database, today: date, months: int) -> int:
    asked = 0
    for enrolment, account, title in database.execute(_due(today, months)).all():
        outcome = _new(database, enrolment, months)
        if outcome is None:
            continue
        letters.promise(
            database,
            account,
            TEMPLATE,
            {"id": outcome, "title": title, "months": months},
            dedupe_key=f"outcome:{outcome}",
            learner_id=enrolment.learner_id,
        )
        asked += 1
        database.commit()
    return asked


def _due(today: date, months: int) -> Select[Enrolment, Account, str]:
    ended = today - AFTER[months]
    already = exists().where(
        Outcome.enrolment_id == Enrolment.id,
        Outcome.learner_id == Enrolment.learner_id,
        Outcome.after_months == months,
    )
    agreed = exists().where(
        Consent.learner_id == Learner.id,
        Consent.purpose == ConsentPurpose.FOLLOW_UP,
        Consent.withdrawn_at.is_(None),
    )
    return (
        select(Enrolment, Account, Programme.title)
        .join(Enrolment.session)
        .join(Session.programme)
        .join(Learner, Learner.id == Enrolment.learner_id)
        .join(Account, Account.id == Learner.account_id)
        .where(
            Enrolment.status.in_(TOOK_PART),
            and_(Session.ends_on <= ended, Session.ends_on > ended - LATE),
            Account.active,
            agreed,
            ~already,
        )
        .order_by(Enrolment.id)
        .limit(AT_ONCE)
    )


def _new(database: Database, enrolment: Enrolment, months: int) -> str | None:
    """The public id of the question, or None when another worker asked it."""
    postgresql = database.get_bind().dialect.name == "postgresql"
    insert = postgresql_insert if postgresql else sqlite_insert
    values = {
        "public_id": new_public_id(),
        "learner_id": enrolment.learner_id,
        "enrolment_id": enrolment.id,
        "after_months": months,
        "asked_at": utc_now(),
    }
    statement = insert(Outcome).values(values).on_conflict_do_nothing()
    return database.scalar(statement.returning(Outcome.public_id))
