"""Requests that end without the learner's answer: taken back, no longer possible, run out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.models import Account, ContactRequest, ContactStatus, Learner
from skills4all.queries import contacts
from skills4all.services import audit
from skills4all.services.contacts import tell
from skills4all.services.contacts.states import WAITS, step
from skills4all.services.organisations import rights


def withdraw(database: Database, actor: Account, public_id: str) -> ContactRequest:
    """The employer takes it back. Raises `NotFound`, `NotAllowed`, `Conflict`. No commit."""
    request = contacts.one_of_member(database, actor.id, public_id)
    if request is None:
        raise NotFound(kind="contact")
    rights.refuse_suspended(request.organisation)
    step(database, request, ContactStatus.ASKED, ContactStatus.WITHDRAWN)
    audit.record(database, actor, "withdrawn", request)
    return request


def close_all(database: Database, learner: Learner) -> int:
    """The learner is no longer to be found: what still waits ends. Returns how many.

    Employers are told that it is no longer available, not why. What was accepted stays, until the
    learner ends it. Does not commit.
    """
    statement = (
        update(ContactRequest)
        .where(
            ContactRequest.learner_id == learner.id, ContactRequest.status == ContactStatus.ASKED
        )
        .values(status=ContactStatus.WITHDRAWN)
        .returning(ContactRequest.id)
        .execution_options(synchronize_session=False)
    )
    ids = list(database.scalars(statement))
    rows = select(ContactRequest).where(ContactRequest.id.in_(ids)).order_by(ContactRequest.id)
    for request in database.scalars(rows, execution_options={"populate_existing": True}):
        audit.record(database, None, "unavailable", request)
        tell.employer_answered(database, request, tell.UNAVAILABLE)
    return len(ids)


def expire(database: Database, now: datetime) -> int:
    """What nobody answered in time ends; run as often as one likes. Returns how many. Commits."""
    statement = (
        update(ContactRequest)
        .where(ContactRequest.status == ContactStatus.ASKED, ContactRequest.asked_at <= now - WAITS)
        .values(status=ContactStatus.EXPIRED)
        .returning(ContactRequest.id)
        .execution_options(synchronize_session=False)
    )
    count = len(database.scalars(statement).all())
    database.commit()
    return count
