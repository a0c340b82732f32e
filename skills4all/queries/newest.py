"""The newest public rows, for those who follow them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, selectinload

from skills4all.models import Opening, Programme, Session
from skills4all.models.base import Demonstrable
from skills4all.queries.visible import bookable_session, open_opening

NEWEST = 50
"""Entries of a feed: readers ask again within days."""


@dataclass(frozen=True, slots=True)
class Told:
    """Which rows: `places` are place ids, none: anywhere; `invented` rows too or not."""

    places: tuple[str, ...] = ()
    occupation: str | None = None
    invented: bool = True


def newest_openings(database: Database, today: date, told: Told) -> Sequence[Opening]:
    """Open today, newest first."""
    statement = (
        select(Opening)
        .join(Opening.organisation)
        .where(open_opening(today), *_of_opening(told))
        .options(contains_eager(Opening.organisation), selectinload(Opening.skills))
        .order_by(Opening.published_at.desc(), Opening.id.desc())
        .limit(NEWEST)
    )
    return list(database.scalars(statement).unique())


def newest_sessions(database: Database, today: date, told: Told) -> Sequence[Session]:
    """One can book them today, those announced last first."""
    statement = (
        select(Session)
        .join(Session.programme)
        .join(Programme.organisation)
        .where(bookable_session(today), *_of_session(told))
        .options(
            contains_eager(Session.programme).contains_eager(Programme.organisation),
            selectinload(Session.slots),
        )
        .order_by(Session.created_at.desc(), Session.id.desc())
        .limit(NEWEST)
    )
    return list(database.scalars(statement).unique())


def _of_opening(told: Told) -> list[ColumnElement[bool]]:
    conditions = _real(Opening, told)
    if told.places:
        conditions.append(Opening.place_id.in_(told.places))
    if told.occupation:
        conditions.append(Opening.occupation_id == told.occupation)
    return conditions


def _of_session(told: Told) -> list[ColumnElement[bool]]:
    conditions = _real(Session, told)
    if told.places:
        conditions.append(Session.place_id.in_(told.places))
    if told.occupation:
        conditions.append(Programme.occupation_id == told.occupation)
    return conditions


def _real(noun: type[Demonstrable], told: Told) -> list[ColumnElement[bool]]:
    return [] if told.invented else [noun.is_demo.is_(False)]
