"""What an operator watches: promises that wait or failed, and rounds that were done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import AlertRun, Outbox, PeriodicRun


@dataclass(frozen=True, slots=True)
class Waiting:
    """Promises of one kind that are not kept yet."""

    kind: str
    count: int
    since: datetime


def waiting(database: Database) -> list[Waiting]:
    """By kind; those that were given up are not among them."""
    statement = (
        select(Outbox.kind, func.count(), func.min(Outbox.created_at))
        .where(Outbox.done_at.is_(None), Outbox.failed_at.is_(None))
        .group_by(Outbox.kind)
        .order_by(Outbox.kind)
    )
    return [Waiting(*row) for row in database.execute(statement)]


def given_up() -> Select[Outbox]:
    """Promises an operator must look at, for a long list."""
    return select(Outbox).where(Outbox.failed_at.is_not(None), Outbox.done_at.is_(None))


def rounds(database: Database) -> Sequence[PeriodicRun]:
    """The last round of each part."""
    newest = select(func.max(PeriodicRun.id)).group_by(PeriodicRun.name)
    statement = select(PeriodicRun).where(PeriodicRun.id.in_(newest)).order_by(PeriodicRun.name)
    return database.scalars(statement).all()


def alert_runs(database: Database) -> Sequence[AlertRun]:
    """The last runs of alerts, newest first; one that goes is the first."""
    statement = select(AlertRun).order_by(AlertRun.started_at.desc(), AlertRun.id.desc()).limit(5)
    return database.scalars(statement).all()
