"""Certified skills of a profile: one row a skill, the best of the certificates that hold.

A certificate that is withdrawn takes its rows along; where another certificate covers the skill,
that one stands instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Account,
    Enrolment,
    EnrolmentStatus,
    EvidenceSource,
    Learner,
    LearnerSkill,
)

REASON = "certified"


def give(database: Database, enrolment: Enrolment, actor: Account, now: datetime) -> None:
    """The skills of this certificate, where no better one holds them."""
    rows = _rows(database, enrolment)
    for skill, level in _certified(enrolment).items():
        row = rows.get(skill)
        if row is None:
            row = LearnerSkill(
                learner_id=enrolment.learner_id, skill_id=skill, source=EvidenceSource.CERTIFIED
            )
            database.add(row)
        elif row.enrolment_id != enrolment.id and (row.level or 0) >= level:
            continue
        _write(row, enrolment, level, now)
        row.recorded_by_id = actor.id
    database.flush()


def take_back(database: Database, enrolment: Enrolment) -> None:
    """The rows of this certificate go, or fall to the next best certificate."""
    rows = _rows(database, enrolment)
    others = _other_certificates(database, enrolment)
    for skill, row in rows.items():
        if row.enrolment_id == enrolment.id and not _fall_to(row, skill, others):
            database.delete(row)
    database.flush()


def _fall_to(row: LearnerSkill, skill: str, others: Sequence[Enrolment]) -> bool:
    covering = [each for each in others if skill in _certified(each)]
    if not covering:
        return False
    best = max(covering, key=lambda each: _certified(each)[skill])
    assert best.certified_at is not None
    _write(row, best, _certified(best)[skill], best.certified_at)
    row.recorded_by_id = best.decided_by_id
    return True


def _write(row: LearnerSkill, enrolment: Enrolment, level: int, now: datetime) -> None:
    row.level, row.strength, row.denied, row.reason = level, 1.0, False, REASON
    row.recorded_at = now
    row.certified_by_id = enrolment.session.programme.organisation_id
    row.enrolment_id = enrolment.id


def _certified(enrolment: Enrolment) -> dict[str, int]:
    """Skill -> level, as the certificate says."""
    said = enrolment.certificate or {}
    return {each["id"]: each["level"] for each in said.get("skills", ())}


def _rows(database: Database, enrolment: Enrolment) -> dict[str, LearnerSkill]:
    """Certified rows of the learner. Two centres that certify at once do so one after the other."""
    database.execute(
        update(Learner)
        .where(Learner.id == enrolment.learner_id)
        .values(updated_at=Learner.updated_at)
        .execution_options(synchronize_session=False)
    )
    statement = (
        select(LearnerSkill)
        .where(
            LearnerSkill.learner_id == enrolment.learner_id,
            LearnerSkill.source == EvidenceSource.CERTIFIED,
        )
        .execution_options(populate_existing=True)
    )
    return {row.skill_id: row for row in database.scalars(statement)}


def _other_certificates(database: Database, enrolment: Enrolment) -> Sequence[Enrolment]:
    """Those of the same learner that hold, oldest first."""
    return database.scalars(
        select(Enrolment)
        .where(
            Enrolment.learner_id == enrolment.learner_id,
            Enrolment.id != enrolment.id,
            Enrolment.status == EnrolmentStatus.CERTIFIED,
        )
        .order_by(Enrolment.certified_at)
        .execution_options(populate_existing=True)
    ).all()
