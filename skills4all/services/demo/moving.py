"""Move demonstration dates forwards as days pass; what someone used or edited stays put."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session as Database

from skills4all.models import Base, Cohort, Event, Learner, Opening, Pledge, Session
from skills4all.services.demo.dates import (
    AFTER_SESSION,
    EVENT_DAYS,
    OPENING_PUBLISHED,
    PLEDGE_STARTS,
    SESSION_STARTS,
    Round,
)
from skills4all.services.demo.learners import KEPT

UNEDITED = 1
"""`revision` of a row that no form has changed."""


def move(database: Database, today: date) -> int:
    """Number of sessions moved. Openings, pledges, cohorts, events and profiles follow."""
    moved = _move_sessions(database, today)
    _move_openings(database, today)
    _follow_sessions(database, today)
    _move_events(database, today)
    now = datetime.combine(today, time(), UTC)
    database.execute(
        update(_table(Learner))
        .where(Learner.is_demo, Learner.account_id.is_(None))
        .values(expires_at=now + KEPT)
    )
    return moved


def _move_sessions(database: Database, today: date) -> int:
    untouched = (Session.is_demo, Session.demo_touched.is_(False), Session.status == "published")
    names = ("starts_on", "ends_on", "enrol_from", "enrol_by")
    return _shift(database, Session, untouched, names, SESSION_STARTS, today)


def _move_openings(database: Database, today: date) -> None:
    standing = Opening.status.in_(("published", "pending"))
    unedited = (Opening.is_demo, Opening.revision == UNEDITED, standing)
    names = ("submitted_at", "published_at", "expires_on", "starts_on", "deadline")
    _shift(database, Opening, unedited, names, OPENING_PUBLISHED, today)


def _move_events(database: Database, today: date) -> None:
    names = ("starts_at", "ends_at")
    _shift(database, Event, (Event.is_demo, Event.status == "published"), names, EVENT_DAYS, today)


def _follow_sessions(database: Database, today: date) -> None:
    """Cohorts start with their session, pledged jobs three weeks after it."""
    starts = dict(database.execute(select(Session.id, Session.starts_on)).all())
    ends = dict(database.execute(select(Session.id, Session.ends_on)).all())
    for cohort in database.scalars(select(Cohort).where(Cohort.is_demo)):
        cohort.starts_on = starts.get(cohort.session_id or 0, cohort.starts_on)
    waited_for = dict(database.execute(select(Cohort.id, Cohort.session_id)).all())
    table = _table(Pledge)
    unedited = (Pledge.is_demo, Pledge.revision == UNEDITED, Pledge.status == "published")
    for pledge in database.execute(select(table).where(*unedited)):
        session = pledge.session_id or waited_for.get(pledge.cohort_id)
        due = pledge.starts_on + PLEDGE_STARTS.shift(pledge.starts_on, today)
        if session in ends:
            due = ends[session] + AFTER_SESSION
        database.execute(update(table).where(table.c.id == pledge.id).values(starts_on=due))


def _shift(
    database: Database,
    model: type[Base],
    conditions: Sequence[Any],
    names: Sequence[str],
    window: Round,
    today: date,
) -> int:
    """Shift dates `names` of the rows together, by the table, so that `revision` stays."""
    table = _table(model)
    columns = [table.c[name] for name in names]
    rows = database.execute(select(table.c.id, *columns).where(*conditions))
    changes = []
    for identifier, *dates in rows:
        by = window.shift(_day(dates[0]), today)
        if by:
            moved = (each + by if each is not None else None for each in dates)
            news = (f"new_{name}" for name in names)
            changes.append({"row": identifier, **dict(zip(news, moved, strict=True))})
    if changes:
        statement = update(table).where(table.c.id == bindparam("row"))
        database.execute(
            statement.values({name: bindparam(f"new_{name}") for name in names}), changes
        )
    return len(changes)


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
