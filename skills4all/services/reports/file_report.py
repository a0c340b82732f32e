"""Somebody reports something public. No account is needed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.models import Account, Report, ReportReason, ReportStatus
from skills4all.queries import reported
from skills4all.services.problems import Problems

LONGEST = 2_000


def file_report(
    database: Database,
    reporter: Account | None,
    kind: str,
    public_id: str,
    reason: str,
    details: str,
    language: str,
) -> Report:
    """The report, open. The same person reporting the same thing again changes their first one.

    Raises `NotFound` for what is not public, `Invalid`. Does not commit.
    """
    if not reported.is_public(database, kind, public_id):
        raise NotFound(kind=kind)
    problems = Problems()
    problems.word("reason", reason, [each.value for each in ReportReason])
    problems.text("details", details)
    if len(details) > LONGEST:
        problems.note("details", "too_long", most=LONGEST)
    if reason == ReportReason.OTHER.value and not details.strip():
        problems.note("details", "required")
    problems.finish()
    report = _earlier(database, reporter, kind, public_id) or Report(
        reporter_id=reporter.id if reporter else None, object_type=kind, object_id=public_id
    )
    report.reason, report.details = ReportReason(reason), details.strip() or None
    report.content_language = language
    database.add(report)
    database.flush()
    return report


def _earlier(
    database: Database, reporter: Account | None, kind: str, public_id: str
) -> Report | None:
    if reporter is None:
        return None
    return database.scalar(
        select(Report).where(
            Report.reporter_id == reporter.id,
            Report.object_type == kind,
            Report.object_id == public_id,
            Report.status == ReportStatus.OPEN,
        )
    )
