"""What an employer does next about each opening: as the database sorts by it, and as one is told.

Both in one place, so that the order of the list and the words in it agree.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from skills4all.models import Application, Opening, OpeningStatus
from skills4all.queries.responsiveness import Pile, waiting

SOON = timedelta(days=7)


class Step(IntEnum):
    """Most urgent first."""

    CORRECT = 0
    ANSWER = 1
    CONFIRM = 2
    FINISH = 3
    READ = 4
    WAIT = 5
    NOTHING = 6
    OVER = 7


def step_of(opening: Opening, pile: Pile, today: date) -> Step:
    """What to do next about the row."""
    if opening.status is OpeningStatus.REJECTED:
        return Step.CORRECT
    if pile.overdue:
        return Step.ANSWER
    if _ends_soon(opening, today):
        return Step.CONFIRM
    if opening.status is OpeningStatus.DRAFT:
        return Step.FINISH
    if pile.waiting:
        return Step.READ
    if opening.status is OpeningStatus.PENDING:
        return Step.WAIT
    return Step.NOTHING if opening.status is OpeningStatus.PUBLISHED else Step.OVER


def _ends_soon(opening: Opening, today: date) -> bool:
    last, deadline = opening.expires_on, opening.deadline
    published = opening.status is OpeningStatus.PUBLISHED
    soon = last is not None and last <= today + SOON
    return published and soon and (deadline is None or (last is not None and deadline > last))


def order(today: date, overdue_before: datetime) -> ColumnElement[Any]:
    """The same as a number to sort by."""
    soon = and_(
        Opening.status == OpeningStatus.PUBLISHED,
        Opening.expires_on <= today + SOON,
        or_(Opening.deadline.is_(None), Opening.deadline > Opening.expires_on),
    )
    return case(
        (Opening.status == OpeningStatus.REJECTED, Step.CORRECT.value),
        (_applied(waiting(), Application.applied_at < overdue_before), Step.ANSWER.value),
        (soon, Step.CONFIRM.value),
        (Opening.status == OpeningStatus.DRAFT, Step.FINISH.value),
        (_applied(waiting()), Step.READ.value),
        (Opening.status == OpeningStatus.PENDING, Step.WAIT.value),
        (Opening.status == OpeningStatus.PUBLISHED, Step.NOTHING.value),
        else_=Step.OVER.value,
    )


def _applied(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(Application.id)
        .where(Application.opening_id == Opening.id, *conditions)
        .correlate(Opening)
        .exists()
    )


def applications() -> ColumnElement[Any]:
    """How many people applied, to sort by."""
    return (
        select(func.count(Application.id))
        .where(Application.opening_id == Opening.id)
        .correlate(Opening)
        .scalar_subquery()
    )


def last_day() -> ColumnElement[Any]:
    """The last day of a published opening, to sort by; null for the others."""
    first = case(
        (Opening.deadline < Opening.expires_on, Opening.deadline),
        else_=func.coalesce(Opening.expires_on, Opening.deadline),
    )
    return case((Opening.status == OpeningStatus.PUBLISHED, first))
