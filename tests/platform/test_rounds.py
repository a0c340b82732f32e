"""Periodic parts run once however many workers there are, and a missed round is made up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from skills4all.background import rounds
from skills4all.extensions import db
from skills4all.models import utc_now
from skills4all.services import periodic

AppOn = Callable[..., Flask]
NIGHT = datetime(2026, 11, 25, 2, 30)
MORNING = datetime(2026, 11, 25, 9, 10)


def test_one_worker_of_eight_takes_a_round(engine_name: str, app_on: AppOn) -> None:
    app = app_on(engine_name)
    taken: list[bool] = []
    start = threading.Barrier(8)

    def worker() -> None:
        with app.app_context():
            start.wait()
            taken.append(periodic.take(db.session(), "daily.x", "2026-11-25"))
            db.session.remove()

    threads = [threading.Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 7 + [True]


def test_a_round_that_died_is_taken_over_and_a_finished_one_is_not(
    engine_name: str, app_on: AppOn
) -> None:
    with app_on(engine_name).app_context():
        session, later = db.session(), utc_now() + timedelta(hours=2)
        assert periodic.take(session, "daily.x", "a")
        assert not periodic.take(session, "daily.x", "a")
        assert periodic.take(session, "daily.x", "a", now=later)
        assert not periodic.take(session, "daily.x", "a", now=later)
        periodic.finished(session, "daily.x", "a")
        assert not periodic.take(session, "daily.x", "a", now=later + timedelta(hours=5))
        assert periodic.take(session, "daily.x", "b")


def test_daily_parts_wait_for_the_night_to_end_and_run_once(
    app_on: AppOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []

    def broken(_app: Flask) -> object:
        ran.append("broken")
        raise RuntimeError

    monkeypatch.setattr(
        rounds, "DAILY", {"broken": broken, "good": lambda _app: ran.append("good")}
    )
    monkeypatch.setattr(rounds, "HOURLY", {"each": lambda _app: ran.append("each")})
    app = app_on()
    with app.app_context():
        assert rounds.run(app, NIGHT) == ["each"]
        assert rounds.run(app, MORNING) == ["each", "good"]
        assert rounds.run(app, MORNING + timedelta(minutes=10)) == []
        assert rounds.run(app, MORNING + timedelta(hours=1)) == ["each"]
    assert ran == ["each", "each", "broken", "good", "each"]


def test_the_real_parts_run(app_on: AppOn) -> None:
    app = app_on()
    with app.app_context():
        assert set(rounds.run(app, MORNING)) == set(rounds.DAILY) | set(rounds.HOURLY)
