"""Outcomes: what became of a learner, three and six months later."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from skills4all.models.base import Base, Dated, Demonstrable, Public, link, marked
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.privacy import STATISTIC, STATISTIC_LINK, STATISTIC_TEXT


class Situation(StrEnum):
    IT_JOB = "it_job"
    OTHER_JOB = "other_job"
    OWN_BUSINESS = "own_business"
    TRAINING = "training"
    STUDYING = "studying"
    SEEKING = "seeking"
    OTHER = "other"


class OutcomeEvidence(StrEnum):
    DECLARED = "declared"
    VERIFIED = "verified"


class Outcome(Public, Dated, Demonstrable, Base):
    """One question asked and its answer. Erasing the learner leaves an anonymous count."""

    __tablename__ = "outcomes"
    __table_args__ = marked(
        STATISTIC,
        UniqueConstraint("learner_id", "enrolment_id", "after_months"),
        CheckConstraint("after_months IN (3, 6)", name="after_three_or_six_months"),
        subject="learner_id",
    )

    learner_id: Mapped[int | None] = link(
        "learners.id", "SET NULL", index=False, info={"privacy": STATISTIC_LINK}
    )
    enrolment_id: Mapped[int | None] = link("enrolments.id", "SET NULL")
    after_months: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(default=utc_now)
    answered_at: Mapped[datetime | None]
    situation: Mapped[Situation | None] = one_of(Situation, "situation")
    occupation_id: Mapped[str | None] = link("occupations.id", "RESTRICT")
    place_id: Mapped[str | None] = link("places.id", "RESTRICT")
    evidence: Mapped[OutcomeEvidence] = one_of(
        OutcomeEvidence, "evidence", default=OutcomeEvidence.DECLARED
    )
    comment: Mapped[str | None] = mapped_column(info={"privacy": STATISTIC_TEXT})
