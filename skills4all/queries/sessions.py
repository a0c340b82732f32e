"""Sessions as the planner sees them, and the rows behind the ones it chose."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from skills4all.matching.documents import SessionDocument, Taught, WeeklySlot
from skills4all.models import (
    Mode,
    Place,
    Programme,
    ProgrammeRelation,
    ProgrammeSkill,
    Session,
)
from skills4all.queries.visible import bookable_session


def bookable(database: Database, today: date) -> list[Session]:
    """Sessions one can enrol in today, with programme, skills and slots: four statements."""
    statement = (
        select(Session)
        .join(Session.programme)
        .join(Programme.organisation)
        .where(bookable_session(today))
        .options(
            contains_eager(Session.programme).contains_eager(Programme.organisation),
            contains_eager(Session.programme).selectinload(Programme.skills),
            selectinload(Session.slots),
            joinedload(Session.place),
        )
        .order_by(Session.starts_on, Session.id)
    )
    return list(database.scalars(statement).unique())


def with_public_ids(database: Database, public_ids: Collection[str]) -> dict[str, Session]:
    """Sessions by public id, with what a card shows: one statement."""
    statement = (
        select(Session)
        .where(Session.public_id.in_(public_ids))
        .options(
            joinedload(Session.programme).joinedload(Programme.organisation),
            joinedload(Session.place),
            selectinload(Session.slots),
        )
    )
    return {session.public_id: session for session in database.scalars(statement).unique()}


def document(session: Session) -> SessionDocument:
    """What the planner may know of a session; its own price and mode before the programme's."""
    programme = session.programme
    mode = session.mode or programme.mode
    place: Place | None = None if mode is Mode.ONLINE else session.place
    return SessionDocument(
        id=session.public_id,
        programme=programme.public_id,
        teaches=_skills(programme, ProgrammeRelation.TAUGHT),
        requires=_skills(programme, ProgrammeRelation.REQUIRED),
        starts=session.starts_on,
        ends=session.ends_on,
        hours_per_week=session.hours_per_week,
        price=programme.price if session.price is None else session.price,
        mode=mode.value,
        seats_left=session.seats - session.seats_taken,
        slots=tuple(WeeklySlot(slot.weekday, slot.starts, slot.ends) for slot in session.slots),
        enrol_by=session.enrol_by,
        place=session.place_id,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def _skills(programme: Programme, relation: ProgrammeRelation) -> tuple[Taught, ...]:
    rows: list[ProgrammeSkill] = [row for row in programme.skills if row.relation is relation]
    return tuple(Taught(row.skill_id, row.level) for row in rows)
