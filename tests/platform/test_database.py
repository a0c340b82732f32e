"""Both engines keep the promises written in `skills4all.database`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from skills4all.extensions import db
from skills4all.models import RateCounter

AppOn = Callable[..., Flask]


def counter(key: str) -> RateCounter:
    return RateCounter(key=key, window_start=datetime(2026, 1, 1, tzinfo=UTC), count=0)


def test_sqlite_is_opened_as_documented(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_postgresql_statements_are_limited_and_utc(app_on: AppOn) -> None:
    with app_on("postgresql").app_context(), db.engine.connect() as connection:
        assert connection.scalar(text("SHOW statement_timeout")) == "15s"
        assert connection.scalar(text("SHOW timezone")) == "UTC"


def test_reading_takes_no_write_lock(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as reader, db.engine.connect() as writer:
        reader.execute(select(RateCounter)).all()
        writer.exec_driver_sql("PRAGMA busy_timeout = 0")
        writer.execute(text("DELETE FROM rate_counters"))
        writer.commit()


def test_a_write_after_a_read_survives_another_writer(engine_name: str, app_on: AppOn) -> None:
    """Without the turn to BEGIN IMMEDIATE, SQLite answers BUSY_SNAPSHOT here at once."""
    with app_on(engine_name).app_context():
        with Session(db.engine) as first:
            first.add(counter("a"))
            first.commit()
        with Session(db.engine) as slow, Session(db.engine) as quick:
            row = slow.scalars(select(RateCounter)).one()
            quick.execute(update(RateCounter).values(count=RateCounter.count + 1))
            quick.commit()
            row.key = "b"
            slow.commit()
            assert slow.execute(select(RateCounter.key, RateCounter.count)).one() == ("b", 1)


def test_a_rolled_back_savepoint_leaves_the_rest(engine_name: str, app_on: AppOn) -> None:
    with app_on(engine_name).app_context(), Session(db.engine) as session:
        session.scalars(select(RateCounter)).all()
        with session.begin_nested() as savepoint:
            session.add(counter("lost"))
            session.flush()
            savepoint.rollback()
        session.add(counter("kept"))
        session.commit()
        assert session.scalars(select(RateCounter.key)).all() == ["kept"]


def test_many_writers_wait_for_each_other(engine_name: str, app_on: AppOn) -> None:
    with app_on(engine_name).app_context():
        engine = db.engine
        with Session(engine) as session:
            session.add(counter("shared"))
            session.commit()
        failures: list[Exception] = []

        def add_twenty() -> None:
            for _ in range(20):
                try:
                    with Session(engine) as session:
                        session.scalars(select(RateCounter)).all()
                        session.execute(update(RateCounter).values(count=RateCounter.count + 1))
                        session.commit()
                except Exception as error:
                    failures.append(error)

        threads = [threading.Thread(target=add_twenty) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with Session(engine) as session:
            assert failures == []
            assert session.scalar(select(RateCounter.count)) == 160


def test_errors_do_not_show_what_was_typed(app: Flask) -> None:
    with app.app_context(), Session(db.engine) as session:
        session.add_all([counter("person@example.ma"), counter("person@example.ma")])
        with pytest.raises(IntegrityError) as refusal:
            session.commit()
    assert "person@example.ma" not in str(refusal.value)


def test_the_turn_happens_once(app: Flask) -> None:
    with app.app_context():
        seen: list[str] = []
        event.listen(
            db.engine, "before_cursor_execute", lambda *parts: seen.append(str(parts[2])[:15])
        )
        with Session(db.engine) as session:
            session.scalars(select(RateCounter)).all()
            session.add(counter("a"))
            session.flush()
            session.add(counter("b"))
            session.commit()
    assert seen.count("BEGIN IMMEDIATE") == 1
