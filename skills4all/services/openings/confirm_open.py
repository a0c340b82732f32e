"""The employer says "still open": the opening is listed for as long again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, NotFound
from skills4all.models import Account, Opening, OpeningStatus, utc_now
from skills4all.services import audit, index_refresh
from skills4all.services.openings.life import LISTED_FOR
from skills4all.services.organisations import rights
from skills4all.services.revision import changing, expect


def confirm_open(
    database: Database,
    actor: Account,
    public_id: str,
    revision: int,
    today: date,
    now: datetime | None = None,
) -> Opening:
    """In the workspace. Raises `NotFound`, `NotAllowed`, `Conflict`. Does not commit."""
    opening = _published(database, actor, public_id)
    expect(opening, revision)
    return _confirmed(database, actor, opening, today, now)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a reminder was about: `account` and `opening` are public ids, `until` the last day."""

    account: str
    opening: str
    until: date


def to_confirm(database: Database, reminder: Reminder) -> tuple[Account, Opening]:
    """Who was reminded, and the opening.

    Raises `NotFound` when the account is gone or acts for it no longer, and `Conflict` once the
    opening is over or was confirmed: a reminder serves once.
    """
    known = Account.public_id == reminder.account, Account.active
    actor = database.scalar(select(Account).where(*known))
    if actor is None:
        raise NotFound(kind="account")
    opening = _published(database, actor, reminder.opening)
    if opening.expires_on != reminder.until:
        raise Conflict("already_confirmed")
    return actor, opening


def confirm_reminded(
    database: Database, reminder: Reminder, today: date, now: datetime | None = None
) -> Opening:
    """From a reminder. Raises as `to_confirm`. Does not commit."""
    actor, opening = to_confirm(database, reminder)
    return _confirmed(database, actor, opening, today, now)


def _published(database: Database, actor: Account, public_id: str) -> Opening:
    opening = rights.opening(database, actor, public_id)
    rights.refuse_suspended(opening.organisation)
    if opening.status is not OpeningStatus.PUBLISHED:
        raise Conflict("opening_over", status=opening.status.value)
    return opening


def _confirmed(
    database: Database, actor: Account, opening: Opening, today: date, now: datetime | None
) -> Opening:
    if opening.expires_on is not None and opening.expires_on < today:
        raise Conflict("opening_over", status=opening.status.value)
    with changing(database, opening):
        opening.confirmed_open_at = now or utc_now()
        opening.expires_on = today + LISTED_FOR
        opening.reminded_at = None
    audit.record(database, actor, "confirmed_open", opening)
    index_refresh.promise(database, opening)
    return opening
