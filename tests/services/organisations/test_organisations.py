"""Signing an organisation up, editing it, who sees it, names that look alike."""

from __future__ import annotations

import pytest

from skills4all.errors import Conflict, Invalid, NotAllowed, NotFound, TooManyAttempts
from skills4all.models import MemberRole, OrganisationKind, OrganisationStatus, utc_now
from skills4all.services.organisations import rights
from skills4all.services.organisations.edit import edit
from skills4all.services.organisations.lookalikes import lookalikes, name_key
from skills4all.services.organisations.register import MOST_WAITING
from tests.services.market import Market, organisation_draft


def test_who_signs_it_up_owns_it_and_it_waits(market: Market) -> None:
    owner = market.account("owner@example.org")
    made = market.organisation(owner)
    assert made.status is OrganisationStatus.PENDING
    assert [(each.account_id, each.role) for each in made.memberships] == [
        (owner.id, MemberRole.OWNER)
    ]
    assert market.acts(made.public_id) == ["organisation.registered"]


def test_only_members_see_it_and_a_removed_one_no_longer(market: Market) -> None:
    owner, stranger = market.account("owner@example.org"), market.account("other@example.org")
    made = market.organisation(owner)
    assert rights.organisation(market.database, owner, made.public_id) is made
    with pytest.raises(NotFound):
        rights.organisation(market.database, stranger, made.public_id)
    made.memberships[0].removed_at = utc_now()
    market.database.flush()
    with pytest.raises(NotFound):
        rights.organisation(market.database, owner, made.public_id)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "   ", "required"),
        ("name", "!!!", "no_letters"),
        ("name", "Atlas\x00", "control_character"),
        ("place", None, "required"),
        ("place", "atlantis", "unknown"),
        ("website", "javascript:alert(1)", "not_an_address"),
        ("website", "https://user@example.org", "not_an_address"),
        ("contact_email", "nobody", "not_a_mailbox"),
        ("content_language", "xx", "unknown"),
        ("description", "x" * 12_001, "too_long"),
    ],
)
def test_bad_values_are_named_and_nothing_is_kept(
    session: object, field: str, value: object, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        organisation_draft(**{field: value}).check()
    assert (field, code) in {(each.field, each.code) for each in refusal.value.problems}


def test_the_same_organisation_twice_is_refused(market: Market) -> None:
    owner = market.account("owner@example.org")
    market.organisation(owner, name="Atlas Formation SARL")
    with pytest.raises(Conflict, match="already_registered"):
        market.organisation(owner, name="ATLAS  formation")
    market.organisation(owner, OrganisationKind.EMPLOYER, name="Atlas Formation")


def test_one_account_cannot_fill_the_queue(market: Market) -> None:
    owner = market.account("owner@example.org")
    for number in range(MOST_WAITING):
        market.organisation(owner, name=f"Centre {'abcdefg'[number] * 5}")
    with pytest.raises(TooManyAttempts):
        market.organisation(owner, name="Encore un")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Atlas Formation S.A.R.L.", "ATLAS formation"),
        ("Académie Numérique", "academie numerique sarl"),
        ("شركة الأطلس", "الاطلس"),
    ],
)
def test_names_are_compared_without_what_may_differ(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_close_names_are_found_and_others_not(market: Market) -> None:
    first, second, third = (market.account(f"{name}@example.org") for name in "abc")
    atlas = market.organisation(first, name="Centre Atlas")
    market.organisation(second, name="Institut du Rif")
    slip = market.organisation(third, name="Centre Atlass SARL")
    assert lookalikes(market.database, slip) == [atlas]


def test_another_name_is_verified_again_and_another_text_is_not(market: Market) -> None:
    owner, moderator = market.account("o@example.org"), market.account("m@example.org", "moderator")
    made = market.organisation(owner)
    market.approve(moderator, "organisation", made)
    edit(
        market.database,
        owner,
        made.public_id,
        made.revision,
        organisation_draft(description="Nous formons."),
    )
    assert made.status is OrganisationStatus.VERIFIED
    edit(
        market.database,
        owner,
        made.public_id,
        made.revision,
        organisation_draft(name="Un tout autre nom"),
    )
    assert made.status is OrganisationStatus.PENDING


def test_a_suspended_organisation_changes_nothing(market: Market) -> None:
    owner = market.account("o@example.org")
    made = market.organisation(owner)
    made.status = OrganisationStatus.SUSPENDED
    market.database.flush()
    with pytest.raises(NotAllowed):
        edit(market.database, owner, made.public_id, made.revision, organisation_draft())
