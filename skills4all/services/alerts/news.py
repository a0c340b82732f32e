"""What became public lately: as the decision sees it, and the facts a letter tells of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager

from skills4all.models import Mode, Opening, Programme, ProgrammeRelation, Session
from skills4all.queries import openings as opening_rows
from skills4all.queries.visible import bookable_session
from skills4all.services import knowledge
from skills4all.services.alerts.items import Item, Items, NewOpening, NewSession
from skills4all.services.gaps_near import region_of

MOST_SKILLS = 5


@dataclass(frozen=True, slots=True)
class News:
    """All that became public after some instant: read once, used for every learner.

    `facts`: id -> what a letter says in every language. No row is kept: a run commits often.
    """

    items: Items
    facts: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, database: Database, today: date, since: datetime) -> News:
        """Four statements."""
        openings = opening_rows.open_now(database, today, among=(), since=since)
        sessions = _new_sessions(database, today, since)
        items: list[Item] = [*map(_opening_item, openings), *map(_session_item, sessions)]
        facts = [*map(_opening, openings), *map(_session, sessions)]
        return cls(Items(items), {each["id"]: each for each in facts})

    def told(self, identifier: str, skills: Sequence[str], language: str) -> dict[str, Any]:
        """The facts of one of them. `skills`: what a session would bring."""
        found: dict[str, Any] = dict(self.facts[identifier])
        if found["kind"] == "opening":
            place = found["place"]
            return found | {"place": knowledge.label("place", place, language) if place else ""}
        return found | {"skills": list(skills[:MOST_SKILLS])}


def became_public(session: Session) -> datetime:
    """When both the session and its programme were there to be read."""
    published = session.programme.published_at or session.created_at
    return max(session.created_at, published)


def _new_sessions(database: Database, today: date, since: datetime) -> list[Session]:
    later = case(
        (Programme.published_at > Session.created_at, Programme.published_at),
        else_=Session.created_at,
    )
    statement = (
        select(Session)
        .join(Session.programme)
        .join(Programme.organisation)
        .where(bookable_session(today), later > since)
        .options(contains_eager(Session.programme).contains_eager(Programme.organisation))
        .options(contains_eager(Session.programme).selectinload(Programme.skills))
        .order_by(Session.starts_on, Session.id)
    )
    return list(database.scalars(statement).unique())


def _opening_item(row: Opening) -> NewOpening:
    since = row.published_at or row.created_at
    return NewOpening(
        id=row.public_id,
        since=since,
        moved=max(since, row.updated_at, row.organisation.updated_at),
        occupation=row.occupation_id,
        requirements=opening_rows.document(row).requirements,
    )


def _session_item(row: Session) -> NewSession:
    programme = row.programme
    return NewSession(
        id=row.public_id,
        since=became_public(row),
        moved=max(
            became_public(row),
            row.updated_at,
            programme.updated_at,
            programme.organisation.updated_at,
            # It can be booked from that day on, without anybody changing it.
            datetime.combine(row.enrol_from or date.min, time.min, UTC),
        ),
        region=_region(row),
        taught=frozenset(
            each.skill_id for each in programme.skills if each.relation is ProgrammeRelation.TAUGHT
        ),
    )


def _region(row: Session) -> str | None:
    mode = row.mode or row.programme.mode
    if mode is Mode.ONLINE or row.place_id is None:
        return ""
    return region_of(row.place_id)


def _opening(opening: Opening) -> dict[str, str]:
    return {
        "kind": "opening",
        "id": opening.public_id,
        "title": opening.title,
        "organisation": opening.organisation.name,
        "place": opening.place_id or "",
    }


def _session(session: Session) -> dict[str, str]:
    return {
        "kind": "session",
        "id": session.public_id,
        "title": session.programme.title,
        "organisation": session.programme.organisation.name,
        "starts_on": session.starts_on.isoformat(),
    }
