"""An application with the shipped vocabulary and a little catalogue, to ask the interface."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session as Database

from skills4all.app import create_app
from skills4all.extensions import db
from skills4all.models import (
    Mode,
    Opening,
    OpeningSkill,
    OpeningStatus,
    Organisation,
    OrganisationKind,
    OrganisationStatus,
    Pledge,
    PledgeSkill,
    PledgeStatus,
    Programme,
    ProgrammeSkill,
    ProgrammeStatus,
    Session,
    SessionSlot,
    SessionStatus,
)
from skills4all.services import knowledge
from skills4all.services.calendar import today
from skills4all.services.reference_loading import load
from tests.platform.applications import DATABASE, AppOn, closed, copy_database, test_settings
from tests.platform.shared_folders import made_once

PUBLISHED = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
FIRST_WEEK, LAST_WEEK = timedelta(weeks=3), timedelta(weeks=11)

Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def catalogue_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the vocabulary, a centre and an employer for every role."""

    def make(folder: Path) -> None:
        copy_database(migrated_sqlite, folder / DATABASE)
        with closed(create_app(test_settings(folder))) as app:
            fill(app)

    return made_once(tmp_path_factory, "catalogue", make) / DATABASE


@pytest.fixture
def api_app(catalogue_sqlite: Path, app_with: AppOn) -> Flask:
    """An application on a copy of that catalogue; forms ask for their token, as in real life."""
    return app_with(catalogue_sqlite, S4A_SHOW_ERROR_PAGES=True)


@pytest.fixture
def api(api_app: Flask) -> FlaskClient:
    """A client of `api_app`."""
    return api_app.test_client()


@pytest.fixture
def ask(api: FlaskClient) -> Ask:
    """`ask(field="0533", limit=2)`: the answer to that question; it must be 200."""

    def post(**question: Any) -> Any:
        response = api.post("/api/v1/pathways", json=question)
        assert response.status_code == 200, response.get_data(as_text=True)
        return response.get_json()

    return post


def fill(app: Flask) -> None:
    """The vocabulary and the catalogue, in the empty database of `app`."""
    with app.app_context():
        load(db.session())
        _catalogue(db.session(), today())
        db.session.commit()
        db.session.remove()


def _catalogue(database: Database, now: date) -> None:
    centre = _organisation("Centre Bab Ftouh", OrganisationKind.CENTRE)
    employer = _organisation("Atlas Logiciels", OrganisationKind.EMPLOYER)
    database.add_all([centre, employer])
    for role in knowledge.vocabulary().occupations.values():
        heaviest = sorted(role.requirements, key=lambda row: (-row.weight, row.skill))[:4]
        database.add(_programme(role.id, centre, heaviest, now))
        database.add(_opening(role.id, employer, heaviest))
        database.add(_pledge(role.id, employer, heaviest, now))
    database.flush()


def _organisation(name: str, kind: OrganisationKind) -> Organisation:
    return Organisation(name=name, kind=kind, status=OrganisationStatus.VERIFIED, place_id="fes")


def _programme(role: str, centre: Organisation, wanted: Any, now: date) -> Programme:
    return Programme(
        organisation=centre,
        title=f"Formation {role}",
        mode=Mode.ONSITE,
        hours=96,
        price=600_000,
        status=ProgrammeStatus.PUBLISHED,
        occupation_id=role,
        skills=[ProgrammeSkill(skill_id=row.skill, level=row.level) for row in wanted],
        sessions=[
            Session(
                starts_on=now + FIRST_WEEK,
                ends_on=now + LAST_WEEK,
                seats=12,
                hours_per_week=12,
                place_id="fes",
                status=SessionStatus.PUBLISHED,
                slots=[SessionSlot(weekday=0, starts=time(18), ends=time(21))],
            )
        ],
    )


def _opening(role: str, employer: Organisation, wanted: Any) -> Opening:
    return Opening(
        organisation=employer,
        title=f"Offre {role}",
        occupation_id=role,
        place_id="fes",
        pay_min=700_000,
        status=OpeningStatus.PUBLISHED,
        published_at=PUBLISHED,
        skills=[OpeningSkill(skill_id=row.skill, level=row.level) for row in wanted],
    )


def _pledge(role: str, employer: Organisation, wanted: Any, now: date) -> Pledge:
    return Pledge(
        organisation=employer,
        occupation_id=role,
        positions=3,
        place_id="fes",
        starts_on=now + LAST_WEEK + timedelta(days=20),
        status=PledgeStatus.PUBLISHED,
        published_at=PUBLISHED,
        skills=[PledgeSkill(skill_id=row.skill, level=row.level) for row in wanted],
    )
