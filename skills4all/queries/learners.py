"""Learners as the matcher sees them, and the rows of their own pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session as Database
from sqlalchemy.orm import joinedload

from skills4all.matching.documents import Background, Evidence, LearnerProfile, Source
from skills4all.models import (
    Learner,
    LearnerBackground,
    LearnerSkill,
    SavedPathway,
)

Row = TypeVar("Row", LearnerBackground, LearnerSkill)


def profile_of(database: Database, learner: Learner) -> LearnerProfile:
    """All the matcher may know of a learner: two statements."""
    return profiles(database, [learner])[learner.id]


def profiles(database: Database, learners: Sequence[Learner]) -> dict[int, LearnerProfile]:
    """The same for many, by internal id: two statements however many they are.

    What studies suggest is not stored: the matcher infers it anew from the backgrounds. Rows hold
    what was declared, denied, read and certified.
    """
    ids = [learner.id for learner in learners]
    backgrounds = _by_learner(
        database.scalars(
            select(LearnerBackground)
            .where(LearnerBackground.learner_id.in_(ids))
            .order_by(LearnerBackground.id)
        )
    )
    evidence = _by_learner(
        database.scalars(
            select(LearnerSkill)
            .where(LearnerSkill.learner_id.in_(ids))
            .order_by(LearnerSkill.skill_id, LearnerSkill.source)
        )
    )
    return {
        learner.id: LearnerProfile(
            backgrounds=tuple(map(_background, backgrounds[learner.id])),
            evidence=tuple(map(_evidence, evidence[learner.id])),
            place=learner.place_id,
        )
        for learner in learners
    }


def _by_learner(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.learner_id].append(row)
    return found


def _background(row: LearnerBackground) -> Background:
    return Background(row.field_id, row.level_id, row.status.value, row.year)


def _evidence(row: LearnerSkill) -> Evidence:
    return Evidence(
        row.skill_id,
        Source(row.source.value),
        level=row.level,
        strength=row.strength,
        denied=row.denied,
        reason=row.reason,
        detail=row.evidence or "",
    )


def backgrounds_of(database: Database, learner: Learner) -> Sequence[LearnerBackground]:
    """Courses of study in the order they were told."""
    return database.scalars(
        select(LearnerBackground)
        .where(LearnerBackground.learner_id == learner.id)
        .order_by(LearnerBackground.id)
    ).all()


def evidence_of(database: Database, learner: Learner) -> Sequence[LearnerSkill]:
    """Stored evidence, denials too."""
    return database.scalars(
        select(LearnerSkill)
        .where(LearnerSkill.learner_id == learner.id)
        .order_by(LearnerSkill.skill_id, LearnerSkill.source)
    ).all()


def of_account(database: Database, account_id: int) -> Learner | None:
    """The profile that belongs to an account."""
    return database.scalar(select(Learner).where(Learner.account_id == account_id))


def with_public_id(database: Database, public_id: str) -> Learner | None:
    return database.scalar(select(Learner).where(Learner.public_id == public_id))


def saved_pathways(database: Database, learner: Learner) -> Sequence[SavedPathway]:
    """Kept pathways, last changed first."""
    return database.scalars(
        select(SavedPathway)
        .where(SavedPathway.learner_id == learner.id)
        .options(joinedload(SavedPathway.occupation))
        .order_by(SavedPathway.updated_at.desc(), SavedPathway.id)
    ).all()


def saved_pathway(database: Database, learner: Learner, public_id: str) -> SavedPathway | None:
    """One of the learner's own, by its public id."""
    return database.scalar(
        select(SavedPathway).where(
            SavedPathway.learner_id == learner.id, SavedPathway.public_id == public_id
        )
    )


def saved_pathway_for(database: Database, learner: Learner, occupation: str) -> SavedPathway | None:
    """The learner's saved pathway to one role."""
    return database.scalar(
        select(SavedPathway).where(
            SavedPathway.learner_id == learner.id, SavedPathway.occupation_id == occupation
        )
    )
