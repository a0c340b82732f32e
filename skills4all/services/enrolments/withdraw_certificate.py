"""A centre takes a certificate back: its page says so, the skills leave the profile."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import Account, Enrolment, EnrolmentStatus, utc_now
from skills4all.services import audit
from skills4all.services.enrolments import credit, telling, to_change
from skills4all.services.problems import Problems


def withdraw_certificate(
    database: Database,
    actor: Account,
    public_id: str,
    reason: str,
    now: datetime | None = None,
) -> Enrolment:
    """The learner has attended still, and reads the reason.

    Raises `NotFound`, `NotAllowed`, `Conflict`, `Invalid` without a reason. Does not commit.
    """
    now = now or utc_now()
    problems = Problems()
    problems.text("reason", reason, required=True)
    problems.finish()
    enrolment = to_change.enrolment(database, actor, public_id)
    if enrolment.status is not EnrolmentStatus.CERTIFIED:
        raise Conflict("not_certified")
    enrolment.status = EnrolmentStatus.ATTENDED
    enrolment.certificate_withdrawn_at = enrolment.decided_at = now
    enrolment.decided_by_id, enrolment.reason = actor.id, reason.strip()
    database.flush()
    credit.take_back(database, enrolment)
    telling.tell(database, enrolment, "certificate_withdrawn", now, reason=enrolment.reason)
    audit.record(database, actor, "certificate_withdrawn", enrolment)
    return enrolment
