"""Ask someone, by e-mail, to act for an organisation; they accept with an account of that address.

Whether an address has an account is never told: the same letter goes to both. The address in the
letter cannot be guessed, and alone it gives nothing: only who signs in with the invited address,
confirmed, may accept.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload

from skills4all.errors import Conflict, NotFound
from skills4all.models import (
    Account,
    Invitation,
    MemberRole,
    Membership,
    Organisation,
    OrganisationStatus,
    utc_now,
)
from skills4all.queries import workspaces
from skills4all.services import accounts, audit, letters
from skills4all.services.organisations import rights
from skills4all.services.problems import LANGUAGES, Problems

VALID = timedelta(days=14)


def invite(
    database: Database,
    actor: Account,
    public_id: str,
    email: str,
    role: MemberRole,
    language: str,
    now: datetime | None = None,
) -> Invitation:
    """Ask, or ask again: one invitation per organisation and address.

    Raises `NotFound`, `NotAllowed`, `Invalid`, `Conflict` (a member already). Does not commit.
    """
    organisation = rights.owned(database, actor, public_id)
    rights.refuse_suspended(organisation)
    address = _address(email, language)
    _refuse_member(database, organisation, address)
    now = now or utc_now()
    found = database.scalar(
        select(Invitation).where(
            Invitation.organisation_id == organisation.id, Invitation.email == address
        )
    )
    invitation = found or Invitation(organisation_id=organisation.id, email=address)
    invitation.role, invitation.language = role, language
    invitation.invited_by_id, invitation.sent_at, invitation.expires_at = actor.id, now, now + VALID
    invitation.accepted_at = invitation.withdrawn_at = invitation.account_id = None
    database.add(invitation)
    database.flush()
    audit.record(database, actor, "member_invited", organisation, role=role.value)
    letters.promise_address(
        database,
        address,
        language,
        "invitation",
        {
            "organisation": organisation.name,
            "role": role.value,
            "id": invitation.public_id,
            "until": invitation.expires_at.isoformat(),
        },
        dedupe_key=f"invitation:{invitation.public_id}:{now.isoformat()}",
    )
    return invitation


def withdraw(database: Database, actor: Account, public_id: str, invitation_id: str) -> None:
    """Raises `NotFound`, `NotAllowed`. Withdrawing twice changes nothing. Does not commit."""
    organisation = rights.owned(database, actor, public_id)
    invitation = database.scalar(
        select(Invitation).where(
            Invitation.organisation_id == organisation.id, Invitation.public_id == invitation_id
        )
    )
    if invitation is None or invitation.accepted_at is not None:
        raise NotFound(kind="invitation")
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = utc_now()
        audit.record(database, actor, "invitation_withdrawn", organisation)


def waiting(
    database: Database, organisation: Organisation, now: datetime | None = None
) -> list[Invitation]:
    """Those that can still be accepted, last sent first."""
    statement = (
        select(Invitation)
        .where(Invitation.organisation_id == organisation.id, *_open(now or utc_now()))
        .order_by(Invitation.sent_at.desc(), Invitation.id)
    )
    return list(database.scalars(statement))


def find(database: Database, public_id: str, now: datetime | None = None) -> Invitation:
    """The invitation of a letter, still open. Raises `NotFound`."""
    found = database.scalar(
        select(Invitation)
        .where(Invitation.public_id == public_id, *_open(now or utc_now()))
        .options(joinedload(Invitation.organisation))
    )
    if found is None or found.organisation.status is OrganisationStatus.SUSPENDED:
        raise NotFound(kind="invitation")
    return found


def is_for(invitation: Invitation, account: Account) -> bool:
    """Whether the account has the invited address, and has confirmed it."""
    confirmed = account.confirmed_at is not None
    return confirmed and accounts.normal_email(account.email or "") == invitation.email


def accept(
    database: Database, actor: Account, public_id: str, now: datetime | None = None
) -> Organisation:
    """The actor acts for the organisation from now on.

    Raises `NotFound`, `Conflict` (an account of another address, or accepted meanwhile).
    Does not commit.
    """
    now = now or utc_now()
    invitation = find(database, public_id, now)
    if not is_for(invitation, actor):
        raise Conflict("another_address")
    taken = database.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, *_open(now))
        .values(accepted_at=now, account_id=actor.id)
        .returning(Invitation.id)
    ).one_or_none()
    if taken is None:
        raise Conflict("already_accepted")
    organisation = invitation.organisation
    _join(database, actor, organisation, invitation.role, now)
    audit.record(database, actor, "member_joined", organisation, role=invitation.role.value)
    _tell_owners(database, actor, organisation, invitation)
    if organisation.status is OrganisationStatus.VERIFIED:
        accounts.give_role(database, actor, organisation.kind.value, actor=actor)
    return organisation


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Invitation.accepted_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at > now,
    )


def _address(email: str, language: str) -> str:
    problems, address = Problems(), ""
    problems.word("language", language, LANGUAGES)
    try:
        checked = validate_email(
            email.strip()[:254], check_deliverability=False, test_environment=True
        )
        address = accounts.normal_email(checked.normalized)
    except EmailNotValidError:
        problems.note("email", "not_a_mailbox")
    problems.finish()
    return address


def _refuse_member(database: Database, organisation: Organisation, address: str) -> None:
    """Owners see the members anyway, so this tells them nothing new."""
    known = workspaces.members(database, organisation.id)
    if any(accounts.normal_email(each.email or "") == address for each in known):
        raise Conflict("already_member")


def _join(
    database: Database,
    actor: Account,
    organisation: Organisation,
    role: MemberRole,
    now: datetime,
) -> None:
    known = database.scalar(
        select(Membership).where(
            Membership.account_id == actor.id, Membership.organisation_id == organisation.id
        )
    )
    member = known or Membership(account_id=actor.id, organisation_id=organisation.id)
    if known is not None and known.removed_at is None:
        # Joined meanwhile by another way: an old letter never takes rights away.
        return
    member.role, member.joined_at, member.removed_at = role, now, None
    database.add(member)
    database.flush()


def _tell_owners(
    database: Database, actor: Account, organisation: Organisation, invitation: Invitation
) -> None:
    for owner in workspaces.people_to_tell(database, organisation.id):
        if owner.id != actor.id:
            letters.promise(
                database,
                owner,
                "invitation_accepted",
                {
                    "organisation": organisation.name,
                    "member": invitation.email,
                    "id": organisation.public_id,
                },
                dedupe_key=f"joined:{invitation.public_id}:{invitation.sent_at}:{owner.id}",
            )
