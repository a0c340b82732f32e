"""An opening that was closed or expired is wanted again."""

from datetime import date, datetime

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Opening, OpeningStatus, utc_now
from skills4all.services import audit, index_refresh
from skills4all.services.openings.life import LISTED_FOR, OVER, is_waiting, stands_as_published
from skills4all.services.organisations import rights
from skills4all.services.problems import Problems
from skills4all.services.revision import changing, expect


def reopen_opening(
    database: Database,
    actor: Account,
    public_id: str,
    revision: int,
    deadline: date | None,
    today: date,
    now: datetime | None = None,
) -> Opening:
    """Public again if it stands as a moderator approved it; waiting again if it waited when it
    was closed; else a draft. `deadline`: the new one, or None for none.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `Invalid`. Does not commit.
    """
    opening = rights.opening(database, actor, public_id)
    rights.refuse_suspended(opening.organisation)
    expect(opening, revision)
    if opening.status not in OVER:
        raise Conflict("opening_not_over", status=opening.status.value)
    problems = Problems()
    problems.order("deadline", today, deadline, "in_the_past")
    problems.finish()
    with changing(database, opening):
        opening.deadline, opening.closed_at = deadline, None
        _return(opening, today, now or utc_now())
    audit.record(database, actor, "reopened", opening, status=opening.status.value)
    index_refresh.promise(database, opening)
    return opening


def _return(opening: Opening, today: date, now: datetime) -> None:
    if stands_as_published(opening):
        opening.status = OpeningStatus.PUBLISHED
        opening.expires_on = today + LISTED_FOR
        opening.confirmed_open_at, opening.reminded_at = now, None
    elif is_waiting(opening):
        opening.status = OpeningStatus.PENDING
    else:
        opening.status = OpeningStatus.DRAFT
