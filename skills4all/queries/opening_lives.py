"""Openings by where they stand in their life: over, ending soon; and what is like them."""

from datetime import date, datetime

from sqlalchemy import and_, case, func, not_, or_, select, update
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, selectinload

from skills4all.models import (
    Opening,
    OpeningSkill,
    OpeningStatus,
    Organisation,
    OrganisationStatus,
)
from skills4all.queries.visible import open_opening

UNEDITED = 1
SHARED_SKILLS = 3
"""With so many skills in common, openings without the same occupation are alike."""


def over(database: Database, today: date) -> list[int]:
    """Keys of published openings whose last day is past. Rows of the demonstration that nobody
    edited stay: their dates are moved forwards together, and until then the lists hide them.
    """
    past = or_(Opening.deadline < today, Opening.expires_on < today)
    moving = and_(Opening.is_demo, Opening.revision == UNEDITED)
    statement = select(Opening.id).where(
        Opening.status == OpeningStatus.PUBLISHED, past, not_(moving)
    )
    return list(database.scalars(statement.order_by(Opening.id)))


def is_over(opening: Opening, today: date) -> bool:
    """The same of one row, read again."""
    days = (opening.deadline, opening.expires_on)
    return opening.status is OpeningStatus.PUBLISHED and any(
        day is not None and day < today for day in days
    )


def ending(database: Database, today: date, soon: date) -> list[Opening]:
    """Published by a verified organisation and leaving the lists from `today` to `soon` unless
    confirmed; not those that end by a deadline of their own.
    """
    statement = (
        select(Opening)
        .join(Opening.organisation)
        .where(
            Opening.status == OpeningStatus.PUBLISHED,
            Organisation.status == OrganisationStatus.VERIFIED,
            Opening.expires_on.between(today, soon),
            or_(Opening.deadline.is_(None), Opening.deadline > Opening.expires_on),
        )
        .order_by(Opening.id)
    )
    return list(database.scalars(statement))


def mark_reminded(database: Database, opening_id: int, now: datetime) -> None:
    """Without a new revision: nobody's edit is disturbed by a reminder."""
    database.execute(
        update(Opening)
        .where(Opening.id == opening_id)
        .values(reminded_at=now, updated_at=Opening.updated_at)
        .execution_options(synchronize_session=False)
    )


def similar(database: Database, opening: Opening, today: date, most: int = 4) -> list[Opening]:
    """Open openings of the same occupation or with much the same skills: those of the same
    occupation first, then by skills in common, the same place, newest. Three statements.
    """
    wanted = [row.skill_id for row in opening.skills]
    shared = (
        select(func.count(OpeningSkill.id))
        .where(OpeningSkill.opening_id == Opening.id, OpeningSkill.skill_id.in_(wanted))
        .correlate(Opening)
        .scalar_subquery()
    )
    same_role = and_(
        Opening.occupation_id.is_not(None), Opening.occupation_id == opening.occupation_id
    )
    statement = (
        select(Opening)
        .join(Opening.organisation)
        .where(
            open_opening(today),
            Opening.id != opening.id,
            or_(same_role, shared >= SHARED_SKILLS),
        )
        .options(contains_eager(Opening.organisation), selectinload(Opening.skills))
        .order_by(
            case((same_role, 0), else_=1),
            shared.desc(),
            case((Opening.place_id == opening.place_id, 0), else_=1),
            Opening.published_at.desc(),
            Opening.id,
        )
        .limit(most)
    )
    return list(database.scalars(statement).unique())
