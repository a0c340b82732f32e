"""A centre refuses a learner, with the reason the learner will read; the seat comes free."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Enrolment, EnrolmentStatus, utc_now
from skills4all.services import audit
from skills4all.services.enrolments import leave, telling, to_change
from skills4all.services.problems import Problems


def refuse(
    database: Database,
    actor: Account,
    public_id: str,
    reason: str,
    now: datetime | None = None,
) -> Enrolment:
    """Raises `NotFound`, `NotAllowed`, `Conflict`, `Invalid` without a reason. Does not commit."""
    now = now or utc_now()
    problems = Problems()
    problems.text("reason", reason, required=True)
    problems.finish()
    enrolment = to_change.enrolment(database, actor, public_id)
    if enrolment.status not in leave.CAN_LEAVE:
        raise Conflict("enrolment_over")
    leave.drop(database, enrolment, EnrolmentStatus.REFUSED, now)
    enrolment.reason, enrolment.decided_by_id = reason.strip(), actor.id
    telling.tell(database, enrolment, "enrolment_refused", now, reason=enrolment.reason)
    audit.record(database, actor, "refused", enrolment)
    return enrolment
