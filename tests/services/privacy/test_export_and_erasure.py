"""Every personal column is in the copy or says why not; after erasure nothing is left."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from skills4all.extensions import db
from skills4all.models import Account, AuditEvent, Base, Enrolment, Learner
from skills4all.models.privacy import Erase, privacy_of
from skills4all.services import accounts
from skills4all.services.answers import Answers
from skills4all.services.learners import starting
from skills4all.services.privacy import erasure, export
from skills4all.services.privacy.person import marked_tables, person_of
from tests.services.privacy.canaries import Planted, Planter, everything


@pytest.fixture
def database(app_on: Callable[..., Flask], engine_name: str) -> Iterator[Session]:
    with app_on(engine_name).app_context():
        yield db.session()


@pytest.fixture
def account(database: Session) -> Account:
    account = accounts.create(
        database,
        "canary-mail@example.org",
        "canary-hash",
        roles=["learner"],
        display_name="canary-name",
    )
    learner = starting.for_account(database, account, Answers(), language="fr")
    learner.display_name, learner.about = "canary-shown", "canary-about"
    database.commit()
    return account


@pytest.fixture
def learner(database: Session, account: Account) -> Learner:
    return database.scalars(select(Learner).where(Learner.account_id == account.id)).one()


@pytest.fixture
def planted(database: Session, account: Account, learner: Learner) -> Planted:
    return Planter(database, account.id, learner.id).plant()


OWN = {
    "canary-mail@example.org": "accounts.email",
    "canary-name": "accounts.display_name",
    "canary-hash": "accounts.password",
    "canary-shown": "learners.display_name",
    "canary-about": "learners.about",
}


def mark_of(place: str) -> Any:
    table, _, column = place.partition(".")
    return privacy_of(Base.metadata.tables[table].columns[column])


def test_the_planter_reaches_every_personal_table(planted: Planted) -> None:
    """The control: a test that plants nothing finds nothing."""
    with_way = {table.name for table, columns in marked_tables() if any(c.paths for c in columns)}
    assert with_way - set(planted.rows) <= {"accounts", "learners"} | acted_only()
    assert len(planted.words) > 20


def acted_only() -> set[str]:
    """Tables that only say who decided: their rows are not about the person."""
    return {
        table.name
        for table, columns in marked_tables()
        if all(part.column.foreign_keys for part in columns)
    }


def test_the_copy_holds_every_word_that_may_be_told(
    database: Session, account: Account, learner: Learner, planted: Planted
) -> None:
    told = export.export(database, person_of(account, learner), actor=account.public_id)
    text = json.dumps(told, ensure_ascii=False)
    words = {**planted.words, **OWN}
    missing = {place for word, place in words.items() if mark_of(place).export and word not in text}
    leaked = {place for word, place in words.items() if not mark_of(place).export and word in text}
    assert missing == set()
    assert leaked == set()
    assert "canary-hash" not in text
    assert account.fs_uniquifier not in text


def test_the_copy_holds_nothing_of_others(
    database: Session, account: Account, planted: Planted
) -> None:
    other = accounts.create(database, "other@example.org", None)
    told = export.export(database, person_of(other, None), actor=other.public_id)
    text = json.dumps(told, ensure_ascii=False)
    assert "other@example.org" in text
    assert "canary" not in text


def test_nothing_is_left_after_erasure(
    database: Session, account: Account, planted: Planted
) -> None:
    public_id = account.public_id
    before = everything(database)
    assert any(word in text for word in planted.words for text in before.values())
    erasure.erase_account(database, account)
    database.commit()
    after = everything(database)
    kept = {
        place: word
        for word, place in {**planted.words, **OWN}.items()
        if mark_of(place).erase is not Erase.KEEP
        for text in after.values()
        if word in text
    }
    assert kept == {}
    assert not any("canary-mail" in text or "canary-name" in text for text in after.values())
    assert database.scalar(select(func.count(Account.id))) == 0
    assert database.scalar(select(func.count(Learner.id))) == 0
    event = database.scalars(select(AuditEvent).where(AuditEvent.action == "account.erased")).one()
    assert (event.object_id, event.reason) == (public_id, "asked")


def test_statistics_keep_their_rows_without_the_person(
    database: Session, account: Account, planted: Planted
) -> None:
    erasure.erase_account(database, account)
    database.commit()
    row = database.scalars(select(Enrolment)).one()
    assert (row.learner_id, row.message, row.reason) == (None, None, None)


def test_others_are_untouched_by_an_erasure(
    database: Session, account: Account, planted: Planted
) -> None:
    other = accounts.create(database, "other@example.org", None, roles=["learner"])
    starting.for_account(database, other, Answers(), language="ar")
    database.commit()
    counts = {
        table.name: database.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }
    erasure.erase_account(database, account)
    database.commit()
    assert accounts.find(database, "other@example.org") is not None
    assert database.scalar(select(func.count(Learner.id))) == 1
    for name in ("organisations", "programmes", "sessions", "openings", "enrolments"):
        table = Base.metadata.tables[name]
        now = database.scalar(select(func.count()).select_from(table))
        assert now == counts[name], name


def test_a_profile_without_account_is_erased_alone(database: Session) -> None:
    learner, _ = starting.without_account(database, Answers(), language="fr", secret="s")
    learner.about = "canary-lonely"
    database.commit()
    assert "canary-lonely" in everything(database)["learners"]
    erasure.erase_learner(database, learner)
    database.commit()
    assert not any("canary-lonely" in text for text in everything(database).values())
