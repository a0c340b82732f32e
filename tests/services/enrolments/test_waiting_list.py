"""A freed seat goes to the first who waits, who has until a deadline; then to the next."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from skills4all.errors import Conflict
from skills4all.models import Enrolment, Learner, SessionStatus
from skills4all.services.enrolments.accept_seat import accept_seat
from skills4all.services.enrolments.expire_offers import expire_offers
from skills4all.services.enrolments.finish_sessions import finish_sessions
from skills4all.services.enrolments.leave import leave
from skills4all.services.enrolments.serve_lists import serve_lists
from skills4all.services.programmes.close_session import cancel_session, close_session
from skills4all.services.programmes.edit_session import edit_session
from tests.services.enrolments.conftest import NOW, School
from tests.services.market import TODAY, session_draft

HOUR = timedelta(hours=1)
Asked = list[tuple[Learner, Enrolment]]


@pytest.fixture
def asked(school: School) -> Asked:
    """Two hold the two seats, two wait."""
    people = [school.learner(name) for name in ("a", "b", "c", "d")]
    found = [(person, school.ask(person)) for person in people]
    school.market.database.commit()
    return found


def give_up(school: School, asked: Asked, place: int, now: datetime = NOW) -> None:
    learner, enrolment = asked[place]
    leave(school.market.database, learner, enrolment.public_id, TODAY, now)


def states(school: School, asked: Asked) -> list[str]:
    school.market.database.expire_all()
    return [
        "offered" if row.offer_expires_at and row.status.value == "waiting" else row.status.value
        for _, row in asked
    ]


def test_the_first_who_waits_is_offered_the_seat_and_takes_it(school: School, asked: Asked) -> None:
    give_up(school, asked, 0)
    assert states(school, asked) == ["cancelled", "confirmed", "offered", "waiting"]
    assert school.seats() == (2, "full"), "a seat that is kept counts as taken"
    learner, enrolment = asked[2]
    assert enrolment.offer_expires_at == NOW + timedelta(hours=48)
    accept_seat(school.market.database, learner, enrolment.public_id, NOW + HOUR)
    assert states(school, asked) == ["cancelled", "confirmed", "confirmed", "waiting"]
    assert enrolment.position is None
    assert school.seats() == (2, "full")
    assert school.letters(learner) == [
        "enrolment_waiting",
        "enrolment_offered",
        "enrolment_confirmed",
    ]


def test_nobody_jumps_the_queue(school: School, asked: Asked) -> None:
    give_up(school, asked, 0)
    late = school.ask(school.learner("late"))
    assert (late.status.value, late.position) == ("waiting", 3)


def test_who_declines_leaves_it_to_the_next(school: School, asked: Asked) -> None:
    give_up(school, asked, 0)
    give_up(school, asked, 2)
    assert states(school, asked) == ["cancelled", "confirmed", "cancelled", "offered"]
    assert school.seats() == (2, "full")


def test_who_only_waited_frees_nothing(school: School, asked: Asked) -> None:
    give_up(school, asked, 2)
    assert states(school, asked) == ["confirmed", "confirmed", "cancelled", "waiting"]
    assert school.seats() == (2, "full")


def test_an_offer_nobody_takes_goes_on_once_however_often_it_is_run(
    school: School, asked: Asked
) -> None:
    database = school.market.database
    give_up(school, asked, 0)
    database.commit()
    later = NOW + timedelta(hours=48)
    assert expire_offers(database, later - HOUR) == 0
    with pytest.raises(Conflict, match="no_seat_kept"):
        accept_seat(database, asked[2][0], asked[2][1].public_id, later)
    database.rollback()
    assert expire_offers(database, later) == 1
    assert expire_offers(database, later) == 0
    assert states(school, asked) == ["cancelled", "confirmed", "cancelled", "offered"]
    assert school.letters(asked[2][0])[-1] == "enrolment_offer_over"
    assert asked[3][1].offer_expires_at == later + timedelta(hours=48)
    assert expire_offers(database, later + timedelta(hours=48)) == 1
    assert school.seats() == (1, "published")


def test_the_deadline_comes_sooner_when_the_session_does(school: School, asked: Asked) -> None:
    start = datetime.combine(school.session.starts_on, time(), ZoneInfo("Africa/Casablanca"))
    give_up(school, asked, 0, start - 5 * HOUR)
    assert asked[2][1].offer_expires_at == start


def test_nothing_is_offered_once_it_has_begun(school: School, asked: Asked) -> None:
    start = datetime.combine(school.session.starts_on, time(12), UTC)
    give_up(school, asked, 0, start)
    assert states(school, asked) == ["cancelled", "confirmed", "waiting", "waiting"]
    assert school.seats()[0] == 1


def test_more_seats_are_offered_first_to_who_waits(school: School, asked: Asked) -> None:
    session = school.session
    draft = session_draft(seats=5)
    edit_session(
        school.market.database, school.owner, session.public_id, session.revision, draft, TODAY
    )
    assert states(school, asked) == ["confirmed", "confirmed", "offered", "offered"]
    assert school.seats() == (4, "published")


def test_seats_that_an_import_brought_are_offered_by_the_next_round(
    school: School, asked: Asked
) -> None:
    school.session.seats = 3
    school.market.database.commit()
    assert serve_lists(school.market.database, NOW) == 1
    assert states(school, asked) == ["confirmed", "confirmed", "offered", "waiting"]
    assert serve_lists(school.market.database, NOW) == 0


def test_as_many_seats_as_are_taken_is_full(school: School) -> None:
    school.ask(school.learner("a"))
    session = school.session
    edit_session(
        school.market.database,
        school.owner,
        session.public_id,
        session.revision,
        session_draft(seats=1),
        TODAY,
    )
    assert school.seats() == (1, "full")


def test_a_list_is_still_served_after_enrolment_is_closed(school: School, asked: Asked) -> None:
    session = school.session
    close_session(school.market.database, school.owner, session.public_id, session.revision)
    give_up(school, asked, 0)
    assert states(school, asked)[2] == "offered"
    assert school.seats() == (2, "closed")


def test_other_dates_are_told_and_the_same_are_not(school: School, asked: Asked) -> None:
    session, database = school.session, school.market.database
    for draft, told in (
        (session_draft(seats=2, price=1_000), 0),
        (session_draft(seats=2, starts_on=session.starts_on + timedelta(days=7)), 1),
    ):
        edit_session(database, school.owner, session.public_id, session.revision, draft, TODAY)
        assert [school.letters(each).count("session_changed") for each, _ in asked] == [told] * 4


def test_a_session_called_off_tells_everyone_why(school: School, asked: Asked) -> None:
    session = school.session
    give_up(school, asked, 0)
    cancel_session(
        school.market.database, school.owner, session.public_id, session.revision, "Salle fermée."
    )
    assert states(school, asked) == ["cancelled"] * 4
    assert school.seats() == (0, "cancelled")
    assert [school.letters(person).count("session_cancelled") for person, _ in asked] == [
        0,
        1,
        1,
        1,
    ]


def test_the_night_ends_lists_that_began_and_sessions_that_ended(
    school: School, asked: Asked
) -> None:
    database, session = school.market.database, school.session
    assert finish_sessions(database, session.starts_on - timedelta(days=1)) == 0
    assert states(school, asked)[2:] == ["waiting", "waiting"]
    assert finish_sessions(database, session.starts_on) == 0
    assert states(school, asked) == ["confirmed", "confirmed", "refused", "refused"]
    assert school.letters(asked[3][0])[-1] == "enrolment_list_over"
    assert finish_sessions(database, session.ends_on) == 0
    assert finish_sessions(database, session.ends_on + timedelta(days=1)) == 1
    assert school.seats() == (2, "finished")
    assert finish_sessions(database, session.ends_on + timedelta(days=1)) == 0


def test_demonstration_sessions_that_will_be_moved_are_not_finished(school: School) -> None:
    school.session.is_demo, school.session.demo_touched = True, False
    school.market.database.commit()
    assert finish_sessions(school.market.database, school.session.ends_on + timedelta(days=1)) == 0
    assert school.session.status is SessionStatus.PUBLISHED
