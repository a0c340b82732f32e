"""Cohorts: learners who train together because jobs are pledged."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from skills4all.models.base import Base, Dated, Demonstrable, Keyed, Public, link, marked
from skills4all.models.column_types import one_of
from skills4all.models.learner import Learner
from skills4all.models.occupation import Occupation
from skills4all.models.privacy import INTERNAL, NOT_PERSONAL, OF_LEARNER


class CohortStatus(StrEnum):
    PROPOSED = "proposed"
    OPEN = "open"
    CONFIRMED = "confirmed"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Cohort(Public, Dated, Demonstrable, Base):
    """A group formed for one role, taught by a programme, then by one of its sessions.

    Pledges point at the cohort they wait for (`Pledge.cohort_id`): several employers may.
    """

    __tablename__ = "cohorts"
    __table_args__ = marked(
        NOT_PERSONAL, CheckConstraint("target_size > 0", name="target_size_positive")
    )

    occupation_id: Mapped[str] = link("occupations.id", "RESTRICT")
    programme_id: Mapped[int | None] = link("programmes.id", "SET NULL")
    session_id: Mapped[int | None] = link("sessions.id", "SET NULL")
    place_id: Mapped[str | None] = link("places.id", "RESTRICT")
    starts_on: Mapped[date | None]
    target_size: Mapped[int]
    status: Mapped[CohortStatus] = one_of(
        CohortStatus, "status", default=CohortStatus.PROPOSED, index=True
    )

    occupation: Mapped[Occupation] = relationship()
    members: Mapped[list["CohortMember"]] = relationship(
        back_populates="cohort", cascade="all, delete-orphan", passive_deletes=True
    )


class CohortMemberStatus(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class CohortMember(Keyed, Dated, Base):
    """A learner proposed for a cohort, and what they answered."""

    __tablename__ = "cohort_members"
    __table_args__ = marked(
        OF_LEARNER, UniqueConstraint("cohort_id", "learner_id"), subject="learner_id"
    )

    cohort_id: Mapped[int] = link("cohorts.id", "CASCADE", index=False)
    learner_id: Mapped[int] = link("learners.id", "CASCADE", info={"privacy": INTERNAL})
    status: Mapped[CohortMemberStatus] = one_of(
        CohortMemberStatus, "status", default=CohortMemberStatus.PROPOSED
    )

    cohort: Mapped[Cohort] = relationship(back_populates="members")
    learner: Mapped[Learner] = relationship()
