"""The employer says that an opening is over: filled, or no longer wanted."""

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Opening, OpeningStatus, utc_now
from skills4all.services import audit, index_refresh
from skills4all.services.applications.tell_closed import tell_closed
from skills4all.services.openings.edit_opening import OVER
from skills4all.services.organisations import rights
from skills4all.services.revision import changing, expect


def close_opening(database: Database, actor: Account, public_id: str, revision: int) -> Opening:
    """Its page then answers that it is closed.

    Raises `NotFound`, `NotAllowed`, `Conflict`. Does not commit.
    """
    opening = rights.opening(database, actor, public_id)
    rights.refuse_suspended(opening.organisation)
    expect(opening, revision)
    if opening.status in OVER:
        raise Conflict("opening_over", status=opening.status.value)
    with changing(database, opening):
        opening.status = OpeningStatus.CLOSED
        opening.closed_at = utc_now()
    audit.record(database, actor, "closed", opening)
    index_refresh.promise(database)
    tell_closed(database, opening)
    return opening
