"""What is missing near people: skills that many learners of a province lack and nobody teaches
there. Counted once a day, never shown below ten learners.

A learner lacks what stands between them and the occupations whose pathways they kept, or the one
nearest to them when they kept none. Taught there: by a session one can book today, held in the
province or online.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session as Database

from skills4all.matching.documents import LearnerProfile
from skills4all.matching.ranking import RoleMatch
from skills4all.models import GapCount, Learner, SavedPathway
from skills4all.models.gap_count import LEAST_SHOWN
from skills4all.queries import learners as learner_rows
from skills4all.queries import sessions as session_rows
from skills4all.services import knowledge
from skills4all.services.recommendations import needs

AT_ONCE = 500
EVERYWHERE = ""

Gaps = Counter[tuple[str, str]]
"""(province, skill) -> learners."""


def count(database: Database, today: date) -> int:
    """Count anew and replace what was counted; returns how many rows are shown. Commits."""
    taught = _taught(database, today)
    gaps: Gaps = Counter()
    for learners in _batches(database):
        gaps.update(_lacked(database, learners))
    shown = [
        GapCount(place_id=place, skill_id=skill, people=number, counted_on=today)
        for (place, skill), number in sorted(gaps.items())
        if number >= LEAST_SHOWN and skill not in taught[EVERYWHERE] | taught[place]
    ]
    database.execute(delete(GapCount))
    database.add_all(shown)
    database.commit()
    return len(shown)


def near(place: str | None) -> Select[GapCount]:
    """Of a province, or of all provinces of a region; for a long list."""
    known = knowledge.vocabulary().places
    inside = [each.id for each in known.values() if place in (each.id, each.parent)]
    return select(GapCount).where(GapCount.place_id.in_(inside))


def region_of(place: str | None) -> str | None:
    """The region a place lies in; itself when it is one."""
    known = knowledge.vocabulary().places.get(place or "")
    if known is None:
        return None
    return known.id if known.kind == "region" else known.parent


def _batches(database: Database) -> Iterator[Sequence[Learner]]:
    """Learners who said where they live, some hundreds at a time."""
    last = 0
    while batch := database.scalars(
        select(Learner)
        .where(Learner.id > last, Learner.place_id.is_not(None))
        .order_by(Learner.id)
        .limit(AT_ONCE)
    ).all():
        last = batch[-1].id
        yield batch
        for learner in batch:
            database.expunge(learner)


def _lacked(database: Database, learners: Sequence[Learner]) -> Gaps:
    profiles = learner_rows.profiles(database, learners)
    kept = _kept(database, [learner.id for learner in learners])
    found: Gaps = Counter()
    for learner in learners:
        if learner.place_id:
            lacks = _lacks(profiles[learner.id], kept[learner.id])
            found.update((learner.place_id, skill) for skill in lacks)
    return found


def _kept(database: Database, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    rows = database.execute(
        select(SavedPathway.learner_id, SavedPathway.occupation_id)
        .where(SavedPathway.learner_id.in_(ids))
        .order_by(SavedPathway.id)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for learner, occupation in rows:
        found[learner].append(occupation)
    return found


def _lacks(profile: LearnerProfile, kept: Sequence[str]) -> set[str]:
    """Skills that certainly lack; what is only unknown is no gap."""
    return {
        need.skill for role in _roles(profile, kept) for need in needs(role.gap) if need.certain
    }


def _roles(profile: LearnerProfile, kept: Sequence[str]) -> list[RoleMatch]:
    matcher = knowledge.matcher()
    standing = matcher.standing(profile)
    known = knowledge.vocabulary().occupations
    wanted = [known[each] for each in kept if each in known]
    if wanted:
        return [matcher.role(standing, role) for role in wanted]
    nearest = matcher.roles(standing)[:1]
    # An empty profile has no number, hence no nearest role.
    return [role for role in nearest if role.coverage.score is not None]


def _taught(database: Database, today: date) -> defaultdict[str, set[str]]:
    """Province -> skills; under `EVERYWHERE` those taught online."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for session in session_rows.bookable(database, today):
        where = session.place if session.mode != "online" and session.place else EVERYWHERE
        found[where].update(taught.skill for taught in session.teaches)
    return found
