"""What is like a programme or a pledge that is over, and open today: to lead people on."""

from datetime import date

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, selectinload

from skills4all.models import (
    Opening,
    Organisation,
    Pledge,
    Programme,
    ProgrammeRelation,
    ProgrammeSkill,
    Session,
)
from skills4all.queries.visible import bookable_session, open_opening, open_pledge, open_programme

SHARED_SKILLS = 2
"""With so many taught skills in common, programmes without the same occupation are alike."""


def programmes(
    database: Database, programme: Programme, today: date, most: int = 4
) -> list[Programme]:
    """Programmes for the same occupation or teaching much the same: those one can book first,
    then by skills in common, soonest. Three statements.
    """
    taught = [row.skill_id for row in programme.skills if row.relation is ProgrammeRelation.TAUGHT]
    shared = (
        select(func.count(ProgrammeSkill.id))
        .where(
            ProgrammeSkill.programme_id == Programme.id,
            ProgrammeSkill.relation == ProgrammeRelation.TAUGHT,
            ProgrammeSkill.skill_id.in_(taught),
        )
        .correlate(Programme)
        .scalar_subquery()
    )
    soonest = (
        select(func.min(Session.starts_on))
        .where(Session.programme_id == Programme.id, bookable_session(today))
        .correlate(Programme, Organisation)
        .scalar_subquery()
    )
    same_role = and_(
        Programme.occupation_id.is_not(None), Programme.occupation_id == programme.occupation_id
    )
    statement = (
        select(Programme)
        .join(Programme.organisation)
        .where(
            open_programme(),
            Programme.id != programme.id,
            or_(same_role, shared >= SHARED_SKILLS),
        )
        .options(
            contains_eager(Programme.organisation),
            selectinload(Programme.skills),
            selectinload(Programme.sessions),
        )
        .order_by(
            soonest.is_(None),
            shared.desc(),
            case((same_role, 0), else_=1),
            soonest,
            Programme.id,
        )
        .limit(most)
    )
    return list(database.scalars(statement).unique())


def other_sessions(
    database: Database, session: Session, today: date, most: int = 6
) -> list[Session]:
    """Other dates of its programme that one can book today, soonest first."""
    statement = (
        select(Session)
        .join(Session.programme)
        .join(Programme.organisation)
        .where(
            Session.programme_id == session.programme_id,
            Session.id != session.id,
            bookable_session(today),
        )
        .options(contains_eager(Session.programme).contains_eager(Programme.organisation))
        .order_by(Session.starts_on, Session.id)
        .limit(most)
    )
    return list(database.scalars(statement))


def pledges(database: Database, pledge: Pledge, today: date, most: int = 4) -> list[Pledge]:
    """Open pledges for the same occupation, soonest first."""
    statement = (
        select(Pledge)
        .join(Pledge.organisation)
        .where(
            Pledge.occupation_id == pledge.occupation_id,
            Pledge.id != pledge.id,
            open_pledge(today),
        )
        .options(contains_eager(Pledge.organisation))
        .order_by(Pledge.starts_on, Pledge.id)
        .limit(most)
    )
    return list(database.scalars(statement))


def openings(database: Database, pledge: Pledge, today: date, most: int = 4) -> list[Opening]:
    """Open openings for the occupation of a pledge, newest first."""
    statement = (
        select(Opening)
        .join(Opening.organisation)
        .where(Opening.occupation_id == pledge.occupation_id, open_opening(today))
        .options(contains_eager(Opening.organisation), selectinload(Opening.skills))
        .order_by(Opening.published_at.desc(), Opening.id)
        .limit(most)
    )
    return list(database.scalars(statement))
