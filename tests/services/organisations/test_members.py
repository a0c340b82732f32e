"""Members come by invitation, go at once, and never leave an organisation without an owner."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from skills4all.errors import Conflict, Invalid, NotAllowed, NotFound
from skills4all.models import (
    Account,
    Invitation,
    MemberRole,
    Organisation,
    OrganisationStatus,
    utc_now,
)
from skills4all.queries import workspaces
from skills4all.services import letters
from skills4all.services.accounts import role_names
from skills4all.services.organisations import invitations, members
from skills4all.services.privacy import retention
from tests.services.market import Market

INVITED = "new@example.org"


@pytest.fixture
def owned(market: Market) -> tuple[Account, Organisation]:
    owner = market.account("owner@example.org")
    owner.confirmed_at = utc_now()
    return owner, market.organisation(owner)


def asked(market: Market, owned: tuple[Account, Organisation], **values: Any) -> Invitation:
    owner, centre = owned
    told = {"email": INVITED, "role": MemberRole.EDITOR, "language": "ar", **values}
    return invitations.invite(market.database, owner, centre.public_id, **told)


def confirmed(market: Market, email: str = INVITED) -> Account:
    account = market.account(email)
    account.confirmed_at = utc_now()
    market.database.flush()
    return account


def joined(market: Market, owned: tuple[Account, Organisation], **values: Any) -> Account:
    invitation = asked(market, owned, **values)
    account = confirmed(market, invitation.email)
    invitations.accept(market.database, account, invitation.public_id)
    return account


def roles(market: Market, centre: Organisation) -> dict[str | None, str]:
    rows = workspaces.memberships(market.database, centre.id)
    return {row.account.email: row.role.value for row in rows}


def test_an_invitation_is_written_in_its_language_and_joins_once(
    market: Market, owned: tuple[Account, Organisation]
) -> None:
    owner, centre = owned
    invitation = asked(market, owned, email=" New@Example.ORG ")
    (letter,) = market.promised(letters.KIND)
    assert (letter.payload["email"], letter.payload["language"]) == (INVITED, "ar")
    account = confirmed(market)
    invitations.accept(market.database, account, invitation.public_id)
    assert roles(market, centre) == {"owner@example.org": "owner", INVITED: "editor"}
    with pytest.raises(NotFound):
        invitations.accept(market.database, account, invitation.public_id)
    told = [row.account_id for row in market.promised(letters.KIND)]
    assert told == [None, owner.id]
    assert market.acts(centre.public_id)[-2:] == [
        "organisation.member_invited",
        "organisation.member_joined",
    ]


def test_only_the_invited_and_confirmed_address_accepts(
    market: Market, owned: tuple[Account, Organisation]
) -> None:
    invitation = asked(market, owned)
    stranger = confirmed(market, "stranger@example.org")
    with pytest.raises(Conflict, match="another_address"):
        invitations.accept(market.database, stranger, invitation.public_id)
    unconfirmed = market.account(INVITED)
    with pytest.raises(Conflict, match="another_address"):
        invitations.accept(market.database, unconfirmed, invitation.public_id)


def test_it_ends_by_time_and_by_the_owner(
    market: Market, owned: tuple[Account, Organisation]
) -> None:
    owner, centre = owned
    invitation = asked(market, owned)
    account = confirmed(market)
    late = utc_now() + invitations.VALID + timedelta(minutes=1)
    with pytest.raises(NotFound):
        invitations.accept(market.database, account, invitation.public_id, now=late)
    invitations.withdraw(market.database, owner, centre.public_id, invitation.public_id)
    with pytest.raises(NotFound):
        invitations.accept(market.database, account, invitation.public_id)
    again = asked(market, owned, role=MemberRole.OWNER)
    assert again.id == invitation.id
    invitations.accept(market.database, account, again.public_id)
    assert roles(market, centre)[INVITED] == "owner"


def test_a_member_of_a_verified_organisation_gets_its_role_and_loses_it(
    market: Market, owned: tuple[Account, Organisation]
) -> None:
    owner, centre = owned
    centre.status = OrganisationStatus.VERIFIED
    account = joined(market, owned)
    assert "centre" in role_names(account)
    generation = account.fs_uniquifier
    members.remove(market.database, owner, centre.public_id, account.public_id)
    assert "centre" not in role_names(account)
    assert account.fs_uniquifier != generation
    assert workspaces.organisation(market.database, account.id, centre.public_id) is None
    assert market.promised(letters.KIND)[-1].payload["template"] == "member_removed"
    asked(market, owned)
    assert len(market.database.scalars(select(Invitation)).all()) == 1


def test_who_belongs_to_another_verified_centre_keeps_the_role(
    market: Market, owned: tuple[Account, Organisation]
) -> None:
    owner, centre = owned
    centre.status = OrganisationStatus.VERIFIED
    account = joined(market, owned)
    second = market.organisation(account, name="Centre Rif")
    second.status = OrganisationStatus.VERIFIED
    members.remove(market.database, owner, centre.public_id, account.public_id)
    assert "centre" in role_names(account)


def test_there_is_always_an_owner(market: Market, owned: tuple[Account, Organisation]) -> None:
    owner, centre = owned
    account = joined(market, owned)
    for change in (
        lambda: members.leave(market.database, owner, centre.public_id),
        lambda: members.change_role(
            market.database, owner, centre.public_id, owner.public_id, MemberRole.EDITOR
        ),
    ):
        with pytest.raises(Conflict, match="last_owner"):
            change()
    members.change_role(
        market.database, owner, centre.public_id, account.public_id, MemberRole.OWNER
    )
    members.leave(market.database, owner, centre.public_id)
    assert roles(market, centre) == {INVITED: "owner"}


def test_editors_do_not_manage_members(market: Market, owned: tuple[Account, Organisation]) -> None:
    owner, centre = owned
    editor = joined(market, owned)
    with pytest.raises(NotAllowed, match="owners_only"):
        members.remove(market.database, editor, centre.public_id, owner.public_id)
    with pytest.raises(NotAllowed, match="owners_only"):
        asked(market, (editor, centre), email="x@example.org")
    with pytest.raises(NotFound):
        members.remove(
            market.database, confirmed(market, "s@example.org"), centre.public_id, owner.public_id
        )
    members.leave(market.database, editor, centre.public_id)


def test_bad_addresses_and_members_are_refused(
    market: Market, owned: tuple[Account, Organisation]
) -> None:
    for email in ("", "no address", "a@b@example.org", "x" * 300 + "@example.org"):
        with pytest.raises(Invalid):
            asked(market, owned, email=email)
    with pytest.raises(Conflict, match="already_member"):
        asked(market, owned, email="OWNER@example.org")


def test_an_old_letter_takes_no_rights_away(
    market: Market, owned: tuple[Account, Organisation]
) -> None:
    _, centre = owned
    account = joined(market, owned, role=MemberRole.OWNER)
    invitation = market.database.scalars(select(Invitation)).one()
    invitation.accepted_at, invitation.role = None, MemberRole.EDITOR
    market.database.flush()
    invitations.accept(market.database, account, invitation.public_id)
    assert roles(market, centre)[INVITED] == "owner"


def test_two_owners_who_leave_at_once_do_not_both_leave(
    market: Market, owned: tuple[Account, Organisation]
) -> None:
    owner, centre = owned
    other = joined(market, owned, role=MemberRole.OWNER)
    seen = centre.revision
    market.database.commit()
    members.leave(market.database, other, centre.public_id)
    market.database.commit()
    assert centre.revision > seen, "leaving is a revision: a second one made from the same fails"
    with pytest.raises(Conflict):
        members.leave(market.database, owner, centre.public_id)


def test_invitations_are_forgotten_a_month_after_their_end(
    market: Market, owned: tuple[Account, Organisation]
) -> None:
    asked(market, owned)
    market.database.commit()
    soon = utc_now() + invitations.VALID + timedelta(days=29)
    assert retention.apply(market.database, soon).invitations == 0
    assert retention.apply(market.database, soon + timedelta(days=2)).invitations == 1
