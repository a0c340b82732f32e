"""Promise that the index will be rebuilt after a change of what is public.

At most two promises a minute, however many changes: the first change of a minute is served at
once, and those after it together when the minute is over. None is lost: whoever finds the second
promise already made commits, at the latest, a moment after it is due.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session as Database

from skills4all.models import utc_now
from skills4all.services import outbox

KIND = "index.refresh"
MARGIN = timedelta(seconds=20)
"""Longer than any transaction of ours may last (see the time limits in `database`)."""


def promise(database: Database, now: datetime | None = None) -> None:
    """In the caller's transaction; does not commit."""
    now = now or utc_now()
    minute = now.replace(second=0, microsecond=0)
    key = f"{KIND}:{minute:%Y%m%d%H%M}"
    if outbox.queue(database, KIND, {}, dedupe_key=key) is None:
        over = minute + timedelta(minutes=1) + MARGIN
        outbox.queue(database, KIND, {}, dedupe_key=f"{key}:after", not_before=over)
