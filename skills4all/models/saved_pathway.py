"""Pathways a learner kept: the role, what was answered, what was shown."""

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from skills4all.models.base import Base, Dated, Public, link, marked
from skills4all.models.learner import Learner
from skills4all.models.occupation import Occupation
from skills4all.models.privacy import INTERNAL, OF_LEARNER


class SavedPathway(Public, Dated, Base):
    """One role kept by one learner.

    `answers` and `plan` are as they were that day, with the versions that computed them; the
    page computes anew and can say what changed. The sessions chosen live in `Plan`.
    """

    __tablename__ = "saved_pathways"
    __table_args__ = marked(
        OF_LEARNER, UniqueConstraint("learner_id", "occupation_id"), subject="learner_id"
    )

    learner_id: Mapped[int] = link(
        "learners.id", "CASCADE", index=False, info={"privacy": INTERNAL}
    )
    occupation_id: Mapped[str] = link("occupations.id", "RESTRICT")
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    plan: Mapped[dict[str, Any] | None]
    coverage: Mapped[float | None]
    model_version: Mapped[str] = mapped_column(default="")
    vocabulary_version: Mapped[str] = mapped_column(default="")

    learner: Mapped[Learner] = relationship()
    occupation: Mapped[Occupation] = relationship()
