"""The demonstration market lives: every stage, a waiting list, certificates; once and quietly."""

from __future__ import annotations

from collections import Counter
from time import perf_counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    AlertSubscription,
    Application,
    ApplicationEvent,
    ApplicationStatus,
    ContactRequest,
    Enrolment,
    EnrolmentStatus,
    Learner,
    Message,
    Outbox,
    Report,
    Session,
)
from skills4all.services import letters
from skills4all.services.demo.living.loading import load as come_alive
from skills4all.services.demo.living.people import PEOPLE
from skills4all.services.demo.purging import purge
from skills4all.services.knowledge import vocabulary
from tests.services.demo.conftest import TODAY, load

GROWN = (Application, ApplicationEvent, Message, ContactRequest, AlertSubscription, Report)


@pytest.fixture
def living(demo: Database) -> Database:
    started = perf_counter()
    assert come_alive(demo, TODAY)
    demo.commit()
    assert perf_counter() - started < 20, "a first start must stay quick"
    return demo


def count(database: Database, model: type) -> int:
    return database.scalar(select(func.count()).select_from(model)) or 0


def test_people_know_what_the_vocabulary_knows() -> None:
    known = vocabulary()
    for person in PEOPLE:
        assert person.skills.keys() <= known.skills.keys(), person.name
        assert person.place in known.places
        assert person.field in known.fields


def test_every_stage_of_an_application_is_there(living: Database) -> None:
    stages = set(living.scalars(select(Application.status)))
    assert stages == set(ApplicationStatus) - {ApplicationStatus.WITHDRAWN}
    for application in living.scalars(select(Application)):
        moments = [event.at for event in application.events]
        assert moments == sorted(moments)
        assert moments[0] == application.applied_at
        assert application.applied_at.date() < TODAY
        assert application.is_demo
        assert (application.answered_at is None) == (len(moments) < 3)


def test_a_waiting_list_and_certificates(living: Database) -> None:
    mine = (
        select(Enrolment)
        .join(Learner)
        .join(Account, Account.id == Learner.account_id)
        .where(Account.email.startswith("learner@"))
    )
    statuses = {row.status for row in living.scalars(mine)}
    assert statuses == {EnrolmentStatus.WAITING, EnrolmentStatus.CERTIFIED}
    everybody = Counter(living.scalars(select(Enrolment.status)))
    assert everybody[EnrolmentStatus.WAITING] == 2
    assert everybody[EnrolmentStatus.CERTIFIED] == 4
    assert everybody[EnrolmentStatus.ATTENDED] == 1
    full = living.scalars(
        select(Session).join(Enrolment).where(Enrolment.status == EnrolmentStatus.WAITING)
    ).first()
    assert full is not None
    assert full.seats == full.seats_taken
    assert full.starts_on > TODAY


def test_nobody_is_written_to_and_it_happens_once(living: Database) -> None:
    told = select(Outbox).where(Outbox.kind == letters.KIND)
    assert living.scalars(told).all() == []
    before = [count(living, model) for model in GROWN]
    assert min(before) >= 1
    assert not come_alive(living, TODAY)
    assert load(living).added == 0
    assert [count(living, model) for model in GROWN] == before


def test_without_accounts_there_is_no_market(database: Database) -> None:
    assert not come_alive(database, TODAY)


def test_it_goes_with_the_rest(living: Database) -> None:
    purge(living)
    living.commit()
    assert [count(living, model) for model in (*GROWN, Enrolment, Account)] == [0] * 8
