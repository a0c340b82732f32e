"""Applications as their two sides read them. What is not the reader's own is not found."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, selectinload

from skills4all.models import (
    Application,
    ApplicationStatus,
    Learner,
    Membership,
    Opening,
    Organisation,
)

"""Applications of one learner on one page."""
UNDECIDED = (
    ApplicationStatus.RECEIVED,
    ApplicationStatus.VIEWED,
    ApplicationStatus.SHORTLISTED,
    ApplicationStatus.INTERVIEW,
    ApplicationStatus.OFFER,
)


def of_employer(database: Database, account_id: int, public_id: str) -> Application | None:
    """One received by an organisation the account acts for, of a learner who still exists."""
    statement = (
        _with_opening()
        .join(Organisation.memberships)
        .where(
            Membership.account_id == account_id,
            Membership.removed_at.is_(None),
            Application.public_id == public_id,
            Application.learner_id.is_not(None),
        )
        .options(selectinload(Application.events))
    )
    found: Application | None = database.scalar(statement)
    return found


def of_learner(database: Database, account_id: int, public_id: str) -> Application | None:
    """One sent by the learner the account belongs to."""
    statement = (
        _of_account(account_id)
        .where(Application.public_id == public_id)
        .options(selectinload(Application.events))
    )
    found: Application | None = database.scalar(statement)
    return found


def sent_by(database: Database, account_id: int) -> list[Application]:
    """All the learner sent, last first."""
    statement = _of_account(account_id).order_by(
        Application.applied_at.desc(), Application.id.desc()
    )
    return list(database.scalars(statement))


def to_opening(database: Database, account_id: int, opening_id: int) -> Application | None:
    """What the learner sent to one opening."""
    found: Application | None = database.scalar(
        _of_account(account_id).where(Application.opening_id == opening_id)
    )
    return found


def _of_account(account_id: int) -> Select[Any]:
    return _with_opening().join(Application.learner).where(Learner.account_id == account_id)


def _with_opening() -> Select[Any]:
    return (
        select(Application)
        .join(Application.opening)
        .join(Opening.organisation)
        .options(contains_eager(Application.opening).contains_eager(Opening.organisation))
    )


def readable(opening_id: int) -> Select[Any]:
    """Applications an employer can read: neither withdrawn, nor erased, nor past their term."""
    return _readable().where(Application.opening_id == opening_id)


def _readable() -> Select[Any]:
    return select(Application).where(
        Application.learner_id.is_not(None),
        Application.profile.is_not(None),
        Application.status != ApplicationStatus.WITHDRAWN,
    )


def stages(database: Database, opening_id: int) -> dict[ApplicationStatus, int]:
    """How many stand at each stage, among those that can be read. Stages without any are absent."""
    each = readable(opening_id).subquery()
    rows = database.execute(select(each.c.status, func.count()).group_by(each.c.status))
    return {status: count for status, count in rows}  # noqa: C416


def stages_of_employer(database: Database, organisation_id: int) -> dict[ApplicationStatus, int]:
    """The same over all openings of an employer."""
    own = select(Opening.id).where(Opening.organisation_id == organisation_id)
    each = _readable().where(Application.opening_id.in_(own)).subquery()
    rows = database.execute(select(each.c.status, func.count()).group_by(each.c.status))
    return {status: count for status, count in rows}  # noqa: C416


def gone(database: Database, opening_id: int) -> int:
    """How many came and can no longer be read."""
    total = select(func.count(Application.id)).where(Application.opening_id == opening_id)
    can = select(func.count()).select_from(readable(opening_id).subquery())
    return (database.scalar(total) or 0) - (database.scalar(can) or 0)


def hired(database: Database, opening_id: int) -> int:
    """People hired through the opening, those since erased too."""
    statement = select(func.count(Application.id)).where(
        Application.opening_id == opening_id, Application.status == ApplicationStatus.HIRED
    )
    return database.scalar(statement) or 0


def undecided(database: Database, opening_id: int) -> Sequence[Application]:
    """Those who still wait for a yes or a no."""
    return database.scalars(
        readable(opening_id).where(Application.status.in_(UNDECIDED)).order_by(Application.id)
    ).all()
