"""Runs of alerts: one goes at a time, and says how far it came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import AlertReason, AlertRun, utc_now

LOCK = "alerts"
SILENT = timedelta(minutes=15)
"""A run that says nothing for so long is dead: another may go."""
REMEMBERED = timedelta(days=90)

Watch = Callable[[int, int], object]
"""Told (learners looked at, learners due) after each batch: a bar on a terminal."""


@dataclass
class Run:
    """The run that goes. `beat` commits."""

    database: Database
    id: int
    due: int
    watch: Watch | None = None
    looked: int = 0
    promised: int = 0

    def beat(self, looked: int, promised: int) -> None:
        """A batch is done; its letters are committed with how far the run came."""
        self.looked += looked
        self.promised += promised
        self._write(seen_at=utc_now(), looked=self.looked, promised=self.promised)
        if self.watch is not None:
            self.watch(self.looked, self.due)

    def ended(self, finished_at: datetime | None) -> None:
        self._write(finished_at=finished_at, lock=None)

    def _write(self, **values: object) -> None:
        self.database.execute(update(AlertRun).where(AlertRun.id == self.id).values(values))
        self.database.commit()


@contextmanager
def running(
    database: Database, reason: AlertReason, due: int, watch: Watch | None = None
) -> Iterator[Run]:
    """Take the only place there is. Raises `Conflict` while another run goes. Commits.

    What raises inside is marked as interrupted and raised on.
    """
    run = Run(database, _taken(database, reason, due), due, watch)
    try:
        yield run
    except BaseException:
        database.rollback()
        run.ended(None)
        raise
    run.ended(utc_now())


def _taken(database: Database, reason: AlertReason, due: int) -> int:
    now = utc_now()
    database.execute(
        update(AlertRun)
        .where(AlertRun.lock == LOCK, AlertRun.seen_at < now - SILENT)
        .values(lock=None)
    )
    database.execute(delete(AlertRun).where(AlertRun.started_at < now - REMEMBERED))
    insert = (
        postgresql_insert if database.get_bind().dialect.name == "postgresql" else sqlite_insert
    )
    values = {"reason": reason, "due": due, "started_at": now, "seen_at": now, "lock": LOCK}
    counts = {"looked": 0, "promised": 0}
    statement = insert(AlertRun).values(values | counts).on_conflict_do_nothing()
    taken: int | None = database.scalar(statement.returning(AlertRun.id))
    database.commit()
    if taken is None:
        raise Conflict("alerts_running")
    return taken


def state(run: AlertRun, now: datetime) -> str:
    """done, running or interrupted."""
    if run.finished_at is not None:
        return "done"
    return "running" if run.lock and run.seen_at >= now - SILENT else "interrupted"
