"""Courses of study of a learner: several, each obtained, in progress or abandoned."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.errors import Conflict, FieldProblem, NotFound
from skills4all.models import BackgroundStatus, Learner, LearnerBackground
from skills4all.services.answers import Reading

MOST = 10
YEARS = (1950, 2100)


def add(
    database: Database,
    learner: Learner,
    field: str,
    level: str,
    *,
    status: str = "obtained",
    year: str = "",
) -> LearnerBackground:
    """Add one; names are read in any language. Raises `Invalid` naming each bad field."""
    reading = Reading()
    known_field = reading.concept("field", "field", field)
    known_level = reading.concept("level", "level", level)
    for name, typed in (("field", field), ("level", level)):
        if not typed.strip():
            reading.problems.append(FieldProblem(name, "required"))
    when = _year(reading, year)
    if status not in list(BackgroundStatus):
        reading.problems.append(FieldProblem("status", "unknown", status))
    reading.finish()
    if len(_of(database, learner)) >= MOST:
        raise Conflict("too_many_studies", most=MOST)
    row = LearnerBackground(
        learner_id=learner.id,
        field_id=known_field,
        level_id=known_level,
        status=BackgroundStatus(status),
        year=when,
    )
    database.add(row)
    database.flush()
    return row


def add_once(database: Database, learner: Learner, field: str, level: str) -> None:
    """Add an obtained course unless the profile has the same field and level."""
    known = {(row.field_id, row.level_id) for row in _of(database, learner)}
    if (field, level) not in known and len(known) < MOST:
        database.add(LearnerBackground(learner_id=learner.id, field_id=field, level_id=level))
        database.flush()


def remove(database: Database, learner: Learner, number: int) -> None:
    """Remove one of the learner's own. Raises `NotFound`."""
    row = database.scalar(
        select(LearnerBackground).where(
            LearnerBackground.id == number, LearnerBackground.learner_id == learner.id
        )
    )
    if row is None:
        raise NotFound(kind="background")
    database.delete(row)
    database.flush()


def _of(database: Database, learner: Learner) -> list[LearnerBackground]:
    statement = select(LearnerBackground).where(LearnerBackground.learner_id == learner.id)
    return list(database.scalars(statement))


def _year(reading: Reading, text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 4 or not YEARS[0] <= int(text) <= YEARS[1]:
        reading.problems.append(FieldProblem("year", "year", text))
        return None
    return int(text)
