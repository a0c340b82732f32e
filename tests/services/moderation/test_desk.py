"""Evidence, what changed, suspension, reports, people: the rest of the moderators' desk."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from skills4all.errors import Conflict, Invalid, NotAllowed, NotFound
from skills4all.models import (
    AuditEvent,
    Organisation,
    OrganisationStatus,
    ProgrammeStatus,
    Report,
    ReportStatus,
)
from skills4all.queries import reported
from skills4all.queries.catalogue import organisation as public_page
from skills4all.services import letters
from skills4all.services.accounts import role_names
from skills4all.services.moderation import people, suspend, versions
from skills4all.services.moderation.approve import approve
from skills4all.services.programmes.edit_programme import edit_programme
from skills4all.services.programmes.submit_programme import submit_programme
from skills4all.services.reports.decide_reports import decide_reports
from skills4all.services.reports.file_report import file_report
from tests.services.market import LONG_TEXT, TODAY, Market, programme_draft


@pytest.fixture
def desk(market: Market) -> tuple[Any, Any, Organisation]:
    """Owner, moderator, a verified centre."""
    owner, moderator = market.account("o@example.org"), market.account("m@example.org", "moderator")
    centre = market.organisation(owner)
    market.approve(moderator, "organisation", centre)
    return owner, moderator, centre


def published(market: Market, desk: tuple[Any, Any, Organisation], **values: Any) -> Any:
    owner, moderator, centre = desk
    programme = market.programme(owner, centre, **values)
    submit_programme(market.database, owner, programme.public_id, programme.revision)
    market.approve(moderator, "programme", programme)
    return programme


def test_an_organisation_is_not_verified_on_nothing(market: Market) -> None:
    owner, moderator = market.account("o@example.org"), market.account("m@example.org", "moderator")
    centre = market.organisation(owner)
    for looked_at in ((), ("a good feeling",)):
        with pytest.raises(Invalid):
            approve(
                market.database,
                moderator,
                "organisation",
                centre.public_id,
                centre.revision,
                TODAY,
                looked_at,
            )
    assert centre.status is OrganisationStatus.PENDING
    seen = ("statutes", "call")
    approve(
        market.database,
        moderator,
        "organisation",
        centre.public_id,
        centre.revision,
        TODAY,
        seen,
    )
    event = market.database.scalars(
        select(AuditEvent).where(AuditEvent.action == "organisation.approved")
    ).one()
    assert event.details == {"looked_at": ["call", "statutes"]}


def test_what_changed_since_the_approval_is_shown_field_by_field(
    market: Market, desk: tuple[Any, Any, Organisation]
) -> None:
    owner, _, _ = desk
    programme = published(market, desk)
    assert versions.changes(market.database, programme) == []
    edit_programme(
        market.database,
        owner,
        programme.public_id,
        programme.revision,
        programme_draft(
            price=500_000,
            description=LONG_TEXT.replace("Linux", "Windows"),
            taught={"python": 3, "sql": 2},
        ),
    )
    assert programme.status is ProgrammeStatus.PENDING
    changes = {each.field: each for each in versions.changes(market.database, programme) or []}
    assert set(changes) == {"price", "description", "skills"}
    assert (changes["price"].before, changes["price"].after) == (450_000, 500_000)
    parts = [(part.kind, part.text) for part in changes["description"].parts]
    assert ("gone", "Linux,") in parts
    assert ("new", "Windows,") in parts
    assert changes["skills"].before == [["python", 2, "taught"]]
    assert changes["skills"].after == [["python", 3, "taught"]]


def test_a_first_text_has_no_earlier_version(
    market: Market, desk: tuple[Any, Any, Organisation]
) -> None:
    owner, _, centre = desk
    assert versions.changes(market.database, market.programme(owner, centre)) is None


def test_a_suspended_organisation_is_gone_and_can_come_back(
    market: Market, desk: tuple[Any, Any, Organisation]
) -> None:
    owner, moderator, centre = desk
    published(market, desk)
    assert public_page(market.database, centre.public_id, TODAY) is not None
    with pytest.raises(Invalid):
        suspend.suspend(market.database, moderator, centre.public_id, centre.revision, " ")
    suspend.suspend(market.database, moderator, centre.public_id, centre.revision, "Faux titres.")
    assert public_page(market.database, centre.public_id, TODAY) is None
    letter = market.promised(letters.KIND)[-1]
    assert (letter.payload["template"], letter.account_id) == ("suspended", owner.id)
    with pytest.raises(NotAllowed, match="organisation_suspended"):
        market.programme(owner, centre, title="Autre")
    with pytest.raises(Conflict):
        suspend.suspend(market.database, moderator, centre.public_id, centre.revision, "Encore.")
    suspend.lift(market.database, moderator, centre.public_id, centre.revision)
    assert public_page(market.database, centre.public_id, TODAY) is not None
    assert market.acts(centre.public_id)[-2:] == ["organisation.suspended", "organisation.lifted"]


def test_one_programme_is_taken_down_with_a_reason(
    market: Market, desk: tuple[Any, Any, Organisation]
) -> None:
    owner, moderator, _ = desk
    programme = published(market, desk)
    seen = programme.revision
    suspend.take_down(
        market.database, moderator, "programme", programme.public_id, seen, "Prix faux."
    )
    assert programme.status is ProgrammeStatus.REJECTED
    assert market.promised(letters.KIND)[-1].payload["facts"]["reason"] == "Prix faux."
    with pytest.raises(Conflict):
        suspend.take_down(
            market.database, moderator, "programme", programme.public_id, seen, "Encore."
        )
    with pytest.raises(NotFound):
        suspend.take_down(
            market.database,
            owner,
            "programme",
            programme.public_id,
            programme.revision,
            "Je ne modère pas.",
        )


def test_reports_are_counted_by_people_and_decided_together(
    market: Market, desk: tuple[Any, Any, Organisation]
) -> None:
    _, moderator, _ = desk
    programme = published(market, desk)
    anna, badr = market.account("a@example.org"), market.account("b@example.org")
    for reporter in (anna, anna, badr, None):
        file_report(
            market.database, reporter, "programme", programme.public_id, "wrong", "Prix.", "fr"
        )
    (entry,) = market.database.execute(select(reported.waiting())).all()
    assert (entry.kind, entry.people, entry.title) == ("programme", 3, programme.title)
    assert len(market.database.scalars(select(Report)).all()) == 3
    with pytest.raises(NotFound):
        decide_reports(
            market.database, anna, "programme", programme.public_id, upheld=True, reason="Oui."
        )
    with pytest.raises(Invalid):
        decide_reports(
            market.database, moderator, "programme", programme.public_id, upheld=True, reason=""
        )
    assert (
        decide_reports(
            market.database, moderator, "programme", programme.public_id, upheld=True, reason="Oui."
        )
        == 3
    )
    assert market.database.execute(select(reported.waiting())).all() == []
    told = {
        row.account_id
        for row in market.promised(letters.KIND)
        if row.payload["template"] == "report_decided"
    }
    assert told == {anna.id, badr.id}
    with pytest.raises(Conflict):
        decide_reports(
            market.database, moderator, "programme", programme.public_id, upheld=False, reason="Non"
        )
    statuses = set(market.database.scalars(select(Report.status)))
    assert statuses == {ReportStatus.UPHELD}


def test_only_what_is_public_can_be_reported(
    market: Market, desk: tuple[Any, Any, Organisation]
) -> None:
    owner, _, centre = desk
    draft = market.programme(owner, centre)
    for kind, public_id, reason, details in (
        ("programme", draft.public_id, "wrong", ""),
        ("account", owner.public_id, "wrong", ""),
        ("programme", "x" * 22, "wrong", ""),
    ):
        with pytest.raises(NotFound):
            file_report(market.database, None, kind, public_id, reason, details, "fr")
    for reason, details in (("other", " "), ("no such", "x"), ("wrong", "x" * 2_001)):
        with pytest.raises(Invalid):
            file_report(
                market.database, None, "organisation", centre.public_id, reason, details, "fr"
            )


def test_people_are_found_by_the_start_of_their_address_only(
    market: Market, desk: tuple[Any, Any, Organisation]
) -> None:
    owner, moderator, _ = desk
    market.account("salma@example.org")
    market.account("sal%ma@example.org")
    found = people.search(market.database, moderator, "SALM")
    assert [each.email for each in found] == ["salma@example.org"]
    assert len(people.search(market.database, moderator, "sal%")) == 1
    for words in ("", "sa", "  s "):
        with pytest.raises(Invalid):
            people.search(market.database, moderator, words)
    with pytest.raises(NotFound):
        people.search(market.database, owner, "salma")
    looked = market.database.scalars(
        select(AuditEvent).where(AuditEvent.action == "account.searched")
    ).all()
    assert len(looked) == 2
    assert all("sal" not in str(event.details) for event in looked)


def test_an_account_is_closed_and_opened_again(
    market: Market, desk: tuple[Any, Any, Organisation]
) -> None:
    owner, moderator, _ = desk
    generation = owner.fs_uniquifier
    with pytest.raises(Invalid):
        people.close(market.database, moderator, owner.public_id, "")
    people.close(market.database, moderator, owner.public_id, "Usurpation.")
    assert not owner.active
    assert owner.fs_uniquifier != generation
    assert market.promised(letters.KIND)[-1].payload["facts"] == {"reason": "Usurpation."}
    people.reopen(market.database, moderator, owner.public_id)
    assert owner.active
    with pytest.raises(NotAllowed, match="own_account"):
        people.close(market.database, moderator, moderator.public_id, "x")


def test_only_operators_make_moderators_and_touch_operators(
    market: Market, desk: tuple[Any, Any, Organisation]
) -> None:
    owner, moderator, _ = desk
    operator = market.account("op@example.org", "operator")
    with pytest.raises(NotAllowed, match="operators_only"):
        people.set_moderator(market.database, moderator, owner.public_id, wanted=True)
    with pytest.raises(NotAllowed, match="operators_only"):
        people.close(market.database, moderator, operator.public_id, "x")
    people.set_moderator(market.database, operator, owner.public_id, wanted=True)
    assert "moderator" in role_names(owner)
    people.set_moderator(market.database, operator, owner.public_id, wanted=False)
    assert "moderator" not in role_names(owner)
