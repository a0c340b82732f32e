"""The centre's list of programmes: the next dates, the seats, what was changed last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Response
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from skills4all.models import Organisation, Programme, Session, SessionStatus
from skills4all.services.calendar import today
from skills4all.web.listing import Column, Listing, listed
from skills4all.web.locale import day
from skills4all.web.workspace import STATUSES

COMING = (SessionStatus.PUBLISHED, SessionStatus.FULL, SessionStatus.CLOSED)


def programmes_of(mine: Sequence[Organisation]) -> Listing | Response:
    """The list the address asks for, or its file."""
    statement = (
        select(Programme)
        .join(Programme.organisation)
        .where(Programme.organisation_id.in_([each.id for each in mine]))
        .options(contains_eager(Programme.organisation), selectinload(Programme.sessions))
    )
    return listed(
        statement,
        _columns(mine, today()),
        search=(Programme.title, Organisation.name),
        tie=Programme.id.desc(),
        sort="-changed",
        file="programmes",
    )


def coming(programme: Programme, now: date) -> list[Session]:
    """Its sessions that are not over, the next first."""
    return sorted(
        (each for each in programme.sessions if each.status in COMING and each.ends_on >= now),
        key=lambda each: (each.starts_on, each.id),
    )


def seats(programme: Programme, now: date) -> str:
    """Seats taken, of all there are, in its coming sessions."""
    dated = coming(programme, now)
    if not dated:
        return ""
    return f"{sum(each.seats_taken for each in dated)}/{sum(each.seats for each in dated)}"


def _columns(mine: Sequence[Organisation], now: date) -> list[Column]:
    owner = Column("by", _l("Centre"), lambda row: row.organisation.name, Organisation.name)
    return [
        Column("title", _l("Titre"), lambda row: row.title, Programme.title),
        *((owner,) if len(mine) > 1 else ()),
        Column("status", _l("État"), lambda row: STATUSES[row.status.value][0], Programme.status),
        Column("next", _l("Prochaine session"), lambda row: _next(row, now), _next_start(now)),
        Column("seats", _l("Places prises"), lambda row: seats(row, now)),
        Column("changed", _l("Modifiée le"), lambda row: day(row.updated_at), Programme.updated_at),
    ]


def _next(programme: Programme, now: date) -> str:
    dated = coming(programme, now)
    return day(dated[0].starts_on) if dated else ""


def _next_start(now: date) -> Any:
    return (
        select(func.min(Session.starts_on))
        .where(
            Session.programme_id == Programme.id,
            Session.status.in_(COMING),
            Session.ends_on >= now,
        )
        .correlate(Programme)
        .scalar_subquery()
    )
