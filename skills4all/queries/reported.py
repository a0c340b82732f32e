"""Reports as moderators read them: grouped by what they are about, most reported first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Opening,
    OpeningStatus,
    Organisation,
    OrganisationStatus,
    Pledge,
    PledgeStatus,
    Programme,
    ProgrammeStatus,
    Report,
    ReportStatus,
    Session,
    SessionStatus,
)
from skills4all.queries.visible import VERIFIED

KINDS: Mapping[str, type[Any]] = {
    "organisation": Organisation,
    "programme": Programme,
    "session": Session,
    "opening": Opening,
    "pledge": Pledge,
}
SHOWN: Mapping[str, tuple[Any, ...]] = {
    "organisation": (OrganisationStatus.VERIFIED,),
    "programme": (ProgrammeStatus.PUBLISHED,),
    "session": (SessionStatus.PUBLISHED, SessionStatus.FULL, SessionStatus.CLOSED),
    "opening": (OpeningStatus.PUBLISHED, OpeningStatus.CLOSED, OpeningStatus.EXPIRED),
    "pledge": (PledgeStatus.PUBLISHED,),
}
"""States in which a page of it can be, or was just, read by anybody."""


@dataclass(frozen=True, slots=True)
class Reported:
    """One thing with open reports. `people`: how many said so; nobody known counts each time."""

    kind: str
    public_id: str
    people: int
    since: datetime


def find(database: Database, kind: str, public_id: str) -> Any:
    """The row, whatever its state; None for an unknown one."""
    model = KINDS.get(kind)
    if model is None:
        return None
    return database.scalar(select(model).where(model.public_id == public_id))


def is_public(database: Database, kind: str, public_id: str) -> bool:
    """Whether anybody can read it."""
    model = KINDS.get(kind)
    if model is None:
        return False
    statement = select(model.id).where(model.public_id == public_id, model.status.in_(SHOWN[kind]))
    if model is Session:
        statement = statement.join(Session.programme).join(Programme.organisation)
    elif model is not Organisation:
        statement = statement.join(model.organisation)
    return database.scalar(statement.where(VERIFIED)) is not None


def title(database: Database, kind: str, public_id: str) -> str:
    """What people call it, without a concept's label: the organisation stands in for a pledge."""
    found = find(database, kind, public_id)
    if found is None:
        return ""
    if isinstance(found, Session):
        return found.programme.title
    if isinstance(found, Pledge):
        return found.organisation.name
    return str(found.name if isinstance(found, Organisation) else found.title)


def waiting(database: Database) -> list[Reported]:
    """Things with open reports."""
    people = func.count(func.distinct(func.coalesce(Report.reporter_id, -Report.id)))
    since = func.min(Report.created_at)
    statement = (
        select(Report.object_type, Report.object_id, people, since)
        .where(Report.status == ReportStatus.OPEN)
        .group_by(Report.object_type, Report.object_id)
        .order_by(people.desc(), since)
        .limit(500)
    )
    return [Reported(*row) for row in database.execute(statement)]


def reports(database: Database, kind: str, public_id: str) -> Sequence[Report]:
    """All that was said of one thing, open ones first."""
    statement = (
        select(Report)
        .where(Report.object_type == kind, Report.object_id == public_id)
        .order_by(Report.decided_at.is_not(None), Report.created_at, Report.id)
        .limit(200)
    )
    return database.scalars(statement).all()
