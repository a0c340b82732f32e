"""The matter of a thread, and which side of it the reader is on.

Whoever is on neither side is told that it does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from sqlalchemy.orm import Session as Database

from skills4all.errors import NotFound
from skills4all.models import (
    Account,
    ApplicationStatus,
    EnrolmentStatus,
    Learner,
    Organisation,
)
from skills4all.queries import messages as rows

ENROLMENT, APPLICATION = "enrolment", "application"
OPEN_AFTER = timedelta(days=90)
"""After the matter is over one may still write for so long, and read until it is deleted."""
_ENDED_ENROLMENT = (EnrolmentStatus.REFUSED, EnrolmentStatus.CANCELLED)
_ENDED_APPLICATION = (
    ApplicationStatus.HIRED,
    ApplicationStatus.REFUSED,
    ApplicationStatus.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class Matter:
    """`title` and `language`: of the programme or the opening. `over_since`: None while it runs."""

    kind: str
    row: rows.Row
    organisation: Organisation
    title: str
    language: str
    as_learner: bool
    over_since: datetime | None

    def is_closed(self, now: datetime) -> bool:
        """Nobody may write any more: long over, or the learner is gone."""
        over = self.over_since
        return self.row.learner is None or (over is not None and over + OPEN_AFTER <= now)


def find(
    database: Database,
    kind: str,
    public_id: str,
    *,
    account: Account | None,
    learner: Learner | None,
) -> Matter:
    """As the learner it is about, or as a member of the organisation. Raises `NotFound`."""
    found = _enrolment(database, public_id) if kind == ENROLMENT else None
    if kind == APPLICATION:
        found = _application(database, public_id)
    if found is None:
        raise NotFound(kind="matter")
    if learner is not None and found.row.learner_id == learner.id:
        return found
    if account is None or not rows.is_member(database, account.id, found.organisation.id):
        raise NotFound(kind="matter")
    return replace(found, as_learner=False)


def _enrolment(database: Database, public_id: str) -> Matter | None:
    row = rows.enrolment(database, public_id)
    if row is None:
        return None
    programme = row.session.programme
    over = datetime.combine(row.session.ends_on, time.max, UTC)
    if row.status in _ENDED_ENROLMENT:
        over = row.decided_at or row.updated_at
    return Matter(
        ENROLMENT,
        row,
        programme.organisation,
        programme.title,
        programme.content_language,
        True,
        over,
    )


def _application(database: Database, public_id: str) -> Matter | None:
    row = rows.application(database, public_id)
    if row is None:
        return None
    opening = row.opening
    over = (row.decided_at or row.updated_at) if row.status in _ENDED_APPLICATION else None
    return Matter(
        APPLICATION, row, opening.organisation, opening.title, opening.content_language, True, over
    )
