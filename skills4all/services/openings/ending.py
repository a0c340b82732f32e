"""The end of an opening, whoever ends it: its people or the calendar.

What else must happen then is a list of effects, so that each is written once for both ends.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session as Database

from skills4all.models import Account, Opening, OpeningStatus
from skills4all.services import audit, index_refresh
from skills4all.services.applications.tell_closed import tell_closed
from skills4all.services.revision import changing

Effect = Callable[[Database, Opening], object]
"""Runs in the transaction of the end, after the status is written; promises, does not commit."""


def leave_the_index(database: Database, opening: Opening) -> None:
    """Searches find it no longer."""
    index_refresh.promise(database, opening)


EFFECTS: tuple[Effect, ...] = (leave_the_index, tell_closed)


def end(
    database: Database,
    actor: Account | None,
    opening: Opening,
    status: OpeningStatus,
    now: datetime,
) -> None:
    """`status`: closed or expired; `actor` None: the calendar.

    Raises `Conflict` when someone else's edit came first. Does not commit.
    """
    with changing(database, opening):
        opening.status = status
        opening.closed_at = now
    audit.record(database, actor, status.value, opening)
    for effect in EFFECTS:
        effect(database, opening)
