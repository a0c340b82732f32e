"""Who acts for an organisation: owners give, change and take away; nobody is left without an owner.

Each change is a new revision of the organisation: of two owners who act at the same moment the
second is told, so that both cannot take each other's place and leave nobody.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, NotFound
from skills4all.models import (
    Account,
    MemberRole,
    Membership,
    Organisation,
    OrganisationStatus,
    utc_now,
)
from skills4all.queries import workspaces
from skills4all.services import accounts, audit, letters
from skills4all.services.organisations import rights
from skills4all.services.revision import changing


def change_role(
    database: Database, actor: Account, public_id: str, member_id: str, role: MemberRole
) -> Organisation:
    """Make a member owner or editor. `member_id`: the account's public id.

    Raises `NotFound`, `NotAllowed`, `Conflict` (the last owner, changed meanwhile). No commit.
    """
    organisation = rights.owned(database, actor, public_id)
    member = _member(database, organisation, member_id)
    if member.role is not role:
        with changing(database, organisation):
            _keep_an_owner(database, organisation, member, leaves=role is not MemberRole.OWNER)
            member.role = role
        audit.record(
            database, actor, "member_role", organisation, member=member_id, role=role.value
        )
    return organisation


def remove(database: Database, actor: Account, public_id: str, member_id: str) -> Organisation:
    """Take a member out; their next request finds nothing of the organisation.

    Raises as `change_role`. Does not commit.
    """
    organisation = rights.owned(database, actor, public_id)
    member = _member(database, organisation, member_id)
    _take_out(database, actor, organisation, member, "member_removed")
    letters.promise(
        database,
        member.account,
        "member_removed",
        {"organisation": organisation.name},
        dedupe_key=f"member_removed:{member.id}:{organisation.revision}",
    )
    return organisation


def leave(database: Database, actor: Account, public_id: str) -> Organisation:
    """The actor acts no longer for it. Raises `NotFound`, `Conflict`. Does not commit."""
    organisation = rights.organisation(database, actor, public_id)
    member = _member(database, organisation, actor.public_id)
    _take_out(database, actor, organisation, member, "member_left")
    return organisation


def _take_out(
    database: Database,
    actor: Account,
    organisation: Organisation,
    member: Membership,
    action: str,
) -> None:
    with changing(database, organisation):
        _keep_an_owner(database, organisation, member, leaves=True)
        member.removed_at = utc_now()
        member.role = MemberRole.EDITOR
    audit.record(database, actor, action, organisation, member=member.account.public_id)
    others = workspaces.organisations(database, member.account_id, organisation.kind)
    if not any(each.status is OrganisationStatus.VERIFIED for each in others):
        accounts.take_role(database, member.account, organisation.kind.value, actor=actor)


def _member(database: Database, organisation: Organisation, account_id: str) -> Membership:
    found = database.scalar(
        select(Membership)
        .join(Membership.account)
        .where(
            Membership.organisation_id == organisation.id,
            Membership.removed_at.is_(None),
            Account.public_id == account_id,
        )
    )
    if found is None:
        raise NotFound(kind="member")
    return found


def _keep_an_owner(
    database: Database, organisation: Organisation, member: Membership, *, leaves: bool
) -> None:
    if not leaves or member.role is not MemberRole.OWNER:
        return
    owners = [
        each
        for each in workspaces.memberships(database, organisation.id)
        if each.role is MemberRole.OWNER
    ]
    if len(owners) < 2:
        raise Conflict("last_owner")
