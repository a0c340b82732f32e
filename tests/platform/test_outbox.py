"""Effects happen after the commit, at least once, and are given up only when that is right."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from skills4all.background import outbox_delivery
from skills4all.background.queue import create_huey, current_queue
from skills4all.background.serializer import JsonSerializer
from skills4all.extensions import db
from skills4all.mail.message import Message, queue_e_mail
from skills4all.models import Outbox, utc_now
from skills4all.services import outbox
from tests.platform.smtp import Letterbox

AppOn = Callable[..., Flask]
ROOT = Path(__file__).resolve().parents[2]


def message(to: str = "salma@example.ma") -> Message:
    return Message(to, "Votre parcours", "Bonjour", "<p>Bonjour</p>", "fr")


def row(session: Session) -> Outbox:
    session.expire_all()
    return session.scalars(select(Outbox)).one()


def make_due(session: Session) -> None:
    row(session).next_attempt_at = utc_now() - timedelta(seconds=1)
    session.commit()


@pytest.fixture
def mailing(app_on: AppOn, smtp_server: Letterbox) -> Flask:
    """An application that sends through the test server."""
    app = app_on()
    app.extensions["mailman"].backend = "smtp"
    app.extensions["mailman"].server = smtp_server.host
    app.extensions["mailman"].port = smtp_server.port
    return app


def test_a_rolled_back_promise_leaves_nothing(app: Flask, session: Session) -> None:
    outbox.queue(session, "x", {})
    session.rollback()
    assert session.scalar(select(func.count(Outbox.id))) == 0
    assert current_queue(app).huey.pending_count() == 0


def test_a_committed_promise_is_enqueued_once(app: Flask, session: Session) -> None:
    outbox.queue(session, "x", {})
    assert current_queue(app).huey.pending_count() == 0
    session.commit()
    session.commit()
    assert current_queue(app).huey.pending_count() == 1


def test_one_promise_for_one_key(engine_name: str, app_on: AppOn) -> None:
    with app_on(engine_name).app_context():
        session = db.session()
        first = outbox.queue(session, "x", {}, dedupe_key="alert:1:2")
        session.commit()
        second = outbox.queue(session, "x", {}, dedupe_key="alert:1:2")
        session.commit()
        assert first is not None
        assert second is None
        assert outbox.due(session) == [first]


def test_a_lease_excludes_others_until_it_ends(engine_name: str, app_on: AppOn) -> None:
    with app_on(engine_name).app_context():
        session = db.session()
        number = outbox.queue(session, "x", {})
        session.commit()
        assert number is not None
        leased = outbox.lease(session, number)
        assert leased is not None
        assert leased.attempts == 1
        assert outbox.lease(session, number) is None
        assert outbox.due(session) == []
        later = utc_now() + outbox.LEASE + timedelta(seconds=1)
        again = outbox.lease(session, number, now=later)
        assert again is not None
        assert (again.attempts, again.reference) == (2, leased.reference)
        outbox.succeeded(session, leased)
        assert row(session).done_at is None, "the first worker lost its lease"
        outbox.succeeded(session, again)
        assert row(session).done_at is not None


def test_failures_wait_longer_each_time_then_park(session: Session) -> None:
    number = outbox.queue(session, "x", {})
    session.commit()
    assert number is not None
    now, waits = utc_now(), []
    while leased := outbox.lease(session, number, now=now):
        outbox.failed(session, leased, "SMTPServerDisconnected", now=now)
        waiting = row(session)
        if waiting.failed_at is not None:
            break
        waits.append(waiting.next_attempt_at - now)
        now = waiting.next_attempt_at
    assert waits == list(outbox.BACK_OFF)
    assert timedelta(hours=20) < sum(waits, timedelta()) <= timedelta(hours=24)
    assert row(session).failed_at is not None


def test_an_unknown_kind_is_parked(session: Session) -> None:
    number = outbox.queue(session, "no-such-kind", {})
    session.commit()
    assert number is not None
    assert outbox_delivery.deliver(session, number) is False
    assert row(session).failed_at is not None


def test_an_e_mail_leaves_with_a_stable_identity(mailing: Flask, smtp_server: Letterbox) -> None:
    with mailing.app_context():
        session = db.session()
        number = queue_e_mail(session, message())
        session.commit()
        assert outbox_delivery.sweep(session) == 1
        assert outbox_delivery.sweep(session) == 0
    received = smtp_server.messages[0]
    assert len(smtp_server.messages) == 1
    assert received["To"] == "salma@example.ma"
    assert received["Message-ID"] == f"<outbox-{number}@127.0.0.1>"
    assert received.get_body(("plain",)) is not None
    assert received.get_body(("html",)) is not None


@pytest.mark.parametrize(
    ("mode", "parked", "copies"), [("busy", False, 0), ("refuse", True, 0), ("drop", False, 1)]
)
def test_a_failing_mail_server(
    mailing: Flask, smtp_server: Letterbox, mode: str, parked: bool, copies: int
) -> None:
    smtp_server.mode = mode
    with mailing.app_context():
        session = db.session()
        queue_e_mail(session, message())
        session.commit()
        assert outbox_delivery.sweep(session) == 0
        assert len(smtp_server.messages) == copies
        assert (row(session).failed_at is not None) == parked
        assert "salma" not in (row(session).last_error or "")
        smtp_server.mode = "accept"
        make_due(session)
        outbox_delivery.sweep(session)
    if not parked:
        assert {mail["Message-ID"] for mail in smtp_server.messages} == {"<outbox-1@127.0.0.1>"}
        assert len(smtp_server.messages) == copies + 1


def test_a_mail_server_that_is_down(mailing: Flask) -> None:
    mailing.extensions["mailman"].port = 1
    with mailing.app_context():
        session = db.session()
        queue_e_mail(session, message())
        session.commit()
        assert outbox_delivery.sweep(session) == 0
        assert row(session).last_error == "ConnectionRefusedError"
        assert row(session).failed_at is None


def test_development_writes_e_mails_to_files(app: Flask, session: Session) -> None:
    queue_e_mail(session, message())
    session.commit()
    assert outbox_delivery.sweep(session) == 1
    written = list((app.config["S4A_SETTINGS"].instance / "mail").iterdir())
    assert "salma@example.ma" in written[0].read_text("utf-8")


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        ("a@example.ma\nBcc: b@example.ma", "x"),
        ("a@example.ma, b@example.ma", "x"),
        ("a@example.ma", "x\r\nBcc: b@example.ma"),
        ("a@example.ma", " "),
        ("a@example.ma", "x" * 201),
    ],
)
def test_a_message_cannot_carry_more_than_it_says(to: str, subject: str) -> None:
    with pytest.raises(ValueError, match=r"recipient|subject"):
        Message(to, subject, "text", None, "fr")


def test_the_queue_holds_json_only(tmp_path: Path) -> None:
    huey = create_huey(f"sqlite:///{tmp_path / 'queue.db'}")
    assert isinstance(huey.serializer, JsonSerializer)
    done: list[int] = []
    task = huey.task(name="note")(done.append)
    task(7)
    raw = huey.storage.enqueued_items()[0]
    assert bytes(raw).startswith(b'{"message":[')
    huey.execute(huey.dequeue())
    assert done == [7]
    with pytest.raises(TypeError, match="cannot hold"):
        task(object())


def test_a_killed_worker_loses_nothing(app_on: AppOn) -> None:
    """SIGKILL takes the queue's running task with it; the row is delivered by the next worker."""
    app = app_on()
    settings = app.config["S4A_SETTINGS"]
    queue_url = f"sqlite:///{settings.instance / 'queue.db'}"
    environment = {"S4A_INSTANCE": str(settings.instance), "S4A_QUEUE_URL": queue_url}
    with app.app_context():
        session = db.session()
        number = queue_e_mail(session, message())
        session.commit()
        assert number is not None
        assert outbox.lease(session, number) is not None, "as by a worker killed in the middle"
        row(session).lease_until = utc_now() - timedelta(seconds=1)
        session.commit()
        worker = subprocess.Popen(
            [sys.executable, "-m", "skills4all.background.worker"],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "S4A_LOG_LEVEL": "WARNING", **environment},
            stdout=subprocess.DEVNULL,
        )
        limit = time.monotonic() + 40
        while row(session).done_at is None and time.monotonic() < limit:
            session.rollback()
            time.sleep(0.2)
        worker.send_signal(signal.SIGTERM)
        worker.wait(20)
        assert row(session).done_at is not None
        assert row(session).attempts == 2
