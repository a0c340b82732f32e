"""A centre certifies who attended: a certificate anyone can verify, skills for the profile."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict
from skills4all.models import (
    Account,
    Enrolment,
    EnrolmentStatus,
    ProgrammeRelation,
    Session,
    utc_now,
)
from skills4all.services import audit
from skills4all.services.enrolments import certificate_code, credit, seats, telling, to_change
from skills4all.services.enrolments.attendance import refuse_before_start, with_status
from skills4all.services.organisations import rights


def certify(
    database: Database,
    actor: Account,
    public_id: str,
    today: date,
    now: datetime | None = None,
) -> Enrolment:
    """Someone who attended; the centre may do it before the last day.

    Raises `NotFound`, `NotAllowed`, `Conflict`. Does not commit.
    """
    enrolment = to_change.enrolment(database, actor, public_id)
    refuse_before_start(enrolment.session, today)
    if enrolment.status is not EnrolmentStatus.ATTENDED:
        raise Conflict("not_attended")
    _issue(database, enrolment, actor, today, now or utc_now())
    audit.record(database, actor, "certified", enrolment)
    return enrolment


def certify_all(
    database: Database,
    actor: Account,
    session_id: str,
    today: date,
    now: datetime | None = None,
) -> int:
    """Everyone who attended. Returns how many. Raises as above. Does not commit."""
    session = seats.lock(database, rights.session(database, actor, session_id).id)
    rights.refuse_suspended(session.programme.organisation)
    refuse_before_start(session, today)
    rows = with_status(database, session, EnrolmentStatus.ATTENDED)
    for enrolment in rows:
        _issue(database, enrolment, actor, today, now or utc_now())
        audit.record(database, actor, "certified", enrolment)
    return len(rows)


def _issue(
    database: Database, enrolment: Enrolment, actor: Account, today: date, now: datetime
) -> None:
    learner = enrolment.learner
    if learner is None:
        # An erased person: there is nobody to certify.
        raise Conflict("learner_gone")
    enrolment.status = EnrolmentStatus.CERTIFIED
    enrolment.certified_at = enrolment.decided_at = now
    enrolment.decided_by_id, enrolment.reason = actor.id, None
    # A certificate that comes back keeps its code: copies of it say the truth again.
    enrolment.certificate_code = enrolment.certificate_code or certificate_code.new()
    enrolment.certificate_withdrawn_at = None
    enrolment.certificate = _text(enrolment.session, _name(enrolment), today)
    database.flush()
    credit.give(database, enrolment, actor, now)
    telling.tell(database, enrolment, "certificate_issued", now)


def _name(enrolment: Enrolment) -> str:
    learner = enrolment.learner
    account = learner.account if learner else None
    name = (learner.display_name if learner else None) or (
        account.display_name if account else None
    )
    if not name:
        raise Conflict("learner_has_no_name")
    return name


def _text(session: Session, name: str, today: date) -> dict[str, Any]:
    """What the certificate says, in plain values; whatever changes later, it stays."""
    programme = session.programme
    taught = sorted(
        (row.skill_id, row.level)
        for row in programme.skills
        if row.relation is ProgrammeRelation.TAUGHT
    )
    return {
        "name": name,
        "programme": programme.title,
        "programme_language": programme.content_language,
        "centre": programme.organisation.name,
        "starts_on": session.starts_on.isoformat(),
        "ends_on": session.ends_on.isoformat(),
        "hours": programme.hours,
        "skills": [{"id": skill, "level": level} for skill, level in taught],
        "issued_on": today.isoformat(),
    }
