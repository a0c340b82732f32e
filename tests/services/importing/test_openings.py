"""Openings: real files stored once, bad lines reported with cause and cure."""

from datetime import date, timedelta
from time import perf_counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from skills4all.models import (
    AuditEvent,
    Contract,
    Opening,
    OpeningStatus,
    Organisation,
    OrganisationKind,
    OrganisationStatus,
    SkillOrigin,
)
from skills4all.services.importing.problems import SENTENCES, BadFile
from skills4all.services.openings.life import LISTED_FOR
from tests.services.importing.conftest import DATA, TODAY, Import

HEAD = "id;organisation;titre;description;lieu;contrat;salaire;salaire min;salaire max;postes;"
HEAD += "date de début;date limite;télétravail;langue;métier;compétences\n"
GOOD = "1;Tilleul;Testeur logiciel;Tests de régression et Jira;Fès;CDI;;;;;;;;;;\n"


def row(**cells: str) -> str:
    values = {"id": "9", "organisation": "Tilleul", "titre": "Testeur", "description": "Jira"}
    names = HEAD.strip().split(";")
    filled = ({**values, **cells}.get(name, "") for name in names)
    return ";".join(f'"{cell}"' if ";" in cell else cell for cell in filled) + "\n"


def stored(database: Session) -> list[tuple[object, ...]]:
    openings = database.scalars(select(Opening).order_by(Opening.id))
    return [
        (
            each.public_id, each.title, each.status, each.revision, each.content_hash,
            each.updated_at, tuple(sorted((row.skill_id, row.relation) for row in each.skills)),
        )
        for each in openings
    ]  # fmt: skip


def test_french_file_of_an_employer(openings: Import, database: Session) -> None:
    outcome = openings(DATA / "offres.csv", source="site")
    assert (outcome.created, outcome.problems, outcome.organisations) == (3, (), 2)
    assert [note.column for note in outcome.notes] == ["Secteur"]
    java, tester, nameless = database.scalars(select(Opening).order_by(Opening.id))
    assert (java.occupation_id, java.place_id, java.contract) == ("java-developer", "fes", "cdi")
    assert (java.pay_min, java.pay_max, java.positions) == (800_000, 1_200_000, 2)
    assert (java.deadline, java.remote, java.status) == (date(2099, 12, 31), False, "pending")
    relations = {each.skill_id: each.relation.value for each in java.skills}
    assert relations.items() >= {"java": "essential", "kafka": "optional"}.items()
    assert "english-language" not in relations
    assert {each.origin for each in java.skills} == {SkillOrigin.READ}
    assert tester.occupation_id == "software-tester"
    assert tester.contract is Contract.INTERNSHIP
    assert tester.remote
    assert "selenium" not in {each.skill_id for each in tester.skills}
    assert nameless.occupation_id == "system-administrator"


def test_english_file_with_tabs(openings: Import, database: Session) -> None:
    outcome = openings(DATA / "openings_en.tsv")
    assert (outcome.created, outcome.problems) == (2, ())
    first, second = database.scalars(select(Opening).order_by(Opening.id))
    assert (first.content_language, first.occupation_id) == ("en", "python-developer")
    assert (first.pay_min, first.pay_max, first.remote) == (900_000, 1_300_000, True)
    assert "french-language" not in {each.skill_id for each in first.skills}
    assert second.deadline == date(2099, 6, 30)


def test_arabic_json(openings: Import, database: Session) -> None:
    outcome = openings(DATA / "عروض.json")
    assert (outcome.created, outcome.problems, outcome.notes) == (2, (), ())
    first = database.scalars(select(Opening).order_by(Opening.id)).first()
    assert first is not None
    assert (first.content_language, first.occupation_id) == ("ar", "web-developer")
    assert (first.place_id, first.pay_min, first.remote) == ("fes", 800_000, True)
    assert first.deadline == date(2099, 12, 31)
    relations = {each.skill_id: each.relation.value for each in first.skills}
    assert relations.items() >= {"javascript": "essential", "react": "optional"}.items()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_same_file_in_each_encoding_is_the_same_openings(
    openings: Import, database: Session, encoding: str
) -> None:
    text = (DATA / "offres.csv").read_text("utf-8")
    openings(text)
    before = stored(database)
    again = openings(text.encode(encoding))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    assert stored(database) == before


def test_twice_changes_nothing(openings: Import, database: Session) -> None:
    files = (DATA / "offres.csv", DATA / "عروض.json", HEAD + row(id=""))
    for content in files:
        openings(content)
    before, events = stored(database), database.scalar(select(func.count(AuditEvent.id)))
    for content in files:
        again = openings(content)
        assert (again.created, again.updated) == (0, 0)
    assert stored(database) == before
    assert database.scalar(select(func.count(AuditEvent.id))) == events


def test_changed_row_with_the_same_id_is_updated(openings: Import, database: Session) -> None:
    openings(HEAD + row(id="7", description="Java et Git"), publish=True)
    before = database.scalars(select(Opening)).one()
    public_id = before.public_id
    outcome = openings(HEAD + row(id="7", description="Java et Docker", salaire="9000 DH"))
    assert (outcome.created, outcome.updated) == (0, 1)
    after = database.scalars(select(Opening)).one()
    assert (after.public_id, after.pay_min) == (public_id, 900_000)
    assert {each.skill_id for each in after.skills} == {"software-testing", "java", "docker"}
    assert after.status is OpeningStatus.PENDING, "what was approved is not what stands there now"


def test_other_source_or_no_id_is_another_opening(openings: Import, database: Session) -> None:
    openings(HEAD + row(id="7"), source="a")
    assert openings(HEAD + row(id="7"), source="b").created == 1
    assert openings(HEAD + row(id="")).created == 1
    assert openings(HEAD + row(id="", description="Jira et SQL")).created == 1


def test_publish(openings: Import, database: Session) -> None:
    openings(HEAD + row())
    assert database.scalars(select(Opening.status)).all() == [OpeningStatus.PENDING]
    assert openings(HEAD + row(), publish=True).updated == 1
    opening = database.scalars(select(Opening)).one()
    assert (opening.status, opening.expires_on) == (OpeningStatus.PUBLISHED, TODAY + LISTED_FOR)
    assert openings(HEAD + row(), publish=True).unchanged == 1
    assert openings(HEAD + row()).unchanged == 1
    assert database.scalars(select(Opening.status)).all() == [OpeningStatus.PUBLISHED]


def test_unknown_organisations_are_created_pending(openings: Import, database: Session) -> None:
    twice = row(organisation="Tilleul Numérique") + row(id="2", organisation="tilleul  NUMERIQUE")
    openings(HEAD + twice)
    made = database.scalars(select(Organisation)).one()
    assert (made.kind, made.status) == (OrganisationKind.EMPLOYER, OrganisationStatus.PENDING)


def test_organisation_given_for_the_file(openings: Import, database: Session) -> None:
    known = Organisation(
        kind=OrganisationKind.EMPLOYER,
        name="Grenadier",
        name_key="grenadier",
        status=OrganisationStatus.VERIFIED,
    )
    database.add(known)
    database.commit()
    assert openings(HEAD + row(organisation=""), organisation=known.public_id).created == 1
    assert (
        openings(HEAD + row(id="2", organisation=""), organisation="GRENADIER ").organisations == 0
    )
    assert database.scalars(select(Opening)).first().organisation_id == known.id  # type: ignore[union-attr]


def test_organisation_of_another_kind_is_refused(openings: Import, database: Session) -> None:
    database.add(
        Organisation(kind=OrganisationKind.CENTRE, name="Centre Tilleul", name_key="centre tilleul")
    )
    database.commit()
    outcome = openings(HEAD + row(organisation="Centre Tilleul"))
    assert [problem.code for problem in outcome.problems] == ["organisation_kind"]
    with pytest.raises(BadFile, match="organisation_unusable"):
        openings(HEAD + row(), organisation="Centre Tilleul")


BAD: dict[str, tuple[dict[str, str], str]] = {
    "required": ({"titre": ""}, "titre"),
    "too_long": ({"titre": "x" * 201}, "titre"),
    "unknown": ({"lieu": "Fess-sur-Lune"}, "lieu"),
    "money": ({"salaire": "bon salaire"}, "salaire"),
    "currency": ({"salaire": "2000 €"}, "salaire"),
    "range_order": ({"salaire min": "9000", "salaire max": "8000"}, "salaire max"),
    "date": ({"date de début": "bientôt"}, "date de début"),
    "past": ({"date limite": "01/01/2020"}, "date limite"),
    "yes_no": ({"télétravail": "parfois"}, "télétravail"),
    "number": ({"postes": "zéro"}, "postes"),
    "organisation_missing": ({"organisation": ""}, "organisation"),
}


@pytest.mark.parametrize("code", BAD)
def test_bad_line_is_told_and_good_lines_are_kept(
    openings: Import, database: Session, code: str
) -> None:
    cells, column = BAD[code]
    outcome = openings(HEAD + GOOD + row(**cells) + row(id="10"))
    assert [(each.line, each.column, each.code) for each in outcome.problems] == [(3, column, code)]
    problem = outcome.problems[0]
    assert "%(" not in problem.cause() + problem.cure()
    assert len(problem.cause()) > 10 < len(problem.cure())
    assert outcome.created == 2
    assert sorted(database.scalars(select(Opening.external_id))) == ["1", "10"]


def test_each_unknown_word_names_known_ones(openings: Import) -> None:
    outcome = openings(
        HEAD
        + row(lieu="Fes-Mekness", contrat="à vie", langue="klingon", métier="testeur logicie")
        + row(id="2", compétences="Python:9; Pyhton")
    )
    cures = {(each.line, each.column): each.cure() for each in outcome.problems}
    assert "Fès-Meknès" in cures[2, "lieu"]
    assert "stage" in cures[2, "contrat"]
    assert "français" in cures[2, "langue"]
    assert "testeur logiciel" in cures[2, "métier"]
    assert "python" in cures[3, "compétences"].lower()


def test_repeated_lines_in_one_file(openings: Import) -> None:
    outcome = openings(HEAD + row(id="1") + row(id="1", titre="Autre") + row(id="") + row(id=""))
    assert [(each.line, each.code) for each in outcome.problems] == [
        (3, "duplicate_id"),
        (5, "duplicate_line"),
    ]
    assert "2" in outcome.problems[0].cause()


def test_too_many_cells(openings: Import) -> None:
    outcome = openings("titre;description\nTesteur;Jira;SQL\nTesteur;Jira;;\n", organisation="T")
    assert [(each.line, each.code) for each in outcome.problems] == [(2, "too_many_cells")]
    assert outcome.created == 1


def test_strict_stores_nothing(openings: Import, database: Session) -> None:
    outcome = openings(HEAD + GOOD + row(salaire="?"), strict=True)
    assert not outcome.stored
    assert database.scalar(select(func.count(Opening.id))) == 0
    assert database.scalar(select(func.count(Organisation.id))) == 0
    assert openings(HEAD + GOOD, strict=True).created == 1


def test_skills_listed_by_the_employer_come_first(openings: Import, database: Session) -> None:
    openings(HEAD + row(description="Python souhaité et SQL", compétences="Python:3; تعلم الآلة"))
    rows = {each.skill_id: each for each in database.scalars(select(Opening)).one().skills}
    assert (rows["python"].origin, rows["python"].level) == (SkillOrigin.WRITTEN, 3)
    assert rows["machine-learning"].origin is SkillOrigin.WRITTEN
    assert rows["sql"].origin is SkillOrigin.READ


def test_hundreds_of_lines_take_seconds(openings: Import) -> None:
    started = perf_counter()
    text = HEAD + "".join(row(id=str(number)) for number in range(300))
    assert openings(text).created == 300
    assert perf_counter() - started < 30


def test_every_code_has_a_cause_and_a_cure() -> None:
    assert all(cause and cure for cause, cure in SENTENCES.values())
    assert timedelta(days=60) == LISTED_FOR
