"""Programmes: one or several lines each, with dated sessions."""

from datetime import date, time

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Funding,
    Mode,
    OrganisationKind,
    Programme,
    ProgrammeRelation,
    ProgrammeStatus,
    Session,
)
from tests.services.importing.conftest import DATA, Import

HEAD = "id,organisation,titre,description,compétences,prérequis,niveau,heures,prix,financement,"
HEAD += "mode,langue,date de début,date de fin,inscription avant,places,horaires,lieu\n"
NAMES = HEAD.strip().split(",")
LEVELS = {"id": "P", "organisation": "Tilleul", "titre": "Python", "heures": "40"}


def row(**cells: str) -> str:
    filled = ({**LEVELS, **cells}.get(name, "") for name in NAMES)
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in filled) + "\n"


def dated(**cells: str) -> str:
    return row(**{"date de début": "2099-01-05", "lieu": "Fès", **cells})


def state(database: Database) -> list[object]:
    return [
        (
            each.public_id, each.revision, each.content_hash, each.status, each.updated_at,
            sorted((row.skill_id, row.relation, row.level) for row in each.skills),
            [
                (run.public_id, run.revision, run.starts_on, run.ends_on, run.seats,
                 [(slot.id, slot.weekday, slot.starts) for slot in run.slots])
                for run in each.sessions
            ],
        )
        for each in database.scalars(select(Programme).order_by(Programme.id))
    ]  # fmt: skip


def test_file_of_a_centre(programmes: Import, database: Database) -> None:
    outcome = programmes(DATA / "formations.csv")
    assert outcome.problems == ()
    assert (outcome.created, outcome.sessions_created, outcome.organisations) == (2, 3, 1)
    python, linux = database.scalars(select(Programme).order_by(Programme.id))
    taught = {r.skill_id: r.level for r in python.skills if r.relation is ProgrammeRelation.TAUGHT}
    assert taught == {"python": 3, "pandas": 2, "data-analysis": 2}
    required = [r.skill_id for r in python.skills if r.relation is ProgrammeRelation.REQUIRED]
    assert required == ["computer-programming"]
    assert (python.hours, python.price, python.funding) == (60, 350_000, Funding.PAID)
    assert (python.entry_level_id, python.mode) == ("licence", Mode.ONSITE)
    assert python.organisation.kind is OrganisationKind.CENTRE
    first, second = python.sessions
    assert (first.place_id, first.seats, first.hours_per_week) == ("fes", 16, 8.0)
    assert [(slot.weekday, slot.starts) for slot in first.slots] == [
        (1, time(18, 30)), (3, time(18, 30)), (5, time(9)),
    ]  # fmt: skip
    assert (second.place_id, second.hours_per_week) == ("meknes", 15.0)
    assert (linux.hours, linux.price, linux.funding) == (30, 0, Funding.FREE)
    assert linux.sessions[0].ends_on == date(2099, 3, 2), "eight weeks of four hours"
    assert {"linux", "shell-scripting"} <= {r.skill_id for r in linux.skills}


def test_twice_changes_nothing(programmes: Import, database: Database) -> None:
    for content in (DATA / "formations.csv", HEAD + row(id="", titre="SQL")):
        programmes(content)
    before = state(database)
    for content in (DATA / "formations.csv", HEAD + row(id="", titre="SQL")):
        again = programmes(content)
        assert (again.created, again.updated) == (0, 0)
        assert (again.sessions_created, again.sessions_updated) == (0, 0)
    assert state(database) == before


def test_changed_programme_and_session_are_updated(programmes: Import, database: Database) -> None:
    programmes(HEAD + dated(prix="1000", places="10"), publish=True)
    before = database.scalars(select(Session.public_id)).one()
    outcome = programmes(HEAD + dated(prix="1200", places="12") + dated(lieu="Taza"))
    assert (outcome.updated, outcome.sessions_created, outcome.sessions_updated) == (1, 1, 1)
    programme = database.scalars(select(Programme)).one()
    assert (programme.price, programme.status) == (120_000, ProgrammeStatus.PENDING)
    assert {run.public_id: run.seats for run in programme.sessions}[before] == 12


def test_seats_never_go_below_those_taken(programmes: Import, database: Database) -> None:
    programmes(HEAD + dated(places="10"))
    database.scalars(select(Session)).one().seats_taken = 8
    database.commit()
    programmes(HEAD + dated(places="5"))
    assert database.scalars(select(Session.seats)).one() == 8


def test_online_sessions_have_no_place(programmes: Import, database: Database) -> None:
    programmes(HEAD + dated(mode="عن بعد"))
    assert database.scalars(select(Session.place_id)).one() is None


def test_json_with_sessions_inside(programmes: Import, database: Database) -> None:
    outcome = programmes(
        '[{"titre": "SQL", "centre": "Tilleul", "heures": 30, "sessions": ['
        '{"début": "2099-01-05", "lieu": "Fès"}, {"start": "2099-02-02", "lieu": "Meknès"}]}]'
    )
    assert (outcome.problems, outcome.notes) == ((), ())
    assert (outcome.created, outcome.sessions_created) == (1, 2)


def test_pending_unless_published(programmes: Import, database: Database) -> None:
    programmes(HEAD + row())
    assert database.scalars(select(Programme.status)).one() is ProgrammeStatus.PENDING
    assert programmes(HEAD + row(), publish=True).updated == 1
    assert database.scalars(select(Programme.status)).one() is ProgrammeStatus.PUBLISHED


BAD: dict[str, tuple[dict[str, str], str]] = {
    "required": ({"heures": ""}, "heures"),
    "number": ({"places": "beaucoup"}, "places"),
    "money": ({"prix": "cher"}, "prix"),
    "unknown": ({"niveau": "bac moins un"}, "niveau"),
    "slots": ({"horaires": "le soir"}, "horaires"),
    "slots_meet": ({"horaires": "lun 9h-10h; lun 9h-11h"}, "horaires"),
    "date_order": ({"date de fin": "2099-01-04"}, "date de fin"),
    "past": ({"date de début": "2020-01-05"}, "date de début"),
    "session_start": ({"date de début": ""}, "date de début"),
    "no_skill": ({"titre": "Poterie", "description": "Tourner un vase."}, "description"),
}


@pytest.mark.parametrize("code", BAD)
def test_bad_line_is_told_and_good_lines_are_kept(
    programmes: Import, database: Database, code: str
) -> None:
    cells, column = BAD[code]
    cells = {"places": "9", **cells}
    outcome = programmes(HEAD + row(id="A") + dated(id="B", **cells) + row(id="C"))
    assert [(each.line, each.column, each.code) for each in outcome.problems] == [(3, column, code)]
    assert "%(" not in outcome.problems[0].cause() + outcome.problems[0].cure()
    assert sorted(database.scalars(select(Programme.external_id))) == ["A", "C"]
    assert database.scalar(select(func.count(Session.id))) == 0


def test_the_same_session_twice_in_a_file(programmes: Import) -> None:
    outcome = programmes(HEAD + dated() + dated())
    assert [(each.line, each.code) for each in outcome.problems] == [(3, "duplicate_line")]


def test_strict_stores_nothing(programmes: Import, database: Database) -> None:
    assert not programmes(HEAD + row() + row(id="B", prix="?"), strict=True).stored
    assert database.scalar(select(func.count(Programme.id))) == 0
