"""Limits hold over processes, keep nobody's address, and let people in again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from skills4all.errors import TooManyAttempts
from skills4all.extensions import db
from skills4all.models import RateCounter
from skills4all.services import limits
from skills4all.services.limits import Limit

AppOn = Callable[..., Flask]
ROOT = Path(__file__).resolve().parents[2]
FIVE = Limit("five", 5, 60)
NOW = datetime(2026, 11, 23, 12, 0, 30, tzinfo=UTC)
TRY_MANY = """
import sys
from datetime import datetime
from sqlalchemy import create_engine
from skills4all import database
from skills4all.services import limits
url, now = sys.argv[1], datetime.fromisoformat(sys.argv[2])
engine = create_engine(url, **database.engine_options(url))
database.prepare(engine)
limit = limits.Limit("five", 5, 60)
counts = [limits.count_attempt(engine, limit, "a", secret="k", now=now) for _ in range(25)]
print(sum(count.allowed for count in counts))
"""


def test_the_limit_holds_over_processes(engine_name: str, app_on: AppOn) -> None:
    app = app_on(engine_name)
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    tries = [
        subprocess.Popen(
            [sys.executable, "-c", TRY_MANY, url, NOW.isoformat()],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    allowed = [int(process.communicate(timeout=60)[0]) for process in tries]
    assert sum(allowed) == FIVE.times
    with app.app_context(), Session(db.engine) as session:
        assert session.scalars(select(RateCounter.count)).one() == 100


def test_the_next_window_lets_in_again(app: Flask) -> None:
    with app.app_context():
        for _ in range(FIVE.times):
            limits.refuse_too_many(db.engine, FIVE, "a", secret="k", now=NOW)
        with pytest.raises(TooManyAttempts) as refusal:
            limits.refuse_too_many(db.engine, FIVE, "a", secret="k", now=NOW)
        assert refusal.value.retry_after == 30
        limits.refuse_too_many(db.engine, FIVE, "b", secret="k", now=NOW)
        limits.refuse_too_many(db.engine, FIVE, "a", secret="k", now=NOW + timedelta(seconds=30))


def test_an_attempt_counts_when_the_request_fails(app: Flask) -> None:
    with app.app_context():
        db.session.scalars(select(RateCounter)).all()
        limits.count_attempt(db.engine, FIVE, "a", secret="k", now=NOW)
        db.session.rollback()
        assert limits.count_attempt(db.engine, FIVE, "a", secret="k", now=NOW).attempts == 2


def test_writing_an_address_otherwise_is_no_way_around(app: Flask) -> None:
    with app.app_context():
        limits.count_attempt(db.engine, FIVE, "Salma@Example.ma ", secret="k", now=NOW)
        count = limits.count_attempt(db.engine, FIVE, "salma@example.ma", secret="k", now=NOW)
    assert (count.attempts, count.remaining) == (2, 3)


def test_nothing_readable_is_kept_and_not_for_long(app: Flask) -> None:
    with app.app_context(), Session(db.engine) as session:
        limits.count_attempt(db.engine, FIVE, "salma@example.ma", secret="k", now=NOW)
        kept = session.scalars(select(RateCounter.key)).one()
        assert "salma" not in kept
        limits.count_attempt(db.engine, FIVE, "salma@example.ma", secret="other", now=NOW)
        session.rollback()
        assert len(set(session.scalars(select(RateCounter.key)))) == 2, "the hash is keyed"
        session.rollback()
        assert limits.forget_old(db.engine, NOW + timedelta(hours=1)) == 0
        assert limits.forget_old(db.engine, NOW + timedelta(days=2)) == 2
