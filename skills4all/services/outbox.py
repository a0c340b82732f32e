"""The outbox: effects written in the caller's transaction, delivered after it, at least once.

`queue` adds a row without committing; a rolled-back transaction leaves nothing. A worker takes a
`lease`, acts, and says `succeeded` or `failed`. A worker that dies keeps its lease until it runs
out; then the row is taken again. Handlers must bear being run twice for one row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from skills4all.models import Outbox, utc_now

QUEUED = "outbox_queued"
"""Key in `Session.info` of the ids to enqueue once the transaction is committed."""

LEASE = timedelta(minutes=5)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 3 * 60, 6 * 60, 13 * 60))
"""Waits between tries: eight tries within 24 hours, then the row is parked."""
ERROR_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Leased:
    """A row that this worker, and no other, may act on until its lease ends.

    `reference` is the same at every try: receivers can recognise a repetition by it.
    """

    id: int
    kind: str
    payload: Mapping[str, Any]
    attempts: int

    @property
    def reference(self) -> str:
        return f"outbox-{self.id}"


def queue(
    session: Session,
    kind: str,
    payload: Mapping[str, Any],
    *,
    dedupe_key: str | None = None,
    account_id: int | None = None,
    learner_id: int | None = None,
    not_before: datetime | None = None,
) -> int | None:
    """Promise an effect in the caller's transaction. Returns its id.

    With a `dedupe_key` already promised, promises nothing and returns None. Does not commit.
    """
    session.flush()
    now = utc_now()
    values = {
        "kind": kind,
        "payload": dict(payload),
        "dedupe_key": dedupe_key,
        "account_id": account_id,
        "learner_id": learner_id,
        "next_attempt_at": not_before or now,
    }
    insert = postgresql_insert if _is_postgresql(session) else sqlite_insert
    statement = insert(Outbox).values(values).on_conflict_do_nothing(index_elements=["dedupe_key"])
    added = session.scalar(statement.returning(Outbox.id))
    if added is not None and (not_before is None or not_before <= now):
        session.info.setdefault(QUEUED, []).append(added)
    return added


def lease(session: Session, outbox_id: int, now: datetime | None = None) -> Leased | None:
    """Take a row that is due; commits. None when it is done, parked, early or someone else's."""
    now = now or utc_now()
    statement = (
        update(Outbox)
        .where(Outbox.id == outbox_id, *_due(now))
        .values(lease_until=now + LEASE, attempts=Outbox.attempts + 1)
        .returning(Outbox.id, Outbox.kind, Outbox.payload, Outbox.attempts)
        .execution_options(synchronize_session=False)
    )
    row = session.execute(statement).one_or_none()
    session.commit()
    return None if row is None else Leased(row.id, row.kind, row.payload, row.attempts)


def succeeded(session: Session, leased: Leased, now: datetime | None = None) -> None:
    """The effect happened; commits."""
    _settle(session, leased, done_at=now or utc_now(), last_error=None)


def failed(
    session: Session,
    leased: Leased,
    error: str,
    *,
    final: bool = False,
    now: datetime | None = None,
) -> None:
    """The effect did not happen: try later, or park the row (`final`, or no try left); commits."""
    now = now or utc_now()
    if final or leased.attempts > len(BACK_OFF):
        _settle(session, leased, failed_at=now, last_error=error[:ERROR_LENGTH])
    else:
        later = now + BACK_OFF[leased.attempts - 1]
        _settle(session, leased, next_attempt_at=later, last_error=error[:ERROR_LENGTH])


def try_again(session: Session, outbox_id: int) -> bool:
    """Take up a row that was given up, as if it were new. Does not commit."""
    statement = (
        update(Outbox)
        .where(Outbox.id == outbox_id, Outbox.failed_at.is_not(None), Outbox.done_at.is_(None))
        .values(failed_at=None, attempts=0, next_attempt_at=utc_now(), lease_until=None)
        .returning(Outbox.id)
        .execution_options(synchronize_session=False)
    )
    again = session.scalar(statement)
    if again is not None:
        session.info.setdefault(QUEUED, []).append(again)
    return again is not None


def drop(session: Session, outbox_id: int) -> bool:
    """Forget a row that was given up. Does not commit."""
    statement = delete(Outbox).where(
        Outbox.id == outbox_id, Outbox.failed_at.is_not(None), Outbox.done_at.is_(None)
    )
    return session.scalar(statement.returning(Outbox.id)) is not None


def due(session: Session, *, limit: int = 200, now: datetime | None = None) -> list[int]:
    """Ids of rows to deliver now, oldest first."""
    statement = select(Outbox.id).where(*_due(now or utc_now())).order_by(Outbox.id).limit(limit)
    return list(session.scalars(statement))


def oldest_wait(session: Session, now: datetime | None = None) -> timedelta | None:
    """How long the row that waits longest has been due, None when none is."""
    now = now or utc_now()
    first = session.scalar(select(func.min(Outbox.next_attempt_at)).where(*_due(now)))
    return None if first is None else now - first


def _due(now: datetime) -> tuple[Any, ...]:
    free = or_(Outbox.lease_until.is_(None), Outbox.lease_until < now)
    return (
        Outbox.done_at.is_(None),
        Outbox.failed_at.is_(None),
        Outbox.next_attempt_at <= now,
        free,
    )


def _settle(session: Session, leased: Leased, **values: Any) -> None:
    # Only if the lease is still ours: after it ran out another worker may have taken the row.
    statement = (
        update(Outbox)
        .where(Outbox.id == leased.id, Outbox.attempts == leased.attempts)
        .values(lease_until=None, **values)
        .execution_options(synchronize_session=False)
    )
    session.execute(statement)
    session.commit()


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
