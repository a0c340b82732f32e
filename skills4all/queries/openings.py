"""Openings and pledges: as the matcher sees them, and the rows behind the ones it chose."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager, selectinload

from skills4all.matching.documents import OpeningDocument
from skills4all.matching.vocabulary import Requirement
from skills4all.models import Opening, OpeningSkill, Pledge, PledgeSkill
from skills4all.queries.visible import open_opening, open_pledge


def open_now(
    database: Database,
    today: date,
    among: Collection[str] | None = None,
    since: datetime | None = None,
) -> list[Opening]:
    """Public openings, newest first, with organisation and skills: two statements.

    `among` keeps these public ids, and what was published after `since`: the index suggests, the
    database decides, and what is too new for the index is not missed.
    """
    statement = (
        select(Opening)
        .join(Opening.organisation)
        .where(open_opening(today))
        .options(contains_eager(Opening.organisation), selectinload(Opening.skills))
        .order_by(Opening.published_at.desc(), Opening.id)
    )
    if among is not None:
        wanted: ColumnElement[bool] = Opening.public_id.in_(among)
        if since is not None:
            wanted = or_(wanted, Opening.published_at >= since)
        statement = statement.where(wanted)
    return list(database.scalars(statement).unique())


def open_pledges(database: Database, today: date, *occupations: str) -> list[Pledge]:
    """Pledges for these roles, soonest first: two statements."""
    statement = (
        select(Pledge)
        .join(Pledge.organisation)
        .where(open_pledge(today), Pledge.occupation_id.in_(occupations))
        .options(contains_eager(Pledge.organisation), selectinload(Pledge.skills))
        .order_by(Pledge.starts_on, Pledge.id)
    )
    return list(database.scalars(statement).unique())


def document(opening: Opening) -> OpeningDocument:
    return OpeningDocument(
        id=opening.public_id,
        requirements=_requirements(opening.skills),
        occupation=opening.occupation_id,
        title=opening.title,
        place=opening.place_id,
        remote=opening.remote,
        starts=opening.starts_on,
    )


def pledge_document(pledge: Pledge) -> OpeningDocument:
    return OpeningDocument(
        id=pledge.public_id,
        requirements=_requirements(pledge.skills),
        occupation=pledge.occupation_id,
        place=pledge.place_id,
        remote=pledge.remote,
        starts=pledge.starts_on,
        pledged=True,
    )


def _requirements(rows: Iterable[OpeningSkill | PledgeSkill]) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(row.skill_id, row.relation.value, row.weight, row.level)
        for row in sorted(rows, key=lambda row: row.skill_id)
    )
