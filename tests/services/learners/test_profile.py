"""A profile in rows says the same as the answers it came from, and remembers every no."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from skills4all.errors import Conflict, Invalid, NotFound
from skills4all.matching.documents import Source
from skills4all.models import EvidenceSource, Learner, LearnerSkill
from skills4all.queries.learners import backgrounds_of, profile_of
from skills4all.services import knowledge
from skills4all.services.answers import Answers, Possibilities
from skills4all.services.learners import keep_answers, overview, read_text, skills, studies
from skills4all.services.learners.answers_of import answers_of

FULL = Answers(
    field="smp",
    level="licence",
    place="fes",
    have={"python": 3, "sql": None},
    lack=("java",),
    possibilities=Possibilities(budget=5000, months=6, hours=8, km=30, modes=("online",)),
)


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"], indirect=True)
def test_answers_come_back_as_they_went_in(database: Session, learner: Learner) -> None:
    keep_answers.keep(database, learner, FULL)
    keep_answers.keep(database, learner, FULL)
    assert answers_of(database, learner) == FULL
    assert len(backgrounds_of(database, learner)) == 1


def test_the_matcher_sees_the_same_person(database: Session, learner: Learner) -> None:
    keep_answers.keep(database, learner, FULL)
    matcher = knowledge.matcher()
    stored = matcher.roles(matcher.standing(profile_of(database, learner)))
    asked = matcher.roles(matcher.standing(FULL.profile()))
    assert [(m.occupation.id, m.coverage.score) for m in stored] == [
        (m.occupation.id, m.coverage.score) for m in asked
    ]


def test_several_backgrounds_the_highest_obtained_speaks(
    database: Session, learner: Learner
) -> None:
    studies.add(database, learner, "smp", "licence", year="2021")
    studies.add(database, learner, "smc", "master", status="in_progress", year="2025")
    studies.add(database, learner, "svi", "bac2", status="abandoned")
    answers = answers_of(database, learner)
    assert (answers.field, answers.level) == ("smp", "licence")
    assert len(profile_of(database, learner).backgrounds) == 3


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        (("", "licence", "obtained", ""), "field", "required"),
        (("smp", "", "obtained", ""), "level", "required"),
        (("phisique matériaux", "licence", "obtained", ""), "field", "unknown"),
        (("smp", "licence", "obtained", "19x"), "year", "year"),
        (("smp", "licence", "obtained", "1066"), "year", "year"),
        (("smp", "licence", "finished", ""), "status", "unknown"),
    ],
)
def test_bad_studies_are_named(
    database: Session, learner: Learner, values: tuple[str, ...], field: str, code: str
) -> None:
    name, level, status, year = values
    with pytest.raises(Invalid) as refusal:
        studies.add(database, learner, name, level, status=status, year=year)
    assert [(each.field, each.code) for each in refusal.value.problems] == [(field, code)]
    if code == "unknown" and field == "field":
        assert refusal.value.problems[0].nearest
    assert list(backgrounds_of(database, learner)) == []


def test_ten_courses_are_enough(database: Session, learner: Learner) -> None:
    for _ in range(studies.MOST):
        studies.add(database, learner, "smp", "licence")
    with pytest.raises(Conflict):
        studies.add(database, learner, "smp", "licence")


def test_one_removes_only_ones_own(database: Session, learner: Learner) -> None:
    row = studies.add(database, learner, "smp", "licence")
    stranger = Learner(resume_code_hash="x", expires_at=learner.created_at)
    database.add(stranger)
    database.flush()
    with pytest.raises(NotFound):
        studies.remove(database, stranger, row.id)
    studies.remove(database, learner, row.id)
    assert list(backgrounds_of(database, learner)) == []


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"], indirect=True)
def test_a_removed_inference_never_returns(database: Session, learner: Learner) -> None:
    studies.add(database, learner, "smp", "licence")
    supposed = overview.skills_of(database, learner).supposed
    assert supposed
    no, yes = supposed[0].skill, supposed[1].skill
    skills.answer(database, learner, {no: ("no", ""), yes: ("yes", "3")})
    after = overview.skills_of(database, learner)
    assert {no, yes}.isdisjoint(item.skill for item in after.supposed)
    assert [item.skill for item in after.denied] == [no]
    assert [(item.skill, item.level, item.source) for item in after.had] == [
        (yes, 3, Source.DECLARED)
    ]
    studies.add(database, learner, "smp", "master")
    assert no not in {item.skill for item in overview.skills_of(database, learner).supposed}
    standing = knowledge.matcher().standing(profile_of(database, learner))
    assert no in standing.holdings.denied
    skills.forget(database, learner, no)
    assert no in {item.skill for item in overview.skills_of(database, learner).supposed}


@pytest.mark.parametrize("typed", ["python", "Python", "بايثون"])
def test_a_skill_is_added_in_any_language(database: Session, learner: Learner, typed: str) -> None:
    assert skills.add_named(database, learner, typed, "2") == "python"


def test_an_unknown_skill_gets_its_nearest(database: Session, learner: Learner) -> None:
    with pytest.raises(Invalid) as refusal:
        skills.add_named(database, learner, "postgrsqll")
    (problem,) = refusal.value.problems
    assert "postgresql" in problem.nearest


@pytest.mark.parametrize("level", ["0", "5", "x", "99999999"])
def test_a_level_that_does_not_exist(database: Session, learner: Learner, level: str) -> None:
    with pytest.raises(Invalid):
        skills.add_named(database, learner, "python", level)
    assert database.scalar(select(func.count(LearnerSkill.id))) == 0


def test_what_is_read_keeps_its_words_and_a_no_beats_it(
    database: Session, learner: Learner
) -> None:
    found = read_text.found_in(database, learner, "Trois ans de Python, mais pas de Java.")
    assert {(item.skill, item.denied) for item in found} >= {("python", False), ("java", True)}
    python = next(item for item in found if item.skill == "python")
    skills.keep_read(database, learner, [skills.Read("python", 2, python.words)])
    row = database.scalars(select(LearnerSkill)).one()
    assert (row.source, row.level) == (EvidenceSource.READ, 2)
    assert row.evidence
    assert "Python" in row.evidence
    skills.deny(database, learner, "python")
    assert answers_of(database, learner).have == {}


def test_a_certificate_is_never_touched(database: Session, learner: Learner) -> None:
    database.add(
        LearnerSkill(
            learner_id=learner.id, skill_id="python", source=EvidenceSource.CERTIFIED, level=3
        )
    )
    database.flush()
    skills.deny(database, learner, "python")
    assert answers_of(database, learner).have == {"python": 3}
    skills.forget(database, learner, "python")
    assert answers_of(database, learner).have == {"python": 3}
