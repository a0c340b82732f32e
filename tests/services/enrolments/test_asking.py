"""Asking for a place: a seat at once, the list, or a clear no; giving it up again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from skills4all.errors import Conflict, Invalid, NotAllowed, NotFound
from skills4all.models import Enrolment, ProgrammeStatus, SessionStatus
from skills4all.queries import enrolments as rows
from skills4all.services.answers import Answers
from skills4all.services.enrolments import ask_for_place as asking
from skills4all.services.enrolments.leave import leave
from skills4all.services.learners import starting
from skills4all.services.privacy import erasure
from tests.services.enrolments.conftest import NOW, School
from tests.services.market import TODAY


def test_a_seat_at_once_then_the_list_in_order(school: School) -> None:
    people = [school.learner(name) for name in ("a", "b", "c", "d")]
    asked = [school.ask(person) for person in people]
    assert [each.status.value for each in asked] == [*["confirmed"] * 2, *["waiting"] * 2]
    assert [each.position for each in asked] == [None, None, 1, 2]
    assert [rows.rank(school.market.database, each) for each in asked[2:]] == [1, 2]
    assert school.seats() == (2, "full")
    assert school.session.demo_touched
    assert school.letters(people[0]) == ["enrolment_confirmed"]
    assert school.letters(people[3]) == ["enrolment_waiting"]


def test_a_learner_who_takes_a_seat_disturbs_no_editor(school: School) -> None:
    seen = school.session.revision
    school.ask(school.learner("a"))
    school.market.database.refresh(school.session)
    assert school.session.revision == seen


def test_the_name_is_kept_for_the_certificate_and_the_message_for_the_centre(
    school: School,
) -> None:
    learner = school.learner("a")
    enrolment = school.ask(learner, name=" Salma Idrissi ", message=" Bonjour ")
    assert (learner.display_name, enrolment.message) == ("Salma Idrissi", "Bonjour")


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"message": "x" * 2_001}, "message"),
        ({"message": "\x00"}, "message"),
    ],
)
def test_what_cannot_be_read_is_refused(school: School, wish: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        school.ask(school.learner("a"), **wish)
    assert refusal.value.problems[0].field == field
    assert school.seats() == (0, "published")


def test_once_per_session(school: School) -> None:
    learner = school.learner("a")
    school.ask(learner)
    with pytest.raises(Conflict, match="already_enrolled"):
        school.ask(learner)
    assert school.seats() == (1, "published")


def test_asking_again_after_cancelling_uses_the_row_again(school: School) -> None:
    learner = school.learner("a")
    first = school.ask(learner, message="un")
    leave(school.market.database, learner, first.public_id, TODAY, NOW)
    assert school.seats() == (0, "published")
    second = school.ask(learner, message="", now=NOW + timedelta(minutes=1))
    assert second.id == first.id
    assert (second.status.value, second.message) == ("confirmed", None)
    assert school.letters(learner) == [
        "enrolment_confirmed",
        "enrolment_cancelled",
        "enrolment_confirmed",
    ]


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": SessionStatus.CLOSED}, "enrolment_closed"),
        ({"status": SessionStatus.CANCELLED}, "session_over"),
        ({"status": SessionStatus.FINISHED}, "session_over"),
        ({"enrol_by": TODAY - DAY}, "enrolment_closed"),
        ({"enrol_from": TODAY + DAY}, "enrolment_not_open"),
        ({"starts_on": TODAY - DAY}, "enrolment_closed"),
    ],
)
def test_a_session_that_takes_no_requests(
    school: School, change: dict[str, Any], code: str
) -> None:
    for name, value in change.items():
        setattr(school.session, name, value)
    school.market.database.commit()
    with pytest.raises(Conflict, match=code):
        school.ask(school.learner("a"))


def test_the_last_day_counts(school: School) -> None:
    school.session.enrol_by = TODAY
    school.market.database.commit()
    assert school.ask(school.learner("a")).status.value == "confirmed"


def test_what_is_not_public_does_not_exist(school: School) -> None:
    school.programme.status = ProgrammeStatus.PENDING
    school.market.database.commit()
    with pytest.raises(NotFound):
        school.ask(school.learner("a"))


def test_a_profile_without_account_cannot_enrol(school: School) -> None:
    learner, _ = starting.without_account(
        school.market.database, Answers(), language="fr", secret="s"
    )
    with pytest.raises(NotAllowed):
        school.ask(learner)


def test_nobody_empties_the_catalogue(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_UNDER_WAY", 2)
    learner = school.learner("a")
    school.ask(learner)
    school.ask(learner, school.another())
    with pytest.raises(Conflict, match="too_many"):
        school.ask(learner, school.another())


def test_only_ones_own_can_be_given_up(school: School) -> None:
    enrolment = school.ask(school.learner("a"))
    with pytest.raises(NotFound):
        leave(school.market.database, school.learner("b"), enrolment.public_id, TODAY, NOW)
    with pytest.raises(Conflict):
        leave(
            school.market.database,
            enrolment.learner,  # type: ignore[arg-type]
            enrolment.public_id,
            school.session.ends_on + DAY,
            NOW,
        )


def test_an_erased_learner_leaves_the_count_and_frees_the_seat(school: School) -> None:
    database = school.market.database
    first, second, third = (school.learner(name) for name in ("a", "b", "c"))
    for person in (first, second, third):
        school.ask(person)
    database.commit()
    assert first.account is not None
    erasure.erase_account(database, first.account)
    database.commit()
    kept = database.scalars(select(Enrolment).order_by(Enrolment.id)).all()
    assert [(row.learner_id, row.status.value) for row in kept] == [
        (None, "cancelled"),
        (second.id, "confirmed"),
        (third.id, "waiting"),
    ]
    assert kept[2].offer_expires_at is not None
    assert school.seats() == (2, "full")
    assert school.letters(third) == ["enrolment_waiting", "enrolment_offered"]


def test_who_attended_and_is_erased_stays_in_the_count(school: School) -> None:
    database = school.market.database
    learner = school.learner("a")
    enrolment = school.ask(learner)
    enrolment.status = type(enrolment.status).ATTENDED
    database.commit()
    assert learner.account is not None
    erasure.erase_account(database, learner.account)
    database.commit()
    assert database.scalars(select(Enrolment)).one().status.value == "attended"
    assert school.seats() == (1, "published")
