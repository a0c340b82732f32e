"""The learner answers: yes gives a name for this one request, no gives nothing and no reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, NotFound
from skills4all.models import (
    ContactRequest,
    ContactStatus,
    Learner,
    Organisation,
    OrganisationStatus,
)
from skills4all.queries import contacts
from skills4all.services import audit
from skills4all.services.contacts import tell
from skills4all.services.contacts.states import WAITS, step


def accept(database: Database, learner: Learner, public_id: str, *, now: datetime) -> None:
    """The employer may read name, e-mail, studies and skills from now on.

    Raises `NotFound`; `Conflict` when it is over, or without an account, which has the address
    the employer would write to. Does not commit.
    """
    request = _mine(database, learner, public_id)
    if learner.account is None or not learner.account.email:
        raise Conflict("contact_needs_account")
    verified = exists().where(
        Organisation.id == ContactRequest.organisation_id,
        Organisation.status == OrganisationStatus.VERIFIED,
    )
    in_time = ContactRequest.asked_at > now - WAITS
    step(
        database,
        request,
        ContactStatus.ASKED,
        ContactStatus.ACCEPTED,
        in_time,
        verified,
        answered_at=now,
    )
    audit.record(database, learner.account, "accepted", request)
    tell.employer_answered(database, request, tell.ACCEPTED)


def decline(database: Database, learner: Learner, public_id: str, *, now: datetime) -> None:
    """No, without a reason; not asked again for half a year. Raises `NotFound`, `Conflict`."""
    request = _mine(database, learner, public_id)
    step(database, request, ContactStatus.ASKED, ContactStatus.DECLINED, answered_at=now)
    audit.record(database, learner.account, "declined", request)
    tell.employer_answered(database, request, tell.DECLINED)


def end(database: Database, learner: Learner, public_id: str) -> None:
    """Take the yes back: the page of the employer tells nothing any more. Raises `NotFound`,
    `Conflict`. `answered_at` stays: it was accepted once.
    """
    request = _mine(database, learner, public_id)
    step(database, request, ContactStatus.ACCEPTED, ContactStatus.WITHDRAWN)
    audit.record(database, learner.account, "ended", request)
    tell.employer_answered(database, request, tell.UNAVAILABLE)


def _mine(database: Database, learner: Learner, public_id: str) -> ContactRequest:
    found = contacts.one_of_learner(database, learner.id, public_id)
    if found is None:
        raise NotFound(kind="contact")
    return found
