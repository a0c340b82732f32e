"""Each round of a periodic task is done by one worker, however many there are.

A round is taken by inserting its row: the unique key decides between two workers. A worker that
dies in the middle leaves the row unfinished; after `GIVEN_UP` another may take it over, so every
task must bear being run twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session as Database

from skills4all.models import PeriodicRun, utc_now

GIVEN_UP = timedelta(hours=1)
REMEMBERED = timedelta(days=90)


def take(database: Database, name: str, slot: str, now: datetime | None = None) -> bool:
    """Whether this worker does the round; commits."""
    now = now or utc_now()
    values = {"name": name, "slot": slot, "taken_at": now}
    insert = postgresql_insert if _is_postgresql(database) else sqlite_insert
    statement = insert(PeriodicRun).values(values).on_conflict_do_nothing()
    taken = database.scalar(statement.returning(PeriodicRun.id)) is not None
    taken = taken or _take_over(database, name, slot, now)
    database.commit()
    return taken


def finished(database: Database, name: str, slot: str) -> None:
    """The round is done; nobody takes it over. Forgets rounds long past. Commits."""
    now = utc_now()
    mine = (PeriodicRun.name == name, PeriodicRun.slot == slot)
    database.execute(update(PeriodicRun).where(*mine).values(finished_at=now))
    database.execute(delete(PeriodicRun).where(PeriodicRun.taken_at < now - REMEMBERED))
    database.commit()


def _take_over(database: Database, name: str, slot: str, now: datetime) -> bool:
    abandoned = (
        PeriodicRun.name == name,
        PeriodicRun.slot == slot,
        PeriodicRun.finished_at.is_(None),
        PeriodicRun.taken_at < now - GIVEN_UP,
    )
    statement = update(PeriodicRun).where(*abandoned).values(taken_at=now)
    return database.scalar(statement.returning(PeriodicRun.id)) is not None


def _is_postgresql(database: Database) -> bool:
    return database.get_bind().dialect.name == "postgresql"
