"""The pictures of the three workspaces say what the rows say, and never point at people."""

from __future__ import annotations

import re
from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from skills4all.models import (
    Application,
    ApplicationStatus,
    Learner,
    Organisation,
    OrganisationKind,
    Place,
    SessionStatus,
    utc_now,
)
from skills4all.models.place import PlaceKind
from skills4all.services import accounts
from skills4all.services.calendar import today
from tests.services.market import Market

OWNER = "o@example.org"


@pytest.fixture
def owned(visitor: Any, market: Market) -> Any:
    """`owned(kind)`: an organisation of the owner, who is signed in elsewhere."""
    visitor(OWNER)

    def make(kind: OrganisationKind) -> Organisation:
        owner = accounts.find(market.database, OWNER)
        assert owner is not None
        made = market.organisation(owner, kind)
        market.database.commit()
        return made

    return make


def add_learners(market: Market, place: str, count: int) -> None:
    if market.database.get(Place, place) is None:
        market.database.add(Place(id=place, kind=PlaceKind.PREFECTURE, latitude=34, longitude=-5))
        market.database.flush()
    market.database.add_all(
        Learner(resume_code_hash=uuid4().hex, expires_at=utc_now(), place_id=place)
        for _ in range(count)
    )
    market.database.commit()


def cells(page: str, name: str) -> list[str]:
    """The cells of the first table row with that heading."""
    row = re.search(rf'<th scope="row">{name}</th>(.*?)</tr>', page, re.DOTALL)
    assert row is not None
    return re.findall(r">([^<]+)</td>", row[1])


def test_an_institution_reads_no_count_below_ten(visitor: Any, market: Market, owned: Any) -> None:
    owned(OrganisationKind.INSTITUTION)
    add_learners(market, "fes", 23)
    add_learners(market, "meknes", 9)
    page = visitor.again(OWNER).get("/fr/institution/?by=province").text
    assert cells(page, "Fès-Meknès")[0] == "32"
    # Fès alone would tell of the nine of Meknès.
    assert cells(page, "Fès")[0] == cells(page, "Meknès")[0] == "moins de 10"
    assert cells(page, "Fès")[1:] == ["0", "trop peu", "0"]
    assert cells(page, "Fès-Meknès")[1:] == ["0", "0", "0"]


def test_the_map_of_each_measure_is_drawn(visitor: Any, owned: Any) -> None:
    owned(OrganisationKind.INSTITUTION)
    client = visitor.again(OWNER)
    shows = ("supply", "demand", "balance", "gaps", "nonsense")
    for show, (view, shapes) in product(shows, (("region", 12), ("province", 75))):
        page = client.get(f"/ar/institution/?show={show}&by={view}")
        assert page.status_code == 200
        assert page.text.count(f'class="map-{view}') == shapes
        drawing = re.search(r'<svg class="map".*?</figure>', page.text, re.DOTALL)
        assert drawing is not None
        assert len(drawing[0].encode()) < 25_000


def test_a_centre_sees_the_seats_of_sessions_to_come(
    visitor: Any, market: Market, owned: Any
) -> None:
    centre = owned(OrganisationKind.CENTRE)
    owner = accounts.find(market.database, OWNER)
    assert owner is not None
    session = market.session(owner, market.programme(owner, centre))
    session.status, session.seats, session.seats_taken = SessionStatus.PUBLISHED, 12, 5
    session.enrol_from = session.enrol_by = None
    session.starts_on = session.ends_on = today()
    market.database.commit()
    page = visitor.again(OWNER).get("/fr/centre/").text
    assert "5 places prises · 7 libres" in page
    session.status = SessionStatus.CANCELLED
    market.database.commit()
    assert "places prises" not in visitor.again(OWNER).get("/fr/centre/").text


def test_an_employer_sees_where_applications_stand(
    visitor: Any, market: Market, owned: Any
) -> None:
    employer = owned(OrganisationKind.EMPLOYER)
    owner = accounts.find(market.database, OWNER)
    assert owner is not None
    opening = market.opening(owner, employer)
    market.database.commit()
    client = visitor.again(OWNER)
    assert "pipeline" not in client.get("/fr/employer/").text
    for status in (ApplicationStatus.RECEIVED, ApplicationStatus.RECEIVED, ApplicationStatus.OFFER):
        someone = Learner(resume_code_hash=uuid4().hex, expires_at=utc_now())
        market.database.add(
            Application(learner=someone, opening=opening, status=status, profile={"name": "N"})
        )
    market.database.commit()
    for path in ("/fr/employer/", f"/fr/employer/openings/{opening.public_id}"):
        counts = re.findall(r'class="pipeline-count">(\d+)<', client.get(path).text)
        assert counts == ["2", "0", "0", "0", "1", "0", "0"], path
