"""What a learner does next, most pressing first: what ends by itself, then what people wrote, then
the chain from studies to a step taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session as Database

from skills4all.models import (
    Application,
    ContactRequest,
    ContactStatus,
    Enrolment,
    EnrolmentStatus,
    Learner,
    LearnerBackground,
    LearnerSkill,
)
from skills4all.queries import learners, messages

MOST = 4
OVER = (EnrolmentStatus.REFUSED, EnrolmentStatus.CANCELLED)


class Move(StrEnum):
    """What there is to do."""

    TAKE_SEAT = "take_seat"
    ANSWER_CONTACT = "answer_contact"
    READ_MESSAGES = "read_messages"
    TELL_STUDIES = "tell_studies"
    TELL_PLACE = "tell_place"
    REVIEW_SKILLS = "review_skills"
    CHOOSE_ROLE = "choose_role"
    TAKE_A_STEP = "take_a_step"
    LOOK_AGAIN = "look_again"


@dataclass(frozen=True, slots=True)
class Next:
    """`first` is the row to open, `until` when it is over."""

    move: Move
    count: int = 1
    first: Any = None
    until: datetime | None = None


def of_learner(
    database: Database, learner: Learner, now: datetime, contact_waits: timedelta
) -> list[Next]:
    """At most a few; never none: the last is to look again."""
    found = [*_ending(database, learner, now, contact_waits), *_profile(database, learner)]
    found += _chain(database, learner)
    return found[:MOST] or [Next(Move.LOOK_AGAIN)]


def _ending(
    database: Database, learner: Learner, now: datetime, contact_waits: timedelta
) -> Iterator[Next]:
    kept = select(Enrolment).where(
        Enrolment.learner_id == learner.id,
        Enrolment.status == EnrolmentStatus.WAITING,
        Enrolment.offer_expires_at > now,
    )
    for seat in database.scalars(kept.order_by(Enrolment.offer_expires_at)):
        yield Next(Move.TAKE_SEAT, first=seat, until=seat.offer_expires_at)
    asked = select(func.count(ContactRequest.id), func.min(ContactRequest.asked_at)).where(
        ContactRequest.learner_id == learner.id,
        ContactRequest.status == ContactStatus.ASKED,
        ContactRequest.asked_at > now - contact_waits,
    )
    count, since = database.execute(asked).one()
    if count:
        yield Next(Move.ANSWER_CONTACT, count, until=since + contact_waits)
    unread = sum(messages.unread_by_learner(database, learner.id).values())
    if unread:
        yield Next(Move.READ_MESSAGES, unread)


def _profile(database: Database, learner: Learner) -> Iterator[Next]:
    """What the recommendation stands on."""
    if not database.scalar(select(exists().where(LearnerBackground.learner_id == learner.id))):
        yield Next(Move.TELL_STUDIES)
    if not learner.place_id:
        yield Next(Move.TELL_PLACE)
    if not database.scalar(select(exists().where(LearnerSkill.learner_id == learner.id))):
        yield Next(Move.REVIEW_SKILLS)


def _chain(database: Database, learner: Learner) -> Iterator[Next]:
    """A role, then a session or an opening for it."""
    saved = learners.saved_pathways(database, learner)
    seats = exists().where(Enrolment.learner_id == learner.id, Enrolment.status.not_in(OVER))
    sent = exists().where(Application.learner_id == learner.id)
    if not saved:
        yield Next(Move.CHOOSE_ROLE)
    elif not database.scalar(select(seats | sent)):
        yield Next(Move.TAKE_A_STEP, first=saved[0])
