"""One question at three and at six months, to who agreed, and counts of ten at least."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from skills4all.errors import Closed, Invalid, NotFound
from skills4all.models import (
    ConsentPurpose,
    Enrolment,
    EnrolmentStatus,
    Learner,
    Outcome,
    Session,
    Situation,
    utc_now,
)
from skills4all.queries.outcomes import Told, of_programme
from skills4all.services.learners import consents
from skills4all.services.learners.starting import agreed
from skills4all.services.outcomes.answer import CORRECTED, Answer, answer, find
from skills4all.services.outcomes.ask import ask
from skills4all.services.privacy import erasure
from tests.services.alerts.conftest import Listener


@pytest.fixture
def attended(listener: Listener) -> Session:
    """The learner took part in a session and agreed to be asked."""
    session = listener.session(utc_now())
    listener.market.database.add(
        Enrolment(
            learner_id=listener.learner.id,
            session_id=session.id,
            status=EnrolmentStatus.ATTENDED,
        )
    )
    agreed(listener.market.database, listener.learner, ConsentPurpose.FOLLOW_UP, language="ar")
    listener.market.database.commit()
    return session


def after(session: Session, days: int) -> date:
    return session.ends_on + timedelta(days=days)


def test_it_is_asked_at_three_and_six_months_and_never_twice(
    listener: Listener, attended: Session
) -> None:
    database = listener.market.database
    days = [day for day in range(0, 260, 10) if ask(database, after(attended, day))]
    assert days == [100, 190]
    months = database.scalars(select(Outcome.after_months).order_by(Outcome.id)).all()
    assert list(months) == [3, 6]
    letters = [r for r in listener.market.promised("letter") if r.payload["template"] == "outcome"]
    assert len(letters) == 2


def test_nobody_is_asked_without_consent_or_long_after(
    listener: Listener, attended: Session
) -> None:
    database = listener.market.database
    assert ask(database, after(attended, 400)) == 0
    consents.withdraw(database, listener.learner, ConsentPurpose.FOLLOW_UP)
    database.commit()
    assert ask(database, after(attended, 100)) == 0


def test_who_did_not_take_part_is_not_asked(listener: Listener, attended: Session) -> None:
    database = listener.market.database
    database.scalars(select(Enrolment)).one().status = EnrolmentStatus.CANCELLED
    database.commit()
    assert ask(database, after(attended, 100)) == 0


def test_an_answer_can_be_corrected_for_a_month(listener: Listener, attended: Session) -> None:
    database, now = listener.market.database, utc_now()
    ask(database, after(attended, 100))
    asked = database.scalars(select(Outcome)).one()
    for bad in (Answer(""), Answer("rich"), Answer("it_job", occupation="no such")):
        with pytest.raises(Invalid):
            answer(database, asked.public_id, bad, now)
    answer(database, asked.public_id, Answer("seeking", place="fes"), now)
    answer(database, asked.public_id, Answer("it_job", "web-developer", "fes", " Oui. "), now)
    assert (asked.situation, asked.comment) == (Situation.IT_JOB, "Oui.")
    with pytest.raises(Closed):
        answer(database, asked.public_id, Answer("other"), now + CORRECTED + timedelta(days=1))
    with pytest.raises(NotFound):
        find(database, "x" * 22)
    database.commit()
    erasure.erase_account(database, listener.account)
    database.commit()
    with pytest.raises(NotFound):
        find(database, asked.public_id)


def test_counts_need_ten_answers(listener: Listener, attended: Session) -> None:
    database = listener.market.database
    for number in range(10):
        learner = Learner(resume_code_hash=str(number), expires_at=utc_now())
        database.add(learner)
        database.flush()
        enrolment = Enrolment(
            learner_id=learner.id, session_id=attended.id, status=EnrolmentStatus.ATTENDED
        )
        database.add(enrolment)
        database.flush()
        database.add(
            Outcome(
                learner_id=learner.id,
                enrolment_id=enrolment.id,
                after_months=3,
                situation=Situation.IT_JOB if number < 6 else Situation.SEEKING,
            )
        )
        database.flush()
        counted = of_programme(database, attended.programme_id)
        assert counted == ([] if number < 9 else [Told(3, 10, 6)])
