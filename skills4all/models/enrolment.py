"""Enrolments: a learner's place in a session, from the request to the certificate."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Demonstrable, Public, link, marked
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.learner import Learner
from skills4all.models.privacy import ACTED, STATISTIC, STATISTIC_LINK, STATISTIC_TEXT
from skills4all.models.session import Session


class EnrolmentStatus(StrEnum):
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    CERTIFIED = "certified"


HOLDS_A_SEAT = (EnrolmentStatus.CONFIRMED, EnrolmentStatus.ATTENDED, EnrolmentStatus.CERTIFIED)
"""The statuses that `Session.seats_taken` counts."""


class Enrolment(Public, Dated, Demonstrable, Base):
    """One per learner and session: asking again after a cancellation reuses the row.

    `position` orders the waiting list; `offer_expires_at` is until when a freed seat is kept.
    `certificate` is what the certificate says, as it was on the day it was issued.
    An erased learner leaves the row without link or words, so that the centre's counts hold.
    """

    __tablename__ = "enrolments"
    __table_args__ = marked(
        STATISTIC,
        UniqueConstraint("learner_id", "session_id"),
        CheckConstraint("position >= 1", name="position_from_one"),
        subject="learner_id",
    )

    learner_id: Mapped[int | None] = link(
        "learners.id", "SET NULL", index=False, info={"privacy": STATISTIC_LINK}
    )
    session_id: Mapped[int] = link("sessions.id", "CASCADE")
    status: Mapped[EnrolmentStatus] = one_of(
        EnrolmentStatus, "status", default=EnrolmentStatus.REQUESTED, index=True
    )
    position: Mapped[int | None]
    message: Mapped[str | None] = mapped_column(info={"privacy": STATISTIC_TEXT})
    requested_at: Mapped[datetime] = mapped_column(default=utc_now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    reason: Mapped[str | None] = mapped_column(info={"privacy": STATISTIC_TEXT})
    offer_expires_at: Mapped[datetime | None]
    certified_at: Mapped[datetime | None]
    certificate_code: Mapped[str | None] = mapped_column(
        unique=True, info={"privacy": STATISTIC_TEXT}
    )
    certificate: Mapped[dict[str, Any] | None] = mapped_column(info={"privacy": STATISTIC_TEXT})
    certificate_withdrawn_at: Mapped[datetime | None]

    learner: Mapped[Learner | None] = relationship()
    session: Mapped[Session] = relationship()
