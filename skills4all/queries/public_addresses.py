"""Every row that has a page today, as what its address is made of: for the map of the site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import Opening, Organisation, Pledge, Programme, Session
from skills4all.queries.visible import (
    VERIFIED,
    bookable_session,
    open_opening,
    open_pledge,
    open_programme,
)

Columns = Select[str, str, datetime]


@dataclass(frozen=True, slots=True)
class Address:
    """What an address of a row is made of, and when the row changed last."""

    public_id: str
    title: str
    changed: datetime


def count(database: Database, kind: str, today: date, *, invented: bool) -> int:
    """How many rows of a kind have a page. Raises `KeyError` for a kind that is not in `KINDS`."""
    statement = KINDS[kind](today, invented).order_by(None)
    return database.scalar(select(func.count()).select_from(statement.subquery())) or 0


def part(
    database: Database, kind: str, today: date, *, invented: bool, first: int, most: int
) -> list[Address]:
    """Rows from number `first` on, oldest first; `invented` ones too or not.

    Plain columns: a country has a hundred thousand of them.
    """
    statement = KINDS[kind](today, invented).offset(first).limit(most)
    return [
        Address(public_id, title, changed)
        for public_id, title, changed in database.execute(statement)
    ]


def _programmes(_today: date, invented: bool) -> Columns:
    columns = select(Programme.public_id, Programme.title, Programme.updated_at)
    public = columns.join(Programme.organisation).where(open_programme()).order_by(Programme.id)
    return public if invented else public.where(Programme.is_demo.is_(False))


def _sessions(today: date, invented: bool) -> Columns:
    columns = select(Session.public_id, Programme.title, Session.updated_at)
    joined = columns.join(Session.programme).join(Programme.organisation)
    public = joined.where(bookable_session(today)).order_by(Session.id)
    return public if invented else public.where(Session.is_demo.is_(False))


def _openings(today: date, invented: bool) -> Columns:
    columns = select(Opening.public_id, Opening.title, Opening.updated_at)
    public = columns.join(Opening.organisation).where(open_opening(today)).order_by(Opening.id)
    return public if invented else public.where(Opening.is_demo.is_(False))


def _pledges(today: date, invented: bool) -> Columns:
    columns = select(Pledge.public_id, Pledge.occupation_id, Pledge.updated_at)
    public = columns.join(Pledge.organisation).where(open_pledge(today)).order_by(Pledge.id)
    return public if invented else public.where(Pledge.is_demo.is_(False))


def _organisations(_today: date, invented: bool) -> Columns:
    columns = select(Organisation.public_id, Organisation.name, Organisation.updated_at)
    public = columns.where(VERIFIED).order_by(Organisation.id)
    return public if invented else public.where(Organisation.is_demo.is_(False))


KINDS: Mapping[str, Callable[[date, bool], Columns]] = {
    "programmes": _programmes,
    "sessions": _sessions,
    "openings": _openings,
    "pledges": _pledges,
    "organisations": _organisations,
}
"""Named as in the addresses of their pages."""
