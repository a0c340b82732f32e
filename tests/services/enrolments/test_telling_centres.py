"""A centre reads each morning who came and went, and what an ended session waits for."""

from __future__ import annotations

from datetime import timedelta

from skills4all.services.enrolments import attendance
from skills4all.services.enrolments.finish_sessions import finish_sessions
from skills4all.services.enrolments.leave import leave
from skills4all.services.enrolments.tell_centres import tell_news
from tests.services.enrolments.conftest import NOW, School
from tests.services.market import TODAY

DAY = timedelta(days=1)


def test_the_news_of_yesterday_once(school: School) -> None:
    database = school.market.database
    people = [school.learner(name) for name in ("a", "b", "c", "d")]
    asked = [school.ask(person) for person in people]
    leave(database, people[3], asked[3].public_id, TODAY, NOW)
    assert tell_news(database, TODAY) == 0
    assert tell_news(database, TODAY + DAY) == 1
    assert tell_news(database, TODAY + DAY) == 1
    assert tell_news(database, TODAY + 2 * DAY) == 0
    (told,) = school.owner_letters()
    assert told["template"] == "enrolment_news"
    assert told["facts"]["sessions"] == [
        {
            "id": school.session.public_id,
            "title": school.programme.title,
            "starts_on": school.session.starts_on.isoformat(),
            "new": 2,
            "waiting": 1,
            "gone": 1,
        }
    ]


def test_an_ended_session_says_who_still_waits_for_an_answer(school: School) -> None:
    database, session = school.market.database, school.session
    first, _second = (school.ask(school.learner(name)) for name in ("a", "b"))
    attendance.attended(database, school.owner, first.public_id, session.starts_on)
    database.commit()
    finish_sessions(database, session.ends_on + DAY)
    finish_sessions(database, session.ends_on + DAY)
    (told,) = school.owner_letters()
    assert told["template"] == "session_finished"
    assert (told["facts"]["confirmed"], told["facts"]["attended"]) == (1, 1)


def test_an_empty_session_asks_for_nothing(school: School) -> None:
    finish_sessions(school.market.database, school.session.ends_on + DAY)
    assert school.owner_letters() == []
