"""The counts behind the pictures: only what is public or one's own, each thing once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from skills4all.extensions import db
from skills4all.models import (
    ApplicationStatus,
    Enrolment,
    EnrolmentStatus,
    Learner,
    OpeningStatus,
    OrganisationKind,
    utc_now,
)
from skills4all.queries import applications, by_place, catalogue, enrolments
from skills4all.queries.catalogue import Filters
from tests.services.market import OCCUPATION, TODAY, Market, add_applications, add_vocabulary


@pytest.fixture
def market(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Market]:
    with app_on(engine_name).app_context():
        add_vocabulary(db.session())
        yield Market(db.session())


def learner(market: Market, place: str | None = None) -> Learner:
    found = Learner(resume_code_hash=uuid4().hex, expires_at=utc_now(), place_id=place)
    market.database.add(found)
    market.database.flush()
    return found


def test_people_are_counted_where_they_live(market: Market) -> None:
    for place in ("fes", "fes", None):
        learner(market, place)
    assert by_place.learners(market.database) == {"fes": 2}


def test_only_open_openings_count_with_all_their_posts(market: Market) -> None:
    owner = market.account("e@example.org")
    employer = market.verified(owner, OrganisationKind.EMPLOYER)
    kept = market.published_opening(owner, employer, place="fes", positions=3, remote=True)
    over = market.published_opening(owner, employer, place="fes", title="Une autre offre")
    over.status = OpeningStatus.CLOSED
    market.opening(owner, employer, place="fes", title="Un brouillon")
    market.database.flush()
    database = market.database
    assert by_place.openings(database, TODAY, Filters()) == {"fes": 1}
    assert by_place.openings(database, TODAY, Filters(contract="freelance")) == {}
    assert by_place.positions(database, TODAY) == {"fes": 3}
    assert by_place.positions(database, (kept.expires_on or TODAY) + timedelta(days=1)) == {}


def test_pay_is_read_only_from_open_openings_that_tell_it(market: Market) -> None:
    owner = market.account("e@example.org")
    employer = market.verified(owner, OrganisationKind.EMPLOYER)
    told = market.published_opening(owner, employer)
    told.pay_min, told.pay_max = 600_000, None
    silent = market.published_opening(owner, employer, title="Une autre offre")
    silent.pay_min = silent.pay_max = None
    market.opening(owner, employer, title="Un brouillon")
    market.database.flush()
    assert catalogue.pays(market.database, TODAY, OCCUPATION) == [(600_000, None)]
    assert catalogue.pays(market.database, TODAY, "data-analyst") == []


def test_a_kept_seat_is_told_apart_from_waiting(market: Market) -> None:
    owner = market.account("c@example.org")
    session = market.session(owner, market.programme(owner, market.organisation(owner)))
    rows = (
        (EnrolmentStatus.WAITING, utc_now()),
        (EnrolmentStatus.WAITING, None),
        (EnrolmentStatus.WAITING, None),
        (EnrolmentStatus.CONFIRMED, None),
    )
    for place, (status, offer) in enumerate(rows, 1):
        row = Enrolment(session=session, status=status, offer_expires_at=offer, position=place)
        row.learner_id = learner(market).id
        market.database.add(row)
    market.database.flush()
    assert enrolments.waiting_lists(market.database, [session.id]) == {session.id: (1, 2)}
    assert enrolments.waiting_lists(market.database, []) == {}


def test_stages_of_an_employer_are_those_of_all_its_openings(market: Market) -> None:
    owner = market.account("e@example.org")
    mine, other = (
        market.organisation(owner, OrganisationKind.EMPLOYER, name=name) for name in "AB"
    )
    first, second = (market.opening(owner, mine, title=f"Développeur {each}") for each in (1, 2))
    stranger = market.opening(owner, other)
    sent = add_applications(market.database, first, {1: None, 2: None}, utc_now())
    sent += add_applications(
        market.database, second, {1: None}, utc_now(), ApplicationStatus.INTERVIEW
    )
    sent += add_applications(market.database, stranger, {1: None}, utc_now())
    for application in sent:
        application.profile = {"name": "Nadia"}
    gone = add_applications(market.database, first, {3: None}, utc_now())
    assert gone[0].profile is None
    market.database.flush()
    assert applications.stages_of_employer(market.database, mine.id) == {
        ApplicationStatus.RECEIVED: 2,
        ApplicationStatus.INTERVIEW: 1,
    }
