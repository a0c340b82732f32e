"""Messages and the matters they are about: an enrolment or an application."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload

from skills4all.models import (
    Application,
    Enrolment,
    Membership,
    Message,
    Opening,
    Programme,
    Session,
)

Row = Enrolment | Application


def enrolment(database: Database, public_id: str) -> Enrolment | None:
    programme = joinedload(Enrolment.session).joinedload(Session.programme)
    return database.scalar(
        select(Enrolment)
        .where(Enrolment.public_id == public_id)
        .options(joinedload(Enrolment.learner), programme.joinedload(Programme.organisation))
    )


def application(database: Database, public_id: str) -> Application | None:
    return database.scalar(
        select(Application)
        .where(Application.public_id == public_id)
        .options(
            joinedload(Application.learner),
            joinedload(Application.opening).joinedload(Opening.organisation),
        )
    )


def is_member(database: Database, account_id: int, organisation_id: int) -> bool:
    """Acts for the organisation today."""
    statement = select(Membership.id).where(
        Membership.account_id == account_id,
        Membership.organisation_id == organisation_id,
        Membership.removed_at.is_(None),
    )
    return database.scalar(statement) is not None


def about(row: Row) -> ColumnElement[bool]:
    """Messages on this matter."""
    if isinstance(row, Enrolment):
        return Message.enrolment_id == row.id
    return Message.application_id == row.id


def count(database: Database, row: Row) -> int:
    return database.scalar(select(func.count()).select_from(Message).where(about(row))) or 0


def newest(database: Database, row: Row, *, limit: int, skip: int = 0) -> list[Message]:
    """A part of the thread in the order it was written, counted from its end."""
    statement = (
        select(Message)
        .where(about(row))
        .order_by(Message.sent_at.desc(), Message.id.desc())
        .limit(limit)
        .offset(skip)
    )
    return list(reversed(database.scalars(statement).all()))


def unread(
    database: Database, kind: type[Row], ids: Sequence[int], *, as_learner: bool
) -> dict[int, int]:
    """Key of a matter -> messages the reader's side has not opened, for a list: one statement."""
    matter = Message.enrolment_id if kind is Enrolment else Message.application_id
    statement = (
        select(matter, func.count())
        .where(matter.in_(ids), Message.read_at.is_(None), Message.from_learner.is_(not as_learner))
        .group_by(matter)
    )
    return {key: number for key, number in database.execute(statement).tuples() if key is not None}
