"""What the members of an organisation work on. Every read asks for an active membership, so a
member who was removed loses it at the next request.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from skills4all.models import (
    Account,
    MemberRole,
    Membership,
    Opening,
    OpeningStatus,
    Organisation,
    OrganisationKind,
    OrganisationStatus,
    Pledge,
    Programme,
    ProgrammeStatus,
    Session,
    SessionStatus,
)

Noun = TypeVar("Noun", Programme, Opening, Pledge)
MOST_SESSIONS = 200
"""Sessions a pledge can choose among; the page says so when there are more."""


def _mine(statement: Select[Any], account_id: int) -> Select[Any]:
    """Join with `Organisation` first."""
    return statement.join(Organisation.memberships).where(
        Membership.account_id == account_id, Membership.removed_at.is_(None)
    )


def organisations(
    database: Database, account_id: int, kind: OrganisationKind | None = None
) -> list[Organisation]:
    """Organisations the account acts for, by name."""
    statement = _mine(select(Organisation), account_id).order_by(Organisation.name)
    if kind is not None:
        statement = statement.where(Organisation.kind == kind)
    return list(database.scalars(statement))


def organisation(database: Database, account_id: int, public_id: str) -> Organisation | None:
    statement = _mine(select(Organisation), account_id)
    found: Organisation | None = database.scalar(
        statement.where(Organisation.public_id == public_id)
    )
    return found


def programme(database: Database, account_id: int, public_id: str) -> Programme | None:
    statement = _one(Programme, account_id, public_id).options(
        selectinload(Programme.sessions).selectinload(Session.slots)
    )
    found: Programme | None = database.scalar(statement)
    return found


def opening(database: Database, account_id: int, public_id: str) -> Opening | None:
    found: Opening | None = database.scalar(_one(Opening, account_id, public_id))
    return found


def pledge(database: Database, account_id: int, public_id: str) -> Pledge | None:
    found: Pledge | None = database.scalar(_one(Pledge, account_id, public_id))
    return found


def session(database: Database, account_id: int, public_id: str) -> Session | None:
    statement = _mine(
        select(Session).join(Session.programme).join(Programme.organisation), account_id
    )
    found: Session | None = database.scalar(
        statement.where(Session.public_id == public_id).options(
            selectinload(Session.slots),
            joinedload(Session.programme).joinedload(Programme.organisation),
        )
    )
    return found


def _one(noun: type[Noun], account_id: int, public_id: str) -> Select[Any]:
    return _mine(select(noun).join(noun.organisation), account_id).where(
        noun.public_id == public_id
    )


def all_programmes(database: Database, organisation_id: int) -> list[Programme]:
    """Every programme that is not archived, oldest first, with sessions, slots and skills."""
    statement = (
        select(Programme)
        .where(
            Programme.organisation_id == organisation_id,
            Programme.status != ProgrammeStatus.ARCHIVED,
        )
        .options(
            selectinload(Programme.sessions).selectinload(Session.slots),
            selectinload(Programme.skills),
        )
        .order_by(Programme.id)
    )
    return list(database.scalars(statement))


def published_openings(database: Database, organisation_id: int) -> list[Opening]:
    """Openings anybody can read, last changed first, with their skills."""
    statement = (
        select(Opening)
        .where(
            Opening.organisation_id == organisation_id, Opening.status == OpeningStatus.PUBLISHED
        )
        .options(selectinload(Opening.skills))
        .order_by(Opening.updated_at.desc(), Opening.id.desc())
    )
    return list(database.scalars(statement))


def pledges(organisation_ids: Sequence[int]) -> Select[Any]:
    """For a long list."""
    return (
        select(Pledge)
        .join(Pledge.organisation)
        .where(Pledge.organisation_id.in_(organisation_ids))
        .options(contains_eager(Pledge.organisation))
    )


def last_pledges(database: Database, organisation_ids: Sequence[int], most: int) -> list[Pledge]:
    """Last changed first."""
    statement = pledges(organisation_ids).order_by(Pledge.updated_at.desc(), Pledge.id.desc())
    return list(database.scalars(statement.limit(most)))


def counts(database: Database, noun: type[Noun], organisation_ids: Sequence[int]) -> int:
    """How many rows there are in all."""
    statement = (
        select(func.count()).select_from(noun).where(noun.organisation_id.in_(organisation_ids))
    )
    return database.scalar(statement) or 0


def members(database: Database, organisation_id: int) -> list[Account]:
    """Accounts that act for the organisation today."""
    return list(database.scalars(_members(organisation_id)))


def memberships(database: Database, organisation_id: int) -> list[Membership]:
    """Who acts for the organisation today, owners first, with their accounts."""
    statement = (
        select(Membership)
        .where(Membership.organisation_id == organisation_id, Membership.removed_at.is_(None))
        .options(joinedload(Membership.account))
        .order_by(Membership.role.desc(), Membership.joined_at, Membership.id)
    )
    return list(database.scalars(statement))


def is_owner(database: Database, account_id: int, organisation_id: int) -> bool:
    statement = select(Membership.id).where(
        Membership.account_id == account_id,
        Membership.organisation_id == organisation_id,
        Membership.removed_at.is_(None),
        Membership.role == MemberRole.OWNER,
    )
    return database.scalar(statement) is not None


def people_to_tell(database: Database, organisation_id: int) -> list[Account]:
    """Accounts of the owners who are still members, each with an address to write to."""
    statement = _members(organisation_id).where(
        Membership.role == MemberRole.OWNER, Account.active, Account.email.is_not(None)
    )
    return list(database.scalars(statement))


def _members(organisation_id: int) -> Select[Any]:
    return (
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.organisation_id == organisation_id, Membership.removed_at.is_(None))
        .order_by(Account.id)
    )


def sessions_to_wait_for(database: Database, today: date) -> list[Session]:
    """Public sessions that have not ended: a pledge may depend on one."""
    statement = (
        select(Session)
        .join(Session.programme)
        .join(Programme.organisation)
        .where(
            Organisation.status == OrganisationStatus.VERIFIED,
            Programme.status == ProgrammeStatus.PUBLISHED,
            Session.status.in_((SessionStatus.PUBLISHED, SessionStatus.FULL)),
            Session.ends_on >= today,
        )
        .options(joinedload(Session.programme).joinedload(Programme.organisation))
        .order_by(Session.starts_on, Session.id)
        .limit(MOST_SESSIONS)
    )
    return list(database.scalars(statement))


def sessions_to_come(
    database: Database,
    organisation_ids: Sequence[int],
    statuses: Collection[SessionStatus],
    today: date,
) -> list[Session]:
    """Sessions of these organisations in one of these states that start later, soonest first."""
    statement = (
        select(Session)
        .join(Session.programme)
        .where(
            Programme.organisation_id.in_(organisation_ids),
            Session.status.in_(statuses),
            Session.starts_on >= today,
        )
        .options(contains_eager(Session.programme))
        .order_by(Session.starts_on, Session.id)
    )
    return list(database.scalars(statement))
