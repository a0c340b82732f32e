"""Openings and pledges from draft to public, edited, closed, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from skills4all.errors import Conflict, Invalid, NotFound
from skills4all.models import (
    Contract,
    Opening,
    OpeningStatus,
    Organisation,
    OrganisationKind,
    PledgeStatus,
    Relation,
)
from skills4all.queries.openings import open_now, open_pledges
from skills4all.services.openings.asked_skills import Asked
from skills4all.services.openings.close_opening import close_opening
from skills4all.services.openings.edit_opening import edit_opening
from skills4all.services.openings.edit_pledge import edit_pledge
from skills4all.services.openings.submit_opening import submit_opening
from skills4all.services.openings.submit_pledge import submit_pledge, withdraw_pledge
from skills4all.services.programmes.submit_programme import submit_programme
from tests.services.market import OCCUPATION, TODAY, Market, opening_draft, pledge_draft


@pytest.fixture
def people(market: Market) -> tuple[Any, Any, Organisation]:
    """Owner, moderator, verified employer."""
    owner, moderator = market.account("o@example.org"), market.account("m@example.org", "moderator")
    employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    market.approve(moderator, "organisation", employer)
    return owner, moderator, employer


def published(market: Market, people: tuple[Any, Any, Organisation]) -> Opening:
    owner, moderator, employer = people
    opening = market.opening(owner, employer)
    submit_opening(market.database, owner, opening.public_id, opening.revision, TODAY)
    market.approve(moderator, "opening", opening)
    return opening


def test_from_draft_to_public_for_sixty_days(
    market: Market, people: tuple[Any, Any, Organisation]
) -> None:
    opening = published(market, people)
    assert opening.expires_on == TODAY + timedelta(days=60)
    assert open_now(market.database, TODAY) == [opening]
    assert open_now(market.database, TODAY + timedelta(days=61)) == []
    asked = sorted((row.skill_id, row.relation, row.weight) for row in opening.skills)
    assert asked == [("python", Relation.ESSENTIAL, 1.0), ("sql", Relation.OPTIONAL, 0.5)]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"title": "Autre poste"}, OpeningStatus.PENDING),
        ({"pay_max": 900_000}, OpeningStatus.PENDING),
        ({"skills": {"python": Asked(3)}}, OpeningStatus.PENDING),
        ({"place": "fes-meknes"}, OpeningStatus.PENDING),
        ({"remote": True}, OpeningStatus.PENDING),
        ({"contract": Contract.CDD}, OpeningStatus.PENDING),
        ({"positions": 4}, OpeningStatus.PUBLISHED),
        ({"deadline": TODAY + timedelta(days=9)}, OpeningStatus.PUBLISHED),
    ],
)
def test_a_change_that_matters_is_reviewed_again(
    market: Market,
    people: tuple[Any, Any, Organisation],
    change: dict[str, Any],
    status: OpeningStatus,
) -> None:
    opening = published(market, people)
    edit_opening(
        market.database,
        people[0],
        opening.public_id,
        opening.revision,
        opening_draft(**change),
        TODAY,
    )
    assert opening.status is status


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"title": " "}, "title", "required"),
        ({"pay_min": 900_000}, "pay_max", "pay_reversed"),
        ({"pay_min": -100, "pay_max": None}, "pay_min", "out_of_range"),
        ({"positions": 0}, "positions", "out_of_range"),
        ({"place": None}, "place", "required"),
        ({"deadline": TODAY - timedelta(days=1)}, "deadline", "in_the_past"),
        ({"skills": {"wizardry": Asked(2)}}, "skills", "unknown"),
        ({"skills": {"french-language": Asked(7)}}, "skills", "level"),
    ],
)
def test_bad_values_are_named(change: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        opening_draft(**change).check(TODAY)
    assert [(each.field, each.code) for each in refusal.value.problems] == [(field, code)]


def test_a_closed_opening_is_over(market: Market, people: tuple[Any, Any, Organisation]) -> None:
    opening = published(market, people)
    close_opening(market.database, people[0], opening.public_id, opening.revision)
    assert open_now(market.database, TODAY) == []
    with pytest.raises(Conflict):
        edit_opening(
            market.database, people[0], opening.public_id, opening.revision, opening_draft(), TODAY
        )


def test_incomplete_openings_are_not_handed_in(
    market: Market, people: tuple[Any, Any, Organisation]
) -> None:
    owner, _, employer = people
    opening = market.opening(owner, employer, description="", skills={}, contract=None)
    with pytest.raises(Invalid) as refusal:
        submit_opening(market.database, owner, opening.public_id, opening.revision, TODAY)
    assert {each.field for each in refusal.value.problems} == {"description", "skills", "contract"}


def test_foreign_openings_do_not_exist(
    market: Market, people: tuple[Any, Any, Organisation]
) -> None:
    opening, stranger = published(market, people), market.account("x@example.org")
    with pytest.raises(NotFound):
        close_opening(market.database, stranger, opening.public_id, opening.revision)


def test_a_pledge_may_depend_on_a_public_session_only(
    market: Market, people: tuple[Any, Any, Organisation]
) -> None:
    owner, moderator, employer = people
    centre_owner = market.account("c@example.org")
    centre = market.organisation(centre_owner)
    programme = market.programme(centre_owner, centre)
    session = market.session(centre_owner, programme)
    with pytest.raises(Invalid) as refusal:
        market.pledge(owner, employer, session=session.public_id)
    assert [(each.field, each.code) for each in refusal.value.problems] == [("session", "unknown")]
    submit_programme(market.database, centre_owner, programme.public_id, programme.revision)
    market.approve(moderator, "organisation", centre)
    market.approve(moderator, "programme", programme)
    with pytest.raises(Invalid) as refusal:
        market.pledge(
            owner, employer, session=session.public_id, starts_on=TODAY + timedelta(days=60)
        )
    assert refusal.value.problems[0].code == "before_session_ends"
    assert market.pledge(owner, employer, session=session.public_id).session_id == session.id


def test_a_pledge_is_published_changed_and_withdrawn(
    market: Market, people: tuple[Any, Any, Organisation]
) -> None:
    owner, moderator, employer = people
    pledge = market.pledge(owner, employer)
    submit_pledge(market.database, owner, pledge.public_id, pledge.revision, TODAY)
    market.approve(moderator, "pledge", pledge)
    assert open_pledges(market.database, TODAY, OCCUPATION) == [pledge]
    edit_pledge(
        market.database,
        owner,
        pledge.public_id,
        pledge.revision,
        pledge_draft(positions=3),
        TODAY,
    )
    assert pledge.status is PledgeStatus.PENDING
    withdraw_pledge(market.database, owner, pledge.public_id, pledge.revision)
    assert open_pledges(market.database, TODAY, OCCUPATION) == []
