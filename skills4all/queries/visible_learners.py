"""Learners who agreed to be found by employers, as the database says at this very read.

Rows come without names, addresses or texts: what is not fetched cannot be shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session as Database

from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.models import (
    Account,
    Consent,
    ConsentPurpose,
    Learner,
    LearnerBackground,
    LearnerSkill,
)

AT_ONCE = 500
"""Learners read together, in three statements."""


@dataclass(frozen=True, slots=True)
class VisibleLearner:
    """One learner with all the matcher may know. `id` and `public_id` never leave the server."""

    id: int
    public_id: str
    is_demo: bool
    profile: LearnerProfile


def agreed_to_be_found(now: datetime) -> ColumnElement[bool]:
    """Visible, the consent in force, and somebody is there to answer."""
    consent = exists().where(
        Consent.purpose == ConsentPurpose.VISIBILITY,
        Consent.withdrawn_at.is_(None),
        or_(Consent.learner_id == Learner.id, Consent.account_id == Learner.account_id),
    )
    account = exists().where(Account.id == Learner.account_id, Account.active)
    under_code = and_(Learner.account_id.is_(None), Learner.expires_at > now)
    return and_(Learner.visibility == 1, consent, or_(under_code, account))


def keys(database: Database, now: datetime) -> Iterator[tuple[int, str]]:
    """(id, public id) of each, a batch at a time."""
    for batch in _batches(database, now):
        yield from ((row.id, row.public_id) for row in batch)


def stream(database: Database, now: datetime) -> Iterator[VisibleLearner]:
    """All of them with their profiles, in bounded statements."""
    for batch in _batches(database, now):
        yield from _with_profiles(database, batch)


def some(database: Database, ids: Sequence[int], now: datetime) -> dict[int, VisibleLearner]:
    """Those of `ids` who are still visible."""
    statement = _columns().where(Learner.id.in_(ids), agreed_to_be_found(now))
    rows = database.execute(statement).all()
    return {each.id: each for each in _with_profiles(database, rows)}


def is_visible(database: Database, learner_id: int, now: datetime) -> bool:
    statement = select(Learner.id).where(Learner.id == learner_id, agreed_to_be_found(now))
    return database.scalar(statement) is not None


def _columns() -> Any:
    return select(Learner.id, Learner.public_id, Learner.is_demo, Learner.place_id)


def _batches(database: Database, now: datetime) -> Iterator[Sequence[Any]]:
    last = 0
    visible = _columns().where(agreed_to_be_found(now)).order_by(Learner.id).limit(AT_ONCE)
    while rows := database.execute(visible.where(Learner.id > last)).all():
        yield rows
        last = rows[-1].id


def _with_profiles(database: Database, rows: Sequence[Any]) -> Iterator[VisibleLearner]:
    ids = [row.id for row in rows]
    backgrounds, evidence = _backgrounds(database, ids), _evidence(database, ids)
    for row in rows:
        profile = LearnerProfile(
            backgrounds=tuple(backgrounds[row.id]),
            evidence=tuple(evidence[row.id]),
            place=row.place_id,
        )
        yield VisibleLearner(row.id, row.public_id, row.is_demo, profile)


def _backgrounds(database: Database, ids: Sequence[int]) -> dict[int, list[Background]]:
    each = LearnerBackground
    statement = (
        select(each.learner_id, each.field_id, each.level_id, each.status, each.year)
        .where(each.learner_id.in_(ids))
        .order_by(each.id)
    )
    found: dict[int, list[Background]] = defaultdict(list)
    for row in database.execute(statement):
        told = Background(row.field_id, row.level_id, row.status.value, row.year)
        found[row.learner_id].append(told)
    return found


def _evidence(database: Database, ids: Sequence[int]) -> dict[int, list[Evidence]]:
    each = LearnerSkill
    statement = (
        select(each.learner_id, each.skill_id, each.source, each.level, each.strength, each.denied)
        .where(each.learner_id.in_(ids))
        .order_by(each.skill_id, each.source)
    )
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in database.execute(statement):
        source = Source(row.source.value)
        told = Evidence(row.skill_id, source, row.level, row.strength, row.denied)
        found[row.learner_id].append(told)
    return found
