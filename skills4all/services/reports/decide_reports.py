"""A moderator decides on all open reports of one thing; whoever signed theirs is told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, NotFound
from skills4all.models import Account, AuditEvent, Report, ReportStatus, utc_now
from skills4all.queries import reported
from skills4all.services import letters
from skills4all.services.moderation.reject import needed
from skills4all.services.moderation.waiting import is_moderator


def decide_reports(
    database: Database, actor: Account, kind: str, public_id: str, *, upheld: bool, reason: str
) -> int:
    """Uphold or dismiss; returns how many reports were decided.

    Raises `NotFound`, `Invalid` without a reason, `Conflict` when none is open any more. Does not
    commit. What follows for the thing itself is a decision of its own.
    """
    if not is_moderator(actor):
        raise NotFound(kind="report")
    reason = needed(reason)
    status = ReportStatus.UPHELD if upheld else ReportStatus.DISMISSED
    decided = database.scalars(
        update(Report)
        .where(
            Report.object_type == kind,
            Report.object_id == public_id,
            Report.status == ReportStatus.OPEN,
        )
        .values(status=status, decided_at=utc_now(), decided_by_id=actor.id, decision_reason=reason)
        .returning(Report.id)
        .execution_options(synchronize_session=False)
    ).all()
    if not decided:
        raise Conflict("already_decided")
    database.expire_all()
    database.add(
        AuditEvent(
            actor=actor.public_id,
            action=f"report.{status.value}",
            object_type=kind,
            object_id=public_id,
            reason=reason,
            details={"reports": len(decided)},
        )
    )
    _tell(database, decided, reported.title(database, kind, public_id), upheld, reason)
    return len(decided)


def _tell(database: Database, ids: Sequence[int], title: str, upheld: bool, reason: str) -> None:
    statement = (
        select(Account, Report.public_id)
        .join(Report, Report.reporter_id == Account.id)
        .where(Report.id.in_(ids))
    )
    for account, report in database.execute(statement).all():
        letters.promise(
            database,
            account,
            "report_decided",
            {"title": title, "upheld": upheld, "reason": reason},
            dedupe_key=f"report:{report}",
        )
