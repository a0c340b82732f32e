"""The employer says that an opening is over: filled, or no longer wanted."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Opening, OpeningStatus, utc_now
from skills4all.services.openings.ending import end
from skills4all.services.openings.life import OVER
from skills4all.services.organisations import rights
from skills4all.services.revision import expect


def close_opening(database: Database, actor: Account, public_id: str, revision: int) -> Opening:
    """Its page then answers that it is closed.

    Raises `NotFound`, `NotAllowed`, `Conflict`. Does not commit.
    """
    opening = rights.opening(database, actor, public_id)
    rights.refuse_suspended(opening.organisation)
    expect(opening, revision)
    if opening.status in OVER:
        raise Conflict("opening_over", status=opening.status.value)
    end(database, actor, opening, OpeningStatus.CLOSED, utc_now())
    return opening
