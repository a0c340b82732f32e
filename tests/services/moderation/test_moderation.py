"""One queue, decisions with reasons, who may decide, what is promised with a decision."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from skills4all.errors import Conflict, Invalid, NotAllowed, NotFound
from skills4all.models import OrganisationKind, OrganisationStatus, ProgrammeStatus, utc_now
from skills4all.queries import moderation
from skills4all.services import index_refresh, letters
from skills4all.services.accounts import role_names
from skills4all.services.moderation import notice
from skills4all.services.moderation.reject import reject
from skills4all.services.openings.submit_opening import submit_opening
from skills4all.services.openings.submit_pledge import submit_pledge
from skills4all.services.programmes.edit_programme import edit_programme
from skills4all.services.programmes.submit_programme import submit_programme
from tests.services.market import TODAY, Market, programme_draft


@pytest.fixture
def people(market: Market) -> tuple[Any, Any, Any]:
    """Owner, moderator, centre that waits."""
    owner, moderator = market.account("o@example.org"), market.account("m@example.org", "moderator")
    return owner, moderator, market.organisation(owner)


def waiting_programme(market: Market, people: tuple[Any, Any, Any]) -> Any:
    owner, _, centre = people
    programme = market.programme(owner, centre)
    return submit_programme(market.database, owner, programme.public_id, programme.revision)


def test_everything_waits_in_one_queue_oldest_first(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    owner, _, centre = people
    programme = waiting_programme(market, people)
    employer = market.organisation(owner, OrganisationKind.EMPLOYER, name="Rif Digital")
    opening = market.opening(owner, employer)
    submit_opening(market.database, owner, opening.public_id, opening.revision, TODAY)
    pledge = market.pledge(owner, employer)
    submit_pledge(market.database, owner, pledge.public_id, pledge.revision, TODAY)
    opening.submitted_at = utc_now() - timedelta(days=3)
    market.database.flush()
    rows = moderation.waiting(None, "fr")
    entries = market.database.execute(select(rows).order_by(rows.c.since)).all()
    assert entries[0].public_id == opening.public_id
    assert {(entry.kind, entry.public_id) for entry in entries} == {
        ("organisation", centre.public_id),
        ("programme", programme.public_id),
        ("organisation", employer.public_id),
        ("opening", opening.public_id),
        ("pledge", pledge.public_id),
    }
    (only,) = market.database.execute(select(moderation.waiting("pledge", "fr"))).all()
    assert (only.public_id, only.organisation) == (pledge.public_id, "Rif Digital")


def test_verifying_gives_members_the_role_and_ends_their_sessions(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    owner, moderator, centre = people
    generation = owner.fs_uniquifier
    market.approve(moderator, "organisation", centre)
    assert centre.status is OrganisationStatus.VERIFIED
    assert "centre" in role_names(owner)
    assert owner.fs_uniquifier != generation


def test_a_refusal_needs_a_reason_and_keeps_it(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    _, moderator, _ = people
    programme = waiting_programme(market, people)
    seen = programme.revision
    with pytest.raises(Invalid):
        reject(market.database, moderator, "programme", programme.public_id, seen, " \n")
    assert programme.status is ProgrammeStatus.PENDING
    reject(market.database, moderator, "programme", programme.public_id, seen, "Prix absent.")
    assert (programme.status, programme.decision_reason) == (
        ProgrammeStatus.REJECTED,
        "Prix absent.",
    )
    assert programme.decided_by_id == moderator.id
    assert market.acts(programme.public_id)[-1] == "programme.rejected"
    (promise,) = market.promised(letters.KIND)
    assert promise.payload["facts"]["reason"] == "Prix absent."
    assert promise.account_id == people[0].id


def test_a_refused_programme_is_corrected_and_handed_in_again(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    owner, moderator, centre = people
    programme = waiting_programme(market, people)
    reject(market.database, moderator, "programme", programme.public_id, programme.revision, "Non.")
    edit_programme(
        market.database,
        owner,
        programme.public_id,
        programme.revision,
        programme_draft(title="Mieux"),
    )
    submit_programme(market.database, owner, programme.public_id, programme.revision)
    market.approve(moderator, "organisation", centre)
    market.approve(moderator, "programme", programme)
    assert programme.status is ProgrammeStatus.PUBLISHED
    assert programme.decision_reason is None


def test_what_changed_since_it_was_read_is_not_decided(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    owner, moderator, centre = people
    market.approve(moderator, "organisation", centre)
    programme = waiting_programme(market, people)
    seen = programme.revision
    edit_programme(
        market.database, owner, programme.public_id, seen, programme_draft(title="Autre chose")
    )
    with pytest.raises(Conflict, match="changed_meanwhile"):
        reject(market.database, moderator, "programme", programme.public_id, seen, "Non.")
    market.approve(moderator, "programme", programme)
    with pytest.raises(Conflict, match="already_decided"):
        market.approve(moderator, "programme", programme)


def test_only_moderators_decide_and_never_on_their_own(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    owner, moderator, centre = people
    with pytest.raises(NotFound):
        market.approve(owner, "organisation", centre)
    own = market.organisation(moderator, name="Le mien")
    with pytest.raises(NotAllowed):
        market.approve(moderator, "organisation", own)
    market.approve(market.account("op@example.org", "operator"), "organisation", own)


def test_a_decision_is_told_once(market: Market, people: tuple[Any, Any, Any]) -> None:
    _, moderator, centre = people
    market.approve(moderator, "organisation", centre)
    notice.promise(market.database, centre, approved=True)
    assert len(market.promised(letters.KIND)) == 1


def test_each_change_promises_that_the_index_follows(
    market: Market, people: tuple[Any, Any, Any]
) -> None:
    _, _, centre = people
    index_refresh.promise(market.database, centre)
    index_refresh.promise(market.database)
    (promised,) = market.promised(index_refresh.KIND)
    assert promised.payload == {"organisations": [centre.public_id]}
