"""Reports as moderators read them: grouped by what they are about, most reported first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, String, Subquery, and_, func, literal, select, union_all
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


def waiting() -> Subquery:
    """Things with open reports, for a long list: `kind`, `public_id`, `title` (none once it is
    erased), `people` (nobody known counts each time), `since`.
    """
    people = func.count(func.distinct(func.coalesce(Report.reporter_id, -Report.id)))
    told = (
        select(
            Report.object_type.label("kind"),
            Report.object_id.label("public_id"),
            people.label("people"),
            func.min(Report.created_at).label("since"),
        )
        .where(Report.status == ReportStatus.OPEN)
        .group_by(Report.object_type, Report.object_id)
        .subquery()
    )
    names = union_all(*(_names(kind, model) for kind, model in KINDS.items())).subquery()
    same = and_(names.c.kind == told.c.kind, names.c.public_id == told.c.public_id)
    return select(told, names.c.title).outerjoin_from(told, names, same).subquery("reported")


def _names(kind: str, model: type[Any]) -> Select[Any]:
    """What people call each of this kind that somebody reported; as `title`."""
    statement = select(literal(kind, String()).label("kind"), model.public_id)
    if model is Session:
        statement = statement.add_columns(Programme.title.label("title")).join(Session.programme)
    elif model is Pledge:
        statement = statement.add_columns(Organisation.name.label("title"))
        statement = statement.join(Pledge.organisation)
    else:
        name = model.name if model is Organisation else model.title
        statement = statement.add_columns(name.label("title"))
    told = select(Report.object_id).where(
        Report.object_type == kind, Report.status == ReportStatus.OPEN
    )
    return statement.where(model.public_id.in_(told))


def reports(kind: str, public_id: str) -> Select[Any]:
    """All that was said of one thing, for a long list."""
    return select(Report).where(Report.object_type == kind, Report.object_id == public_id)
