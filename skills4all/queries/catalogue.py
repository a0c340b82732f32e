"""The public catalogue: lists that can be searched and filtered, and one thing with its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from skills4all.matching.index import SkillIndex, Terms
from skills4all.models import (
    Opening,
    Organisation,
    Pledge,
    Programme,
    Session,
)
from skills4all.queries.visible import (
    VERIFIED,
    bookable_session,
    open_opening,
    open_pledge,
    open_programme,
)

PAGE_SIZE = 20
MOST_SHOWN = 100
"""Of each kind, on the page of an organisation; the page says so."""
MOST_FOUND = 500

Row = TypeVar("Row", Programme, Opening)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `total` rows in all; `number` from 1."""

    rows: Sequence[object]
    total: int
    number: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


@dataclass(frozen=True, slots=True)
class Filters:
    """Exact conditions; None: any. `places` are place ids (a region's provinces, say)."""

    places: tuple[str, ...] = ()
    mode: str | None = None
    free: bool = False
    occupation: str | None = None
    contract: str | None = None
    remote: bool = False


def search(index: SkillIndex | None, terms: Terms) -> list[str] | None:
    """Public ids the index finds for `terms`, best first; None when there is nothing to ask."""
    if index is None or not terms:
        return None
    return [identifier for identifier, _ in index.query(terms, k=MOST_FOUND)]


def programmes(
    database: Database, today: date, filters: Filters, found: list[str] | None, number: int
) -> Page:
    """Published programmes, those with a bookable session first unless searched for."""
    soonest = (
        select(func.min(Session.starts_on))
        .where(Session.programme_id == Programme.id, bookable_session(today))
        .correlate(Programme, Organisation)
        .scalar_subquery()
    )
    statement = (
        select(Programme)
        .join(Programme.organisation)
        .where(open_programme(), *_programme_conditions(filters, today))
        .options(
            contains_eager(Programme.organisation),
            selectinload(Programme.skills),
            selectinload(Programme.sessions),
        )
        .order_by(soonest.is_(None), soonest, Programme.id)
    )
    return _page(database, Programme, statement, found, number)


def _programme_conditions(filters: Filters, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.places:
        near = (
            select(Session.id)
            .where(
                Session.programme_id == Programme.id,
                bookable_session(today),
                Session.place_id.in_(filters.places),
            )
            .correlate(Programme, Organisation)
        )
        conditions.append(near.exists())
    if filters.mode:
        conditions.append(Programme.mode == filters.mode)
    if filters.free:
        conditions.append(Programme.price == 0)
    if filters.occupation:
        conditions.append(Programme.occupation_id == filters.occupation)
    return conditions


def openings(
    database: Database, today: date, filters: Filters, found: list[str] | None, number: int
) -> Page:
    """Open postings, newest first unless searched for."""
    statement = (
        select(Opening)
        .join(Opening.organisation)
        .where(open_opening(today), *opening_conditions(filters))
        .options(contains_eager(Opening.organisation), selectinload(Opening.skills))
        .order_by(Opening.published_at.desc(), Opening.id)
    )
    return _page(database, Opening, statement, found, number)


def opening_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What an opening must be to fit."""
    conditions: list[ColumnElement[bool]] = []
    if filters.places:
        conditions.append(Opening.place_id.in_(filters.places))
    if filters.contract:
        conditions.append(Opening.contract == filters.contract)
    if filters.remote:
        conditions.append(Opening.remote.is_(True))
    if filters.occupation:
        conditions.append(Opening.occupation_id == filters.occupation)
    return conditions


def pays(database: Database, today: date, occupation: str) -> list[tuple[int | None, int | None]]:
    """(least, most) a month of each open posting for a role that says what it pays."""
    statement = (
        select(Opening.pay_min, Opening.pay_max)
        .join(Opening.organisation)
        .where(
            open_opening(today),
            Opening.occupation_id == occupation,
            or_(Opening.pay_min.is_not(None), Opening.pay_max.is_not(None)),
        )
    )
    return [(low, high) for low, high in database.execute(statement)]


def _page(
    database: Database,
    model: type[Row],
    statement: Select[Row],
    found: list[str] | None,
    number: int,
) -> Page:
    if found is not None:
        return _searched(database, model, statement, found, number)
    ids = statement.with_only_columns(model.id).order_by(None)
    total = database.scalar(select(func.count()).select_from(ids.subquery())) or 0
    number = _within(number, total)
    statement = statement.offset((number - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    return Page(list(database.scalars(statement).unique()), total, number)


def _searched(
    database: Database, model: type[Row], statement: Select[Row], found: list[str], number: int
) -> Page:
    """The rows of one page only, in the order of `found`: hundreds may match."""
    ids = statement.with_only_columns(model.public_id).order_by(None)
    public = set(database.scalars(ids.where(model.public_id.in_(found))))
    kept = [identifier for identifier in found if identifier in public]
    number = _within(number, len(kept))
    shown = kept[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    rows = database.scalars(statement.where(model.public_id.in_(shown)).order_by(None)).unique()
    by_id = {row.public_id: row for row in rows}
    return Page([by_id[each] for each in shown if each in by_id], len(kept), number)


def _within(number: int, total: int) -> int:
    return min(max(1, number), max(1, -(-total // PAGE_SIZE)))


def programme(database: Database, public_id: str) -> Programme | None:
    """A programme of a verified organisation, whatever its own state: the page says it."""
    return database.scalar(
        select(Programme)
        .join(Programme.organisation)
        .where(Programme.public_id == public_id, VERIFIED)
        .options(
            contains_eager(Programme.organisation),
            selectinload(Programme.skills),
            selectinload(Programme.sessions),
        )
    )


def session(database: Database, public_id: str) -> Session | None:
    return database.scalar(
        select(Session)
        .join(Session.programme)
        .join(Programme.organisation)
        .where(Session.public_id == public_id, VERIFIED)
        .options(
            contains_eager(Session.programme).contains_eager(Programme.organisation),
            contains_eager(Session.programme).selectinload(Programme.skills),
            selectinload(Session.slots),
        )
    )


def opening(database: Database, public_id: str) -> Opening | None:
    return database.scalar(
        select(Opening)
        .join(Opening.organisation)
        .where(Opening.public_id == public_id, VERIFIED)
        .options(contains_eager(Opening.organisation), selectinload(Opening.skills))
    )


def pledge(database: Database, public_id: str) -> Pledge | None:
    return database.scalar(
        select(Pledge)
        .join(Pledge.organisation)
        .where(Pledge.public_id == public_id, VERIFIED)
        .options(
            contains_eager(Pledge.organisation),
            selectinload(Pledge.skills),
            joinedload(Pledge.session).joinedload(Session.programme),
        )
    )


@dataclass(frozen=True, slots=True)
class Showcase:
    """What an organisation offers today."""

    organisation: Organisation
    programmes: Sequence[Programme]
    openings: Sequence[Opening]
    pledges: Sequence[Pledge]
    most: int = MOST_SHOWN


def organisation(database: Database, public_id: str, today: date) -> Showcase | None:
    found = database.scalar(
        select(Organisation).where(Organisation.public_id == public_id, VERIFIED)
    )
    if found is None:
        return None
    return Showcase(
        found,
        _of(database, Programme, found, open_programme(), selectinload(Programme.sessions)),
        _of(database, Opening, found, open_opening(today)),
        list(
            database.scalars(
                select(Pledge)
                .join(Pledge.organisation)
                .where(Pledge.organisation_id == found.id, open_pledge(today))
                .order_by(Pledge.starts_on)
            )
        ),
    )


def _of(
    database: Database,
    model: type[Row],
    owner: Organisation,
    condition: ColumnElement[bool],
    *more: ORMOption,
) -> list[Row]:
    statement = (
        select(model)
        .join(model.organisation)
        .where(model.organisation_id == owner.id, condition)
        .options(contains_eager(model.organisation), selectinload(model.skills), *more)
        .order_by(model.published_at.desc(), model.id)
        .limit(MOST_SHOWN)
    )
    return list(database.scalars(statement).unique())


@dataclass(frozen=True, slots=True)
class Counts:
    """What the catalogue holds today."""

    programmes: int
    sessions: int
    openings: int


def counts(database: Database, today: date) -> Counts:
    def count(statement: Select[int]) -> int:
        return database.scalar(select(func.count()).select_from(statement.subquery())) or 0

    return Counts(
        count(select(Programme.id).join(Programme.organisation).where(open_programme())),
        count(
            select(Session.id)
            .join(Session.programme)
            .join(Programme.organisation)
            .where(bookable_session(today))
        ),
        count(select(Opening.id).join(Opening.organisation).where(open_opening(today))),
    )
