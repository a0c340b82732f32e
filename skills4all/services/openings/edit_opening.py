"""Change an opening. A published one of which something that matters changed is reviewed again."""

from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Opening, OpeningStatus, utc_now
from skills4all.services import audit, index_refresh
from skills4all.services.openings.draft import OpeningDraft, what_matters
from skills4all.services.openings.life import OVER
from skills4all.services.organisations import rights
from skills4all.services.revision import changing, expect


def edit_opening(
    database: Database,
    actor: Account,
    public_id: str,
    revision: int,
    draft: OpeningDraft,
    today: date,
) -> Opening:
    """`revision` is the one the actor saw.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `Invalid`. Does not commit.
    """
    opening = rights.opening(database, actor, public_id)
    rights.refuse_suspended(opening.organisation)
    expect(opening, revision)
    if opening.status in OVER:
        raise Conflict("opening_over", status=opening.status.value)
    draft.check(today, before=opening)
    before, was_public = what_matters(opening), opening.status is OpeningStatus.PUBLISHED
    with changing(database, opening):
        draft.write_to(opening)
        if was_public and what_matters(opening) != before:
            opening.status = OpeningStatus.PENDING
            opening.submitted_at = utc_now()
    audit.record(database, actor, "edited", opening, status=opening.status.value)
    if was_public:
        index_refresh.promise(database, opening)
    return opening
