"""What a learner says of a skill: has it, does not have it, takes that back.

Confirming an inferred skill declares it; removing one keeps a denial, so that it never returns.
What was read from a text is kept as read, with the words. A certificate is never touched here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Database

from skills4all.errors import FieldProblem, Invalid
from skills4all.models import EvidenceSource, Learner, LearnerSkill, utc_now
from skills4all.services import knowledge
from skills4all.services.answers import Reading

MOST = 300
WORDS = 200
"""Longest quotation kept with what was read."""


@dataclass(frozen=True, slots=True)
class Read:
    """A skill found in a text and accepted by the learner."""

    skill: str
    level: int | None
    words: str


def declare(
    database: Database,
    learner: Learner,
    skill: str,
    level: int | None = None,
    *,
    recorded_by: int | None = None,
) -> None:
    """The learner has it, at `level` (None: not said)."""
    row = _row(database, learner, skill, EvidenceSource.DECLARED)
    row.denied, row.level, row.reason = False, level, "declared"
    row.recorded_at, row.recorded_by_id = utc_now(), recorded_by
    database.flush()


def deny(
    database: Database, learner: Learner, skill: str, *, recorded_by: int | None = None
) -> None:
    """The learner does not have it, whatever was supposed or read."""
    _drop(database, learner, skill, EvidenceSource.READ)
    row = _row(database, learner, skill, EvidenceSource.DECLARED)
    row.denied, row.level, row.reason = True, None, "denied"
    row.recorded_at, row.recorded_by_id = utc_now(), recorded_by
    database.flush()


def forget(database: Database, learner: Learner, skill: str) -> None:
    """Take back what was said or read; an inference may show again."""
    for source in (EvidenceSource.DECLARED, EvidenceSource.READ):
        _drop(database, learner, skill, source)


def keep_read(database: Database, learner: Learner, found: Iterable[Read]) -> int:
    """Keep what the learner accepted of a reading. Returns how many."""
    kept = 0
    for item in found:
        row = _row(database, learner, item.skill, EvidenceSource.READ)
        row.denied, row.level, row.reason = False, item.level, "read"
        row.evidence = item.words[:WORDS] or None
        row.recorded_at = utc_now()
        kept += 1
    database.flush()
    return kept


def add_named(database: Database, learner: Learner, typed: str, level: str = "") -> str:
    """Declare a skill by its name in any language. Raises `Invalid` with the nearest names."""
    if not typed.strip():
        raise Invalid([FieldProblem("skill", "required")])
    reading = Reading()
    skill = reading.concept("skill", "skill", typed[:200])
    told = read_level(reading, skill, level)
    reading.finish()
    assert skill is not None
    declare(database, learner, skill, told)
    return skill


def answer(database: Database, learner: Learner, said: Mapping[str, tuple[str, str]]) -> None:
    """Several at once: skill -> (yes | no | forget | "", level as typed). Raises `Invalid`."""
    reading = Reading()
    levels = {
        skill: read_level(reading, skill, level)
        for skill, (choice, level) in said.items()
        if choice == "yes" and known(skill)
    }
    reading.finish()
    for skill, (choice, _) in said.items():
        if not known(skill):
            continue
        if choice == "yes":
            declare(database, learner, skill, levels[skill])
        elif choice == "no":
            deny(database, learner, skill)
        elif choice == "forget":
            forget(database, learner, skill)


def known(skill: str) -> bool:
    return skill in knowledge.vocabulary().skills


def known_role(occupation: str) -> bool:
    return knowledge.vocabulary().current(occupation) in knowledge.vocabulary().occupations


def highest_level(skill: str) -> int:
    """4, or 6 (C2) for a human language."""
    found = knowledge.vocabulary().skills.get(skill)
    return 6 if found is not None and found.kind == "language" else 4


def read_level(reading: Reading, skill: str | None, text: str) -> int | None:
    """A level as chosen in a form; blank is None."""
    text = text.strip()
    if not skill or not text:
        return None
    if not text.isdecimal() or len(text) > 2 or not 1 <= int(text) <= highest_level(skill):
        reading.problems.append(FieldProblem("level", "level", text))
        return None
    return int(text)


def _row(database: Database, learner: Learner, skill: str, source: EvidenceSource) -> LearnerSkill:
    statement = select(LearnerSkill).where(
        LearnerSkill.learner_id == learner.id,
        LearnerSkill.skill_id == skill,
        LearnerSkill.source == source,
    )
    row = database.scalar(statement)
    if row is None:
        row = LearnerSkill(learner_id=learner.id, skill_id=skill, source=source)
        database.add(row)
    return row


def _drop(database: Database, learner: Learner, skill: str, source: EvidenceSource) -> None:
    database.execute(
        delete(LearnerSkill).where(
            LearnerSkill.learner_id == learner.id,
            LearnerSkill.skill_id == skill,
            LearnerSkill.source == source,
        )
    )
