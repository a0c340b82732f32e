"""Time passes: nobody too early, nobody too late, a second run finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from skills4all.background import letter_delivery
from skills4all.extensions import db
from skills4all.models import Account, AuditEvent, Learner, Outbox, utc_now
from skills4all.services import accounts
from skills4all.services.answers import Answers
from skills4all.services.learners import starting
from skills4all.services.privacy import retention
from skills4all.services.privacy.retention import Aged

NOTHING = Aged(0, 0, 0, 0, 0, 0)


@pytest.fixture
def database(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Session]:
    with app_on(engine_name).app_context():
        yield db.session()


def person(database: Session, email: str, seen: datetime, **values: object) -> Account:
    account = accounts.create(database, email, None, confirmed_at=seen)
    account.created_at = account.last_seen_at = seen
    for name, value in values.items():
        setattr(account, name, value)
    database.commit()
    return account


def run(database: Session, now: datetime | None = None) -> Aged:
    return retention.apply(database, now)


def emails(database: Session) -> set[str | None]:
    return set(database.scalars(select(Account.email)))


def test_day_by_day_over_three_years(database: Session) -> None:
    start = utc_now()
    person(database, "a@example.org", start, locale="ar")
    warned = erased = None
    for day in range(0, 3 * 365, 5):
        aged = run(database, start + timedelta(days=day))
        warned = warned or (day if aged.warned else None)
        erased = erased or (day if aged.accounts else None)
    assert warned is not None
    assert erased is not None
    assert 22 * 30.5 < warned <= 22 * 30.5 + 6
    assert 24 * 30.5 < erased <= 24 * 30.5 + 6
    assert emails(database) == set()


def test_the_warning_is_a_mail_in_the_persons_language(database: Session) -> None:
    account = person(database, "a@example.org", utc_now() - timedelta(days=680), locale="ar")
    assert run(database).warned == 1
    row = database.scalars(select(Outbox)).one()
    message = letter_delivery.word("a@example.org", account.locale, "unused", row.payload["facts"])
    assert row.payload["account"] == account.public_id
    assert "/ar/sign-in" in message.text
    assert 'dir="rtl"' in str(message.html)
    assert account.retention_warned_at is not None
    assert run(database) == NOTHING


def test_a_visit_starts_the_clock_again(database: Session) -> None:
    account = person(database, "a@example.org", utc_now() - timedelta(days=680))
    run(database)
    accounts.seen(account)
    database.commit()
    assert run(database, utc_now() + timedelta(days=100)).accounts == 0
    assert account.retention_warned_at is None


def test_after_a_long_stop_people_are_still_warned_first(database: Session) -> None:
    person(database, "a@example.org", utc_now() - timedelta(days=2000))
    assert (run(database).warned, emails(database)) == (1, {"a@example.org"})
    assert run(database, utc_now() + timedelta(days=29)).accounts == 0
    assert run(database, utc_now() + timedelta(days=31)).accounts == 1


def test_a_sign_up_never_confirmed_goes_after_thirty_days(database: Session) -> None:
    person(database, "a@example.org", utc_now() - timedelta(days=29), confirmed_at=None)
    person(database, "b@example.org", utc_now() - timedelta(days=31), confirmed_at=None)
    person(database, "c@example.org", utc_now() - timedelta(days=31))
    assert run(database).accounts == 1
    assert emails(database) == {"a@example.org", "c@example.org"}


def test_a_profile_under_a_code_goes_when_its_code_does(database: Session) -> None:
    starting.without_account(database, Answers(), language="fr", secret="s")
    database.commit()
    assert run(database, utc_now() + timedelta(days=29)).profiles == 0
    assert run(database, utc_now() + timedelta(days=31)).profiles == 1
    assert database.scalars(select(Learner)).all() == []


def test_old_messages_and_logs_are_deleted(database: Session) -> None:
    old, recent = utc_now() - timedelta(days=400), utc_now() - timedelta(days=20)
    for moment in (old, recent):
        database.add(Outbox(kind="e-mail", payload={}, done_at=moment))
        database.add(AuditEvent(at=moment, action="x", object_type="y"))
    database.add(Outbox(kind="e-mail", payload={}))
    database.commit()
    aged = run(database)
    assert (aged.messages, aged.logs) == (1, 1)
    assert len(database.scalars(select(Outbox)).all()) == 2
    assert run(database) == NOTHING
