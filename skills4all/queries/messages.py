"""How many messages nobody has read yet."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Message

Unread = dict[tuple[str, int], int]
"""(kind, internal id of the enrolment or application) -> messages of the other side."""


def unread_by_learner(database: Database, learner_id: int) -> Unread:
    """What centres and employers wrote to a learner."""
    statement = (
        select(Message.enrolment_id, Message.application_id, func.count())
        .where(
            Message.learner_id == learner_id,
            Message.read_at.is_(None),
            Message.from_learner.is_(False),
        )
        .group_by(Message.enrolment_id, Message.application_id)
    )
    found: Unread = {}
    for enrolment, application, count in database.execute(statement):
        if enrolment is not None:
            found["enrolment", enrolment] = count
        elif application is not None:
            found["application", application] = count
    return found
