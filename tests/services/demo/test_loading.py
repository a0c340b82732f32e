"""The demonstration: enough of everything, the same each time, believable."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from time import perf_counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session as Database

from skills4all.extensions import db
from skills4all.matching.vocabulary import CEFR
from skills4all.models import (
    Account,
    Base,
    Cohort,
    Enrolment,
    Learner,
    LearnerBackground,
    LoginIdentifier,
    Membership,
    Opening,
    OpeningSkill,
    Organisation,
    OrganisationStatus,
    Pledge,
    Programme,
    ProgrammeRelation,
    ProgrammeSkill,
    Session,
)
from skills4all.services import reference_loading
from skills4all.services.demo import content
from skills4all.services.demo.programmes import at_home
from skills4all.services.demo.purging import purge
from skills4all.services.knowledge import vocabulary
from tests.platform.applications import AppOn
from tests.services.demo.conftest import TODAY, load

REGIONS = 12
MOST_PRICE = 25_000_00


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without keys and moments that differ between two databases."""
    found = {}
    for table in Base.metadata.sorted_tables:
        columns = [
            column
            for column in table.columns
            if column.name not in ("id", "created_at", "updated_at", "at")
            and not column.foreign_keys
            and column.name not in ("fs_uniquifier", "joined_at", "recorded_at", "password_set_at")
            and not (column.name == "public_id" and table.name in ("accounts", "audit_events"))
        ]
        rows = database.execute(select(*columns)) if columns else ()
        found[table.name] = sorted(tuple(map(str, row)) for row in rows)
    return found


def test_there_is_enough_of_everything(demo: Database) -> None:
    def count(model: type[Base]) -> int:
        return demo.scalar(select(func.count()).select_from(model)) or 0

    assert count(Organisation) >= 25
    assert count(Programme) >= 120
    assert count(Session) >= 250
    assert count(Opening) >= 200
    assert count(Learner) >= 300
    assert count(Pledge) >= 12
    assert count(Cohort) == 3
    assert count(Account) == 6


def test_loading_takes_seconds_and_again_changes_nothing(database: Database) -> None:
    started = perf_counter()
    first = load(database)
    assert perf_counter() - started < 30
    before = contents(database)
    again = load(database)
    assert first.added > 1000
    assert (again.added, again.moved) == (0, 0)
    assert contents(database) == before


def test_two_databases_get_the_same(demo: Database, app_on: AppOn) -> None:
    before = contents(demo)
    other = app_on()
    with other.app_context():
        second = db.session()
        reference_loading.load(second)
        load(second)
        assert contents(second) == before


def test_what_was_removed_comes_back_alone(demo: Database) -> None:
    demo.delete(demo.scalars(select(Opening)).first())
    demo.commit()
    assert load(demo).added == 1


def test_all_but_two_organisations_are_verified(demo: Database) -> None:
    statuses = Counter(demo.scalars(select(Organisation.status)))
    assert statuses[OrganisationStatus.PENDING] == 2
    assert set(statuses) == {OrganisationStatus.PENDING, OrganisationStatus.VERIFIED}


def test_openings_over_all_regions_dense_around_fes(demo: Database) -> None:
    places = vocabulary().places
    regions = Counter(places[place].parent for place in demo.scalars(select(Opening.place_id)))
    assert len(regions) == REGIONS
    assert regions["fes-meknes"] > regions.total() / 2


def test_openings_are_written_in_three_languages_and_read(demo: Database) -> None:
    openings = demo.scalars(select(Opening)).all()
    languages = Counter(opening.content_language for opening in openings)
    assert 0.10 < languages["ar"] / len(openings) < 0.20
    assert 0.10 < languages["en"] / len(openings) < 0.20
    assert all(opening.occupation_id for opening in openings)
    assert all(40 <= len(opening.description.split()) <= 150 for opening in openings)
    asked = Counter(demo.scalars(select(OpeningSkill.opening_id)))
    assert min(asked[opening.id] for opening in openings) >= 2
    assert sum(asked.values()) / len(openings) > 6
    assert set(demo.scalars(select(OpeningSkill.origin))) == {"read"}


def test_job_sheets_are_about_the_occupation_they_name(demo: Database) -> None:
    titles = dict(demo.execute(select(Opening.title, Opening.occupation_id)).all())
    assert titles["Développeur Java"] == "java-developer"
    assert titles["Analyste SOC"] == "soc-analyst"
    assert titles["محللة بيانات"] == "data-analyst"
    assert titles["Clinical data manager"] == "clinical-data-manager"


def test_sessions_are_one_to_nine_months_ahead(demo: Database) -> None:
    sessions = demo.scalars(select(Session)).all()
    assert all(TODAY + timedelta(days=28) <= run.starts_on for run in sessions)
    assert all(run.starts_on <= TODAY + timedelta(days=275) for run in sessions)
    assert all(TODAY <= run.enrol_by <= run.starts_on for run in sessions if run.enrol_by)
    assert all(run.starts_on.weekday() == 0 and run.slots for run in sessions)
    months = Counter(run.starts_on.month for run in sessions)
    assert len(months) >= 8
    weekly = {run.hours_per_week for run in sessions}
    assert min(weekly) <= 4
    assert max(weekly) >= 25


def test_a_session_lasts_as_long_as_its_programme(demo: Database) -> None:
    for run in demo.scalars(select(Session)):
        weeks = (run.ends_on - run.starts_on).days // 7 + 1
        assert weeks * run.hours_per_week >= run.programme.hours > (weeks - 1) * run.hours_per_week


def test_prices_and_funding(demo: Database) -> None:
    programmes = demo.scalars(select(Programme)).all()
    assert all(0 <= programme.price <= MOST_PRICE for programme in programmes)
    assert {programme.funding.value for programme in programmes} == {
        "paid", "partly_funded", "funded", "free",
    }  # fmt: skip
    free = [each for each in programmes if each.funding.value in ("free", "funded")]
    assert all((each.price == 0) == (each in free) for each in programmes)


def test_seats_taken_are_the_confirmed_enrolments(demo: Database) -> None:
    taken = Counter(demo.scalars(select(Enrolment.session_id)))
    assert sum(taken.values()) >= 100
    for run in demo.scalars(select(Session)):
        assert run.seats_taken == taken[run.id] < run.seats


def essential_rows() -> list[tuple[str, str, int]]:
    skills = vocabulary().skills
    return [
        (role.id, row.skill, row.level)
        for role in vocabulary().occupations.values()
        for row in role.requirements
        if row.relation == "essential" and skills[row.skill].kind != "transversal"
    ]


def taught_levels(database: Database, *conditions: object) -> dict[str, int]:
    statement = (
        select(ProgrammeSkill.skill_id, func.max(ProgrammeSkill.level))
        .join(Programme, Programme.id == ProgrammeSkill.programme_id)
        .join(Session, Session.programme_id == Programme.id)
        .where(ProgrammeSkill.relation == ProgrammeRelation.TAUGHT, *conditions)  # type: ignore[arg-type]
        .group_by(ProgrammeSkill.skill_id)
    )
    return dict(database.execute(statement).all())


def test_programmes_cover_what_the_occupations_need(demo: Database) -> None:
    levels = taught_levels(demo, Session.starts_on > TODAY)
    rows = essential_rows()
    taught = [row for row in rows if row[1] in levels]
    enough = [row for row in taught if levels[row[1]] >= row[2]]
    assert len(rows) > 500
    assert len(taught) / len(rows) >= 0.97, sorted({row[1] for row in rows} - set(levels))
    assert len(enough) / len(rows) >= 0.93


def test_around_fes_and_online_most_is_taught(demo: Database) -> None:
    home = [place for place in vocabulary().places if at_home(place)]
    rows = essential_rows()
    near = taught_levels(demo, Session.place_id.in_(home))
    online = taught_levels(demo, Session.place_id.is_(None))
    assert sum(row[1] in near for row in rows) / len(rows) >= 0.80
    assert sum(row[1] in online for row in rows) / len(rows) >= 0.70


def test_what_is_wanted_at_the_start_is_taught_somewhere(demo: Database) -> None:
    """Prerequisites form chains: bases, then practice, then more; none hangs in the air."""
    levels = taught_levels(demo)
    courses = content.courses()
    for course in courses:
        for skill, level in course["requires"].items():
            assert levels[skill] >= level, (course["id"], skill)
    by_id = {course["id"]: course for course in courses}
    chain = ("prog-bases", "python-1", "data-python", "ml")
    for before, after in pairwise(chain):
        assert by_id[before]["teaches"].keys() & by_id[after]["requires"].keys()


def test_content_names_known_concepts_only() -> None:
    known = vocabulary()
    for course in content.courses():
        assert {*course["teaches"], *course["requires"]} <= known.skills.keys(), course["id"]
        assert course["occupation"] in {"", *known.occupations}, course["id"]
        assert course["entry_level"] in known.levels, course["id"]
        for skill, level in course["teaches"].items():
            human = known.skills[skill].kind == "language"
            assert 1 <= level <= (max(CEFR.values()) if human else 4), (course["id"], skill)
    for entry in content.organisations():
        assert entry["place"] in known.places


def test_learners_are_pseudonymous_and_cannot_be_entered(demo: Database) -> None:
    learners = demo.scalars(select(Learner).where(Learner.account_id.is_(None))).all()
    assert len(learners) == 300
    assert all(each.display_name is None and each.about is None for each in learners)
    assert all(" " in (each.resume_code_hash or "") for each in learners), "no hash has a space"
    studies = Counter(demo.scalars(select(LearnerBackground.field_id)))
    assert len(studies) >= 20


def test_one_account_per_role(demo: Database) -> None:
    accounts = demo.scalars(select(Account)).all()
    roles = sorted(role.name for account in accounts for role in account.roles)
    assert roles == ["centre", "employer", "institution", "learner", "moderator", "operator"]
    assert all((account.email or "").endswith("@demo.skills4all.example") for account in accounts)
    assert all(account.confirmed_at and account.is_demo for account in accounts)
    identifiers = set(demo.scalars(select(LoginIdentifier.value)))
    assert identifiers == {account.email for account in accounts}
    assert len(demo.scalars(select(Membership)).all()) == 3


def test_pledged_jobs_start_after_the_session_they_wait_for(demo: Database) -> None:
    cohorts = {cohort.id: cohort for cohort in demo.scalars(select(Cohort))}
    for pledge in demo.scalars(select(Pledge)):
        session_id = pledge.session_id or cohorts[pledge.cohort_id or 0].session_id
        session = demo.get(Session, session_id)
        assert session is not None
        assert pledge.starts_on > session.ends_on
        taught = {
            row.skill_id
            for row in session.programme.skills
            if row.relation is ProgrammeRelation.TAUGHT
        }
        assert taught & {row.skill_id for row in pledge.skills}


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2027, 7, 31), date(2028, 2, 29)])
def test_it_loads_on_any_day(database: Database, day: date) -> None:
    assert load(database, day).sessions >= 250
    assert min(database.scalars(select(Session.starts_on))) > day


def test_it_loads_moves_and_purges_on_postgresql(app_on: AppOn) -> None:
    app = app_on("postgresql")
    with app.app_context():
        database = db.session()
        reference_loading.load(database)
        assert load(database).openings >= 200
        assert load(database, TODAY + timedelta(days=400)).moved > 200
        assert purge(database)["sessions"] >= 250
        database.commit()
