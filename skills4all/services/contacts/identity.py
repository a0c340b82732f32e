"""What an accepted request reveals, read anew each time: it ends when the learner says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.matching.documents import Evidence
from skills4all.models import (
    Account,
    ContactRequest,
    ContactStatus,
    LearnerBackground,
    OrganisationStatus,
)
from skills4all.queries import contacts
from skills4all.queries.learners import backgrounds_of
from skills4all.services.learners.overview import skills_of


@dataclass(frozen=True, slots=True)
class Identity:
    """`name` is empty when the learner gave none."""

    name: str
    email: str
    studies: Sequence[LearnerBackground]
    skills: Sequence[Evidence]


def read(
    database: Database, actor: Account, public_id: str
) -> tuple[ContactRequest, Identity | None]:
    """A request of an employer of the actor, with the person behind it while that is agreed.

    Raises `NotFound`. An employer that is no longer verified reads no name.
    """
    request = contacts.one_of_member(database, actor.id, public_id)
    if request is None:
        raise NotFound(kind="contact")
    verified = request.organisation.status is OrganisationStatus.VERIFIED
    agreed = request.status is ContactStatus.ACCEPTED
    return request, _of(database, request) if verified and agreed else None


def _of(database: Database, request: ContactRequest) -> Identity | None:
    learner = request.learner
    account = learner.account
    if account is None or not account.email:
        return None
    return Identity(
        name=learner.display_name or account.display_name or "",
        email=account.email,
        studies=backgrounds_of(database, learner),
        skills=skills_of(database, learner).had,
    )
