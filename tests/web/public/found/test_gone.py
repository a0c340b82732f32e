"""What is over says so with 410 and leads on; what never was public stays 404."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from skills4all.extensions import db
from skills4all.models import (
    Organisation,
    OrganisationStatus,
    Pledge,
    PledgeStatus,
    Programme,
    ProgrammeStatus,
    SessionStatus,
)
from skills4all.models import Session as Run
from skills4all.queries.visible import bookable_session, open_pledge, open_programme
from skills4all.services.calendar import today
from skills4all.web.addresses import page_of
from tests.web.public.found.conftest import LANGUAGES, head_of

Change = Callable[[Any], None]


def a_session() -> Run:
    """With other dates of the same programme that can be booked."""
    statement = select(Run).join(Run.programme).join(Programme.organisation)
    rows = list(db.session.scalars(statement.where(bookable_session(today())).order_by(Run.id)))
    return next(
        row for row in rows if sum(each.programme_id == row.programme_id for each in rows) > 1
    )


def a_programme() -> Programme:
    statement = select(Programme).join(Programme.organisation).where(open_programme())
    found = db.session.scalars(
        statement.where(Programme.occupation_id.is_not(None), Programme.sessions.any())
    ).first()
    assert found is not None
    return found


def a_pledge() -> Pledge:
    statement = select(Pledge).join(Pledge.organisation).where(open_pledge(today()))
    found = db.session.scalars(statement.order_by(Pledge.id)).first()
    assert found is not None
    return found


def after(site: Flask, find: Callable[[], Any], change: Change, language: str = "fr") -> str:
    """The address of what `find` gives, once `change` has happened to it."""
    with site.test_request_context(f"/{language}/"):
        row = find()
        address = page_of(row)
        assert site.test_client().get(address).status_code == 200
        change(row)
        db.session.commit()
    return address


def status(noun: Any) -> Change:
    def change(row: Any) -> None:
        row.status = noun

    return change


def past(row: Run) -> None:
    row.enrol_from = row.enrol_by = None
    row.starts_on, row.ends_on = today() - timedelta(days=9), today() - timedelta(days=1)


def archive_its_programme(row: Run) -> None:
    row.programme.status = ProgrammeStatus.ARCHIVED


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (status(SessionStatus.CANCELLED), "annulée"),
        (status(SessionStatus.FINISHED), "terminée"),
        (status(SessionStatus.CLOSED), "inscriptions à cette session sont closes"),
        (past, "terminée"),
        (archive_its_programme, "n’est plus proposée"),
    ],
    ids=["cancelled", "finished", "closed", "past", "archived"],
)
def test_a_session_that_is_over_says_why_and_leads_on(
    site: Flask, change: Change, said: str
) -> None:
    address = after(site, a_session, change)
    answer = site.test_client().get(address)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 410
    assert said in text.partition("<h1>")[2].partition("</h1>")[0]
    assert "Autres dates" in text or "Des formations proches" in text
    assert text.count('class="card') > 0
    head = head_of(site.test_client(), address, 410)
    assert head.meta("robots") == "noindex"
    assert head.data == []


def test_a_full_session_is_not_over(site: Flask) -> None:
    def fill(row: Run) -> None:
        row.status, row.seats_taken = SessionStatus.FULL, row.seats

    assert site.test_client().get(after(site, a_session, fill)).status_code == 200


def test_a_session_that_began_is_there_until_it_ends(site: Flask) -> None:
    def begin(row: Run) -> None:
        row.enrol_from = row.enrol_by = None
        row.starts_on, row.ends_on = today() - timedelta(days=3), today()

    assert site.test_client().get(after(site, a_session, begin)).status_code == 200


def test_an_archived_programme_leads_to_others(site: Flask) -> None:
    address = after(site, a_programme, status(ProgrammeStatus.ARCHIVED))
    answer = site.test_client().get(address)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 410
    assert "Des formations proches" in text
    assert "/fr/programmes/" in text
    assert head_of(site.test_client(), address, 410).meta("robots") == "noindex"


def test_an_archived_programme_that_never_was_public_is_not_known(site: Flask) -> None:
    def never(row: Programme) -> None:
        row.status, row.published_at = ProgrammeStatus.ARCHIVED, None

    assert site.test_client().get(after(site, a_programme, never)).status_code == 404


@pytest.mark.parametrize("over", [PledgeStatus.WITHDRAWN, PledgeStatus.EXPIRED])
def test_a_pledge_that_is_taken_back_says_so(site: Flask, over: PledgeStatus) -> None:
    address = after(site, a_pledge, status(over))
    answer = site.test_client().get(address)
    assert answer.status_code == 410
    assert "ne tient plus" in answer.get_data(as_text=True)
    assert head_of(site.test_client(), address, 410).meta("robots") == "noindex"


def test_a_pledge_taken_back_before_it_was_public_is_not_known(site: Flask) -> None:
    def never(row: Pledge) -> None:
        row.status, row.published_at = PledgeStatus.WITHDRAWN, None

    assert site.test_client().get(after(site, a_pledge, never)).status_code == 404


@pytest.mark.parametrize("find", [a_session, a_programme, a_pledge])
def test_nothing_of_a_suspended_organisation_is_told_apart(
    site: Flask, find: Callable[[], Any]
) -> None:
    def suspend(_row: Any) -> None:
        for each in db.session.scalars(select(Organisation)):
            each.status = OrganisationStatus.SUSPENDED

    assert site.test_client().get(after(site, find, suspend)).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_what_is_over_are_in_every_language(site: Flask, language: str) -> None:
    for find, change in (
        (a_session, status(SessionStatus.CANCELLED)),
        (a_pledge, status(PledgeStatus.WITHDRAWN)),
        (a_programme, status(ProgrammeStatus.ARCHIVED)),
    ):
        text = site.test_client().get(after(site, find, change, language)).get_data(as_text=True)
        heading = text.partition("<h1>")[2].partition("</h1>")[0]
        assert heading
        assert any("\u0600" <= letter <= "\u06ff" for letter in heading) is (language == "ar")
        assert ("plus" in heading or "annulée" in heading) is (language == "fr")
