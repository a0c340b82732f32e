"""How employers answer those who apply: what everybody may see, and what still waits.

An answer is what moved an application on (`answered_at`). What was withdrawn or is still waiting
within `GRACE` of being sent says nothing about the employer and does not count.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Float, and_, case, extract, func, or_, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Application, ApplicationStatus, Opening

YEAR = timedelta(days=365)
GRACE = timedelta(days=14)
ENOUGH = 10
"""Fewer applications say more about chance, and about single people, than about the employer."""
SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Responsiveness:
    """`applications` of the last year, how many were `answered`, and the median wait in days."""

    applications: int = 0
    answered: int = 0
    median_days: float | None = None

    @property
    def is_known(self) -> bool:
        return self.applications >= ENOUGH

    @property
    def in_ten(self) -> int:
        """Answered of ten; ten and none only when it is all and none."""
        if self.answered in (0, self.applications):
            return 10 if self.answered else 0
        return min(9, max(1, round(10 * self.answered / self.applications)))

    @property
    def days(self) -> int:
        """The median in whole days."""
        return round(self.median_days or 0)


NOTHING = Responsiveness()


def of_employers(
    database: Database, organisation_ids: Collection[int], now: datetime
) -> dict[int, Responsiveness]:
    """By key of the organisation; those nobody applied to are absent. One statement."""
    each = _counted(database, organisation_ids, now).subquery()
    place = func.row_number().over(partition_by=each.c.employer, order_by=each.c.days.nulls_last())
    answered = func.count(each.c.days).over(partition_by=each.c.employer)
    ranked = select(
        each.c.employer, each.c.days, place.label("place"), answered.label("answered")
    ).subquery()
    # The two in the middle, or the one twice.
    middle = ranked.c.place.in_(((ranked.c.answered + 1) // 2, (ranked.c.answered + 2) // 2))
    statement = select(
        ranked.c.employer,
        func.count(),
        func.count(ranked.c.days),
        func.avg(case((middle, ranked.c.days))),
    ).group_by(ranked.c.employer)
    return {
        employer: Responsiveness(total, replied, None if median is None else float(median))
        for employer, total, replied, median in database.execute(statement)
    }


def of_employer(database: Database, organisation_id: int, now: datetime) -> Responsiveness:
    """The same of one."""
    return of_employers(database, [organisation_id], now).get(organisation_id, NOTHING)


def _counted(database: Database, organisation_ids: Collection[int], now: datetime) -> Any:
    replied = Application.answered_at.is_not(None)
    withdrawn = Application.status == ApplicationStatus.WITHDRAWN
    waited = days_between(database, Application.decided_at, Application.applied_at)
    due = case((withdrawn, waited >= GRACE.days), else_=Application.applied_at <= now - GRACE)
    return (
        select(
            Opening.organisation_id.label("employer"),
            days_between(database, Application.answered_at, Application.applied_at).label("days"),
        )
        .join(Application.opening)
        .where(
            Opening.organisation_id.in_(organisation_ids),
            Application.applied_at > now - YEAR,
            or_(replied, due),
        )
    )


def days_between(database: Database, later: Any, earlier: Any) -> ColumnElement[Any]:
    """Days from one instant to another, as a fraction; null when one is."""
    if database.get_bind().dialect.name == "postgresql":
        return (extract("epoch", later - earlier) / SECONDS).cast(Float)
    return func.julianday(later, type_=Float) - func.julianday(earlier, type_=Float)


def waiting() -> ColumnElement[bool]:
    """Applications nobody has answered, of people who still want to hear."""
    return and_(
        Application.answered_at.is_(None),
        Application.learner_id.is_not(None),
        Application.status.in_((ApplicationStatus.RECEIVED, ApplicationStatus.VIEWED)),
    )


@dataclass(frozen=True, slots=True)
class Pile:
    """Applications to one opening: all, unanswered, and unanswered for too long."""

    total: int = 0
    waiting: int = 0
    overdue: int = 0


def piles(
    database: Database, organisation_ids: Collection[int], overdue_before: datetime
) -> dict[int, Pile]:
    """By key of the opening; openings without applications are absent. One statement."""
    late = and_(waiting(), Application.applied_at < overdue_before)
    statement = (
        select(
            Application.opening_id,
            func.count(),
            func.count(case((waiting(), 1))),
            func.count(case((late, 1))),
        )
        .join(Application.opening)
        .where(Opening.organisation_id.in_(organisation_ids))
        .group_by(Application.opening_id)
    )
    return {key: Pile(*counts) for key, *counts in database.execute(statement)}
