"""The last seat is sold once: a hundred at the same moment for twenty seats, on both engines.

The control sells seats as a careless program would, reading first and writing later; the same
check must see that it went wrong.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, create_engine, func, select, update
from sqlalchemy.orm import Session as Database

from skills4all import database
from skills4all.errors import Conflict
from skills4all.extensions import db
from skills4all.models import Enrolment, EnrolmentStatus, Learner, Outbox, Session
from skills4all.services import accounts
from skills4all.services.enrolments.ask_for_place import Wish, ask_for_place
from tests.services.enrolments.conftest import NOW, School, school_in
from tests.services.market import TODAY, Market

ASKING, SEATS, AT_ONCE = 100, 20, 16
Ask = Callable[[Database, int, School], str]


@pytest.fixture
def school(market: Market) -> School:
    made = school_in(market, seats=SEATS)
    market.database.commit()
    return made


@pytest.fixture
def engine(school: School) -> Iterator[Engine]:
    """Connections of its own for each thread: sixteen at work, the others press behind."""
    url = db.engine.url
    options = database.engine_options(url.render_as_string(hide_password=False))
    made = create_engine(url, pool_size=AT_ONCE, max_overflow=0, pool_timeout=120, **options)
    database.prepare(made)
    yield made
    made.dispose()


def learners(school: School, count: int) -> list[int]:
    found = []
    for number in range(count):
        account = accounts.create(school.market.database, f"l{number}@example.org", None)
        learner = Learner(account=account)
        school.market.database.add(learner)
        school.market.database.flush()
        found.append(learner.id)
    school.market.database.commit()
    return found


def sold(database: Database, learner: int, school: School) -> str:
    found = database.get_one(Learner, learner)
    wish = Wish("Salma Idrissi")
    return ask_for_place(database, found, school.session.public_id, wish, TODAY, NOW).status.value


def sold_carelessly(database: Database, learner: int, school: School) -> str:
    """Reads, thinks, writes: what the check below must catch."""
    row = select(Session.id, Session.seats, Session.seats_taken)
    found = database.execute(row.where(Session.public_id == school.session.public_id)).one()
    waiting = select(func.count(Enrolment.id)).where(Enrolment.position.is_not(None))
    position = (database.scalar(waiting) or 0) + 1
    time.sleep(0.005)
    left = found.seats_taken < found.seats
    if left:
        values = {"seats_taken": found.seats_taken + 1}
        database.execute(update(Session).where(Session.id == found.id).values(values))
    enrolment = Enrolment(learner_id=learner, session_id=found.id)
    enrolment.status = EnrolmentStatus.CONFIRMED if left else EnrolmentStatus.WAITING
    enrolment.position = None if left else position
    database.add(enrolment)
    return enrolment.status.value


def race(engine: Engine, school: School, ask: Ask, people: list[int]) -> list[str]:
    """Everyone at the same moment; the answer each was given."""
    answers: list[str] = []
    # Read here: a row of another thread must not be loaded in those below.
    school.market.database.refresh(school.session)
    start = threading.Barrier(len(people))

    def one(learner: int) -> None:
        start.wait()
        try:
            with Database(engine) as own:
                answer = ask(own, learner, school)
                own.commit()
        except Conflict as refusal:
            answer = refusal.code
        except Exception as error:
            answer = repr(error)
        answers.append(answer)

    threads = [threading.Thread(target=one, args=(each,)) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def problems(engine: Engine, answers: list[str]) -> list[str]:
    """What is wrong with how the seats were sold."""
    found = []
    with Database(engine) as own:
        states = select(Enrolment.status, func.count()).group_by(Enrolment.status)
        kept = {status.value: count for status, count in own.execute(states)}
        waits = Enrolment.status == EnrolmentStatus.WAITING
        places = sorted(
            own.scalars(select(Enrolment.position).where(waits)), key=lambda at: at or 0
        )
        session = own.scalars(select(Session)).one()
        taken = session.seats_taken
    wanted = {"confirmed": SEATS, "waiting": ASKING - SEATS}
    told = {answer: answers.count(answer) for answer in set(answers)}
    for what, seen in (("answers", told), ("rows", kept)):
        if seen != wanted:
            found.append(f"{what}: {seen}")
    if places != list(range(1, ASKING - SEATS + 1)):
        found.append(f"places on the list: {places}")
    if taken != SEATS:
        found.append(f"seats taken: {taken}")
    return found


def test_a_hundred_for_twenty_seats(engine: Engine, school: School) -> None:
    answers = race(engine, school, sold, learners(school, ASKING))
    assert problems(engine, answers) == []
    with Database(engine) as own:
        assert own.scalars(select(Session)).one().status.value == "full"
        told = own.scalars(select(Outbox.payload).where(Outbox.learner_id.is_not(None))).all()
    letters = [payload["template"] for payload in told]
    assert letters.count("enrolment_confirmed") == SEATS
    assert letters.count("enrolment_waiting") == ASKING - SEATS


def test_the_check_sees_seats_sold_carelessly(engine: Engine, school: School) -> None:
    answers = race(engine, school, sold_carelessly, learners(school, ASKING))
    assert problems(engine, answers)


def test_one_person_in_many_windows_has_one_seat(engine: Engine, school: School) -> None:
    (learner,) = learners(school, 1)
    answers = race(engine, school, sold, [learner] * 20)
    assert sorted(answers) == ["already_enrolled"] * 19 + ["confirmed"]
    with Database(engine) as own:
        assert own.scalars(select(Session)).one().seats_taken == 1
