"""The answer to the one question. Who has the letter may answer: no sign-in stands in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as Database

from skills4all.errors import Closed, NotFound
from skills4all.models import Outcome, Situation, utc_now
from skills4all.services.problems import Problems

CORRECTED = timedelta(days=30)
"""How long an answer can be changed."""
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Answer:
    """`situation` is a value of `Situation`; the rest may be left out."""

    situation: str
    occupation: str | None = None
    place: str | None = None
    comment: str = ""


def find(database: Database, public_id: str, now: datetime | None = None) -> Outcome:
    """The question. Raises `NotFound`, also once its person was erased, and `Closed`."""
    found = database.scalar(select(Outcome).where(Outcome.public_id == public_id))
    if found is None or found.learner_id is None:
        raise NotFound(kind="outcome")
    if found.answered_at is not None and found.answered_at < (now or utc_now()) - CORRECTED:
        raise Closed(kind="outcome")
    return found


def answer(
    database: Database, public_id: str, told: Answer, now: datetime | None = None
) -> Outcome:
    """Keep it; answering again corrects it. Raises as `find`, and `Invalid`. Does not commit."""
    now = now or utc_now()
    found = find(database, public_id, now)
    problems = Problems()
    problems.word("situation", told.situation, [each.value for each in Situation])
    problems.concept("occupation", "occupation", told.occupation)
    problems.concept("place", "place", told.place)
    problems.text("comment", told.comment)
    if len(told.comment) > LONGEST:
        problems.note("comment", "too_long", most=LONGEST)
    problems.finish()
    found.situation = Situation(told.situation)
    found.occupation_id, found.place_id = told.occupation or None, told.place or None
    found.comment = told.comment.strip() or None
    found.answered_at = found.answered_at or now
    database.flush()
    return found
