"""The hourly round: free seats of sessions whose list is not empty are offered to it.

Whoever frees a seat passes it on at once; this serves seats that came another way, by an import.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Enrolment, EnrolmentStatus, Session, utc_now
from skills4all.services.enrolments import seats

AT_ONCE = 1_000


def serve_lists(database: Database, now: datetime | None = None) -> int:
    """Returns how many sessions were looked at. One transaction each; bears being run twice."""
    now = now or utc_now()
    waits = exists().where(
        Enrolment.session_id == Session.id,
        Enrolment.status == EnrolmentStatus.WAITING,
        Enrolment.offer_expires_at.is_(None),
    )
    statement = select(Session.id).where(
        Session.status.in_(seats.RUNNING),
        Session.seats_taken < Session.seats,
        Session.starts_on > now.date(),
        waits,
    )
    ids = database.scalars(statement.limit(AT_ONCE)).all()
    database.commit()
    for key in ids:
        seats.pass_on(database, seats.lock(database, key), now)
        database.commit()
    return len(ids)
