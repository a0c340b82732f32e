"""What a centre does with who enrolled: refuse, attended, certify, and take it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from skills4all.errors import Conflict, Invalid, NotAllowed, NotFound
from skills4all.models import (
    AuditEvent,
    Enrolment,
    EvidenceSource,
    Learner,
    LearnerSkill,
    OrganisationStatus,
)
from skills4all.queries import enrolments as rows
from skills4all.queries import learners as profiles
from skills4all.services.enrolments import attendance, certificate_code
from skills4all.services.enrolments.certify import certify, certify_all
from skills4all.services.enrolments.refuse import refuse
from skills4all.services.enrolments.withdraw_certificate import withdraw_certificate
from tests.services.enrolments.conftest import NOW, School
from tests.services.market import TODAY

REASON = "Le français demandé n’est pas atteint."


@pytest.fixture
def enrolment(school: School) -> Enrolment:
    return school.ask(school.learner("a"))


def certified(school: School, enrolment: Enrolment, **more: Any) -> Enrolment:
    day = enrolment.session.starts_on
    attendance.attended(school.market.database, school.owner, enrolment.public_id, day, NOW)
    return certify(
        school.market.database,
        school.owner,
        enrolment.public_id,
        day,
        more.pop("now", NOW),
    )


def skills(school: School, learner: Learner | None) -> dict[str, int | None]:
    """Certified skills of the profile."""
    assert learner is not None
    return {
        row.skill_id: row.level
        for row in profiles.evidence_of(school.market.database, learner)
        if row.source is EvidenceSource.CERTIFIED
    }


def test_a_refusal_has_a_reason_and_frees_the_seat(school: School) -> None:
    first, second, third = (school.ask(school.learner(name)) for name in ("a", "b", "c"))
    with pytest.raises(Invalid):
        refuse(school.market.database, school.owner, first.public_id, " \n", NOW)
    refuse(school.market.database, school.owner, first.public_id, REASON, NOW)
    assert (first.status.value, first.reason, first.decided_by_id) == (
        "refused",
        REASON,
        school.owner.id,
    )
    assert second.status.value == "confirmed"
    assert third.offer_expires_at is not None
    assert school.letters(first.learner)[-1] == "enrolment_refused"
    acts = school.market.database.scalars(
        select(AuditEvent).where(AuditEvent.action == "enrolment.refused")
    ).all()
    assert [(act.object_id, act.reason, act.details) for act in acts] == [
        (first.public_id, None, {})
    ]
    with pytest.raises(Conflict, match="enrolment_refused"):
        school.ask(first.learner)  # type: ignore[arg-type]


def test_attended_from_the_first_day_and_back(school: School, enrolment: Enrolment) -> None:
    database, day = school.market.database, school.session.starts_on
    with pytest.raises(Conflict, match="session_not_started"):
        attendance.attended(database, school.owner, enrolment.public_id, day - timedelta(days=1))
    attendance.attended(database, school.owner, enrolment.public_id, day)
    with pytest.raises(Conflict, match="already_decided"):
        attendance.attended(database, school.owner, enrolment.public_id, day)
    attendance.not_attended(database, school.owner, enrolment.public_id)
    assert enrolment.status.value == "confirmed"
    assert school.seats() == (1, "published")
    assert school.market.acts(enrolment.public_id) == [
        "enrolment.attended",
        "enrolment.not_attended",
    ]


def test_only_who_attended_is_certified(school: School, enrolment: Enrolment) -> None:
    day = school.session.starts_on
    with pytest.raises(Conflict, match="not_attended"):
        certify(school.market.database, school.owner, enrolment.public_id, day)


def test_everyone_at_once(school: School) -> None:
    database, session = school.market.database, school.session
    asked = [school.ask(school.learner(name)) for name in ("a", "b", "c")]
    owner, day = school.owner, session.starts_on
    assert attendance.all_attended(database, owner, session.public_id, day) == 2
    assert attendance.all_attended(database, owner, session.public_id, day) == 0
    assert certify_all(database, owner, session.public_id, day) == 2
    assert [each.status.value for each in asked] == ["certified", "certified", "waiting"]
    assert len({each.certificate_code for each in asked[:2]}) == 2


def test_a_certificate_says_it_all_and_credits_the_profile(
    school: School, enrolment: Enrolment
) -> None:
    certified(school, enrolment)
    learner = enrolment.learner
    said = enrolment.certificate
    assert said is not None
    assert (said["name"], said["programme"], said["centre"], said["hours"]) == (
        "Salma Idrissi",
        "Python et bases de données",
        "Centre Atlas",
        120,
    )
    assert said["skills"] == [{"id": "python", "level": 2}, {"id": "sql", "level": 2}]
    assert skills(school, learner) == {"python": 2, "sql": 2}
    row = school.market.database.scalars(
        select(LearnerSkill).where(LearnerSkill.skill_id == "python")
    ).one()
    assert (row.certified_by_id, row.enrolment_id, row.recorded_at, row.recorded_by_id) == (
        school.organisation.id,
        enrolment.id,
        NOW,
        school.owner.id,
    )
    assert school.letters(learner)[-1] == "certificate_issued"
    code = enrolment.certificate_code or ""
    assert rows.certificate(school.market.database, code) is enrolment
    # What changes later does not change what was certified.
    school.programme.title = "Autre chose"
    school.market.database.commit()
    school.market.database.refresh(enrolment)
    assert (enrolment.certificate or {})["programme"] == "Python et bases de données"


def test_a_certificate_taken_back_takes_its_skills_along(
    school: School, enrolment: Enrolment
) -> None:
    database = school.market.database
    code = certified(school, enrolment).certificate_code
    with pytest.raises(Invalid):
        withdraw_certificate(database, school.owner, enrolment.public_id, "", NOW)
    withdraw_certificate(database, school.owner, enrolment.public_id, "Erreur.", NOW)
    assert skills(school, enrolment.learner) == {}
    assert enrolment.status.value == "attended"
    assert enrolment.certificate_withdrawn_at == NOW
    assert school.letters(enrolment.learner)[-1] == "certificate_withdrawn"
    with pytest.raises(Conflict, match="not_certified"):
        withdraw_certificate(database, school.owner, enrolment.public_id, "Erreur.", NOW)
    later = NOW + timedelta(hours=1)
    certify(database, school.owner, enrolment.public_id, school.session.starts_on, later)
    assert (enrolment.certificate_code, enrolment.certificate_withdrawn_at) == (code, None)
    assert skills(school, enrolment.learner) == {"python": 2, "sql": 2}


def test_the_best_certificate_stands_and_the_other_comes_back(
    school: School, enrolment: Enrolment
) -> None:
    database, learner = school.market.database, enrolment.learner
    assert learner is not None
    other = school.ask(learner, school.another())
    certified(school, enrolment)
    for row in school.programme.skills:
        row.level = 3 if row.skill_id == "python" else 1
    certified(school, other, now=NOW + timedelta(hours=1))
    assert skills(school, learner) == {"python": 3, "sql": 2}
    withdraw_certificate(database, school.owner, other.public_id, "Erreur.", NOW)
    assert skills(school, learner) == {"python": 2, "sql": 2}
    withdraw_certificate(database, school.owner, enrolment.public_id, "Erreur.", NOW)
    assert skills(school, learner) == {}


def test_what_was_declared_is_never_touched(school: School, enrolment: Enrolment) -> None:
    learner = enrolment.learner
    assert learner is not None
    database = school.market.database
    database.add(
        LearnerSkill(learner_id=learner.id, skill_id="python", source=EvidenceSource.DECLARED)
    )
    certified(school, enrolment)
    withdraw_certificate(database, school.owner, enrolment.public_id, "Erreur.", NOW)
    kept = profiles.evidence_of(database, learner)
    assert [(row.skill_id, row.source.value) for row in kept] == [("python", "declared")]


Act = Callable[[School, Any, Enrolment], object]
ACTS: list[Act] = [
    lambda school, actor, row: refuse(school.market.database, actor, row.public_id, "x"),
    lambda school, actor, row: attendance.attended(
        school.market.database, actor, row.public_id, row.session.starts_on
    ),
    lambda school, actor, row: attendance.not_attended(
        school.market.database, actor, row.public_id
    ),
    lambda school, actor, row: attendance.all_attended(
        school.market.database, actor, row.session.public_id, row.session.starts_on
    ),
    lambda school, actor, row: certify(
        school.market.database, actor, row.public_id, row.session.starts_on
    ),
    lambda school, actor, row: certify_all(
        school.market.database, actor, row.session.public_id, row.session.starts_on
    ),
    lambda school, actor, row: withdraw_certificate(
        school.market.database, actor, row.public_id, "x"
    ),
]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_another_centre_and_a_suspended_one_do_nothing(
    school: School, enrolment: Enrolment, act: Act
) -> None:
    stranger = school.market.account("x@example.org")
    school.market.organisation(stranger, name="Centre Rif")
    with pytest.raises(NotFound):
        act(school, stranger, enrolment)
    with pytest.raises(NotFound):
        act(school, school.moderator, enrolment)
    school.organisation.status = OrganisationStatus.SUSPENDED
    school.market.database.commit()
    with pytest.raises(NotAllowed):
        act(school, school.owner, enrolment)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" xkpm-abcd efghwxyz ", "XKPM-ABCD-EFGH-WXYZ"),
        ("XKPMABCDEFGHWXYZ", "XKPM-ABCD-EFGH-WXYZ"),
        ("XKPM-ABCD-EFGH-WXYI", None),
        ("XKPM", None),
        ("", None),
        ("٧" * 16, None),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str, read: str | None) -> None:
    assert certificate_code.read(typed) == read
    made = certificate_code.new()
    assert certificate_code.read(made.lower().replace("-", " ")) == made


def test_today_is_what_the_certificate_says(school: School, enrolment: Enrolment) -> None:
    certified(school, enrolment)
    assert (enrolment.certificate or {})["issued_on"] == school.session.starts_on.isoformat()
    assert school.session.starts_on > TODAY
