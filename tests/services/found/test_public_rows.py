"""Rows told to machines and rows like what is over: only public ones, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from skills4all.extensions import db
from skills4all.models import OrganisationKind, OrganisationStatus, PledgeStatus, utc_now
from skills4all.models import Session as Run
from skills4all.queries import alike, newest, public_addresses
from skills4all.queries.newest import Told
from skills4all.queries.public_addresses import Address
from skills4all.services.openings.submit_pledge import submit_pledge
from skills4all.services.programmes.submit_programme import submit_programme
from tests.services.market import OCCUPATION, TODAY, Market, add_vocabulary


@pytest.fixture
def market(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Market]:
    with app_on(engine_name).app_context():
        add_vocabulary(db.session())
        yield Market(db.session())


def run(market: Market, owner_of: str, **values: object) -> Run:
    """A dated run of a published programme of a verified centre of its own."""
    owner = market.account(f"{owner_of}@example.org")
    centre = market.verified(owner, OrganisationKind.CENTRE, name=owner_of)
    programme = market.programme(owner, centre, title=f"Formation {owner_of}", **values)
    found = market.session(owner, programme)
    submit_programme(market.database, owner, programme.public_id, programme.revision)
    market.approve(market._moderator(), "programme", programme)
    market.database.refresh(found)
    return found


def test_similar_programmes_can_be_booked_and_are_public(market: Market) -> None:
    over = run(market, "Atlas")
    near = run(market, "Rif", taught={"python": 2, "sql": 1, "linux": 2})
    nearest = run(market, "Souss", occupation=OCCUPATION)
    run(market, "Zagora", taught={"linux": 2})
    hidden = run(market, "Draa")
    hidden.programme.organisation.status = OrganisationStatus.SUSPENDED
    over.programme.occupation_id = OCCUPATION
    market.database.flush()
    found = alike.programmes(market.database, over.programme, TODAY)
    assert [row.title for row in found] == [nearest.programme.title, near.programme.title]


def test_other_dates_are_those_one_can_book(market: Market) -> None:
    over = run(market, "Atlas")
    owner = market.account("second@example.org")
    assert owner
    programme, database = over.programme, market.database
    for days, taken in ((40, 0), (20, 0), (30, 15)):
        other = Run(
            programme=programme,
            starts_on=TODAY + timedelta(days=days),
            ends_on=TODAY + timedelta(days=days + 9),
            seats=15,
            seats_taken=taken,
            hours_per_week=4,
            status=over.status,
        )
        database.add(other)
    database.flush()
    found = alike.other_sessions(database, over, TODAY)
    assert [(row.starts_on - TODAY).days for row in found] == [20, 40]


def test_a_pledge_leads_to_pledges_and_openings_for_its_occupation(market: Market) -> None:
    owner = market.account("employer@example.org")
    employer = market.verified(owner, OrganisationKind.EMPLOYER, name="Octet")
    pledges = [market.pledge(owner, employer) for _ in range(2)]
    for each in pledges:
        submit_pledge(market.database, owner, each.public_id, each.revision, TODAY)
        market.approve(market._moderator(), "pledge", each)
    opening = market.published_opening(owner, employer)
    market.published_opening(owner, employer, title="Autre métier", occupation=None)
    over, other = pledges
    over.status = PledgeStatus.WITHDRAWN
    market.database.flush()
    assert alike.pledges(market.database, over, TODAY) == [other]
    assert alike.openings(market.database, over, TODAY) == [opening]
    assert alike.pledges(market.database, other, TODAY) == []


def test_the_newest_rows_come_first_and_invented_ones_can_be_left_out(market: Market) -> None:
    owner = market.account("employer@example.org")
    employer = market.verified(owner, OrganisationKind.EMPLOYER, name="Octet")
    old, new, invented = (
        market.published_opening(owner, employer, title=title) for title in ("Un", "Deux", "Trois")
    )
    old.published_at = utc_now() - timedelta(days=3)
    new.published_at = utc_now() - timedelta(days=2)
    invented.is_demo = True
    market.database.flush()
    database = market.database
    assert newest.newest_openings(database, TODAY, Told()) == [invented, new, old]
    assert newest.newest_openings(database, TODAY, Told(invented=False)) == [new, old]
    assert newest.newest_openings(database, TODAY, Told(places=("fes",))) == [invented, new, old]
    assert newest.newest_openings(database, TODAY, Told(places=("morocco",))) == []
    assert newest.newest_openings(database, TODAY, Told(occupation="data-analyst")) == []
    first = run(market, "Atlas", occupation=OCCUPATION)
    second = run(market, "Rif")
    assert newest.newest_sessions(database, TODAY, Told()) == [second, first]
    assert newest.newest_sessions(database, TODAY, Told(occupation=OCCUPATION)) == [first]
    assert newest.newest_sessions(database, TODAY, Told(places=("fes",))) == [second, first]


def test_addresses_of_every_kind_are_counted_and_cut_alike(market: Market) -> None:
    for name in ("Atlas", "Rif", "Souss"):
        found = run(market, name)
        found.is_demo = found.programme.is_demo = found.programme.organisation.is_demo = (
            name == "Souss"
        )
    owner = market.account("employer@example.org")
    employer = market.verified(owner, OrganisationKind.EMPLOYER, name="Octet")
    market.published_opening(owner, employer)
    database = market.database
    expected = {"programmes": 3, "sessions": 3, "openings": 1, "pledges": 0, "organisations": 4}
    assert set(expected) == set(public_addresses.KINDS)

    def part(kind: str, first: int, most: int, *, invented: bool = True) -> list[Address]:
        return public_addresses.part(
            database, kind, TODAY, invented=invented, first=first, most=most
        )

    for kind, total in expected.items():
        assert public_addresses.count(database, kind, TODAY, invented=True) == total
        whole = part(kind, 0, 9)
        assert len(whole) == total
        assert part(kind, 0, 2) + part(kind, 2, 2) == whole
        missing = 1 if kind in ("programmes", "sessions", "organisations") else 0
        assert len(part(kind, 0, 9, invented=False)) == total - missing
