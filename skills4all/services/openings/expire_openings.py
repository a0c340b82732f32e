"""Every day: openings whose last day is over leave the lists, and owners hear of it before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Opening, OpeningStatus, utc_now
from skills4all.queries import opening_lives, workspaces
from skills4all.services import letters
from skills4all.services.openings.ending import end
from skills4all.services.openings.life import REMINDED_BEFORE

TEMPLATE = "opening_still_open"


def expire_openings(database: Database, today: date, now: datetime | None = None) -> int:
    """How many were expired. Commits each: one that is edited at this moment waits for the next
    round and does not hold up the others.
    """
    done = 0
    for opening_id in opening_lives.over(database, today):
        opening = database.get(Opening, opening_id, populate_existing=True)
        if opening is None or not opening_lives.is_over(opening, today):
            continue
        try:
            end(database, None, opening, OpeningStatus.EXPIRED, now or utc_now())
            database.commit()
            done += 1
        except Conflict:
            database.rollback()
    return done


def remind_owners(database: Database, today: date, now: datetime | None = None) -> int:
    """Ask owners whether what leaves the lists soon is still open. Returns how many openings.

    A day on which no worker ran is made up: the reminder whose time has come is sent once, and
    the later one takes the place of an earlier that was missed. Does not commit.
    """
    soon = today + timedelta(days=max(REMINDED_BEFORE))
    reminded = 0
    for opening in opening_lives.ending(database, today, soon):
        step = _step(opening, today)
        if step is not None and _ask(database, opening, step):
            opening_lives.mark_reminded(database, opening.id, now or utc_now())
            reminded += 1
    return reminded


def _step(opening: Opening, today: date) -> int | None:
    """The latest reminder that is due, in days before the end."""
    if opening.expires_on is None:
        return None
    left = (opening.expires_on - today).days
    return min((step for step in REMINDED_BEFORE if left <= step), default=None)


def _ask(database: Database, opening: Opening, step: int) -> bool:
    """Whether a letter was promised that had not been before."""
    promised: Iterable[int | None] = [
        letters.promise(
            database,
            account,
            TEMPLATE,
            {
                "id": opening.public_id,
                "title": opening.title,
                "expires_on": str(opening.expires_on),
                "account": account.public_id,
            },
            dedupe_key=f"{TEMPLATE}:{opening.public_id}:{opening.expires_on}:{step}:{account.id}",
        )
        for account in workspaces.people_to_tell(database, opening.organisation_id)
    ]
    return any(each is not None for each in promised)
