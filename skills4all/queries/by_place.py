"""Counts by province, for maps: who looks for a way in, what is open, what nobody teaches.

Raw counts: before people are shown, `services/small_numbers` decides which counts are told.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import GapCount, Learner, Opening, Pledge
from skills4all.queries.catalogue import Filters, opening_conditions
from skills4all.queries.visible import open_opening, open_pledge

Counts = dict[str, int]


def learners(database: Database) -> Counts:
    """People who said where they live."""
    return _counts(
        database,
        select(Learner.place_id, func.count())
        .where(Learner.place_id.is_not(None))
        .group_by(Learner.place_id),
    )


def openings(database: Database, today: date, filters: Filters) -> Counts:
    """Open postings that fit the filters."""
    return _counts(
        database,
        select(Opening.place_id, func.count())
        .join(Opening.organisation)
        .where(open_opening(today), Opening.place_id.is_not(None), *opening_conditions(filters))
        .group_by(Opening.place_id),
    )


def positions(database: Database, today: date) -> Counts:
    """Posts of open postings, and posts promised before anyone is trained for them."""
    posted = (
        select(Opening.place_id, func.sum(Opening.positions))
        .join(Opening.organisation)
        .where(open_opening(today), Opening.place_id.is_not(None))
        .group_by(Opening.place_id)
    )
    promised = (
        select(Pledge.place_id, func.sum(Pledge.positions))
        .join(Pledge.organisation)
        .where(open_pledge(today), Pledge.place_id.is_not(None))
        .group_by(Pledge.place_id)
    )
    found = _counts(database, posted)
    for place, number in _counts(database, promised).items():
        found[place] = found.get(place, 0) + number
    return found


def lacked_skills(database: Database) -> Counts:
    """Skills that at least ten people of a province lack and no session there teaches."""
    return _counts(database, select(GapCount.place_id, func.count()).group_by(GapCount.place_id))


def _counts(database: Database, statement: Select[Any, Any]) -> Counts:
    return {place: int(number) for place, number in database.execute(statement)}
