"""The probes: alive touches nothing; ready tells what works, part by part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from skills4all.background.queue import current_queue
from skills4all.extensions import db
from skills4all.matching.index.files import MANIFEST
from skills4all.models import utc_now
from skills4all.services import outbox
from skills4all.services.indexing.live import NAMES

AppOn = Callable[..., Flask]


def test_alive_needs_no_database(app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_on()
    monkeypatch.setattr(type(db), "engine", property(lambda _: pytest.fail("it was touched")))
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_on_both_engines(engine_name: str, app_on: AppOn) -> None:
    app = app_on(engine_name)
    index = app.config["S4A_SETTINGS"].instance / "index"
    for name in NAMES:
        (index / name).mkdir(parents=True)
        (index / name / MANIFEST).write_text("{}")
    current_queue(app).beat()
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (200, "ok")


def test_degraded_without_index_or_worker(app: Flask) -> None:
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (200, "degraded")
    parts = answer.json["parts"]
    assert parts["index"]["status"] == parts["worker"]["status"] == "degraded"
    assert parts["database"]["status"] == parts["outbox"]["status"] == "ok"


def test_degraded_when_the_outbox_waits(app: Flask) -> None:
    with app.app_context():
        outbox.queue(db.session(), "x", {}, not_before=utc_now() - timedelta(minutes=20))
        db.session.commit()
    part = app.test_client().get("/readyz").json["parts"]["outbox"]
    assert part["status"] == "degraded"
    assert part["oldest_wait_seconds"] >= 1200


def test_down_when_the_tables_are_old(app: Flask) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'old'")
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (503, "down")


def test_down_when_the_database_does_not_answer(settings_for: Callable[..., object]) -> None:
    from skills4all.app import create_app

    nowhere = "postgresql+psycopg://app@127.0.0.1:1/none"
    app = create_app(settings_for(DATABASE_URL=nowhere))  # type: ignore[arg-type]
    assert app.test_client().get("/readyz").status_code == 503
    assert app.test_client().get("/healthz").status_code == 200
