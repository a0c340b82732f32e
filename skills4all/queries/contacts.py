"""Contact requests, as each of the two sides may read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload

from skills4all.models import ContactRequest, Membership, Organisation


def of_learner(database: Database, learner_id: int) -> Sequence[ContactRequest]:
    """What employers asked this learner, newest first."""
    statement = (
        select(ContactRequest)
        .where(ContactRequest.learner_id == learner_id)
        .options(joinedload(ContactRequest.organisation), joinedload(ContactRequest.opening))
        .order_by(ContactRequest.asked_at.desc(), ContactRequest.id.desc())
    )
    return database.scalars(statement).all()


def one_of_learner(database: Database, learner_id: int, public_id: str) -> ContactRequest | None:
    """One asked of this very learner."""
    return database.scalar(
        select(ContactRequest).where(
            ContactRequest.learner_id == learner_id, ContactRequest.public_id == public_id
        )
    )


def of_organisation(organisation_id: int) -> Select[Any]:
    """What an employer asked, for a long list."""
    return (
        select(ContactRequest)
        .where(ContactRequest.organisation_id == organisation_id)
        .options(
            joinedload(ContactRequest.organisation),
            joinedload(ContactRequest.opening),
            joinedload(ContactRequest.learner),
        )
    )


def one_of_member(database: Database, account_id: int, public_id: str) -> ContactRequest | None:
    """One asked by an employer the account acts for today."""
    statement = (
        select(ContactRequest)
        .join(ContactRequest.organisation)
        .join(Organisation.memberships)
        .where(
            ContactRequest.public_id == public_id,
            Membership.account_id == account_id,
            Membership.removed_at.is_(None),
        )
        .options(joinedload(ContactRequest.organisation), joinedload(ContactRequest.opening))
    )
    found: ContactRequest | None = database.scalar(statement)
    return found
