"""What a learner can do, with the evidence: where it comes from, how strong, since when, by whom.

A denial is a row too (`denied`), so that an inference someone removed never comes back.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Keyed, link, marked
from skills4all.models.column_types import one_of, utc_now
from skills4all.models.learner import Learner
from skills4all.models.privacy import ACTED, INTERNAL, OF_LEARNER


class EvidenceSource(StrEnum):
    """Where the evidence comes from, weakest first; the matcher uses the same words."""

    INFERRED = "inferred"
    READ = "read"
    DECLARED = "declared"
    CERTIFIED = "certified"


class LearnerSkill(Keyed, Dated, Base):
    """One piece of evidence; one row per learner, skill and source.

    `level` 0-4, for a human language 1 (A1) to 6 (C2), NULL when only possession is known.
    `strength` in [0, 1]; `reason` a code of why, `evidence` the words or the degree it is about.
    """

    __tablename__ = "learner_skills"
    __table_args__ = marked(
        OF_LEARNER,
        UniqueConstraint("learner_id", "skill_id", "source"),
        CheckConstraint("level BETWEEN 0 AND 6", name="level_is_known"),
        CheckConstraint("strength BETWEEN 0 AND 1", name="strength_is_share"),
        subject="learner_id",
    )

    learner_id: Mapped[int] = link(
        "learners.id", "CASCADE", index=False, info={"privacy": INTERNAL}
    )
    skill_id: Mapped[str] = link("skills.id", "RESTRICT")
    source: Mapped[EvidenceSource] = one_of(EvidenceSource, "source")
    level: Mapped[int | None]
    strength: Mapped[float] = mapped_column(default=1.0)
    denied: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str | None]
    recorded_at: Mapped[datetime] = mapped_column(default=utc_now)
    recorded_by_id: Mapped[int | None] = link("accounts.id", "SET NULL", info={"privacy": ACTED})
    certified_by_id: Mapped[int | None] = link("organisations.id", "SET NULL")
    enrolment_id: Mapped[int | None] = link("enrolments.id", "SET NULL")

    learner: Mapped[Learner] = relationship(back_populates="skills")
