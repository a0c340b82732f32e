"""Sign an organisation up: it waits for a moderator, and the actor owns it."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, TooManyAttempts
from skills4all.models import (
    Account,
    MemberRole,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationStatus,
)
from skills4all.queries import workspaces
from skills4all.services import audit
from skills4all.services.organisations.draft import OrganisationDraft

MOST_WAITING = 5
"""Organisations one account may have in the queue; more would only burden the moderators."""


def register(
    database: Database, actor: Account, kind: OrganisationKind, draft: OrganisationDraft
) -> Organisation:
    """The new organisation, pending. Does not commit.

    Raises `Invalid`; `Conflict` when the actor already has one of that name and kind;
    `TooManyAttempts` when too many of theirs wait already.
    """
    draft.check()
    organisation = Organisation(kind=kind, status=OrganisationStatus.PENDING)
    draft.write_to(organisation)
    _refuse_repetition(database, actor, organisation)
    organisation.memberships.append(Membership(account_id=actor.id, role=MemberRole.OWNER))
    database.add(organisation)
    audit.record(database, actor, "registered", organisation, kind=kind.value)
    return organisation


def _refuse_repetition(database: Database, actor: Account, new: Organisation) -> None:
    mine = workspaces.organisations(database, actor.id)
    for each in mine:
        if (each.kind, each.name_key) == (new.kind, new.name_key):
            raise Conflict("already_registered", public_id=each.public_id)
    if sum(each.status is OrganisationStatus.PENDING for each in mine) >= MOST_WAITING:
        raise TooManyAttempts(24 * 3600, "too_many_waiting")
