"""What people of a province lack is counted over many, and never for fewer than ten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from skills4all.extensions import db
from skills4all.models import (
    EvidenceSource,
    GapCount,
    Learner,
    LearnerSkill,
    OrganisationStatus,
    ProgrammeStatus,
    SavedPathway,
    utc_now,
)
from skills4all.services import gaps_near
from tests.services.market import OCCUPATION, TODAY, Market, add_vocabulary


@pytest.fixture
def market(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Market]:
    with app_on(engine_name).app_context():
        add_vocabulary(db.session())
        yield Market(db.session())


def people(market: Market, count: int, **denied: bool) -> None:
    """Learners of Fès on the way to one occupation, who said that they lack Python and SQL."""
    for number in range(count):
        learner = Learner(
            resume_code_hash=f"{number} {denied}", expires_at=utc_now(), place_id="fes"
        )
        market.database.add(learner)
        market.database.flush()
        market.database.add(SavedPathway(learner_id=learner.id, occupation_id=OCCUPATION))
        for skill in ("python", "sql"):
            market.database.add(
                LearnerSkill(
                    learner_id=learner.id,
                    skill_id=skill,
                    source=EvidenceSource.DECLARED,
                    denied=True,
                )
            )
    market.database.commit()


def counted(market: Market) -> dict[str, int]:
    gaps_near.count(market.database, TODAY)
    return {
        row.skill_id: row.people for row in market.database.scalars(gaps_near.near("fes-meknes"))
    }


def test_ten_are_shown_and_nine_are_not(market: Market) -> None:
    people(market, 9)
    assert counted(market) == {}
    people(market, 1, more=True)
    assert counted(market).get("sql") == 10
    assert counted(market).get("sql") == 10, "counting again changes nothing"


def test_what_a_session_there_teaches_is_no_gap(market: Market) -> None:
    people(market, 12)
    owner = market.account("c@example.org")
    centre = market.organisation(owner)
    programme = market.programme(owner, centre, taught={"sql": 2}, required={})
    session = market.session(owner, programme)
    market.database.flush()
    assert "sql" in counted(market)
    centre.status, programme.status = OrganisationStatus.VERIFIED, ProgrammeStatus.PUBLISHED
    market.database.commit()
    assert "sql" not in counted(market)
    session.place_id = "fes-meknes"
    market.database.commit()
    assert "sql" in counted(market), "held elsewhere"
    session.place_id, session.seats_taken = "fes", session.seats
    market.database.commit()
    assert "sql" in counted(market), "no seat is left"
    session.seats_taken = 0
    session.enrol_by = TODAY - timedelta(days=1)
    market.database.commit()
    assert "sql" in counted(market), "too late to enrol"


def test_the_database_refuses_a_small_count(market: Market) -> None:
    market.database.add(GapCount(place_id="fes", skill_id="sql", people=9, counted_on=TODAY))
    with pytest.raises(IntegrityError):
        market.database.flush()
    market.database.rollback()
    assert market.database.scalars(select(GapCount)).all() == []
