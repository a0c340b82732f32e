"""What became public lately, and which of it is for one learner on one pathway.

Openings: those of the pathway's occupation, and those of none that the learner covers already.
Sessions: those that teach something the pathway still misses, in the learner's region or online.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import contains_eager

from skills4all.matching.coverage import Band
from skills4all.matching.documents import LearnerProfile
from skills4all.models import Mode, Opening, Programme, ProgrammeRelation, Session
from skills4all.queries import openings as opening_rows
from skills4all.queries.visible import bookable_session
from skills4all.services import knowledge
from skills4all.services.gaps_near import region_of
from skills4all.services.recommendations import needs

MOST = 8
NEAR = (Band.WITHIN_REACH, Band.STRETCH)


@dataclass(frozen=True, slots=True)
class News:
    """All that became public after some instant: read once, used for every learner."""

    openings: Sequence[Opening]
    sessions: Sequence[Session]

    @classmethod
    def read(cls, database: Database, today: date, since: datetime) -> News:
        """Four statements."""
        return cls(
            opening_rows.open_now(database, today, among=(), since=since),
            _new_sessions(database, today, since),
        )


def for_pathway(
    news: News,
    profile: LearnerProfile,
    occupation: str,
    since: datetime,
    language: str,
) -> list[dict[str, Any]]:
    """Facts of at most eight things to tell, best first. Each says why: `openings` by the share
    that is covered, `sessions` by the skills they would bring.
    """
    role = knowledge.vocabulary().occupations.get(knowledge.vocabulary().current(occupation))
    if role is None:
        return []
    matcher = knowledge.matcher()
    standing = matcher.standing(profile)
    gap = {need.skill for need in needs(matcher.role(standing, role).gap)}
    jobs: list[tuple[float, dict[str, Any]]] = []
    for opening in news.openings:
        if opening.published_at is None or opening.published_at <= since:
            continue
        coverage = matcher.cover(standing, opening_rows.document(opening).requirements)
        if opening.occupation_id == role.id or (
            opening.occupation_id is None and coverage.band in NEAR
        ):
            jobs.append((coverage.score or 0.0, _opening(opening, language)))
    courses = [
        (len(taught), _session(session, sorted(taught)))
        for session in news.sessions
        if became_public(session) > since and _reachable(session, profile.place)
        if (taught := gap & _taught(session))
    ]
    best, rest = (
        sorted(found, key=lambda pair: (-pair[0], pair[1]["id"])) for found in (jobs, courses)
    )
    return [facts for _, facts in (*best, *rest)][:MOST]


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


def _taught(session: Session) -> set[str]:
    return {
        row.skill_id for row in session.programme.skills if row.relation is ProgrammeRelation.TAUGHT
    }


def _reachable(session: Session, place: str | None) -> bool:
    mode = session.mode or session.programme.mode
    if mode is Mode.ONLINE or session.place_id is None or place is None:
        return True
    return region_of(session.place_id) == region_of(place)


def _opening(opening: Opening, language: str) -> dict[str, Any]:
    return {
        "kind": "opening",
        "id": opening.public_id,
        "title": opening.title,
        "organisation": opening.organisation.name,
        "place": knowledge.label("place", opening.place_id, language) if opening.place_id else "",
    }


def _session(session: Session, skills: list[str]) -> dict[str, Any]:
    return {
        "kind": "session",
        "id": session.public_id,
        "title": session.programme.title,
        "organisation": session.programme.organisation.name,
        "starts_on": session.starts_on.isoformat(),
        "skills": skills[:5],
    }
