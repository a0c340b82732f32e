"""A programme from draft to public and back to review, and what is refused on the way."""

from __future__ import annotations

from typing import Any

import pytest

from skills4all.errors import Conflict, Invalid, NotFound
from skills4all.models import Funding, OrganisationKind, ProgrammeRelation, ProgrammeStatus
from skills4all.queries.sessions import bookable
from skills4all.services import index_refresh
from skills4all.services.programmes.archive_programme import archive_programme
from skills4all.services.programmes.edit_programme import edit_programme
from skills4all.services.programmes.submit_programme import submit_programme
from tests.services.market import TODAY, Market, programme_draft


@pytest.fixture
def people(market: Market) -> tuple[Any, Any, Any]:
    """Owner, moderator, centre."""
    owner, moderator = market.account("o@example.org"), market.account("m@example.org", "moderator")
    return owner, moderator, market.organisation(owner)


def test_from_draft_to_a_bookable_session(market: Market, people: tuple[Any, Any, Any]) -> None:
    owner, moderator, centre = people
    programme = market.programme(owner, centre)
    session = market.session(owner, programme)
    assert programme.status is ProgrammeStatus.DRAFT
    assert session.hours_per_week == 5.5
    submit_programme(market.database, owner, programme.public_id, programme.revision)
    assert bookable(market.database, TODAY) == []
    with pytest.raises(Conflict, match="organisation_not_verified"):
        market.approve(moderator, "programme", programme)
    market.approve(moderator, "organisation", centre)
    assert bookable(market.database, TODAY) == []
    market.approve(moderator, "programme", programme)
    assert [each.id for each in bookable(market.database, TODAY)] == [session.public_id]
    assert market.acts(programme.public_id) == [
        "programme.created",
        "programme.submitted",
        "programme.approved",
    ]


def test_skills_are_kept_with_relation_and_level(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    owner, _, centre = people
    programme = market.programme(owner, centre)
    edit_programme(
        market.database,
        owner,
        programme.public_id,
        programme.revision,
        programme_draft(taught={"sql": 3, "linux": 1}, required={"python": 2}),
    )
    market.database.expire_all()
    found = sorted((row.skill_id, row.relation, row.level) for row in programme.skills)
    assert found == [
        ("linux", ProgrammeRelation.TAUGHT, 1),
        ("python", ProgrammeRelation.REQUIRED, 2),
        ("sql", ProgrammeRelation.TAUGHT, 3),
    ]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"title": "Autre chose"}, ProgrammeStatus.PENDING),
        ({"price": 100}, ProgrammeStatus.PENDING),
        ({"taught": {"python": 3, "sql": 2}}, ProgrammeStatus.PENDING),
        ({"certificate": "Diplôme d’État"}, ProgrammeStatus.PENDING),
        ({"teaching_language": "ar"}, ProgrammeStatus.PUBLISHED),
        ({}, ProgrammeStatus.PUBLISHED),
    ],
)
def test_a_change_that_matters_is_reviewed_again(
    market: Market,
    people: tuple[Any, Any, Any],
    change: dict[str, Any],
    status: ProgrammeStatus,
) -> None:
    owner, moderator, centre = people
    programme = market.programme(owner, centre)
    submit_programme(market.database, owner, programme.public_id, programme.revision)
    market.approve(moderator, "organisation", centre)
    market.approve(moderator, "programme", programme)
    edit_programme(
        market.database, owner, programme.public_id, programme.revision, programme_draft(**change)
    )
    assert programme.status is status


def test_the_second_of_two_editors_is_told_also_when_only_skills_changed(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    owner, _, centre = people
    programme = market.programme(owner, centre)
    seen = programme.revision
    edit_programme(
        market.database, owner, programme.public_id, seen, programme_draft(taught={"linux": 2})
    )
    with pytest.raises(Conflict, match="changed_meanwhile"):
        edit_programme(market.database, owner, programme.public_id, seen, programme_draft())
    assert {row.skill_id for row in programme.skills} == {"linux", "french-language"}


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"title": ""}, "title", "required"),
        ({"hours": 0}, "hours", "out_of_range"),
        ({"price": -1}, "price", "out_of_range"),
        ({"funding": Funding.FREE}, "price", "free_has_no_price"),
        ({"occupation": "wizard"}, "occupation", "unknown"),
        ({"entry_level": "wizard"}, "entry_level", "unknown"),
        ({"taught": {"wizardry": 2}}, "skills", "unknown"),
        ({"taught": {"python": 5}}, "skills", "level"),
        ({"required": {"python": 2}}, "skills", "required_as_taught"),
    ],
)
def test_bad_values_are_named_and_nothing_is_kept(
    change: dict[str, Any], field: str, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        programme_draft(**change).check()
    assert [(each.field, each.code) for each in refusal.value.problems] == [(field, code)]


def test_what_a_learner_needs_to_know_is_asked_before_review(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    owner, _, centre = people
    programme = market.programme(owner, centre, description="Court.", taught={})
    with pytest.raises(Invalid) as refusal:
        submit_programme(market.database, owner, programme.public_id, programme.revision)
    assert {each.code for each in refusal.value.problems} == {"too_short", "no_skill_taught"}
    assert programme.status is ProgrammeStatus.DRAFT


def test_foreign_programmes_and_other_kinds_do_not_exist(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    owner, _, centre = people
    programme, stranger = market.programme(owner, centre), market.account("x@example.org")
    with pytest.raises(NotFound):
        edit_programme(market.database, stranger, programme.public_id, 1, programme_draft())
    with pytest.raises(NotFound):
        market.programme(stranger, centre)
    employer = market.organisation(owner, OrganisationKind.EMPLOYER)
    with pytest.raises(NotFound):
        market.programme(owner, employer)


def test_an_archived_programme_stays_so(market: Market, people: tuple[Any, Any, Any]) -> None:
    owner, _, centre = people
    programme = market.programme(owner, centre)
    archive_programme(market.database, owner, programme.public_id, programme.revision)
    assert len(market.promised(index_refresh.KIND)) == 1
    with pytest.raises(Conflict):
        edit_programme(
            market.database, owner, programme.public_id, programme.revision, programme_draft()
        )
    with pytest.raises(Conflict):
        market.session(owner, programme)
