"""Sessions as the planner sees them, and the rows behind the ones it chose."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload
from sqlalchemy.orm import Session as Database

from skills4all.matching.documents import SessionDocument, Taught, WeeklySlot
from skills4all.models import (
    Mode,
    Place,
    Programme,
    ProgrammeRelation,
    ProgrammeSkill,
    Session,
    SessionSlot,
)
from skills4all.queries.visible import bookable_session


@dataclass(frozen=True, slots=True)
class Among:
    """These sessions, and those that became public `since` then: too new for an index."""

    public_ids: frozenset[str]
    since: datetime | None = None


def bookable(database: Database, today: date, among: Among | None = None) -> list[SessionDocument]:
    """Sessions one can enrol in today, soonest first, as the planner sees them.

    `among`: the index suggests, the database decides.

    Three statements of plain columns: the planner reads hundreds and shows a handful.
    """
    statement = (
        select(
            Session.id,
            Session.public_id,
            Session.starts_on,
            Session.ends_on,
            Session.hours_per_week,
            func.coalesce(Session.price, Programme.price).label("price"),
            func.coalesce(Session.mode, Programme.mode).label("mode"),
            (Session.seats - Session.seats_taken).label("seats_left"),
            Session.enrol_by,
            Session.place_id,
            Place.latitude,
            Place.longitude,
            Programme.id.label("programme_id"),
            Programme.public_id.label("programme"),
        )
        .join(Session.programme)
        .join(Programme.organisation)
        .outerjoin(Place, Place.id == Session.place_id)
        .where(bookable_session(today), *_among(among))
        .order_by(Session.starts_on, Session.id)
    )
    rows = database.execute(statement).all()
    skills = _skills(database, today, among)
    slots = _slots(database, today, among)
    return [
        SessionDocument(
            id=row.public_id,
            programme=row.programme,
            teaches=tuple(skills[row.programme_id, ProgrammeRelation.TAUGHT]),
            requires=tuple(skills[row.programme_id, ProgrammeRelation.REQUIRED]),
            starts=row.starts_on,
            ends=row.ends_on,
            hours_per_week=row.hours_per_week,
            price=row.price,
            mode=Mode(row.mode).value,
            seats_left=row.seats_left,
            slots=tuple(slots[row.id]),
            enrol_by=row.enrol_by,
            place=row.place_id,
            latitude=row.latitude,
            longitude=row.longitude,
        )
        for row in rows
    ]


def _skills(
    database: Database, today: date, among: Among | None
) -> dict[tuple[int, ProgrammeRelation], list[Taught]]:
    """Skills of every programme that has a bookable session."""
    statement = (
        select(
            ProgrammeSkill.programme_id,
            ProgrammeSkill.relation,
            ProgrammeSkill.skill_id,
            ProgrammeSkill.level,
        )
        .where(ProgrammeSkill.programme_id.in_(_bookable_ids(Session.programme_id, today, among)))
        .order_by(ProgrammeSkill.skill_id)
    )
    found: dict[tuple[int, ProgrammeRelation], list[Taught]] = defaultdict(list)
    for programme, relation, skill, level in database.execute(statement):
        found[programme, relation].append(Taught(skill, level))
    return found


def _slots(database: Database, today: date, among: Among | None) -> dict[int, list[WeeklySlot]]:
    """Weekly lessons of every bookable session."""
    statement = select(
        SessionSlot.session_id, SessionSlot.weekday, SessionSlot.starts, SessionSlot.ends
    ).where(SessionSlot.session_id.in_(_bookable_ids(Session.id, today, among)))
    found: dict[int, list[WeeklySlot]] = defaultdict(list)
    for session, weekday, starts, ends in database.execute(statement):
        found[session].append(WeeklySlot(weekday, starts, ends))
    return found


def _among(among: Among | None) -> list[ColumnElement[bool]]:
    if among is None:
        return []
    wanted: ColumnElement[bool] = Session.public_id.in_(among.public_ids)
    if among.since is not None:
        wanted = or_(
            wanted, Session.created_at >= among.since, Programme.published_at >= among.since
        )
    return [wanted]


def _bookable_ids(
    column: InstrumentedAttribute[int], today: date, among: Among | None
) -> Select[int]:
    return (
        select(column)
        .select_from(Session)
        .join(Session.programme)
        .join(Programme.organisation)
        .where(bookable_session(today), *_among(among))
    )


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
