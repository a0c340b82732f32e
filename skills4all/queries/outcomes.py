"""What became of people after a programme, as they told; never of fewer than ten."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Enrolment, Outcome, Session, Situation

LEAST = 10


@dataclass(frozen=True, slots=True)
class Told:
    """Of `answers` people, `it_jobs` said they work in IT, `months` after the session."""

    months: int
    answers: int
    it_jobs: int


def of_programme(database: Database, programme_id: int) -> list[Told]:
    """For three and six months, where at least ten answered."""
    it_jobs = func.sum(case((Outcome.situation == Situation.IT_JOB, 1), else_=0))
    statement = (
        select(Outcome.after_months, func.count(), it_jobs)
        .join(Enrolment, Enrolment.id == Outcome.enrolment_id)
        .join(Session, Session.id == Enrolment.session_id)
        .where(Session.programme_id == programme_id, Outcome.situation.is_not(None))
        .group_by(Outcome.after_months)
        .having(func.count() >= LEAST)
        .order_by(Outcome.after_months)
    )
    return [
        Told(months, answers, int(jobs)) for months, answers, jobs in database.execute(statement)
    ]
