"""Dates follow the calendar; what someone used stays; purging leaves nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session as Database

from config import Settings
from skills4all.commands.demo import demo_group
from skills4all.extensions import db
from skills4all.models import (
    Account,
    Base,
    Event,
    Learner,
    Opening,
    Organisation,
    OrganisationKind,
    Pledge,
    Programme,
    Session,
)
from skills4all.services.demo import accounts
from skills4all.services.demo.dates import OPENING_PUBLISHED, SESSION_STARTS
from skills4all.services.demo.moving import move
from skills4all.services.demo.purging import purge
from tests.platform.applications import AppOn
from tests.services.demo.conftest import TODAY, load
from tests.services.demo.test_loading import contents

LATER = TODAY + timedelta(days=400)
REFERENCE = {
    "concept_labels", "degree_levels", "field_levels", "field_skills", "field_untaught",
    "fields_of_study", "inference_reasons", "occupation_skills", "occupations",
    "place_neighbours", "places", "skill_near", "skills", "vocabulary_versions",
}  # fmt: skip


def test_a_year_later_everything_is_ahead_again(demo: Database) -> None:
    assert move(demo, LATER) > 200
    demo.commit()
    for run in demo.scalars(select(Session)):
        assert LATER + timedelta(days=28) <= run.starts_on <= LATER + timedelta(days=275)
        assert run.enrol_by is None or LATER < run.enrol_by <= run.starts_on
    for opening in demo.scalars(select(Opening).where(Opening.status == "published")):
        assert opening.expires_on is not None
        assert opening.expires_on > LATER
        assert opening.published_at is not None
        assert opening.published_at < datetime(LATER.year, LATER.month, LATER.day, 23, tzinfo=UTC)
        assert all(each is None or each > LATER for each in (opening.starts_on, opening.deadline))
    assert min(demo.scalars(select(Event.starts_at))).date() > LATER
    assert min(demo.scalars(select(Pledge.starts_on))) > LATER


def test_moved_is_as_if_loaded_today(demo: Database, app_on: AppOn) -> None:
    move(demo, LATER)
    demo.commit()
    names = (Session.public_id, Session.starts_on, Session.ends_on, Session.enrol_by)
    moved = demo.execute(select(*names).order_by(Session.public_id)).all()
    posted = (Opening.public_id, Opening.published_at, Opening.expires_on, Opening.starts_on)
    renewed = demo.execute(select(*posted).order_by(Opening.public_id)).all()
    other = app_on()
    with other.app_context():
        fresh = db.session()
        load(fresh, LATER)
        assert fresh.execute(select(*names).order_by(Session.public_id)).all() == moved
        assert fresh.execute(select(*posted).order_by(Opening.public_id)).all() == renewed


def test_what_someone_used_or_edited_is_not_moved(demo: Database) -> None:
    used, free = demo.scalars(select(Session).order_by(Session.starts_on).limit(2)).all()
    used.demo_touched = True
    opening = demo.scalars(select(Opening).where(Opening.status == "published")).first()
    assert opening is not None
    opening.title = "Titre changé"
    demo.commit()
    before = (used.starts_on, opening.expires_on, free.starts_on)
    move(demo, LATER)
    demo.commit()
    demo.expire_all()
    assert (used.starts_on, opening.expires_on) == before[:2]
    assert free.starts_on > before[2]


def test_moving_does_not_count_as_editing(demo: Database) -> None:
    move(demo, LATER)
    demo.commit()
    assert set(demo.scalars(select(Opening.revision))) == {1}
    assert set(demo.scalars(select(Pledge.revision))) == {1}
    assert move(demo, LATER + timedelta(days=400)) > 200


def test_cancelled_sessions_stay(demo: Database) -> None:
    demo.execute(update(Session).values(status="cancelled"))
    assert move(demo, LATER) == 0


@given(st.integers(0, 400), st.dates(date(2026, 1, 1), date(2036, 1, 1)), st.integers(0, 900))
def test_rounds_stay_in_their_window_and_keep_their_phase(
    phase: int, today: date, later: int
) -> None:
    for window in (SESSION_STARTS, OPENING_PUBLISHED):
        due = window.first(phase, today)
        assert window.least <= (due - today).days < window.least + window.days
        then = today + timedelta(days=later)
        assert due + window.shift(due, then) == window.first(phase, then)


def test_purge_leaves_nothing_but_the_reference(demo: Database) -> None:
    counts = purge(demo)
    demo.commit()
    assert counts["openings"] >= 200
    left = {
        table.name: demo.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
        if table.name not in REFERENCE
    }
    roles = left.pop("roles")
    assert {name: count for name, count in left.items() if count} == {}
    assert roles == 6, "roles are not demonstration rows"


def test_purge_spares_what_people_made(demo: Database) -> None:
    mine = Organisation(kind=OrganisationKind.CENTRE, name="Mon centre")
    programme = Programme(organisation=mine, title="Python", hours=10)
    learner = Learner(resume_code_hash="real", expires_at=datetime(2099, 1, 1, tzinfo=UTC))
    demo.add_all([mine, programme, learner])
    demo.commit()
    purge(demo)
    demo.commit()
    assert demo.scalars(select(Organisation.name)).all() == ["Mon centre"]
    assert demo.scalars(select(Programme.title)).all() == ["Python"]
    assert demo.scalars(select(Learner.resume_code_hash)).all() == ["real"]


def test_purged_and_loaded_again_is_the_same(demo: Database) -> None:
    before = contents(demo)
    purge(demo)
    demo.commit()
    load(demo)
    assert contents(demo) == before


def test_commands(app: Flask, database: Database) -> None:
    runner = app.test_cli_runner()
    loaded = runner.invoke(demo_group, ["load"])
    assert loaded.exit_code == 0, loaded.output
    assert "300 learners" in loaded.output
    told = runner.invoke(demo_group, ["accounts"]).output
    assert all(each.email in told for each in accounts.ACCOUNTS)
    assert accounts.PASSWORD in told
    assert runner.invoke(demo_group, ["purge"]).exit_code == 0


def test_in_production_there_is_no_way_in(app: Flask, database: Database) -> None:
    settings: Settings = app.config["S4A_SETTINGS"]
    app.config["S4A_SETTINGS"] = replace(settings, environment="production")
    runner = app.test_cli_runner()
    assert runner.invoke(demo_group, ["load"]).exit_code == 0
    assert database.scalar(select(func.count(Account.id))) == 0
    assert database.scalar(select(func.count(Opening.id))) > 0
    told = runner.invoke(demo_group, ["accounts"])
    assert told.exit_code == 1
    assert accounts.PASSWORD not in told.output
