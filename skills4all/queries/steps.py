"""All that a learner has under way: one statement for each kind."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload

from skills4all.models import Application, Enrolment, Opening, Programme, Session

MOST_ROWS = 100
"""Of each kind, the latest."""


def enrolments(database: Database, learner_id: int) -> Sequence[Enrolment]:
    """With session, programme and centre."""
    programme = joinedload(Enrolment.session).joinedload(Session.programme)
    return database.scalars(
        select(Enrolment)
        .where(Enrolment.learner_id == learner_id)
        .options(programme.joinedload(Programme.organisation))
        .order_by(Enrolment.updated_at.desc(), Enrolment.id.desc())
        .limit(MOST_ROWS)
    ).all()


def applications(database: Database, learner_id: int) -> Sequence[Application]:
    """With opening and employer."""
    return database.scalars(
        select(Application)
        .where(Application.learner_id == learner_id)
        .options(joinedload(Application.opening).joinedload(Opening.organisation))
        .order_by(Application.updated_at.desc(), Application.id.desc())
        .limit(MOST_ROWS)
    ).all()
