"""A moderator says no, and why: whoever wrote it reads the reason and can correct it."""

from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    Opening,
    OpeningStatus,
    Organisation,
    OrganisationStatus,
    PledgeStatus,
    Programme,
    ProgrammeStatus,
    utc_now,
)
from skills4all.queries.moderation import Waiting
from skills4all.services import audit, index_refresh
from skills4all.services.moderation import notice, waiting
from skills4all.services.moderation.approve import refuse_own
from skills4all.services.problems import Problems
from skills4all.services.revision import changing

LONGEST_REASON = 2_000


def reject(
    database: Database, actor: Account, kind: str, public_id: str, revision: int, reason: str
) -> Waiting:
    """Raises `NotFound`, `Conflict`, `NotAllowed`, and `Invalid` without a reason.

    Does not commit.
    """
    found = waiting.to_decide(database, actor, kind, public_id, revision)
    refuse_own(database, actor, found)
    reason = needed(reason)
    with changing(database, found):
        refuse(found)
        found.decided_at = utc_now()
        found.decided_by_id = actor.id
        found.decision_reason = reason
    audit.record(database, actor, "rejected", found, reason=reason)
    notice.promise(database, found, approved=False)
    index_refresh.promise(database, found)
    return found


def needed(reason: str) -> str:
    """The reason, which people will read. Raises `Invalid` without one."""
    reason = reason.strip()
    problems = Problems()
    problems.text("reason", reason, required=True)
    if len(reason) > LONGEST_REASON:
        problems.note("reason", "too_long", most=LONGEST_REASON)
    problems.finish()
    return reason


def refuse(found: Waiting) -> None:
    """Its state after a no."""
    if isinstance(found, Organisation):
        found.status = OrganisationStatus.REJECTED
    elif isinstance(found, Programme):
        found.status = ProgrammeStatus.REJECTED
    elif isinstance(found, Opening):
        found.status = OpeningStatus.REJECTED
    else:
        found.status = PledgeStatus.REJECTED
