"""The task queue of one application: where it is kept, what feeds it, what it knows how to do.

Embedded: a SQLite file in the instance folder. Grown: PostgreSQL or Redis by `S4A_QUEUE_URL`.
The queue may lose a task (a killed worker does); what must happen is in the outbox, and the
queue only makes it happen soon.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, cast

import structlog
from flask import Flask
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey
from sqlalchemy import event
from sqlalchemy.orm import Session

from skills4all.background import tasks
from skills4all.background.serializer import JsonSerializer
from skills4all.extensions import db
from skills4all.services.outbox import QUEUED

log = structlog.get_logger("skills4all.background")

EXTENSION = "s4a_queue"
HEARTBEAT = "heartbeat"


@dataclass(frozen=True, slots=True)
class Queue:
    """Huey with our tasks registered in it."""

    huey: Huey
    tasks: tasks.Tasks

    def beat(self) -> None:
        """Say that a worker is alive; the periodic task calls it each minute."""
        self.huey.put(HEARTBEAT, time.time())

    def silent_for(self) -> float | None:
        """Seconds since a worker last said so, None when none ever did."""
        last = self.huey.get(HEARTBEAT, peek=True)
        return None if last is None else max(0.0, time.time() - float(last))


def init_app(app: Flask) -> None:
    """Create the queue and hand it, after each commit, what the outbox received."""
    huey = create_huey(app.config["S4A_SETTINGS"].queue_url)
    app.extensions[EXTENSION] = Queue(huey, tasks.register(huey, app))
    factory = db.session.session_factory
    if not event.contains(factory, "after_commit", _enqueue):
        event.listen(factory, "after_commit", _enqueue)
        event.listen(factory, "after_rollback", _forget)


def current_queue(app: Flask) -> Queue:
    """The queue of `app`."""
    return cast(Queue, app.extensions[EXTENSION])


def create_huey(url: str) -> Huey:
    """Huey on the storage that `url` names; results are not kept."""
    scheme, _, rest = url.partition("://")
    options: dict[str, Any] = {"results": False, "serializer": JsonSerializer()}
    if scheme == "sqlite":
        return SqliteHuey("skills4all", filename=rest.removeprefix("/"), fsync=True, **options)
    if scheme == "memory":
        return MemoryHuey("skills4all", **options)
    if scheme == "postgresql":
        return PostgresHuey("skills4all", dsn=url, **options)
    return RedisHuey("skills4all", url=url, **options)


def _enqueue(session: Session) -> None:
    from flask import current_app

    for outbox_id in session.info.pop(QUEUED, ()):
        try:
            current_queue(current_app).tasks.deliver(outbox_id)
        except Exception:
            # The row is committed: the sweep delivers it within a minute.
            log.exception("could not enqueue", outbox=outbox_id)


def _forget(session: Session) -> None:
    session.info.pop(QUEUED, None)
