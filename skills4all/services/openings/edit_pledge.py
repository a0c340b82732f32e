"""Change a pledge. A published one of which something that matters changed is reviewed again."""

from datetime import date

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Pledge, PledgeStatus
from skills4all.services import audit
from skills4all.services.openings.pledge_draft import PledgeDraft, what_matters
from skills4all.services.organisations import rights
from skills4all.services.revision import changing, expect

OVER = (PledgeStatus.WITHDRAWN, PledgeStatus.FULFILLED, PledgeStatus.EXPIRED)


def edit_pledge(
    database: Database,
    actor: Account,
    public_id: str,
    revision: int,
    draft: PledgeDraft,
    today: date,
) -> Pledge:
    """`revision` is the one the actor saw.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `Invalid`. Does not commit.
    """
    pledge = rights.pledge(database, actor, public_id)
    rights.refuse_suspended(pledge.organisation)
    expect(pledge, revision)
    if pledge.status in OVER:
        raise Conflict("pledge_over", status=pledge.status.value)
    session = draft.check(database, today, before=pledge)
    before = what_matters(pledge)
    with changing(database, pledge):
        draft.write_to(pledge, session)
        if pledge.status is PledgeStatus.PUBLISHED and what_matters(pledge) != before:
            pledge.status = PledgeStatus.PENDING
    audit.record(database, actor, "edited", pledge, status=pledge.status.value)
    return pledge
